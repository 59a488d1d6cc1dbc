/** Saving a dashboard through the classic API, with the checks in the server's order. */
import type { JsonObject } from "../../../src/schema/json.ts";
import { json, message, refuse, type Answer } from "./answer.ts";
import { integerMember, jsonBody, textMember } from "./body.ts";
import { Content, isObject, textOf } from "./content.ts";
import { dashboardPath } from "./dashboard-urls.ts";
import { checkRepositoryClassic, repositoryFolderFault } from "./managers.ts";
import { dashboardScopes, folderScopes, requireAction, requireScope } from "./permissions.ts";
import type { Call } from "./route.ts";
import { isRefreshTooLow, uidFault } from "./rules.ts";
import { slugOf } from "./slug.ts";
import { dashboardsOfSlug, type DashboardRecord } from "./state.ts";
import { storeDashboard } from "./storing.ts";

/** A save as all ways of the classic API ask for it. */
export interface ClassicSave {
  /** May hold `id`, `uid` and `version`. */
  readonly dashboard: JsonObject;
  readonly folderUid: string;
  readonly message: string;
  readonly overwrite: boolean;
  readonly restoredFrom?: number;
}

/** POST /api/dashboards/db */
export function saveFromBody(call: Call): Answer {
  const body = jsonBody(call);
  const dashboard = body["dashboard"];
  if (!isObject(dashboard)) return refuse(message(400, "bad request data"));
  requireAction(call.caller, ["dashboards:create", "dashboards:write"]);
  if (body["isFolder"] === true) refuseFolder(call);
  return saveClassic(call, {
    dashboard: unwrapResource(call, dashboard),
    folderUid: textMember(body, "folderUid"),
    message: textMember(body, "message"),
    overwrite: body["overwrite"] === true,
  });
}

function refuseFolder(call: Call): never {
  const { unknown, profile } = call.world;
  if (!profile.atLeast(13)) unknown.push({ method: "POST", path: call.path, why: "isFolder" });
  return refuse(message(400, "Use folders endpoint for saving folders."));
}

/**
 * 13 takes a whole resource in place of the model: without an id at its root, with apiVersion and spec; a bare spec
 * of the v2 schema is refused. 12.0 stores a bare v2 spec as it is.
 */
function unwrapResource({ world }: Call, dashboard: JsonObject): JsonObject {
  if (!world.profile.atLeast(13)) return dashboard;
  const apiVersion = textOf(dashboard["apiVersion"]);
  const spec = dashboard["spec"];
  if (apiVersion === "" && spec === undefined) {
    if (isObject(dashboard["elements"]) || isObject(dashboard["layout"])) refuse(message(400, v2Text));
    return dashboard;
  }
  if ("id" in dashboard) {
    refuse(message(400, "The k8s style dashboard must not include an id on the root element"));
  }
  if (!apiVersion.startsWith("dashboard.grafana.app/") || !isObject(spec)) {
    refuse(message(400, "bad request data"));
  }
  const metadata = dashboard["metadata"];
  const name = isObject(metadata) ? textOf(metadata["name"]) : "";
  return { ...spec, uid: textOf(dashboard["uid"]) || name };
}

const v2Text =
  "the dashboard appears to be in v2 format; use /apis/dashboard.grafana.app/v2 or wrap it with an explicit apiVersion and spec";

export function saveClassic(call: Call, save: ClassicSave): Answer {
  const { world, org } = call;
  if (save.folderUid !== "" && !org.folders.has(save.folderUid)) refuseMissingFolder(call);
  const model = checkedModel(call, save);
  const existing = findExisting(call, model);
  if (existing !== undefined && org.folders.has(existing.uid)) refuse(message(400, cannotBecomeFolder));
  if (existing !== undefined) checkVersion(call, { save, model, existing });
  const target = clashing(call, { save, model, existing }) ?? existing;
  const provisioning = target?.provisioning;
  if (provisioning !== undefined && !provisioning.allowUiUpdates) {
    refuse(message(400, "Cannot save provisioned dashboard"));
  }
  checkRepositoryClassic(call, target);
  const foreign = repositoryFolderFault(call, save.folderUid);
  if (foreign !== undefined) refuse(message(foreign.code, foreign.text));
  requireSave(call, target, save.folderUid);
  const { caller } = call;
  const record = storeDashboard(world, org, {
    uid: target?.uid ?? (model.uid || world.nextUid()),
    folderUid: save.folderUid,
    content: model.content,
    message: save.message,
    by: caller.login,
    ...(save.restoredFrom === undefined ? {} : { restoredFrom: save.restoredFrom }),
  });
  return json(200, {
    // Known of 13; of 12 it is likely.
    ...(world.profile.unified ? { folderUid: record.folderUid } : {}),
    id: record.id,
    slug: slugOf(record.title),
    status: "success",
    uid: record.uid,
    url: dashboardPath(world, record),
    version: record.version,
  });
}

const cannotBecomeFolder = "Dashboard cannot be changed to a folder";

/** A folder that is not there: 400 before 13, in lower case from 10 on. */
function refuseMissingFolder({ world: { profile } }: Call): never {
  if (profile.atLeast(13)) {
    return refuse(json(404, { message: "folder not found", status: "not-found" }));
  }
  return refuse(message(400, profile.atLeast(10) ? "folder not found" : "Folder not found"));
}

