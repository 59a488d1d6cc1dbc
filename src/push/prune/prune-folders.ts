import { compareText, plural } from "../../base/text.ts";
import type { FolderContents, Grafana, ListedDashboard, StoredFolder } from "../../grafana/model.ts";
import type { FolderPaths } from "./folder-paths.ts";
import type { Action, FolderAction } from "../plan.ts";
import { folderBase, traceFolder } from "../planning/plan-folder.ts";
import { mapPool } from "../pool.ts";
import type { Deletions, PruneRequest } from "./prune.ts";
import { isInFolder } from "../planning/select.ts";

/** What is known of the dashboards when folders are looked at. */
export interface FolderSurroundings {
  readonly paths: FolderPaths;
  /** Where the project's dashboards lie now. */
  readonly owned: readonly ListedDashboard[];
  /** The deletions of dashboards. */
  readonly deleted: readonly Action[];
}

/** A stamped folder that the code lacks, with all that lies in it. */
interface Candidate {
  readonly folder: StoredFolder;
  readonly contents: FolderContents;
}

/**
 * Folders are deleted when they carry the stamp, nobody renamed or moved them, and nothing is left in them but what
 * the plan itself deletes or moves away.
 */
export async function pruneFolders(
  grafana: Grafana,
  request: PruneRequest,
  surroundings: FolderSurroundings,
): Promise<Deletions> {
  const candidates = await findCandidates(grafana, request, surroundings.paths);
  const leaving = leavingDashboards(request.actions, surroundings);
  const deletable = new Map<string, StoredFolder>();
  const kept: Candidate[] = [];
  for (const candidate of deepestFirst(candidates)) {
    const inside = subtree(candidate.folder.uid, deletable);
    const isEmpty = isEmptied(candidate.contents, { folders: inside.size - 1, dashboards: leaving(inside) });
    if (isEmpty) deletable.set(candidate.folder.uid, candidate.folder);
    else kept.push(candidate);
  }
  return { actions: [...deletable.values()].map(deleteFolder), notes: kept.map(describeKept) };
}

async function findCandidates(
  grafana: Grafana,
  { context, folderUids, selection, pool }: PruneRequest,
  paths: FolderPaths,
): Promise<readonly Candidate[]> {
  const owned = await grafana.folders.owned(context.project);
  const surplus = owned.filter(
    (folder) =>
      !folderUids.has(folder.uid) && (traceFolder(folder, context.project) === "untouched" || context.force),
  );
  const found = await mapPool(surplus, pool, async (folder): Promise<readonly Candidate[]> => {
    if (selection.folder !== undefined && !isInFolder(selection, await paths(folder.uid))) return [];
    return [{ folder, contents: await grafana.folders.contents(folder.uid) }];
  });
  return found.flatMap((entry) => entry ?? []);
}

/** The folder that a dashboard leaves, and the one that it goes to: none when it is deleted. */
interface Way {
  readonly from: string;
  readonly to: string | undefined;
}

/** Counts the dashboards that lie in one of some folders, and will not after the plan. */
function leavingDashboards(
  actions: readonly Action[],
  { owned, deleted }: FolderSurroundings,
): (folders: ReadonlySet<string>) => number {
  const gone = new Set(deleted.filter(({ kind }) => kind === "delete").map(({ uid }) => uid));
  const ways: readonly Way[] = [
    ...owned.filter(({ uid }) => gone.has(uid)).map(({ folderUid }) => ({ from: folderUid, to: undefined })),
    ...actions.flatMap(wayOf),
  ];
  return (folders) =>
    ways.filter(({ from, to }) => folders.has(from) && (to === undefined || !folders.has(to))).length;
}

function wayOf(action: Action): readonly Way[] {
  if (action.object !== "dashboard" || (action.kind !== "move" && action.kind !== "update")) return [];
  const { previousFolderUid: from, folderUid: to } = action;
  return from === undefined ? [] : [{ from, to }];
}

function deepestFirst(candidates: readonly Candidate[]): readonly Candidate[] {
  const parents = new Map(candidates.map(({ folder }) => [folder.uid, folder.parentUid]));
  const depth = (uid: string): number => {
    let steps = 0;
    for (let next = parents.get(uid); next !== undefined && steps <= parents.size; next = parents.get(next))
      steps++;
    return steps;
  };
  return [...candidates].sort(
    (left, right) =>
      depth(right.folder.uid) - depth(left.folder.uid) || compareText(left.folder.uid, right.folder.uid),
  );
}

/** A folder with those deletable ones that lie in it at any depth; all of them were looked at before. */
function subtree(uid: string, deletable: ReadonlyMap<string, StoredFolder>): ReadonlySet<string> {
  const found = new Set([uid]);
  // Deeper folders come first in the map, so that parents are found by going through it backwards.
  for (const folder of [...deletable.values()].reverse())
    if (found.has(folder.parentUid)) found.add(folder.uid);
  return found;
}

function isEmptied(
  contents: FolderContents,
  leaving: Pick<FolderContents, "folders" | "dashboards">,
): boolean {
  return (
    contents.others === 0 && contents.folders <= leaving.folders && contents.dashboards <= leaving.dashboards
  );
}

function deleteFolder(folder: StoredFolder): FolderAction {
  const { uid, title, parentUid } = folder;
  return {
    object: "folder",
    kind: "delete",
    uid,
    title,
    changes: [],
    base: folderBase(folder),
    parentUid,
    hash: "",
  };
}

function describeKept({ folder, contents }: Candidate): string {
  const { folders, dashboards, others } = contents;
  const held = [
    ...(dashboards > 0 ? [plural(dashboards, "dashboard")] : []),
    ...(folders > 0 ? [plural(folders, "folder")] : []),
    ...(others > 0 ? [plural(others, "other object")] : []),
  ];
  return `The folder \`${folder.title}\` (\`${folder.uid}\`) is no longer in the code, but is kept: it holds ${held.join(", ")}.`;
}
