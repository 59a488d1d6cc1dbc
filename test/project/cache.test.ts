import { mkdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { digest } from "../../src/base/hash.ts";
import { openCache, type BuildCache, type CacheOptions, type LoadFacts } from "../../src/project/cache.ts";
import { load, openLoader, ownPackage, writeFile, writeProject, type Files } from "./project-folder.ts";

const files: Files = {
  "package.json": '{ "type": "module" }',
  "tsconfig.json": '{ "extends": "./base" }',
  "base.json": "{}",
  "lib/shared.ts": "export const limit = 1;\n",
  "dashboards/a.ts": 'import { limit } from "../lib/shared.ts";\nexport default { limit };\n',
  "dashboards/b.ts": 'import { chunk } from "lists";\nexport default { chunk };\n',
  "dashboards/c.json": "{}",
  "node_modules/lists/package.json": '{ "name": "lists", "version": "1.0.0", "main": "index.js" }',
  "node_modules/lists/index.js": "exports.chunk = 1;\n",
};
const entries = ["dashboards/a.ts", "dashboards/b.ts", "dashboards/c.json"];
const payload = { written: ["overview.json"] };

interface Remembered {
  readonly root: string;
  readonly cache: BuildCache;
  readonly options: CacheOptions;
  readonly facts: LoadFacts;
}

/** Remembers a project that was loaded. */
async function rememberLoad(given: Files = files): Promise<Remembered> {
  const { result, root } = await load(openLoader(given), entries);
  return remember(root, result);
}

/** Remembers a project as a load would describe it. */
function rememberFiles(): Remembered {
  const root = writeProject(files);
  const inputs = [...entries, "lib/shared.ts"];
  const folder = path.join(root, "node_modules/lists");
  const hash = digest(files["node_modules/lists/package.json"] ?? "");
  return remember(root, {
    failed: [],
    settled: true,
    hashes: new Map(inputs.map((file) => [file, digest(files[file] ?? "")])),
    externals: { packages: [{ folder, hash }], builtins: [] },
  });
}

function remember(root: string, facts: LoadFacts): Remembered {
  const options = { root, own: ownPackage, environment: ["20", "linux"] };
  const cache = openCache(options);
  if (cache === undefined) throw new Error("The project has no place for a cache.");
  cache.write(entries, [facts], payload);
  return { root, cache, options, facts };
}

test("returns what was remembered as long as nothing changed", async () => {
  const { root, cache, options } = await rememberLoad();
  expect(cache.readUnchanged(entries)).toEqual({ payload });
  const later = new Date();
  utimesSync(path.join(root, "dashboards/a.ts"), later, later);
  expect(openCache(options)?.readUnchanged(entries)).toEqual({ payload });
});

const changes: readonly {
  readonly name: string;
  readonly change: (root: string) => void;
}[] = [
  { name: "an entry changes", change: (root) => writeFile(root, "dashboards/a.ts", "export default {};\n") },
  {
    name: "a shared file changes",
    change: (root) => writeFile(root, "lib/shared.ts", "export const limit = 2;\n"),
  },
  { name: "a JSON entry changes", change: (root) => writeFile(root, "dashboards/c.json", "[]") },
  { name: "a file is gone", change: (root) => rmSync(path.join(root, "lib/shared.ts")) },
  {
    name: "a file appears that an import may find first",
    change: (root) => writeFile(root, "lib/shared.js", ""),
  },
  { name: "tsconfig.json changes", change: (root) => writeFile(root, "tsconfig.json", "{}") },
  {
    name: "what tsconfig.json extends changes",
    change: (root) => writeFile(root, "base.json", '{ "a": 1 }'),
  },
  { name: "a tsconfig.json appears nearer", change: (root) => writeFile(root, "lib/tsconfig.json", "{}") },
  { name: "package.json changes", change: (root) => writeFile(root, "package.json", "{}") },
  {
    name: "a package gets another version",
    change: (root) =>
      writeFile(root, "node_modules/lists/package.json", '{ "name": "lists", "version": "1.0.1" }'),
  },
  {
    name: "the record is cut off",
    change: (root) => editRecord(root, (text) => text.slice(0, -10)),
  },
  {
    name: "the record is edited",
    change: (root) => editRecord(root, (text) => text.replace("overview.json", "other.json")),
  },
  { name: "the record is empty", change: (root) => editRecord(root, () => "") },
];

function editRecord(root: string, edit: (text: string) => string): void {
  const file = path.join(root, "node_modules/.cache/grafana-dash/build.json");
  writeFileSync(file, edit(readFileSync(file, "utf8")));
}

test.each(changes)("returns nothing when $name", ({ change }) => {
  const { root, cache } = rememberFiles();
  change(root);
  expect(cache.readUnchanged(entries)).toBeUndefined();
});

test("returns nothing for other entries, another version or another environment", () => {
  const { cache, options } = rememberFiles();
  expect(cache.readUnchanged(entries.slice(1))).toBeUndefined();
  expect(cache.readUnchanged([...entries].reverse())).toBeUndefined();
  const newer = { ...options, own: { ...options.own, version: "9.0.0" } };
  expect(openCache(newer)?.readUnchanged(entries)).toBeUndefined();
  expect(openCache({ ...options, environment: ["22", "linux"] })?.readUnchanged(entries)).toBeUndefined();
});

test("remembers nothing of files that look around in the world", async () => {
  const reading = {
    ...files,
    "lib/shared.ts": 'import { readFileSync } from "node:fs";\nexport const limit = String(readFileSync);\n',
  };
  const { cache, facts } = await rememberLoad(reading);
  expect(facts.externals.builtins).toEqual(["fs"]);
  expect(cache.write(entries, [facts], payload)).toBe(false);
  expect(cache.readUnchanged(entries)).toBeUndefined();
});

test("remembers files that use Node only to work with their own data", async () => {
  const pure = {
    ...files,
    "lib/shared.ts": 'import path from "path";\nexport const limit = path.posix.join("a", "b");\n',
  };
  const { cache, facts } = await rememberLoad(pure);
  expect(facts.externals.builtins).toEqual(["path"]);
  expect(cache.readUnchanged(entries)).toEqual({ payload });
});

test("forgets what was remembered when the next load failed or its files changed meanwhile", () => {
  const { cache, facts } = rememberFiles();
  expect(cache.write(entries, [{ ...facts, failed: ["dashboards/a.ts"] }], payload)).toBe(false);
  expect(cache.readUnchanged(entries)).toBeUndefined();
  expect(cache.write(entries, [facts], payload)).toBe(true);
  expect(cache.readUnchanged(entries)).toEqual({ payload });
  expect(cache.write(entries, [{ ...facts, settled: false }], payload)).toBe(false);
  expect(cache.readUnchanged(entries)).toBeUndefined();
});

test("does not count a load as settled when a shared file was written while it ran", async () => {
  const opened = openLoader(files);
  const now = new Date(Date.now() + 1000);
  utimesSync(path.join(opened.root, "lib/shared.ts"), now, now);
  const { result } = await load(opened, entries);
  expect(result.settled).toBe(false);
});

test("has no place in a project without node_modules", () => {
  const root = writeProject({ "dashboards/a.ts": "" });
  expect(openCache({ root, own: ownPackage, environment: [] })).toBeUndefined();
});

test("survives a folder that it cannot write to", () => {
  const { root, cache, facts } = rememberFiles();
  const folder = path.join(root, "node_modules/.cache");
  rmSync(folder, { recursive: true });
  writeFileSync(folder, "in the way");
  expect(cache.write(entries, [facts], payload)).toBe(true);
  expect(cache.readUnchanged(entries)).toBeUndefined();
  rmSync(folder);
  mkdirSync(folder);
  expect(cache.write(entries, [facts], payload)).toBe(true);
  expect(cache.readUnchanged(entries)).toEqual({ payload });
});
