import { apiPath } from "./api-path.ts";
import type { Connection } from "./connection.ts";
import { toNumber, toObject } from "./json-view.ts";
import type { FolderContents, StoredFolder, WriteResult } from "./model.ts";
import { type Removal, removeUnchanged } from "./remove.ts";

/** How much lies in a folder, at any depth; all versions of Grafana that nest folders tell it alike. */
export async function readContents(connection: Connection, uid: string): Promise<FolderContents> {
  const counts = toObject(await connection.get(apiPath`/api/folders/${uid}/counts`));
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