/** The parts of a model after the server's own checks. */
interface CheckedModel {
  /** 0 without one. */
  readonly id: number;
  /** Empty without one. */
  readonly uid: string;
  /** 0 without one. */
  readonly version: number;
  readonly content: Content;
}

/** Title, uid, message; the title is trimmed, a refresh that is too short raised. */
function checkedModel(call: Call, { dashboard, message: text }: ClassicSave): CheckedModel {
  const { world } = call;
  const { id: _id, uid: _uid, version: _version, ...rest } = dashboard;
  const id = integerMember(dashboard, "id");
  const version = integerMember(dashboard, "version");
  const title = textMember(dashboard, "title").trim();
  if (title === "") refuseTitle(call, dashboard);
  if (world.profile.unified && title.length > 5000) {
    refuse(json(400, { message: "Dashboard title is too long", status: "title-too-long" }));
  }
  const uid = textMember(dashboard, "uid").trim();
  const fault = uidFault(uid);
  if (fault !== undefined) refuse(message(400, fault));
  if (world.profile.unified && text.length > 500) {
    refuse(message(400, "message too long, max 500 characters"));
  }
  const refresh = isRefreshTooLow(world, rest["refresh"]) ? { refresh: world.minRefreshInterval } : {};
  return { id, uid, version, content: Content.of({ ...rest, ...refresh, title }) };
}

function refuseTitle({ world }: Call, dashboard: JsonObject): never {
  if (world.profile.atLeast(13) && dashboard["title"] === undefined) {
    return refuse(message(400, "Dashboard spec is missing required title property"));
  }
  return refuse(json(400, { message: "Dashboard title cannot be empty", status: "empty-name" }));
}

/** The dashboard that a model names by uid, or by id; they must not be two. */
function findExisting({ world, org }: Call, { id, uid }: CheckedModel): DashboardRecord | undefined {
  if (org.folders.has(uid)) refuse(message(400, cannotBecomeFolder));
  const byUid = uid === "" ? undefined : org.dashboards.get(uid);
  // 13 looks at the id only when there is no uid.
  if (id === 0 || (world.profile.atLeast(13) && uid !== "")) return byUid;
  const byId = org.dashboards.get(org.dashboardIds.get(id) ?? "");
  if (byId === undefined) {
    return refuse(json(404, { message: "Dashboard not found", status: "not-found" }));
  }
  if (byUid !== undefined && byUid.uid !== byId.uid) {
    refuse(message(400, "A dashboard with the same uid already exists"));
  }
  return byId;
}

interface Replacement {
  readonly save: ClassicSave;
  readonly model: CheckedModel;
  readonly existing: DashboardRecord;
}

/** A stale or absent version: 412 before 13, 409 there; then dashboards of plugins. */
function checkVersion({ world }: Call, { save, model, existing }: Replacement): void {
  if (save.overwrite) return;
  if (model.version !== existing.version) {
    if (world.profile.atLeast(13)) {
      refuse(message(409, "Dashboard already exists. Use overwrite flag to update."));
    }
    refuse(
      json(412, {
        message: "The dashboard has been changed by someone else",
        status: "version-mismatch",
      }),
    );
  }
  if (existing.plugin !== undefined && !world.profile.atLeast(13)) {
    refuse(
      json(412, {
        message: `The dashboard belongs to plugin ${existing.plugin}.`,
        status: "plugin-dashboard",
      }),
    );
  }
}

/**
 * Before 11.3: an object of the same slug in the folder. A folder (in 9.5 any of the organisation) and a dashboard
 * are refused; with `overwrite` the other dashboard is the one that gets overwritten.
 */
function clashing(
  { world, org }: Call,
  { save, model, existing }: Omit<Replacement, "existing"> & { existing: DashboardRecord | undefined },
): DashboardRecord | undefined {
  if (!world.profile.uniqueTitles) return undefined;
  const title = textOf(model.content.value["title"]);
  const slug = slugOf(title);
  for (const folder of org.folders.values()) {
    const sees = !world.profile.atLeast(10) || folder.folderUid === save.folderUid;
    if (sees && slugOf(folder.title) === slug) {
      refuse(json(400, { message: "Dashboard name cannot be the same as folder", status: "name-match" }));
    }
  }
  const uid = dashboardsOfSlug(org, save.folderUid, title).find(
    (other) => other !== (existing?.uid ?? model.uid),
  );
  const other = uid === undefined ? undefined : org.dashboards.get(uid);
  if (other !== undefined && !save.overwrite) {
    refuse(
      json(412, {
        message: "A dashboard with the same name in the folder already exists",
        status: "name-exists",
      }),
    );
  }
  return other;
}

/** To create needs the folder; to change needs the dashboard, and the new folder when it moves. */
function requireSave({ caller, org }: Call, existing: DashboardRecord | undefined, folderUid: string): void {
  const text = "Access denied to save dashboard";
  if (existing !== undefined) {
    requireScope(caller, "dashboards:write", { scopes: dashboardScopes(org, existing), text });
  }
  if (existing === undefined || existing.folderUid !== folderUid) {
    requireScope(caller, "dashboards:create", { scopes: folderScopes(org, folderUid), text });
  }
}
