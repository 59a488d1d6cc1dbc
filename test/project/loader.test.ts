import { mkdirSync, readdirSync, symlinkSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { expect, test, vi } from "vitest";
import {
  entriesOf,
  load,
  loadFiles,
  openLoader,
  writeFile,
  writeProject,
  type Files,
} from "./project-folder.ts";

test("hands the exports of each entry to the worker, in the order of the entries, with the settings", async () => {
  const files: Files = {
    "dashboards/b.ts": "export default { name: 'b' };\n",
    "dashboards/a.mts": "export default { name: 'a' };\n",
    "dashboards/c.cjs": "module.exports = { name: 'c' };\n",
  };
  const loaded = await load(openLoader(files), ["dashboards/b.ts", "dashboards/a.mts", "dashboards/c.cjs"], {
    depth: 1n,
  });
  expect(loaded.messages).toEqual(
    ["b.ts", "a.mts", "c.cjs"].map((file) => ({
      file: `dashboards/${file}`,
      value: { name: file[0] },
      stack: undefined,
      settings: { depth: 1n },
    })),
  );
  expect(loaded.result).toMatchObject({ problems: [], failed: [], documents: [], settled: true });
});

test("maps the stack of an authoring call to the line and column of the user's file", async () => {
  const loaded = await loadFiles({
    "lib/make.ts":
      'import { dashboard } from "grafana-dash";\n\nexport interface Options {\n  readonly title: string;\n}\n\nexport const make = (options: Options) =>\n  dashboard(options);\n',
    "dashboards/direct.ts":
      'import { dashboard } from "grafana-dash";\n\nexport default dashboard({ title: "direct" });\n',
    "dashboards/made.ts": 'import { make } from "../lib/make.ts";\nexport default make({ title: "made" });\n',
  });
  const places = loaded.messages.map(({ stack }) => loaded.loader.placeOf(stack ?? ""));
  expect(places).toEqual([
    { file: "dashboards/direct.ts", line: 3, column: 16 },
    { file: "lib/make.ts", line: 8, column: 3 },
  ]);
  expect(loaded.loader.placeOf("Error\n    at node:internal/process/task_queues:95:5")).toBeUndefined();
});

test("loads more entries than one file of the bundle holds, with one copy of what they share", async () => {
  const entries = Object.fromEntries(
    Array.from({ length: 60 }, (_, index) => [
      `dashboards/d${index}.ts`,
      'import { count } from "../lib/count.ts";\nimport { requestRate } from "grafana-dash/signals";\nexport default { count: count(), requestRate };\n',
    ]),
  );
  const loaded = await loadFiles({
    ...entries,
    "lib/count.ts": "let total = 0;\nexport const count = () => ++total;\n",
  });
  const counts = loaded.messages.map(({ value }) => (value as { count: number }).count);
  expect(counts).toEqual(Array.from({ length: 60 }, (_, index) => index + 1));
});

test("understands what TypeScript projects use", async () => {
  const loaded = await loadFiles({
    "tsconfig.json":
      '{ "compilerOptions": { "paths": { "@/*": ["./lib/*"] }, "experimentalDecorators": true } }',
    "lib/enums.ts":
      'export enum Unit { Seconds = "s" }\nexport namespace Named { export const depth = 2; }\n',
    "lib/limits.json": '{ "warning": 0.01 }',
    "lib/legacy.js": "module.exports = { legacy: true };\n",
    "dashboards/all.ts": `
import { Unit, Named } from "@/enums";
import limits from "../lib/limits.json" with { type: "json" };
import legacy from "../lib/legacy.js";
import { chunk } from "lists";
import { name } from "@acme/tools/names";
class Point { constructor(readonly x: number) {} }
const later = await new Promise((resolve) => setTimeout(resolve, 20, "later"));
export default { unit: Unit.Seconds, depth: Named.depth, limits, legacy, chunk, name, x: new Point(3).x, later };
`,
    "node_modules/lists/package.json": '{ "name": "lists", "version": "1.0.0", "main": "index.js" }',
    "node_modules/lists/index.js": "exports.chunk = 'chunk';\n",
    "node_modules/@acme/tools/package.json":
      '{ "name": "@acme/tools", "type": "module", "exports": { "./names": { "import": "./names.js" } } }',
    "node_modules/@acme/tools/names.js": "export const name = 'acme';\n",
  });
  expect(loaded.result.problems).toEqual([]);
  expect(loaded.values).toEqual({
    "dashboards/all.ts": {
      unit: "s",
      depth: 2,
      limits: { warning: 0.01 },
      legacy: { legacy: true },
      chunk: "chunk",
      name: "acme",
      x: 3,
      later: "later",
    },
  });
  expect(loaded.result.inputs.get("dashboards/all.ts")).toEqual([
    "dashboards/all.ts",
    "lib/enums.ts",
    "lib/legacy.js",
    "lib/limits.json",
  ]);
  const folders = loaded.result.externals.packages.map(({ folder }) => path.relative(loaded.root, folder));
  expect(folders).toEqual(["node_modules/@acme/tools", "node_modules/lists"]);
});

test("tells files where they are, also shared ones, and keeps the lines of their errors", async () => {
  const loaded = await loadFiles({
    "lib/here.ts": "export const here = import.meta.url;\n",
    "dashboards/location.ts":
      'import { here } from "../lib/here.ts";\nexport default { here, url: import.meta.url, file: import.meta.filename, folder: import.meta.dirname, old: [__dirname, __filename], text: "import.meta.url" };\n',
    "dashboards/broken.ts":
      "export const file = __filename;\nthrow new Error(`in ${import.meta.dirname}`);\n",
  });
  const file = path.join(loaded.root, "dashboards", "location.ts");
  const folder = path.dirname(file);
  expect(loaded.values["dashboards/location.ts"]).toEqual({
    here: pathToFileURL(path.join(loaded.root, "lib", "here.ts")).href,
    url: pathToFileURL(file).href,
    file,
    folder,
    old: [folder, file],
    text: "import.meta.url",
  });
  expect(loaded.result.problems).toEqual([
    expect.objectContaining({
      message: "`dashboards/broken.ts` throws Error: in dashboards.",
      at: { file: "dashboards/broken.ts", line: 2, column: 7 },
    }),
  ]);
});

test("bundles a linked workspace package that is TypeScript", async () => {
  const opened = openLoader({
    "packages/helpers/package.json": '{ "name": "@acme/helpers", "main": "index.ts" }',
    "packages/helpers/index.ts": "export const team: string = 'sre';\n",
    "dashboards/team.ts": 'import { team } from "@acme/helpers";\nexport default { team };\n',
  });
  mkdirSync(path.join(opened.root, "node_modules", "@acme"), { recursive: true });
  symlinkSync(
    "../../packages/helpers",
    path.join(opened.root, "node_modules", "@acme", "helpers"),
    "junction",
  );
  const loaded = await load(opened, ["dashboards/team.ts"]);
  expect(loaded.result.problems).toEqual([]);
  expect(loaded.values["dashboards/team.ts"]).toEqual({ team: "sre" });
  expect(loaded.result.inputs.get("dashboards/team.ts")).toContain("packages/helpers/index.ts");
});

test("reads JSON entries without evaluating anything", async () => {
  const loaded = await loadFiles({ "dashboards/plain.json": '\uFEFF{ "title": "Plain" }\n' });
  expect(loaded.result.documents).toEqual([
    { file: "dashboards/plain.json", text: '{ "title": "Plain" }\n', value: { title: "Plain" } },
  ]);
  expect(loaded.result).toMatchObject({ problems: [], failed: [] });
  expect(loaded.result.inputs.get("dashboards/plain.json")).toEqual(["dashboards/plain.json"]);
});

test("passes warnings of the bundler on", async () => {
  const loaded = await loadFiles({ "dashboards/twice.ts": "export default { a: 1,\n  a: 2 };\n" });
  expect(loaded.result.problems).toEqual([
    {
      rule: "load-warning",
      severity: "warning",
      message: 'Duplicate key "a" in object literal.',
      at: { file: "dashboards/twice.ts", line: 2, column: 3 },
    },
  ]);
});

test("gives the files no more of the environment than they need to run", async () => {
  const loaded = await loadFiles({
    "dashboards/environment.ts":
      "export default { names: Object.keys(process.env).sort(), zone: process.env.TZ, hours: new Date(0).getHours(), cwd: process.cwd() };\n",
  });
  expect(loaded.values["dashboards/environment.ts"]).toEqual({
    names: ["LANG", "LC_ALL", "PATH", "TZ"],
    zone: "UTC",
    hours: 0,
    cwd: loaded.root,
  });
});

test("sends what the files print to stderr", async () => {
  const loaded = await loadFiles({
    "dashboards/print.ts":
      'console.log("to stdout");\nconsole.error("to stderr");\nprocess.stdout.write("x".repeat(1_000_000));\nexport default 1;\n',
  });
  // The two streams are two pipes: their texts may be interleaved.
  const text = loaded.printed.join("");
  expect(text.match(/x/g)).toHaveLength(1_000_000);
  expect(text.replaceAll("x", "").split("\n").sort()).toEqual(["", "to stderr", "to stdout"]);
});

test("passes on much output to a slow reader, once, and takes it for no leak", async () => {
  let length = 0;
  let pieces = 0;
  const write = (text: string): void => {
    length += text.length;
    if (pieces++ % 20 > 0) return;
    const end = performance.now() + 10;
    while (performance.now() < end);
  };
  const text = 'process.stdout.write("y".repeat(10_000_000));\nexport default 1;\n';
  const loaded = await loadFiles({ "dashboards/a.ts": text }, { stderr: { write } });
  expect([length, loaded.result.problems]).toEqual([10_000_000, []]);
});

test("prints what a file prints once, also when it is evaluated again to find the place of a failure", async () => {
  const text = 'console.log("loading");\nsetInterval(() => undefined, 1000);\nthrow "no error";\n';
  const loaded = await loadFiles({ "dashboards/a.ts": text });
  expect(loaded.result.problems.map(({ rule, at }) => [rule, at.line])).toEqual([
    ["load-leaked-handle", 2],
    ["load-throws", 3],
  ]);
  expect(loaded.printed.join("")).toBe("loading\n");
});

test("ends a load that runs while the loader is closed", async () => {
  const files = { "dashboards/loop.ts": "for (;;) {}\n" };
  const { loader } = openLoader(files);
  const loading = loader.load(entriesOf(files), undefined, () => undefined);
  setTimeout(loader.close, 150);
  await expect(loading).rejects.toMatchObject({ name: "AbortError" });
});

test("slows the child down while a message is being handled, and counts none of it as the file's time", async () => {
  const files = { "dashboards/a.ts": "export default 1;\n", "dashboards/b.ts": "export default 2;\n" };
  const { loader } = openLoader(files, { timeoutSeconds: 0.2 });
  let running = 0;
  const result = await loader.load(entriesOf(files), undefined, async () => {
    expect(++running).toBe(1);
    await new Promise((resolve) => setTimeout(resolve, 250));
    running--;
  });
  expect(result.problems).toEqual([]);
});

test("carries large messages whole", async () => {
  const files = { "dashboards/large.ts": 'export default { text: "é".repeat(3_000_000) };\n' };
  const loaded = await loadFiles(files);
  expect((loaded.values["dashboards/large.ts"] as { text: string }).text).toBe("é".repeat(3_000_000));
});

test("rejects when the worker itself has a bug, with the stack of the child", async () => {
  const failure = loadFiles({ "dashboards/bug.ts": "export default { bug: true };\n" });
  await expect(failure).rejects.toMatchObject({
    name: "TypeError",
    message: "a bug of the worker",
    stack: expect.stringContaining("worker.js:"),
  });
});

test("blames the user's file for what it throws when the worker calls it back", async () => {
  const loaded = await loadFiles({
    "dashboards/callback.ts":
      'export default {\n  configure() {\n    throw new Error("not today");\n  },\n};\n',
  });
  expect(loaded.result.problems).toEqual([
    expect.objectContaining({
      rule: "load-throws",
      at: { file: "dashboards/callback.ts", line: 3, column: 11 },
    }),
  ]);
});

test("rejects with the signal's reason when it aborts, also during an endless loop", async () => {
  const controller = new AbortController();
  const files = { "dashboards/loop.ts": "for (;;) {}\n" };
  const { loader } = openLoader(files, { signal: controller.signal });
  const loading = loader.load(entriesOf(files), undefined, () => undefined);
  setTimeout(() => controller.abort(new Error("interrupted")), 200);
  await expect(loading).rejects.toThrow("interrupted");
  await expect(loader.load(entriesOf(files), undefined, () => undefined)).rejects.toThrow("interrupted");
});

test.each([
  { name: "while it bundles", milliseconds: 0 },
  { name: "while it evaluates", milliseconds: 150 },
])("leaves nothing behind when it is closed $name", async ({ milliseconds }) => {
  const temporary = writeProject({});
  vi.stubEnv("TMPDIR", temporary);
  const { loader } = openLoader({
    "dashboards/a.ts": "await new Promise((resolve) => setTimeout(resolve, 2000));\n",
  });
  vi.unstubAllEnvs();
  const loading = loader.load(["dashboards/a.ts"], undefined, () => undefined);
  setTimeout(loader.close, milliseconds);
  await expect(loading).rejects.toMatchObject({ name: "AbortError" });
  await expect(loader.load(["dashboards/a.ts"], undefined, () => undefined)).rejects.toThrow();
  // Longer than the bundler needs, which goes on after the loader.
  await new Promise((resolve) => setTimeout(resolve, 250));
  expect(readdirSync(temporary).filter((name) => name.startsWith("grafana-dash-"))).toEqual([]);
});

test("leaves nothing behind", async () => {
  const temporary = writeProject({});
  vi.stubEnv("TMPDIR", temporary);
  const { loader } = openLoader({ "dashboards/a.ts": "export default 1;\n" });
  vi.unstubAllEnvs();
  await loader.load(["dashboards/a.ts"], undefined, () => undefined);
  const folders = (): readonly string[] =>
    readdirSync(temporary).filter((name) => name.startsWith("grafana-dash-"));
  expect(folders()).toHaveLength(1);
  loader.close();
  loader.close();
  expect(folders()).toEqual([]);
});

test("evaluates a module whose default export is data, and then entries in the same loader", async () => {
  const files: Files = {
    "dash.config.ts": 'import { team } from "./lib/team.ts";\nexport default { team, folders: ["a"] };\n',
    "lib/team.ts": "export const team = 'sre';\n",
    "dashboards/a.ts": "export default 1;\n",
  };
  const opened = openLoader(files);
  const config = await opened.loader.evaluateModule("dash.config.ts");
  expect(config).toMatchObject({ value: { team: "sre", folders: ["a"] }, problems: [], failed: [] });
  expect([...config.hashes.keys()]).toEqual(["dash.config.ts", "lib/team.ts"]);
  const loaded = await load(opened, ["dashboards/a.ts"]);
  expect(loaded.messages).toHaveLength(1);
});

test("refuses a module whose default export is more than data", async () => {
  const { loader } = openLoader({ "dash.config.ts": "export default { when: () => 1 };\n" });
  const config = await loader.evaluateModule("dash.config.ts");
  expect(config.value).toBeUndefined();
  expect(config.problems).toEqual([
    expect.objectContaining({ rule: "load-not-data", at: { file: "dash.config.ts" } }),
  ]);
});

test("loads what changed, again and again, and knows what that is", async () => {
  const files: Files = {
    "lib/shared.ts": "export const version = 1;\n",
    "dashboards/a.ts": 'import { version } from "../lib/shared.ts";\nexport default { version };\n',
    "dashboards/b.ts": "export default { version: 0 };\n",
    "dashboards/c.ts": 'import "../lib/later.ts";\nexport default {};\n',
    "dashboards/d.json": "{}",
  };
  const opened = openLoader(files, { watch: true });
  const entries = entriesOf(files);
  const first = await load(opened, entries);
  expect(first.result.failed).toEqual(["dashboards/c.ts"]);
  const { loader, root } = opened;

  expect(loader.update(["lib/shared.ts"], entries)).toEqual(["dashboards/a.ts", "dashboards/c.ts"]);
  writeFile(root, "lib/shared.ts", "export const version = 2;\n");
  writeFile(root, "lib/later.ts", "export {};\n");
  const second = await load(opened, ["dashboards/a.ts", "dashboards/c.ts"]);
  expect(second.values).toEqual({ "dashboards/a.ts": { version: 2 }, "dashboards/c.ts": {} });

  expect(loader.update(["dashboards/b.ts"], entries)).toEqual(["dashboards/b.ts"]);
  expect(loader.update(["dashboards/d.json"], entries)).toEqual(["dashboards/d.json"]);
  expect(loader.update(["lib/other.ts"], entries)).toEqual([]);
  expect(loader.update(["lib/shared/index.ts"], entries)).toEqual(["dashboards/a.ts"]);
  expect(loader.update(["lib/shared.js"], entries)).toEqual(["dashboards/a.ts"]);
  expect(loader.update(["tsconfig.json"], entries)).toEqual(entries);
  expect(loader.update([], [...entries, "dashboards/new.ts"])).toEqual(["dashboards/new.ts"]);
});

test("lets several loaders work side by side", async () => {
  const first = openLoader({ "dashboards/a.ts": "export default 1;\n" });
  const second = openLoader({ "dashboards/a.ts": "export default 2;\n" });
  const [one, two] = await Promise.all([load(first, ["dashboards/a.ts"]), load(second, ["dashboards/a.ts"])]);
  expect([one.values, two.values]).toEqual([
    { "dashboards/a.ts": { value: 1 } },
    { "dashboards/a.ts": { value: 2 } },
  ]);
});

test("finds a name that a package lacks in a file that waits at its top level", async () => {
  const loaded = await loadFiles({
    "dashboards/a-waits.ts":
      'import { dashbord } from "grafana-dash";\nexport default await Promise.resolve(dashbord);\n',
    "dashboards/b.ts": "export default { b: 1 };\n",
  });
  expect(loaded.result.problems).toEqual([
    expect.objectContaining({
      rule: "load-missing-export",
      at: { file: "dashboards/a-waits.ts", line: 1, column: 10 },
    }),
  ]);
  expect(loaded.result.failed).toEqual(["dashboards/a-waits.ts"]);
  expect(loaded.messages.map(({ file }) => file)).toEqual(["dashboards/b.ts"]);
});
