/** Searching dashboards and folders through the classic API. */
import type { JsonObject } from "../../../src/schema/json.ts";
import { json, message, type Answer } from "./answer.ts";
import { dashboardPath, folderPath } from "./dashboard-urls.ts";
import { dashboardScopes, folderScopes, isAllowed } from "./permissions.ts";
import type { Call, Route } from "./route.ts";
import type { IndexEntry } from "./search-index.ts";
import { slugOf } from "./slug.ts";

const highestLimit = 5000;

function search(call: Call): Answer {
  const { query } = call;
  const limit = Number(query.get("limit") ?? "") || 1000;
  if (limit > highestLimit) {
    return message(
      422,
      "Limit is above maximum allowed (5000), use page parameter to access hits beyond limit",
    );
  }
  const uids = [...query.getAll("dashboardUIDs"), ...query.getAll("dashboardUID")].flatMap((text) =>
    text.split(","),
  );
  if (uids.length > 0 && query.has("dashboardIds")) {
    return message(400, "search supports UIDs or IDs, not both");
  }
  const page = Number(query.get("page") ?? "") || 1;
  const found = candidates(call, uids).filter((entry) => matches(call, entry) && isVisible(call, entry));
  const sorted = found.toSorted(compareEntries);
  if (query.get("sort") === "alpha-desc") sorted.reverse();
  return json(
    200,
    sorted.slice((page - 1) * limit, page * limit).map((entry) => describe(call, entry)),
  );
}

/** The named dashboards without looking at all others. */
function candidates({ org }: Call, uids: readonly string[]): readonly IndexEntry[] {
  if (uids.length === 0) return org.index.entries();
  return [...new Set(uids)].flatMap((uid) => org.index.get("dashboard", uid) ?? []);
}

function matches({ query, world, org }: Call, entry: IndexEntry): boolean {
  const type = query.get("type") ?? "";
  if (type === "dash-db" && entry.kind !== "dashboard") return false;
  if (type === "dash-folder" && entry.kind !== "folder") return false;
  const text = (query.get("query") ?? "").toLowerCase();
  if (!entry.title.toLowerCase().includes(text)) return false;
  if (!query.getAll("tag").every((tag) => entry.tags.includes(tag))) return false;
  const ids = query.getAll("dashboardIds").flatMap((list) => list.split(","));
  if (ids.length > 0 && !ids.includes(String(entry.id))) return false;
  if (query.get("starred") === "true") return false;
  const folderIds = query.getAll("folderIds");
  const folderId = String(org.folders.get(entry.folderUid)?.id ?? 0);
  if (folderIds.length > 0 && !folderIds.includes(folderId)) return false;
  // 9.5 ignores the parameter and finds everything.
  const folderUids = world.profile.atLeast(10) ? query.getAll("folderUIDs") : [];
  return folderUids.length === 0 || folderUids.includes(entry.folderUid || "general");
}

function isVisible({ caller, org, query }: Call, entry: IndexEntry): boolean {
  const verb = query.get("permission") === "Edit" ? "write" : "read";
  return entry.kind === "folder"
    ? isAllowed(caller, `folders:${verb}`, folderScopes(org, entry.uid))
    : isAllowed(caller, `dashboards:${verb}`, dashboardScopes(org, entry));
}

/** Folders first, then by title. */
function compareEntries(a: IndexEntry, b: IndexEntry): number {
  if (a.kind !== b.kind) return a.kind === "folder" ? -1 : 1;
  return a.title < b.title ? -1 : a.title > b.title ? 1 : a.uid < b.uid ? -1 : 1;
}

/** What lies at the root has no members about a folder. */
function describe({ world, org }: Call, entry: IndexEntry): JsonObject {
  const folder = org.folders.get(entry.folderUid);
  return {
    id: entry.id,
    uid: entry.uid,
    title: entry.title,
    uri: `db/${slugOf(entry.title)}`,
    url: entry.kind === "folder" ? folderPath(world, entry) : dashboardPath(world, entry),
    slug: "",
    type: entry.kind === "folder" ? "dash-folder" : "dash-db",
    tags: entry.tags,
    isStarred: false,
    ...(folder === undefined
      ? {}
      : {
          folderId: folder.id,
          folderUid: folder.uid,
          folderTitle: folder.title,
          folderUrl: folderPath(world, folder),
        }),
    sortMeta: 0,
  };
}

export const searchRoutes: readonly Route[] = [
  {
    method: "GET",
    path: "/api/search",
    query: [
      "query",
      "tag",
      "type",
      "dashboardUIDs",
      "dashboardUID",
      "dashboardIds",
      "folderIds",
      "folderUIDs",
      "starred",
      "permission",
      "sort",
      "limit",
      "page",
    ],
    handle: search,
  },
];
