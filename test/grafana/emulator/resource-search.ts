/** Searching through `/apis`: the same lagging index. */
import type { JsonObject } from "../../../src/schema/json.ts";
import { json, type Answer } from "./answer.ts";
import { dashboardScopes, folderScopes, isAllowed } from "./permissions.ts";
import { checkedVersion } from "./resource-calls.ts";
import type { Call, Route } from "./route.ts";
import type { IndexEntry } from "./search-index.ts";

const group = "dashboard.grafana.app";

function search(call: Call): Answer {
  const { query, org } = call;
  checkedVersion(call, group, ["v0alpha1"]);
  const found = org.index.entries().filter((entry) => matches(call, entry) && isVisible(call, entry));
  const sorted = found.toSorted((a, b) => (a.title < b.title ? -1 : a.title > b.title ? 1 : 0));
  if (query.get("sort") === "-name_sort") sorted.reverse();
  const offset = Number(query.get("offset") ?? "") || 0;
  const limit = Number(query.get("limit") ?? "") || 50;
  const hits = sorted.slice(offset, offset + limit).map(describe);
  return json(200, { totalHits: sorted.length, hits, maxScore: 0, queryCost: 0 });
}

/** Types other than these two, such as `dash-db`, are ignored. */
function matches({ query }: Call, entry: IndexEntry): boolean {
  const type = query.get("type");
  if ((type === "dashboard" || type === "folder") && entry.kind !== type) return false;
  const folder = query.get("folder");
  if (folder !== null && entry.folderUid !== (folder === "general" ? "" : folder)) return false;
  if (!query.getAll("tag").every((tag) => entry.tags.includes(tag))) return false;
  return entry.title.toLowerCase().includes((query.get("query") ?? "").toLowerCase());
}

function isVisible({ caller, org }: Call, entry: IndexEntry): boolean {
  return entry.kind === "folder"
    ? isAllowed(caller, "folders:read", folderScopes(org, entry.uid))
    : isAllowed(caller, "dashboards:read", dashboardScopes(org, entry));
}

function describe({ kind, uid, title, folderUid, tags }: IndexEntry): JsonObject {
  return {
    resource: `${kind}s`,
    name: uid,
    title,
    folder: folderUid,
    ...(tags.length > 0 ? { tags } : {}),
  };
}

export const resourceSearchRoutes: readonly Route[] = [
  {
    method: "GET",
    path: `/apis/${group}/:version/namespaces/:namespace/search`,
    query: ["query", "folder", "tag", "type", "limit", "offset", "sort", "deleted"],
    handle: search,
  },
];
