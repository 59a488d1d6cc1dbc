import path from "node:path";
import { pathToFileURL } from "node:url";
import type { Plugin } from "esbuild";
import { brokenModule, escapeRegExp } from "./packages.ts";

/** The expressions whose value is that of the source file, although the code runs from the bundle. */
export const locationDefines: Readonly<Record<string, string>> = {
  "import.meta.url": "__dashLocation.url",
  "import.meta.dirname": "__dashLocation.dirname",
  "import.meta.filename": "__dashLocation.filename",
  __dirname: "__dashLocation.dirname",
  __filename: "__dashLocation.filename",
};

const namespace = "dash-location";

/** Whether a file's text may contain one of these expressions; most do not and are left to esbuild alone. */
export function mentionsLocation(content: Buffer): boolean {
  return locationWords.some((word) => content.includes(word));
}

const locationWords = ["import.meta.", "__dirname", "__filename"].map((word) => Buffer.from(word));

/** What to do with single source files, by absolute path. */
export interface SourceChanges {
  readonly read: (file: string) => string;
  /** The files that mention their own location. */
  readonly located: ReadonlySet<string>;
  /** The files that cannot be bundled; they are replaced so that the others can. */
  readonly broken: ReadonlySet<string>;
}

/** Replaces broken files, and gives files that ask for it their own location. */
export function sourcesPlugin(changes: SourceChanges): Plugin {
  return {
    name: "dash-sources",
    setup(build) {
      const files = [...changes.located, ...changes.broken];
      if (files.length === 0) return;
      const filter = new RegExp(`^(?:${files.map(escapeRegExp).join("|")})$`);
      build.onLoad({ filter, namespace: "file" }, ({ path: file }) => {
        if (changes.broken.has(file)) return { contents: brokenModule(file), loader: "js" };
        return { contents: withLocation(file, changes.read(file)), loader: loaderOf(file) };
      });
      build.onResolve({ filter: new RegExp(`^${namespace}:`) }, (args) => ({
        path: args.path.slice(namespace.length + 1),
        namespace,
      }));
      build.onLoad({ filter: /.*/, namespace }, ({ path: file }) => ({
        contents: locationModule(file),
        loader: "js",
      }));
    },
  };
}

function withLocation(file: string, text: string): string {
  if (isCommonJs(file, text)) {
    const { dirname, filename, url } = locationOf(file);
    return `var __dashLocation = ${JSON.stringify({ dirname, filename, url })}; ${text}`;
  }
  // At the end, where it moves no line: imports are evaluated first wherever they stand.
  return `${text}\nimport * as __dashLocation from ${JSON.stringify(`${namespace}:${file}`)};\n`;
}

function isCommonJs(file: string, text: string): boolean {
  return /\.c[jt]s$/.test(file) || (/\.jsx?$/.test(file) && /\bmodule\.exports\b|\bexports\.\w/.test(text));
}

function locationOf(file: string): Readonly<Record<string, string>> {
  return { url: pathToFileURL(file).href, dirname: path.dirname(file), filename: file };
}

function locationModule(file: string): string {
  return Object.entries(locationOf(file))
    .map(([name, value]) => `export const ${name} = ${JSON.stringify(value)};`)
    .join("\n");
}

function loaderOf(file: string): "ts" | "tsx" | "jsx" | "js" {
  if (/\.[cm]?ts$/.test(file)) return "ts";
  if (file.endsWith(".tsx")) return "tsx";
  return file.endsWith(".jsx") ? "jsx" : "js";
}
