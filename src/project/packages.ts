import path from "node:path";
import { pathToFileURL } from "node:url";
import type { OnResolveArgs, OnResolveResult, Plugin, PluginBuild } from "esbuild";
import type { OwnPackage } from "./own-package.ts";

/** Why a package stands in for itself no longer: it cannot be imported, so files that import it fail. */
export interface PackageReplacement {
  /** The names that the package's module exports; absent when it cannot be imported. */
  readonly names: readonly string[] | undefined;
}

/** Replacements by URL of the package's module. */
export type PackageReplacements = ReadonlyMap<string, PackageReplacement>;

const replacementNamespace = "dash-package";
/** Marks our own nested call of `build.resolve`. */
const nested = Symbol("nested");
/** Dependencies of this package that a project may import without listing them itself. */
const borrowedPackages = "@grafana/grafana-foundation-sdk";

/**
 * Resolves the packages that the user's files import to absolute URLs and leaves them out of the bundle, so
 * that the bundle can lie anywhere. What is no JavaScript inside `node_modules` (a linked workspace, a tsconfig
 * path) belongs to the user's sources and is bundled.
 */
export function packagesPlugin(own: OwnPackage, replacements: PackageReplacements): Plugin {
  return {
    name: "dash-packages",
    setup(build) {
      const cache = new Map<string, Promise<OnResolveResult | undefined>>();
      build.onResolve({ filter: bareSpecifierOtherThan(own.name) }, (args) => {
        if (args.pluginData === nested) return undefined;
        const key = `${args.kind} ${args.resolveDir} ${args.path}`;
        const known = cache.get(key) ?? resolvePackage(build, args, own);
        cache.set(key, known);
        return known.then((result) => replaced(result, replacements));
      });
      if (replacements.size > 0) replacePackages(build, own, replacements);
    },
  };
}

async function resolvePackage(
  build: PluginBuild,
  args: OnResolveArgs,
  own: OwnPackage,
): Promise<OnResolveResult | undefined> {
  const resolve = (resolveDir: string) =>
    build.resolve(args.path, { kind: args.kind, importer: args.importer, resolveDir, pluginData: nested });
  let found = await resolve(args.resolveDir);
  if (found.errors.length > 0 && args.path.startsWith(borrowedPackages)) found = await resolve(own.folder);
  // Without a result esbuild tries again and reports the failure with its place.
  if (found.errors.length > 0 || found.external) return undefined;
  if (found.namespace !== "file" || !isInstalledScript(found.path)) {
    return { path: found.path, namespace: found.namespace };
  }
  const isRequired = args.kind === "require-call" || args.kind === "require-resolve";
  return { path: isRequired ? found.path : pathToFileURL(found.path).href, external: true };
}

function isInstalledScript(file: string): boolean {
  return file.split(path.sep).includes("node_modules") && /\.[cm]?js$/.test(file);
}

function replaced(
  result: OnResolveResult | undefined,
  replacements: PackageReplacements,
): OnResolveResult | undefined {
  if (result?.path === undefined || !replacements.has(result.path)) return result;
  return { path: result.path, namespace: replacementNamespace };
}

/**
 * Puts a module of known names before each package, which lets esbuild find the imports of names that the
 * package lacks, and a broken module before each package that cannot be imported.
 */
function replacePackages(build: PluginBuild, own: OwnPackage, replacements: PackageReplacements): void {
  const ownSpecifiers = Object.keys(own.modules).map(escapeRegExp).join("|");
  build.onResolve({ filter: new RegExp(`^(?:${ownSpecifiers})$`) }, ({ path: specifier }) => {
    const url = own.modules[specifier];
    if (url === undefined) return undefined;
    return replaced({ path: url, external: true }, replacements);
  });
  build.onResolve({ filter: /^dash-original:/ }, (args) => ({ path: args.path.slice(14), external: true }));
  build.onLoad({ filter: /.*/, namespace: replacementNamespace }, ({ path: url }) => {
    const names = replacements.get(url)?.names;
    if (names === undefined) return { contents: brokenModule(url), loader: "js" };
    const list = names.map((name) => (name === "default" ? name : JSON.stringify(name))).join(", ");
    return { contents: `export { ${list} } from ${JSON.stringify(`dash-original:${url}`)};`, loader: "js" };
  });
}

/**
 * A module in place of one that is broken: whoever imports it, fails, with a mark that tells that the
 * problem has been reported. It hands on a CommonJS module, since an importer may ask for any name; that one is a data
 * URL, because in a package of type "module" esbuild takes no file for CommonJS.
 */
export function brokenModule(file: string): string {
  const thrown = `module.exports = {}; throw { dashBrokenFile: ${JSON.stringify(file)} };`;
  const url = JSON.stringify(`data:text/javascript,${encodeURIComponent(thrown)}`);
  return `export * from ${url}; export { default } from ${url};`;
}

/** Matches package-like specifiers, except those of one package. RE2, esbuild's engine, has no look-ahead. */
function bareSpecifierOtherThan(name: string): RegExp {
  const differing = name.split("").map((character, index) => {
    const start = escapeRegExp(name.slice(0, index));
    const other = index === 0 ? `[^./\\\\${escapeRegExp(character)}]` : `(?:[^${escapeRegExp(character)}]|$)`;
    return start + other;
  });
  return new RegExp(`^(?:${[...differing, `${escapeRegExp(name)}[^/]`].join("|")})`);
}

/** The text as a regular expression that both JavaScript and RE2 read as that text. */
export function escapeRegExp(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/-]/g, "\\$&");
}
