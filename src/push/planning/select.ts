import { DashError } from "../../base/dash-error.ts";
import { matchesGlob } from "../../base/glob.ts";
import { suggest } from "../../base/text.ts";
import type { Bundle } from "../../schema/bundle.ts";

/** What a push deals with. */
export interface Selection {
  /** Uids or titles, with `*` for any text and `?` for one character; empty for all. */
  readonly names: readonly string[];
  /** The titles of a folder from the outermost on; what lies in it at any depth. */
  readonly folder?: readonly string[] | undefined;
  readonly only?: "dashboards" | "datasources" | undefined;
}

/** What names can select: an object with a uid and a title. */
interface Named {
  readonly uid: string;
  readonly title: string;
  /** Another name, such as the logical name of a data source. */
  readonly name?: string;
}

/** Whether one of the names is the object's uid or title; true when no names are given. */
export function isNamed({ names }: Selection, object: Named): boolean {
  return names.length === 0 || names.some((name) => matchesName(name, object));
}

/** Whether a folder is the selected one or lies in it; true when no folder is selected. */
export function isInFolder({ folder }: Selection, path: readonly string[]): boolean {
  return folder === undefined || folder.every((title, index) => path[index] === title);
}

/** Whether data sources of these names are dealt with: a folder holds none. */
export function includesDataSource(selection: Selection, source: Named): boolean {
  return selection.only !== "dashboards" && selection.folder === undefined && isNamed(selection, source);
}

/** The part of a bundle that is selected, with all its folders. */
export function selectBundle(bundle: Bundle, selection: Selection): Bundle {
  const inFolder = bundle.dashboards.filter(({ folder }) => isInFolder(selection, folder));
  return {
    dashboards:
      selection.only === "datasources" ? [] : inFolder.filter((dashboard) => isNamed(selection, dashboard)),
    dataSources: bundle.dataSources.filter((source) => includesDataSource(selection, source)),
    folders: bundle.folders,
  };
}

/**
 * Fails when a name or the folder selects nothing: neither of the code, of which the selected part is given, nor of
 * the objects beyond it that are to be deleted.
 */
export function requireSelected(
  bundle: Bundle,
  selection: Selection,
  { selected, deletions }: { readonly selected: Bundle; readonly deletions: readonly Named[] },
): void {
  const { names, folder } = selection;
  const objects: readonly Named[] = [...selected.dashboards, ...selected.dataSources, ...deletions];
  if (
    folder !== undefined &&
    deletions.length === 0 &&
    !bundle.dashboards.some((one) => isInFolder(selection, one.folder))
  ) {
    throw unknownFolder(bundle, folder);
  }
  const idle = names.find((name) => !objects.some((object) => matchesName(name, object)));
  if (idle !== undefined) throw unknownName(selectBundle(bundle, { ...selection, names: [] }), idle);
}

function matchesName(name: string, { uid, title, name: logical }: Named): boolean {
  if (!/[*?]/.test(name)) return name === uid || name === title || name === logical;
  return [uid, title, logical ?? uid].some((text) => matchesGlob(name, text));
}

/** Only what `--folder` and `--only` leave is proposed. */
function unknownName(candidates: Bundle, name: string): DashError {
  const known = [...candidates.dashboards, ...candidates.dataSources].flatMap(({ uid, title }) => [
    uid,
    title,
  ]);
  return new DashError("usage", {
    message: `Nothing that is selected has the uid or the title \`${name}\`.`,
    hint: suggest(name, [...new Set(known)]) || "Write uids or titles; `*` stands for any text.",
  });
}

function unknownFolder(bundle: Bundle, folder: readonly string[]): DashError {
  const known = bundle.folders.map(({ path }) => path.join("/"));
  return new DashError("usage", {
    message: `No dashboard of the project lies in a folder \`${folder.join("/")}\`.`,
    hint: suggest(folder.join("/"), known),
  });
}
