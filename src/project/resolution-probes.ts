import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { digest } from "../base/hash.ts";
import { compareText } from "../base/text.ts";

/** What decides, besides the source files, where their imports lead. */
export interface ResolutionProbes {
  /** Files that may or may not exist: `tsconfig.json` and `package.json` in and above the source folders. */
  readonly files: readonly string[];
  /** The folders in which imports look for files. */
  readonly folders: readonly string[];
}

/** The probes of a project's source files; all paths are relative to its folder, with forward slashes. */
export function probesOf(root: string, sources: readonly string[]): ResolutionProbes {
  const folders = new Set<string>();
  for (const source of sources) addFolders(folders, path.posix.dirname(source));
  const files = new Set<string>();
  for (const folder of [...folders, ...foldersAbove(root)]) {
    files.add(path.posix.join(folder, "package.json"));
    addConfiguration(files, root, path.posix.join(folder, "tsconfig.json"));
  }
  return { files: [...files].sort(compareText), folders: [...folders].sort(compareText) };
}

/** The folder and those above it, up to the project's. */
function addFolders(folders: Set<string>, folder: string): void {
  for (let current = folder; !folders.has(current); current = path.posix.dirname(current)) {
    folders.add(current);
    if (current === "." || current.endsWith("..")) return;
  }
}

function foldersAbove(root: string): readonly string[] {
  const depth = root.split(path.sep).filter((name) => name !== "").length;
  return Array.from({ length: depth }, (_, index) => Array.from({ length: index + 1 }, () => "..").join("/"));
}

/** A tsconfig.json with those that it extends. Packages that it extends change with their version only. */
function addConfiguration(files: Set<string>, root: string, file: string): void {
  if (files.has(file)) return;
  files.add(file);
  const [, single, list = ""] =
    /"extends"\s*:\s*(?:"([^"]*)"|\[([^\]]*)\])/.exec(readText(path.join(root, file))) ?? [];
  const bases =
    single === undefined ? [...list.matchAll(/"([^"]*)"/g)].map(([, base = ""]) => base) : [single];
  for (const base of bases.filter((name) => name.startsWith("."))) {
    const target = path.posix.join(path.posix.dirname(file), base);
    addConfiguration(files, root, target.endsWith(".json") ? target : `${target}.json`);
  }
}

function readText(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return "";
  }
}

/** A digest of the names of the scripts in a folder. */
export function sourceNames(folder: string): string {
  try {
    const names = readdirSync(folder).filter((name) => /\.[cm]?[jt]sx?$/.test(name));
    return digest(names.sort(compareText).join("\n"));
  } catch {
    return "";
  }
}
