import { afterAll, beforeAll, expect, test } from "vitest";
import type { Problem } from "../../src/base/problem.ts";
import { entriesOf, load, openLoader, type Files, type Loaded } from "./project-folder.ts";

/** Files that fail to load, all in one project and one run: none may hide the others. */
const cases: readonly {
  readonly name: string;
  readonly file: string;
  readonly text: string;
  readonly expected: Partial<Problem>;
}[] = [
  {
    name: "an error that a file throws",
    file: "throws.ts",
    text: 'const unit: string = "s";\nthrow new TypeError(`No unit ${unit}`);\n',
    expected: {
      rule: "load-throws",
      message: "`dashboards/throws.ts` throws TypeError: No unit s.",
      at: { line: 2, column: 7 },
    },
  },
  {
    name: "an error with a cause",
    file: "cause.ts",
    text: 'export default 1;\n  throw new Error("outer", { cause: new RangeError("inner") });\n',
    expected: {
      message: "`dashboards/cause.ts` throws Error: outer. Caused by RangeError: inner.",
      at: { line: 2, column: 9 },
    },
  },
  {
    name: "an aggregate of errors",
    file: "aggregate.ts",
    text: 'throw new AggregateError([new Error("one"), new Error("two")], "many");\n',
    expected: {
      message:
        "`dashboards/aggregate.ts` throws AggregateError: many. Caused by Error: one. Caused by Error: two.",
      at: { line: 1, column: 7 },
    },
  },
  {
    name: "a thrown value that is no error",
    file: "text.ts",
    text: 'const reason: string = "no reason";\n\n  throw reason;\n',
    expected: { message: "`dashboards/text.ts` throws 'no reason'.", at: { line: 3, column: 3 } },
  },
  {
    name: "a call of Node that fails",
    file: "builtin.ts",
    text: 'import { readFileSync } from "node:fs";\nexport default readFileSync("missing.txt");\n',
    expected: {
      message: "`dashboards/builtin.ts` throws Error: ENOENT: no such file or directory, open 'missing.txt'.",
      at: { line: 2, column: 16 },
    },
  },
  {
    name: "an authoring function that refuses a value",
    file: "refused.ts",
    text: 'import { impossible } from "grafana-dash";\n\nexport default impossible();\n',
    expected: {
      rule: "invalid-definition",
      message: "The unit `req/s` is unknown.",
      hint: "Did you mean `reqps`?",
      at: { line: 3, column: 16 },
    },
  },
  {
    name: "a rejected promise that the file waits for",
    file: "rejected.ts",
    text: 'const late = Promise.reject(new Error("refused"));\nexport default await late;\n',
    expected: {
      rule: "load-throws",
      message: "`dashboards/rejected.ts` throws Error: refused.",
      at: { line: 1, column: 29 },
    },
  },
  {
    name: "a promise that is never settled",
    file: "pending.ts",
    text: "const ready = new Promise<number>(() => undefined);\n\nexport default await ready;\n",
    expected: { rule: "load-pending", at: { line: 3, column: 16 } },
  },
  {
    name: "a rejection that nobody handles",
    file: "unhandled.ts",
    text: 'export default {};\nvoid Promise.reject(new Error("forgotten"));\n',
    expected: {
      rule: "load-rejects",
      message: "`dashboards/unhandled.ts` leaves a rejected promise unhandled: Error: forgotten.",
      at: { line: 2, column: 21 },
    },
  },
  {
    name: "an error in a timer",
    file: "timer.ts",
    text: 'export default {};\nsetTimeout(() => {\n  throw new Error("late");\n}, 10);\n',
    expected: {
      rule: "load-throws",
      message: "`dashboards/timer.ts` throws Error: late.",
      at: { line: 3, column: 9 },
    },
  },
  {
    name: "the end of the process",
    file: "exit.ts",
    text: "try {\n  process.exit(3);\n} catch {}\nexport default {};\n",
    expected: {
      rule: "load-exit",
      message: "`dashboards/exit.ts` ends the process: `process.exit(3)`.",
      at: { line: 2, column: 11 },
    },
  },
  {
    name: "fetch",
    file: "fetch.ts",
    text: 'export default await fetch("http://127.0.0.1:9/");\n',
    expected: {
      rule: "load-network",
      message: "`dashboards/fetch.ts` tried to open a network connection, which dashboard files must not do.",
      at: { line: 1, column: 22 },
    },
  },
  {
    name: "a connection",
    file: "connection.ts",
    text: 'import { connect } from "node:net";\nexport default String(connect(9, "127.0.0.1"));\n',
    expected: { rule: "load-network", at: { line: 2, column: 23 } },
  },
  {
    name: "a server",
    file: "server.ts",
    text: 'import http from "node:http";\n\nhttp.createServer().listen(0);\n',
    expected: {
      rule: "load-network",
      message: "`dashboards/server.ts` tried to open a server, which dashboard files must not do.",
      at: { line: 3, column: 21 },
    },
  },
  {
    name: "a host name",
    file: "lookup.ts",
    text: 'import { lookup } from "node:dns/promises";\nexport default await lookup("localhost");\n',
    expected: { rule: "load-network", at: { line: 2, column: 22 } },
  },
  {
    name: "a syntax error",
    file: "syntax.ts",
    text: 'const title = "é"; const unit: string = ;\n',
    expected: { rule: "load-syntax", message: 'Unexpected ";".', at: { line: 1, column: 41 } },
  },
  {
    name: "an import of a name that a file lacks",
    file: "missing-name.ts",
    text: 'import { treshold } from "../lib/shared.ts";\nexport default treshold;\n',
    expected: {
      rule: "load-missing-export",
      message: "`lib/shared.ts` has no export `treshold`.",
      hint: "Did you mean `threshold`?",
      at: { line: 1, column: 10 },
    },
  },
  {
    name: "an import of a name that the package lacks",
    file: "missing-own-name.ts",
    text: 'import { promql, dashbord } from "grafana-dash";\nexport default dashbord({ promql });\n',
    expected: {
      rule: "load-missing-export",
      message: "`grafana-dash` has no export `dashbord`.",
      hint: "Did you mean `dashboard`?",
      at: { line: 1, column: 18 },
    },
  },
  {
    name: "an import of a part that the package lacks",
    file: "missing-part.ts",
    text: 'import { requestRate } from "grafana-dash/signal";\nexport default requestRate;\n',
    expected: {
      rule: "load-unresolved",
      message: "`grafana-dash` has no part `grafana-dash/signal`.",
      at: { line: 1, column: 29 },
    },
  },
  {
    name: "an import of a file that is not there",
    file: "missing-file.ts",
    text: 'import { threshold } from "../lib/gone.ts";\nexport default threshold;\n',
    expected: {
      rule: "load-unresolved",
      message: "There is no file `../lib/gone.ts`.",
      at: { line: 1, column: 27 },
    },
  },
  {
    name: "an import of a package that is not installed",
    file: "missing-package.ts",
    text: 'import { chunk } from "@acme/lists/chunk";\nexport default chunk;\n',
    expected: {
      rule: "load-unresolved",
      message: "The package `@acme/lists/chunk` cannot be found.",
      hint: "Run `npm install @acme/lists`, or correct the name.",
      at: { line: 1, column: 23 },
    },
  },
  {
    name: "an import of a name that a CommonJS package lacks",
    file: "missing-package-name.ts",
    text: 'import { chunk, chunks } from "lists";\nexport default [chunk, chunks];\n',
    expected: {
      rule: "load-missing-export",
      message: "`lists` has no export `chunks`.",
      at: { line: 1, column: 17 },
    },
  },
  {
    name: "a package that throws",
    file: "broken-package.ts",
    text: 'import { anything } from "broken";\nexport default anything;\n',
    expected: {
      rule: "load-package",
      message: "The package `broken` cannot be imported: Error: This package needs a licence.",
      at: { line: 1, column: 26 },
    },
  },
  {
    name: "broken JSON",
    file: "broken.json",
    text: '{\n  "title": "Overview",\n}\n',
    expected: {
      rule: "load-syntax",
      message: "JSON does not support trailing commas.",
      at: { line: 2, column: 22 },
    },
  },
  {
    name: "JSON that ends too early",
    file: "cut-off.json",
    text: '{ "title": ',
    expected: {
      rule: "load-syntax",
      message: "Unexpected end of file in JSON.",
      at: { line: 1, column: 12 },
    },
  },
  {
    name: "a timer that goes on for ever",
    file: "z-interval.ts",
    text: "export default {};\n\nsetInterval(() => undefined, 1000);\n",
    expected: {
      rule: "load-leaked-handle",
      severity: "error",
      message: "`dashboards/z-interval.ts` leaves a timer open after it was loaded.",
      at: { line: 3, column: 1 },
    },
  },
  {
    name: "a file watcher that stays open",
    file: "z-watcher.ts",
    text: 'import { watch } from "node:fs";\nwatch("dashboards", () => undefined);\nexport default {};\n',
    expected: {
      rule: "load-leaked-handle",
      message: "`dashboards/z-watcher.ts` leaves a file watcher open after it was loaded.",
      at: { line: 2, column: 1 },
    },
  },
];

