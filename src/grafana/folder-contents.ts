import { apiPath } from "./api-path.ts";
import type { JsonObject } from "../schema/json.ts";
import type { Connection } from "./connection.ts";
import { searchDashboards } from "./search.ts";
import { toNumber, toObject } from "./json-view.ts";
import type { FolderContents, StoredFolder, WriteResult } from "./model.ts";
import { type Removal, removeUnchanged } from "./remove.ts";

/** How much lies in a folder, at any depth. */
export async function readContents(connection: Connection, uid: string): Promise<FolderContents> {
  const answer = await connection.maybeGet(apiPath`/api/folders/${uid}/counts`);
  return answer === undefined ? searchContents(connection, uid) : countContents(toObject(answer));
}

// Grafana 9.5 and 10 count only where folders nest, and their search ignores folders. What else lies there is not
// told; alert rules and library panels in use are no danger, because such a folder is not deleted.
async function searchContents(connection: Connection, uid: string): Promise<FolderContents> {
  const dashboards = await searchDashboards(connection);
  return {
    folders: 0,
    dashboards: dashboards.filter(({ folderUid }) => folderUid === uid).length,
    others: 0,
  };
}

function countContents(counts: JsonObject): FolderContents {
  let [folders, dashboards, others] = [0, 0, 0];
  for (const [name, value] of Object.entries(counts)) {
    // `folder` and `dashboard`, in the plural where the resource API tells them.
    if (/^folders?$/.test(name)) folders += toNumber(value);
    else if (/^dashboards?$/.test(name)) dashboards += toNumber(value);
    else others += toNumber(value);
  }
  return { folders, dashboards, others };
}

/**
 * Deletes a folder that is unchanged and in which nothing lies. The classic API would delete all of it, at any depth;
 * the resource API refuses, but only some of its versions look for everything.
 */
export async function removeEmptyFolder(
  connection: Connection,
  removal: Removal & { readonly base: StoredFolder },
): Promise<WriteResult> {
  const { uid } = removal.base;
  if ((await removal.read()) === undefined) return { kind: "written", version: removal.base.version };
  const { folders, dashboards, others } = await readContents(connection, uid);
  if (folders + dashboards + others > 0) return { kind: "stale", message: "The folder is not empty." };
  return removeUnchanged(connection, removal);
}
