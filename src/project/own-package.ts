import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

/** The package whose code is running: what the user's files get when they import it by its name. */
export interface OwnPackage {
  readonly name: string;
  readonly version: string;
  /** The folder of its package.json, without a slash at the end. */
  readonly folder: string;
  /** The URL of the module behind each specifier, such as `grafana-dash/queries`. */
  readonly modules: Readonly<Record<string, string>>;
}

interface PackageDocument {
  readonly name: string;
  readonly version: string;
  readonly exports: Readonly<Record<string, string | { readonly default: string }>>;
}

/**
 * Reads the package that this module belongs to; sources and build output lie equally deep in it.
 * The user's imports resolve to it however the program was started: from the project, installed globally, or
 * in the package's own repository. A second copy would not recognise the values of the first.
 */
export function readOwnPackage(location: URL = new URL("../../package.json", import.meta.url)): OwnPackage {
  const document = JSON.parse(readFileSync(location, "utf8")) as PackageDocument;
  const modules: Record<string, string> = {};
  for (const [subpath, target] of Object.entries(document.exports)) {
    const file = typeof target === "string" ? target : target.default;
    if (/\.[cm]?js$/.test(file)) modules[document.name + subpath.slice(1)] = new URL(file, location).href;
  }
  const folder = fileURLToPath(new URL(".", location)).replace(/[\\/]$/, "");
  return { name: document.name, version: document.version, folder, modules };
}

/** The name of the package, as people import it, that a module's URL or path belongs to. */
export function packageNameOf(target: string, own: OwnPackage): string {
  const ownName = Object.keys(own.modules).find((specifier) => own.modules[specifier] === target);
  const installed = /.*[\\/]node_modules[\\/]((?:@[^\\/]+[\\/])?[^\\/]+)/.exec(target)?.[1];
  return ownName ?? installed?.replaceAll("\\", "/") ?? target;
}
