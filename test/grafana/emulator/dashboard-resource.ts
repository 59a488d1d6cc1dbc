/** The kind `Dashboard` of `dashboard.grafana.app`. */
import type { JsonObject } from "../../../src/schema/json.ts";
import { json, refuse, type Answer } from "./answer.ts";
import { Content, textOf } from "./content.ts";
import { convert, isV2, looksLikeV2, migrated } from "./conversions.ts";
import { dashboardPath } from "./dashboard-urls.ts";
import { repositoryFolderStatus } from "./managers.ts";
import { dashboardScopes, isAllowed } from "./permissions.ts";
import { get, routesOf } from "./resource-calls.ts";
import type { Draft, RenderedSpec, ResourceKind } from "./resource-kind.ts";
import { listAnswer, objectText, wantsPartial } from "./resource-object.ts";
import type { Call, Route } from "./route.ts";
import { isRefreshTooLow } from "./rules.ts";
import { slugOf } from "./slug.ts";
import { invalidCauses } from "./spec-shape.ts";
import { removeDashboard, type DashboardRecord, type HistoryRecord, type OrgState } from "./state.ts";
import { status } from "./status.ts";
import { storeDashboard } from "./storing.ts";

const group = "dashboard.grafana.app";

const bad = (text: string): never => refuse(status(400, "BadRequest", text));

/** Title, refresh, schema, folder; the folder is not looked at in a dry run. */
function check(call: Call, draft: Draft): Draft {
  // These three are metadata; in a spec they are dropped.
  const { id: _id, uid: _uid, version: _version, ...spec } = draft.spec;
  const title = textOf(spec["title"]).trim();
  if (title === "") bad("Dashboard title cannot be empty");
  if (title.length > 5000) bad("Dashboard title is too long");
  if (isRefreshTooLow(call.world, spec["refresh"])) bad("Dashboard refresh interval is too low");
  const v2 = isV2(draft.version);
  if (!v2 && looksLikeV2(spec)) {
    bad(`the dashboard appears to be in v2 format; use /apis/${group}/v2`);
  }
  const failures = validate(call, draft.version, spec);
  if (failures.length > 0) {
    const causes = failures.map(({ field, text: message }) => ({
      reason: "FieldValueInvalid",
      message,
      field,
    }));
    const text = `Dashboard.${group} "${draft.name}" is invalid: ${failures[0]?.text}`;
    refuse(status(422, "Invalid", text, { name: draft.name, group, kind: "Dashboard", causes }));
  }
  if (!draft.dryRun && draft.folderUid !== "" && !call.org.folders.has(draft.folderUid)) {
    refuse(status(404, "NotFound", `folders.folder.grafana.app "${draft.folderUid}" not found`));
  }
  const foreign = repositoryFolderStatus(call, draft.folderUid);
  if (foreign !== undefined) refuse(foreign);
  // v1 and v1beta1 keep the newest schema version, v0alpha1 what was sent.
  const classic = draft.version === "v0alpha1" || v2;
  return { ...draft, spec: classic ? spec : (migrated(spec) ?? spec) };
}

/** Never in v0alpha1; Strict is also what is meant when nothing is said. */
function validate(
  { query, world }: Call,
  version: string,
  spec: JsonObject,
): ReturnType<typeof invalidCauses> {
  const mode = query.get("fieldValidation") ?? "Strict";
  if (version === "v0alpha1" || mode === "Ignore") return [];
  if (mode === "Warn" && !world.profile.atLeast(13)) bad("Not supported: FieldValidationMode: Warn");
  return mode === "Strict" ? invalidCauses(spec, isV2(version) ? "v2" : "classic") : [];
}

function store(call: Call, draft: Draft): DashboardRecord {
  return storeDashboard(call.world, call.org, {
    uid: draft.name,
    folderUid: draft.folderUid,
    content: Content.of(draft.spec),
    storedVersion: draft.version,
    message: draft.message,
    by: call.caller.login,
    annotations: draft.annotations,
    labels: draft.labels,
  });
}

