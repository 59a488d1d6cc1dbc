/**
 * The packages that a checked-out project imports: those that are installed in the working tree, when the lock file says
 * that they are the same. Packages of the repository itself (workspaces) are those of the checked-out state.
 */
import {
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  realpathSync,
  symlinkSync,
} from "node:fs";
import { dirname, join, relative, sep } from "node:path";
import { isInside } from "../document-files.ts";

/** The same project in the working tree and in a checked-out state. */
export interface TreePair {
  /** The top folder of the working tree. */
  readonly working: string;
  /** The top folder of the checked-out state. */
  readonly tree: string;
  /** The folder of the project below both, with forward slashes. */
  readonly prefix: string;
}

const lockFiles = [
  "package-lock.json",
  "npm-shrinkwrap.json",
  "pnpm-lock.yaml",
  "yarn.lock",
  "bun.lock",
  "bun.lockb",
] as const;

/** The lock file that differs, relative to the top; `undefined` when both states have the same packages. */
export function findLockDifference({ working, tree, prefix }: TreePair): string | undefined {
  const today = nearestLock(working, prefix);
  const then = nearestLock(tree, prefix);
  if (today === undefined || then === undefined || today !== then) return today ?? then;
  return readFileSync(join(working, today)).equals(readFileSync(join(tree, then))) ? undefined : today;
}

function nearestLock(top: string, prefix: string): string | undefined {
  for (const folder of foldersUpwards(prefix)) {
    const name = lockFiles.find((candidate) => existsSync(join(top, folder, candidate)));
    if (name !== undefined) return join(folder, name).replaceAll("\\", "/");
  }
  return undefined;
}

/** The folder and those above it, up to the top, which is empty. */
function foldersUpwards(prefix: string): readonly string[] {
  const names = prefix.split("/").filter((name) => name !== "");
  return [...names.keys(), names.length].reverse().map((count) => names.slice(0, count).join("/"));
}

/** Links the installed packages of the working tree into the checked-out one. */
export function linkDependencies(pair: TreePair): void {
  const folders = [...foldersUpwards(pair.prefix)];
  const seen = new Set(folders);
  // Linking finds packages of the workspace, whose own packages are linked in turn.
  for (const folder of folders) {
    for (const workspace of linkFolder(pair, folder)) {
      if (seen.has(workspace)) continue;
      seen.add(workspace);
      folders.push(workspace);
    }
  }
}

/** Links what is installed in one folder. Answers with the packages of the workspace that it leads to. */
function linkFolder({ working, tree }: TreePair, folder: string): readonly string[] {
  const from = realPathOf(join(working, folder, "node_modules"));
  const parent = realPathOf(join(tree, folder));
  const to = join(parent ?? tree, "node_modules");
  // A link of the commit may lead anywhere: nothing is written outside of the checked-out files.
  if (from === undefined || parent === undefined || !isInside(parent, tree) || isThere(to)) return [];
  const packages = installedPackages(from);
  const workspaces = new Map<string, string>();
  for (const name of packages) {
    const workspace = workspaceOf(join(from, name), working);
    if (workspace !== undefined) workspaces.set(name, workspace);
  }
  if (workspaces.size === 0) {
    symlinkSync(from, to, "junction");
    return [];
  }
  for (const name of packages) {
    const workspace = workspaces.get(name);
    linkPackage(workspace === undefined ? join(from, name) : join(tree, workspace), join(to, name));
  }
  return [...workspaces.values()];
}

function linkPackage(target: string, link: string): void {
  mkdirSync(dirname(link), { recursive: true });
  symlinkSync(target, link, "junction");
}

/** The names of the packages in a `node_modules`, those of scopes as `@scope/name`. */
function installedPackages(folder: string): readonly string[] {
  return readdirSync(folder).flatMap((name) =>
    name.startsWith("@") ? readdirSync(join(folder, name)).map((inner) => `${name}/${inner}`) : [name],
  );
}

/** The folder, relative to the top, of a package that belongs to the repository. */
function workspaceOf(installed: string, working: string): string | undefined {
  if (!lstatSync(installed).isSymbolicLink()) return undefined;
  const target = realPathOf(installed);
  if (target === undefined || !isInside(target, working)) return undefined;
  const path = relative(working, target);
  return path.split(sep).includes("node_modules") ? undefined : path.replaceAll("\\", "/");
}

function isThere(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false }) !== undefined;
}

function realPathOf(path: string): string | undefined {
  try {
    return realpathSync(path);
  } catch {
    return undefined;
  }
}