const others: Files = {
  "lib/shared.ts": "export const threshold = 0.9;\n",
  "lib/throws.ts": 'export const limit: number = JSON.parse("{");\n',
  "dashboards/first-user.ts": 'import { limit } from "../lib/throws.ts";\nexport default limit;\n',
  "dashboards/second-user.ts": 'import { limit } from "../lib/throws.ts";\nexport default limit;\n',
  "dashboards/fine.ts": 'import { threshold } from "../lib/shared.ts";\nexport default { threshold };\n',
  "node_modules/lists/package.json": '{ "name": "lists", "main": "index.js" }',
  "node_modules/lists/index.js": "exports.chunk = 1;\n",
  "node_modules/broken/package.json": '{ "name": "broken", "main": "index.js" }',
  "node_modules/broken/index.js": 'throw new Error("This package needs a licence");\n',
};

const files: Files = {
  ...others,
  ...Object.fromEntries(cases.map(({ file, text }) => [`dashboards/${file}`, text])),
};

let loaded: Loaded;
const cleanUp: (() => void)[] = [];

beforeAll(async () => {
  const opened = openLoader(files, {}, (action) => cleanUp.push(action as () => void));
  loaded = await load(opened, [...entriesOf(files), "dashboards/not-there.ts"]);
});

afterAll(() => {
  for (const action of cleanUp.reverse()) action();
});