/** What comes from a file is deleted only with a grace period of 0. */
function checkRemoval({ query }: Call, { provisioning }: DashboardRecord): void {
  if (provisioning === undefined || query.get("gracePeriodSeconds") === "0") return;
  bad("provisioned dashboard cannot be deleted");
}

function render({ content, storedVersion }: DashboardRecord, version: string): RenderedSpec {
  if (storedVersion === version) return { text: content.text };
  const { spec, status: conversion } = convert(content.value, storedVersion, version);
  const text = spec === content.value ? content.text : JSON.stringify(spec);
  return { text, ...(conversion === undefined ? {} : { status: conversion }) };
}

/** The history and the trash are lists with a selector; so is the search by numeric id. Others are ignored. */
function selected(call: Call, version: string): Answer | undefined {
  const labels = call.query.get("labelSelector") ?? "";
  const name = /^metadata\.name=(.+)$/.exec(call.query.get("fieldSelector") ?? "")?.[1] ?? "";
  if (labels === "grafana.app/get-history=true") return history(call, version, name);
  if (labels === "grafana.app/get-trash=true") {
    const { trash, dashboards } = call.org;
    return listOf(
      call,
      version,
      [...trash.values()].filter(({ uid }) => !dashboards.has(uid)),
    );
  }
  const id = /^grafana\.app\/deprecatedInternalID=(\d+)$/.exec(labels)?.[1];
  if (id === undefined) return undefined;
  const record = call.org.dashboards.get(call.org.dashboardIds.get(Number(id)) ?? "");
  return listOf(call, version, record === undefined ? [] : [record]);
}

/** The versions of a dashboard as objects, newest first: the generation is the version. */
function history(call: Call, version: string, name: string): Answer {
  const record = call.org.dashboards.get(name);
  const mayRead =
    record !== undefined && isAllowed(call.caller, "dashboards:read", dashboardScopes(call.org, record));
  return listOf(
    call,
    version,
    mayRead ? record.history.toReversed().map((entry) => asOf(record, entry)) : [],
  );
}

function asOf(record: DashboardRecord, entry: HistoryRecord): DashboardRecord {
  return {
    ...record,
    version: entry.version,
    resourceVersion: entry.resourceVersion,
    folderUid: entry.folderUid,
    content: entry.content,
    storedVersion: entry.storedVersion,
    annotations: entry.annotations,
    updated: entry.created,
    updatedBy: entry.createdBy,
  };
}

function listOf(call: Call, version: string, items: readonly DashboardRecord[]): Answer {
  const named = { group, kind: "Dashboard", version } as const;
  const partial = wantsPartial(call);
  return listAnswer(call, named, {
    items,
    text: (record) =>
      objectText(call, named, { record, spec: partial ? undefined : render(record, version) }),
  });
}

function remove(org: OrgState, record: DashboardRecord): void {
  removeDashboard(org, record.uid);
}

export const dashboardKind: ResourceKind<DashboardRecord> = {
  group,
  plural: "dashboards",
  kind: "Dashboard",
  versions: ({ dashboardVersions }) => dashboardVersions,
  all: (org) => org.dashboards,
  scopes: dashboardScopes,
  render,
  check,
  store,
  checkRemoval,
  remove,
  selected,
};

/** The object with what the caller may do. */
function dto(call: Call): Answer {
  const answer = get(call, dashboardKind);
  const record = call.org.dashboards.get(call.params.get("name") ?? "");
  if (record === undefined) return answer;
  const canSave = isAllowed(call.caller, "dashboards:write", dashboardScopes(call.org, record));
  const access = {
    canSave,
    canEdit: canSave,
    slug: slugOf(record.title),
    url: dashboardPath(call.world, record),
  };
  return json(200, {
    ...(JSON.parse(answer.body) as JsonObject),
    kind: "DashboardWithAccessInfo",
    access,
  });
}

export const dashboardResourceRoutes: readonly Route[] = [
  ...routesOf(dashboardKind),
  {
    method: "GET",
    path: `/apis/${group}/:version/namespaces/:namespace/dashboards/:name/dto`,
    handle: dto,
  },
];
