import path from "node:path";
import type { Metafile } from "esbuild";
import { compareText } from "../base/text.ts";

/** Which source files each entry is made of, and what it takes from elsewhere. */
export interface DependencyGraph {
  /** The files of each entry, itself included, sorted. */
  readonly inputs: ReadonlyMap<string, readonly string[]>;
  /** All files of all entries, sorted. */
  readonly files: readonly string[];
  /** The imports that stay outside the bundle. */
  readonly externals: readonly ExternalImport[];
}

/** An import of a package or of a Node builtin. */
export interface ExternalImport {
  /** The source file that imports. */
  readonly file: string;
  /** The URL or path of the package's module, or the builtin's name. */
  readonly target: string;
}

/** Reads the graph from esbuild's account of a build. */
export function readGraph(metafile: Metafile, entries: readonly string[]): DependencyGraph {
  const imports = new Map<string, readonly string[]>();
  const externals: ExternalImport[] = [];
  for (const [file, input] of Object.entries(metafile.inputs)) {
    if (isVirtual(file)) continue;
    const local: string[] = [];
    for (const { path: target, external } of input.imports) {
      const replacedPackage = /^dash-package:(.*)$/.exec(target)?.[1];
      if (external || replacedPackage !== undefined)
        externals.push({ file, target: replacedPackage ?? target });
      else if (!isVirtual(target)) local.push(target);
    }
    imports.set(file, local);
  }
  const inputs = new Map(entries.map((entry) => [entry, reachable(entry, imports)]));
  const files = [...new Set([...inputs.values()].flat())].sort(compareText);
  return { inputs, files, externals };
}

/** Modules of plugins and of esbuild itself, which are no files. */
function isVirtual(file: string): boolean {
  return /^(?:dash-[a-z]+:|<|\(disabled\):)/.test(file);
}

function reachable(entry: string, imports: ReadonlyMap<string, readonly string[]>): readonly string[] {
  const found = new Set([entry]);
  for (const file of found) for (const target of imports.get(file) ?? []) found.add(target);
  return [...found].sort(compareText);
}

/**
 * The entries that a change of these files may affect. A file that no entry knows may have appeared where an
 * import was looking for one: next to a file of the same name with another extension, as the folder's module
 * of that name, or to satisfy an import that failed (`incomplete` entries).
 */
export function affectedEntries(
  changed: readonly string[],
  inputs: ReadonlyMap<string, readonly string[]>,
  incomplete: ReadonlySet<string>,
): ReadonlySet<string> {
  const files = new Set(changed);
  const stems = new Set(changed.map(stem));
  const isConfiguration = changed.some((file) => /(?:^|\/)(?:tsconfig[^/]*|package)\.json$/.test(file));
  const affected = new Set<string>();
  for (const [entry, dependencies] of inputs) {
    const isAffected =
      isConfiguration ||
      incomplete.has(entry) ||
      dependencies.some((file) => files.has(file) || stems.has(stem(file)));
    if (isAffected) affected.add(entry);
  }
  return affected;
}

/** What an import of the file may say: without extension, and for `a/index.ts` the folder `a`. */
function stem(file: string): string {
  const { dir, name } = path.posix.parse(file);
  const base = name.endsWith(".d") ? name.slice(0, -2) : name;
  return base === "index" ? dir : path.posix.join(dir, base);
}
