/** Folders through the classic API. */
import type { JsonObject } from "../../../src/schema/json.ts";
import { json, jsonText, message, refuse, type Answer } from "./answer.ts";
import { integerMember, jsonBody, textMember } from "./body.ts";
import { folderPath } from "./dashboard-urls.ts";
import { checkRepositoryClassic } from "./managers.ts";
import { folderScopes, isAllowed, requireScope } from "./permissions.ts";
import { param, type Call, type Route } from "./route.ts";
import { isReservedFolderUid, nestedParent, placeFault, uidFault } from "./rules.ts";
import { slugOf } from "./slug.ts";
import { dashboardsIn, dashboardsOfSlug, foldersBelow, parentsOf, type FolderRecord } from "./state.ts";
import { removeFolderTree, storeFolder } from "./storing.ts";
import { hasNestedFolders } from "./world.ts";

const notFound = json(404, { message: "folder not found", status: "not-found" });
const mismatch = json(412, {
  message: "the folder has been changed by someone else",
  status: "version-mismatch",
});

/** The folder of the path, as far as the caller may do something with it. */
function folderOf(call: Call, action: string): FolderRecord {
  const record = call.org.folders.get(param(call, "uid"));
  if (record === undefined) return refuse(notFound);
  if (action !== "folders:read") checkRepositoryClassic(call, record);
  requireScope(call.caller, action, {
    scopes: folderScopes(call.org, record.uid),
    text: "Access denied",
  });
  return record;
}

function describe({ world, org, caller }: Call, folder: FolderRecord): JsonObject {
  const canSave = isAllowed(caller, "folders:write", folderScopes(org, folder.uid));
  const nested = hasNestedFolders(world);
  const parents = parentsOf(org, folder.uid).map((parent) => ({
    id: parent.id,
    uid: parent.uid,
    title: parent.title,
    url: folderPath(world, parent),
  }));
  return {
    id: folder.id,
    uid: folder.uid,
    title: folder.title,
    url: folderPath(world, folder),
    hasAcl: false,
    canSave,
    canEdit: canSave,
    canAdmin: caller.role === "Admin",
    canDelete: isAllowed(caller, "folders:delete", folderScopes(org, folder.uid)),
    createdBy: folder.createdBy,
    created: folder.created,
    updatedBy: folder.updatedBy,
    updated: folder.updated,
    version: folder.version,
    ...(nested && folder.folderUid !== "" ? { parentUid: folder.folderUid } : {}),
    ...(nested && world.profile.atLeast(10) && parents.length > 0 ? { parents } : {}),
  };
}

/** The direct children of a folder, or of the root; without nesting all folders. */
function list(call: Call): Answer {
  const { org, query, world } = call;
  const parentUid = nestedParent(world, query.get("parentUid") ?? "");
  if (parentUid !== "" && !org.folders.has(parentUid)) return notFound;
  const limit = Number(query.get("limit") ?? "") || 1000;
  const page = Number(query.get("page") ?? "") || 1;
  const all = [...org.folders.values()]
    .filter((folder) => folder.folderUid === parentUid)
    .filter((folder) => isAllowed(call.caller, "folders:read", folderScopes(org, folder.uid)))
    .toSorted((a, b) => (a.title < b.title ? -1 : a.title > b.title ? 1 : 0));
  return json(
    200,
    all.slice((page - 1) * limit, page * limit).map(({ id, uid, title, folderUid }) => ({
      id,
      uid,
      title,
      ...(folderUid === "" ? {} : { parentUid: folderUid }),
    })),
  );
}

/** The root is a folder that is not stored. */
function get(call: Call): Answer {
  if (param(call, "uid") === "general") {
    return json(200, { id: 0, uid: "general", title: "General", url: "", version: 0 });
  }
  return json(200, describe(call, folderOf(call, "folders:read")));
}

function create(call: Call): Answer {
  const { world, org, caller } = call;
  const body = jsonBody(call);
  const title = textMember(body, "title").trim();
  const uid = textMember(body, "uid").trim();
  // Without nesting a parent is ignored.
  const parentUid = nestedParent(world, textMember(body, "parentUid"));
  requireScope(caller, "folders:create", { scopes: folderScopes(org, parentUid), text: "Access denied" });
  if (title === "") refuse(message(400, "folder title cannot be empty"));
  if (!world.profile.atLeast(10) && title.toLowerCase() === "general") {
    refuse(message(400, "A folder with that name already exists"));
  }
  checkUid(call, uid);
  if (parentUid !== "" && !org.folders.has(parentUid)) refuse(notFound);
  checkTitle(call, { uid: "", title, parentUid });
  checkPlace(call, { uid: "", parentUid });
  const record = storeFolder(world, org, {
    uid: uid === "" ? world.nextUid() : uid,
    title,
    description: textMember(body, "description"),
    parentUid,
    by: caller.login,
  });
  return json(200, describe(call, record));
}

/** Characters, length, reserved ones (500 in 9.5), and one that exists (409 only in 10 and 11). */
function checkUid({ world, org }: Call, uid: string): void {
  const fault = uidFault(uid);
  if (fault !== undefined) refuse(message(400, fault));
  if (isReservedFolderUid(world, uid)) {
    refuse(
      world.profile.atLeast(10)
        ? message(400, "invalid uid for folder provided")
        : message(500, "Folder API error"),
    );
  }
  if (!org.folders.has(uid) && !org.dashboards.has(uid)) return;
  if (world.profile.unified || !world.profile.atLeast(10)) refuse(mismatch);
  refuse(message(409, "a folder/dashboard with the same uid already exists"));
}

