import { readFileSync } from "node:fs";
import { isBuiltin } from "node:module";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { digest } from "../base/hash.ts";
import { compareText } from "../base/text.ts";
import type { DependencyGraph } from "./graph.ts";
import type { OwnPackage } from "./own-package.ts";

/** What a project's files import besides each other. */
export interface Externals {
  /** The packages, without the own one, sorted by folder. */
  readonly packages: readonly ExternalPackage[];
  /** Node's builtin modules, without the prefix `node:`, sorted. */
  readonly builtins: readonly string[];
}

/** A package that the user's files import. */
export interface ExternalPackage {
  /** The folder of its package.json. */
  readonly folder: string;
  /** The content digest of its package.json, which changes with its version. */
  readonly hash: string;
}

/** Sorts the imports that stay outside of a bundle. */
export function readExternals(graph: DependencyGraph, own: OwnPackage): Externals {
  const builtins = new Set<string>();
  const folders = new Map<string, string>();
  for (const target of new Set(graph.externals.map((external) => external.target))) {
    if (isBuiltin(target)) builtins.add(target.replace(/^node:/, ""));
    else {
      const manifest = nearestManifest(target);
      if (manifest !== undefined && manifest.folder !== own.folder)
        folders.set(manifest.folder, manifest.hash);
    }
  }
  const packages = [...folders].map(([folder, hash]) => ({ folder, hash }));
  return {
    packages: packages.sort((left, right) => compareText(left.folder, right.folder)),
    builtins: [...builtins].sort(compareText),
  };
}

/** The package.json above a module; those without a name only mark the module format of a folder. */
function nearestManifest(target: string): ExternalPackage | undefined {
  let folder = path.dirname(target.startsWith("file:") ? fileURLToPath(target) : target);
  while (folder !== path.dirname(folder)) {
    const content = readManifest(folder);
    if (content?.includes('"name"')) return { folder, hash: digest(content) };
    folder = path.dirname(folder);
  }
  return undefined;
}

function readManifest(folder: string): Buffer | undefined {
  try {
    return readFileSync(path.join(folder, "package.json"));
  } catch {
    return undefined;
  }
}
