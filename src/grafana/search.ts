import { apiPath, type Query, withQuery } from "./api-path.ts";
import type { Connection } from "./connection.ts";
import { toList, toObject, toText } from "./json-view.ts";
import type { ListedDashboard } from "./model.ts";

/** How many hits a page has; Grafana allows 5000, and answers that many slowly. */
const pageSize = 1000;

/** More pages than any Grafana has: a server that never ends must not keep the program busy for ever. */
const mostPages = 1000;

/** How many uids are asked for at once: the address stays below the 8 KiB that proxies allow. */
const chunkSize = 50;

/** Beyond so many uids, all pages of the search are fewer and cheaper calls. */
const mostByUid = 200;

/** Every dashboard that the search finds, by title, tag and so on as the query says. */
export async function searchDashboards(
  connection: Connection,
  query: Query = {},
): Promise<readonly ListedDashboard[]> {
  const hits = new Map<string, ListedDashboard>();
  for (let page = 1; page <= mostPages; page++) {
    const path = withQuery(apiPath`/api/search`, { ...query, type: "dash-db", limit: pageSize, page });
    const found = toList(await connection.get(path)).map(toListed);
    const before = hits.size;
    for (const hit of found) hits.set(hit.uid, hit);
    // A page without anything new ends it too, in case that pages are ignored.
    if (found.length < pageSize || hits.size === before) break;
  }
  return [...hits.values()];
}

/** Those of the uids that the search finds, in few calls. */
export async function searchUids(
  connection: Connection,
  uids: readonly string[],
): Promise<readonly ListedDashboard[]> {
  const wanted = new Set(uids);
  if (wanted.size === 0) return [];
  const queries =
    wanted.size > mostByUid
      ? [{}]
      : toChunks([...wanted], chunkSize).map((chunk) => ({ dashboardUIDs: chunk }));
  const found = await Promise.all(queries.map((query) => searchDashboards(connection, query)));
  return found.flat().filter(({ uid }) => wanted.has(uid));
}

function toListed(hit: Parameters<typeof toObject>[0]): ListedDashboard {
  const { uid, title, folderUid } = toObject(hit);
  return { uid: toText(uid), title: toText(title), folderUid: toText(folderUid) };
}

function toChunks<Item>(items: readonly Item[], size: number): readonly (readonly Item[])[] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, index) =>
    items.slice(index * size, (index + 1) * size),
  );
}
