import type { FolderStore } from "../../grafana/model.ts";

/** Looks up the titles of a folder and of those that hold it, outermost first; empty for the root. */
export type FolderPaths = (uid: string) => Promise<readonly string[]>;

/** More than Grafana allows; a chain that is longer goes in circles. */
const deepest = 16;

/** A look-up that reads each folder once. */
export function folderPaths(folders: Pick<FolderStore, "read">): FolderPaths {
  const known = new Map<string, ReturnType<FolderStore["read"]>>();
  const read = (uid: string): ReturnType<FolderStore["read"]> => {
    const reading = known.get(uid) ?? folders.read(uid);
    known.set(uid, reading);
    return reading;
  };
  return async (uid) => {
    const path: string[] = [];
    for (let next = uid; next !== "" && path.length < deepest;) {
      const folder = await read(next);
      if (folder === undefined) break;
      path.unshift(folder.title);
      next = folder.parentUid;
    }
    return path;
  };
}
