/**
 * The order in which a plan is applied: folders before what lies in them, data sources before the dashboards that
 * query them, and deletions when all else is there; folders are deleted last, the innermost first.
 */
import { type Action, type FolderAction, isWriting } from "../plan.ts";

/** The writing actions of a plan in phases; those of one phase do not depend on each other. */
export function phasesOf(actions: readonly Action[]): readonly (readonly Action[])[] {
  const writing = actions.filter(isWriting);
  const deletions = writing.filter(({ kind }) => kind === "delete");
  const writes = writing.filter(({ kind }) => kind !== "delete");
  const of = (list: readonly Action[], object: Action["object"]): readonly Action[] =>
    list.filter((action) => action.object === object);
  return [
    ...levels(of(writes, "folder"), actions),
    of(writes, "data-source"),
    of(writes, "dashboard"),
    of(deletions, "dashboard"),
    of(deletions, "data-source"),
    ...[...levels(of(deletions, "folder"), actions)].reverse(),
  ].filter((phase) => phase.length > 0);
}

/** Folders by depth, the outermost first. */
function levels(folders: readonly Action[], all: readonly Action[]): readonly (readonly Action[])[] {
  const parents = new Map(
    all
      .filter((action): action is FolderAction => action.object === "folder")
      .map(({ uid, parentUid }) => [uid, parentUid]),
  );
  const phases: Action[][] = [];
  for (const folder of folders) (phases[depthOf(folder.uid, parents)] ??= []).push(folder);
  return phases.filter((phase) => phase !== undefined);
}

function depthOf(uid: string, parents: ReadonlyMap<string, string>): number {
  const seen = new Set<string>();
  // A plan from a file may run in a circle, which Grafana refuses then.
  for (let at = uid; parents.has(at) && !seen.has(at); at = parents.get(at) ?? "") seen.add(at);
  return seen.size;
}