function problemsOf(file: string): readonly Problem[] {
  return loaded.result.problems.filter(({ at }) => at.file === file);
}

test.each(cases)("reports $name with its line and column", ({ file, expected }) => {
  const at = { file: `dashboards/${file}`, ...expected.at };
  expect(problemsOf(`dashboards/${file}`)).toEqual([expect.objectContaining({ ...expected, at })]);
});

test("reports an entry that cannot be read", () => {
  expect(problemsOf("dashboards/not-there.ts")).toEqual([
    expect.objectContaining({
      rule: "load-missing-file",
      message: "`dashboards/not-there.ts` cannot be read.",
    }),
  ]);
});

test("reports an error in a shared file once, with the entries that it keeps from loading", () => {
  const [problem, ...more] = problemsOf("lib/throws.ts");
  expect(more).toEqual([]);
  expect(problem?.at).toEqual({ file: "lib/throws.ts", line: 1, column: 35 });
  expect(problem?.message).toMatch(/ It is loaded for `dashboards\/first-user.ts` and 1 other file\.$/);
});

test("loads the other files all the same, each once", () => {
  expect(loaded.values["dashboards/fine.ts"]).toEqual({ threshold: 0.9 });
  const counts = loaded.messages.filter(({ file }) => file === "dashboards/fine.ts");
  expect(counts).toHaveLength(1);
});

test("names the entries that failed, for whatever reason", () => {
  // A promise that is rejected later names no entry.
  const failed = cases.map(({ file }) => file).filter((file) => file !== "unhandled.ts");
  expect(loaded.result.failed).toEqual(
    [...failed, "first-user.ts", "second-user.ts", "not-there.ts"].map((file) => `dashboards/${file}`).sort(),
  );
});

test("has no other problems, and none with a path of this machine", () => {
  const known = new Set([
    ...cases.map(({ file }) => `dashboards/${file}`),
    "dashboards/not-there.ts",
    "lib/throws.ts",
  ]);
  expect(loaded.result.problems.filter(({ at }) => !known.has(at.file ?? ""))).toEqual([]);
  expect(JSON.stringify(loaded.result.problems)).not.toMatch(/dash-test-|grafana-dash-|file:/);
});
