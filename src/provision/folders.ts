/**
 * Folders of a bundle and their uids. Provisioning, Kubernetes manifests and pushing must agree on a folder's uid,
 * so that a dashboard stays where it is when people change from one to another: all of them take it from here.
 */
import type { Problem } from "../base/problem.ts";
import { compareText, slug } from "../base/text.ts";
import type { BundledDashboard, BundledFolder } from "../schema/bundle.ts";
import { isDeviceName, takeName, takenNames, type TakenNames } from "./names.ts";

/** The longest uid that Grafana takes, in characters (9.5 to 13). */
const uidLimit = 40;

/** The uids that Grafana keeps for itself; `sharedwithme` since 12. */
const reservedUids = new Set(["general", "sharedwithme"]);

/** The deepest folder that Grafana allows (10 to 13, unless configured). */
export const maxFolderDepth = 4;

/**
 * The folders on the way to each dashboard, parents first, each with a uid made from the titles of its path.
 * No folder gets the uid of a dashboard, because up to Grafana 11 both live in one table with one uid column.
 */
export function foldersOf(
  dashboards: readonly Pick<BundledDashboard, "uid" | "folder">[],
): readonly BundledFolder[] {
  const paths = new Map<string, readonly string[]>();
  for (const { folder } of dashboards) {
    for (let depth = 1; depth <= folder.length; depth++) {
      const path = folder.slice(0, depth);
      paths.set(folderKey(path), path);
    }
  }
  const uids = takenNames(dashboards.map((dashboard) => dashboard.uid));
  return [...paths.values()].sort(comparePaths).map((path) => ({
    uid: takeUid(path, uids),
    title: path.at(-1) ?? "",
    path,
  }));
}

/** The uid that a folder has when no other folder and no dashboard claims it. */
export function folderUid(path: readonly string[]): string {
  return takeUid(path, takenNames());
}

/** A text that is equal for equal paths only. */
export function folderKey(path: readonly string[]): string {
  return JSON.stringify(path);
}

/** The uid of each folder by {@link folderKey}. */
export function folderUidsByKey(folders: readonly BundledFolder[]): ReadonlyMap<string, string> {
  return new Map(folders.map((folder) => [folderKey(folder.path), folder.uid]));
}

/** The titles that Grafana refuses. */
export function findFolderProblems(folders: readonly BundledFolder[]): readonly Problem[] {
  return folders.flatMap((folder): readonly Problem[] => {
    const at = { part: folder.path.join(" / ") };
    if (folder.title.trim() === "") {
      const message = `A folder inside \`${folder.path.slice(0, -1).join(" / ") || "General"}\` has an empty title.`;
      return [{ rule: "folder-title", severity: "error", message, at }];
    }
    if (folder.path.length > 1 || folder.title.trim().toLowerCase() !== "general") return [];
    const message = `The folder title \`${folder.title}\` is the name of Grafana's root.`;
    const hint = "Leave the folder out to put a dashboard into the root, or choose another title.";
    return [{ rule: "folder-title", severity: "error", message, hint, at }];
  });
}

function takeUid(path: readonly string[], taken: TakenNames): string {
  const stem = path.map(slug).filter(Boolean).join("-");
  const isFaithful = stem.length <= uidLimit && !/[^\x20-\x7e]/.test(path.join(""));
  const isUsable = stem !== "" && isFaithful && !reservedUids.has(stem) && !isDeviceName(stem);
  return takeName(taken, {
    ...(isUsable ? { wish: stem } : {}),
    stem: stem || "folder",
    identity: folderKey(path.map((title) => title.normalize("NFC"))),
    limit: uidLimit,
  });
}

/** Parents before children; which folder keeps a contested uid must not depend on the order of the dashboards. */
function comparePaths(left: readonly string[], right: readonly string[]): number {
  const titles = left.map((title, index) => compareText(title, right[index] ?? ""));
  return left.length - right.length || (titles.find((order) => order !== 0) ?? 0);
}
