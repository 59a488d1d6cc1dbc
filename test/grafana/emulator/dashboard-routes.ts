/** Dashboards through the classic API, but for saving. */
import type { JsonObject } from "../../../src/schema/json.ts";
import { json, jsonText, message, refuse, type Answer } from "./answer.ts";
import { integerMember, jsonBody } from "./body.ts";
import { saveClassic, saveFromBody } from "./classic-save.ts";
import { dashboardPath, folderPath } from "./dashboard-urls.ts";
import { checkRepositoryClassic } from "./managers.ts";
import { dashboardScopes, isAllowed, requireScope } from "./permissions.ts";
import { param, type Call, type Route } from "./route.ts";
import { slugOf } from "./slug.ts";
import { removeDashboard, type DashboardRecord, type HistoryRecord } from "./state.ts";

/** The dashboard of the path, as far as the caller may read it. */
function readable(call: Call): DashboardRecord {
  const record = call.org.dashboards.get(param(call, "uid"));
  if (record === undefined) return refuse(message(404, "Dashboard not found"));
  const scopes = dashboardScopes(call.org, record);
  requireScope(call.caller, "dashboards:read", { scopes, text: "Access denied to this dashboard" });
  return record;
}

/** GET: the stored model with `id`, `uid` and `version` put in; `meta.apiVersion` tells its schema from 12 on. */
function get(call: Call): Answer {
  const record = readable(call);
  const { uid, id, version } = record;
  const dashboard = record.content.textWith({ id, uid, version });
  return jsonText(200, `{"meta":${JSON.stringify(metaOf(call, record))},"dashboard":${dashboard}}`);
}

function metaOf({ world, org, caller }: Call, record: DashboardRecord): JsonObject {
  const scopes = dashboardScopes(org, record);
  const canSave = isAllowed(caller, "dashboards:write", scopes);
  const folder = org.folders.get(record.folderUid);
  const { provisioning } = record;
  return {
    type: "db",
    canSave,
    canEdit: canSave,
    canAdmin: caller.role === "Admin",
    canStar: caller.kind === "user",
    canDelete: isAllowed(caller, "dashboards:delete", scopes),
    slug: slugOf(record.title),
    url: dashboardPath(world, record),
    expires: "0001-01-01T00:00:00Z",
    created: record.created,
    updated: record.updated,
    updatedBy: record.updatedBy,
    createdBy: record.createdBy,
    version: record.version,
    hasAcl: false,
    isFolder: false,
    folderId: folder?.id ?? 0,
    folderUid: record.folderUid,
    folderTitle: folder?.title ?? (world.profile.unified ? "Dashboards" : "General"),
    folderUrl: folder === undefined ? "" : folderPath(world, folder),
    provisioned: provisioning !== undefined && !provisioning.allowUiUpdates,
    provisionedExternalId: provisioning?.path ?? "",
    ...(world.profile.unified ? { apiVersion: record.storedVersion } : {}),
  };
}

/** DELETE: 404 when it is gone; provisioned ones are refused; on 13 a folder's uid too. */
function remove(call: Call): Answer {
  const { world, org, caller } = call;
  const uid = param(call, "uid");
  if (world.profile.atLeast(13) && org.folders.has(uid)) refuse(message(400, "uid is a folder"));
  const record = org.dashboards.get(uid);
  if (record === undefined) return refuse(message(404, "Dashboard not found"));
  const scopes = dashboardScopes(org, record);
  requireScope(caller, "dashboards:delete", { scopes, text: "Access denied to this dashboard" });
  if (record.provisioning !== undefined) {
    refuse(message(400, "provisioned dashboard cannot be deleted"));
  }
  checkRepositoryClassic(call, record);
  removeDashboard(org, uid);
  const { title, id } = record;
  const named = world.profile.atLeast(11) ? { uid } : { id };
  return json(200, { ...named, message: `Dashboard ${title} deleted`, title });
}

/** The history: newest first; an array before 12, an object with a token later. */
function versions(call: Call): Answer {
  const record = readable(call);
  const newestFirst = record.history.toReversed();
  const { unified } = call.world.profile;
  const start = Number(call.query.get(unified ? "continueToken" : "start") ?? "") || 0;
  const limit = Number(call.query.get("limit") ?? "") || 1000;
  const items = newestFirst.slice(start, start + limit).map((entry) => describe(call, record, entry));
  if (!unified) return json(200, items);
  const more = start + limit < newestFirst.length;
  return json(200, { continueToken: more ? String(start + limit) : "", versions: items });
}

function describe({ world }: Call, record: DashboardRecord, entry: HistoryRecord): JsonObject {
  return {
    id: record.id * 1000 + entry.version,
    dashboardId: record.id,
    ...(world.profile.unified ? { dashboardUID: record.uid } : { uid: record.uid }),
    parentVersion: entry.parentVersion,
    restoredFrom: entry.restoredFrom,
    version: entry.version,
    created: entry.created,
    createdBy: entry.createdBy,
    message: entry.message,
  };
}

/** One version with its content; a missing one is 404, in 9.5 500. */
function version(call: Call): Answer {
  const record = readable(call);
  const entry = findVersion(record, Number(param(call, "version")));
  if (entry === undefined) {
    return message(call.world.profile.atLeast(10) ? 404 : 500, "Dashboard version not found");
  }
  const described = JSON.stringify(describe(call, record, entry));
  const data = entry.content.textWith({ id: record.id, uid: record.uid, version: entry.version });
  return jsonText(200, `${described.slice(0, -1)},"data":${data}}`);
}

function findVersion(record: DashboardRecord, wanted: number): HistoryRecord | undefined {
  return record.history.findLast((entry) => entry.version === wanted);
}

/** Restoring is a save of the old content on top of the newest version, in the folder of now. */
function restore(call: Call): Answer {
  const record = readable(call);
  const wanted = integerMember(jsonBody(call), "version");
  const entry = findVersion(record, wanted);
  if (entry === undefined) return message(404, "Dashboard version not found");
  return saveClassic(call, {
    dashboard: { ...entry.content.value, uid: record.uid, version: record.version },
    folderUid: record.folderUid,
    message: `Restored from version ${wanted}`,
    overwrite: false,
    restoredFrom: wanted,
  });
}

const read = ["dashboards:read"];
const write = ["dashboards:write"];
const item = "/api/dashboards/uid/:uid";

export const dashboardRoutes: readonly Route[] = [
  { method: "POST", path: "/api/dashboards/db", handle: saveFromBody },
  { method: "GET", path: item, actions: read, handle: get },
  { method: "DELETE", path: item, actions: ["dashboards:delete"], handle: remove },
  {
    method: "GET",
    path: `${item}/versions`,
    query: ["limit", "start", "continueToken"],
    actions: write,
    handle: versions,
  },
  { method: "GET", path: `${item}/versions/:version`, actions: write, handle: version },
  { method: "POST", path: `${item}/restore`, actions: write, handle: restore },
];