interface Named {
  /** Of the folder that is renamed or moved; empty when it is created. */
  readonly uid: string;
  readonly title: string;
  readonly parentUid: string;
}

/** Before 11.3 titles are unique under a parent; in 9.5 not even a dashboard at the root may have it. */
function checkTitle({ world, org }: Call, { uid, title, parentUid }: Named): void {
  if (!world.profile.uniqueTitles) return;
  const slug = slugOf(title);
  for (const other of org.folders.values()) {
    if (other.uid === uid || other.folderUid !== parentUid || slugOf(other.title) !== slug) continue;
    refuse(message(409, "a folder or dashboard in the general folder with the same name already exists"));
  }
  if (!world.profile.atLeast(10) && dashboardsOfSlug(org, "", title).length > 0) {
    refuse(message(400, "Folder name cannot be the same as one of its dashboards"));
  }
}

function checkPlace(call: Call, place: { readonly uid: string; readonly parentUid: string }): void {
  const { profile } = call.world;
  const fault = placeFault(call.world, call.org, place);
  if (fault === "circular") refuse(message(400, "folder cannot be moved into itself or its subfolders"));
  if (fault !== "depth") return;
  const text = profile.atLeast(13)
    ? `folder max depth exceeded, max depth is ${profile.maxFolderDepth}`
    : "Maximum nested folder depth reached";
  refuse(
    json(400, { message: text, messageId: "folder.maximum-depth-reached", statusCode: 400, traceID: "" }),
  );
}

/** Renames; a version that is not the stored one is refused unless it says overwrite. */
function update(call: Call): Answer {
  const { world, org, caller } = call;
  const folder = folderOf(call, "folders:write");
  const body = jsonBody(call);
  const title = textMember(body, "title").trim();
  if (title === "") refuse(message(400, "folder title cannot be empty"));
  if (body["overwrite"] !== true && integerMember(body, "version") !== folder.version) refuse(mismatch);
  checkTitle(call, { uid: folder.uid, title, parentUid: folder.folderUid });
  const record = storeFolder(world, org, {
    uid: folder.uid,
    title,
    description: "description" in body ? textMember(body, "description") : folder.description,
    parentUid: folder.folderUid,
    by: caller.login,
  });
  return json(200, describe(call, record));
}

/** Moves; 9.5 and 10 without the feature toggle say 404 and name it. */
function move(call: Call): Answer {
  const { world, org, caller } = call;
  if (!hasNestedFolders(world)) {
    return message(404, "To use this service, you need to activate nested folder feature.");
  }
  const folder = folderOf(call, "folders:write");
  const parentUid = textMember(jsonBody(call), "parentUid");
  if (parentUid !== "" && !org.folders.has(parentUid)) refuse(notFound);
  checkPlace(call, { uid: folder.uid, parentUid });
  checkTitle(call, { uid: folder.uid, title: folder.title, parentUid });
  const { uid, title, description } = folder;
  const record = storeFolder(world, org, {
    uid,
    title,
    description,
    parentUid,
    by: caller.login,
  });
  return json(200, describe(call, record));
}

/** Deletes with everything in it; alert rules anywhere in it must be deleted on purpose. */
function remove(call: Call): Answer {
  const { world, org, query } = call;
  const folder = folderOf(call, "folders:delete");
  const rules = [folder, ...foldersBelow(org, folder.uid)].some(({ alertRules }) => alertRules > 0);
  if (rules && query.get("forceDeleteRules") !== "true") {
    refuse(message(400, "folder cannot be deleted: folder contains alert rules"));
  }
  removeFolderTree(org, folder.uid);
  if (!world.profile.atLeast(10)) return jsonText(200, '""');
  const { title, id } = folder;
  return json(200, { message: `Folder ${title} deleted`, title, id });
}

/** How much lies in a folder at any depth; where nothing lies, there is no member. */
function counts(call: Call): Answer {
  const folder = folderOf(call, "folders:read");
  return json(200, countContents(call, folder.uid));
}

/** How much lies in a folder at any depth, by kind. */
export function countContents({ org }: Call, uid: string): JsonObject {
  const below = foldersBelow(org, uid);
  const all = new Set([uid, ...below.map((each) => each.uid)]);
  const dashboard = dashboardsIn(org, all).length;
  const alertrule = [...all].reduce((sum, each) => sum + (org.folders.get(each)?.alertRules ?? 0), 0);
  return {
    ...(alertrule > 0 ? { alertrule } : {}),
    ...(dashboard > 0 ? { dashboard } : {}),
    ...(below.length > 0 ? { folder: below.length } : {}),
  };
}

const read = ["folders:read"];
const write = ["folders:write"];
const item = "/api/folders/:uid";

export const folderRoutes: readonly Route[] = [
  {
    method: "GET",
    path: "/api/folders",
    query: ["limit", "page", "parentUid", "permission"],
    actions: read,
    handle: list,
  },
  { method: "POST", path: "/api/folders", actions: ["folders:create"], handle: create },
  { method: "GET", path: item, query: ["accesscontrol"], actions: read, handle: get },
  { method: "PUT", path: item, actions: write, handle: update },
  {
    method: "DELETE",
    path: item,
    query: ["forceDeleteRules"],
    actions: ["folders:delete"],
    handle: remove,
  },
  { method: "POST", path: `${item}/move`, actions: write, handle: move },
  { method: "GET", path: `${item}/counts`, served: hasNestedFolders, actions: read, handle: counts },
];
