import { expect, test } from "vitest";
import { loadFiles, type Files } from "./project-folder.ts";

const fine: Files = {
  "dashboards/a-fine.ts": "export default { fine: 1 };\n",
  "dashboards/z-fine.ts": "export default { fine: 2 };\n",
};

interface Case {
  readonly name: string;
  readonly text: string;
  readonly rule: string;
  readonly message: string;
  readonly place: { readonly file: string; readonly line: number; readonly column: number };
  readonly files?: Files;
}

const file = "dashboards/hang.ts";

const cases: readonly Case[] = [
  {
    name: "an endless loop",
    text: "export default 1;\nlet turns = 0;\nwhile (turns >= 0) {\n  turns += 1;\n}\n",
    rule: "load-timeout",
    message: `\`${file}\` has not finished loading after 0.3 s.`,
    place: { file, line: 3, column: 1 },
  },
  {
    name: "an endless loop in a shared file, at the line of the loop",
    text: 'import { spin } from "../lib/spin.ts";\nexport default spin();\n',
    files: { "lib/spin.ts": "export function spin(): number {\n  for (;;) {}\n}\n" },
    rule: "load-timeout",
    message: "`lib/spin.ts` has not finished loading after 0.3 s. It is loaded for `dashboards/hang.ts`.",
    place: { file: "lib/spin.ts", line: 2, column: 3 },
  },
  {
    name: "an endless loop in a function that the worker calls back",
    text: "export default {\n  configure() {\n    while (true) {}\n  },\n};\n",
    rule: "load-timeout",
    message: `\`${file}\` has not finished loading after 0.3 s.`,
    place: { file, line: 3, column: 5 },
  },
  {
    name: "a promise that is never settled while a timer keeps the process busy",
    text: "setInterval(() => undefined, 50);\nexport default await new Promise(() => undefined);\n",
    rule: "load-timeout",
    message: `\`${file}\` has not finished loading after 0.3 s.`,
    place: { file, line: 2, column: 22 },
  },
  {
    name: "a list that grows without an end",
    text: "let rows: unknown[] = [];\nfor (;;) rows = [rows, 1, 2, 3, 4, 5, 6, 7, 8];\nexport default rows;\n",
    rule: "load-memory",
    message: `\`${file}\` needs more than 96 MB of memory.`,
    place: { file, line: 2, column: 1 },
  },
];

test.each(cases)("stops $name and loads the other files", async ({ text, files, ...expected }) => {
  const isMemory = expected.rule === "load-memory";
  const loaded = await loadFiles(
    { ...fine, ...files, [file]: text },
    { timeoutSeconds: isMemory ? 5 : 0.3, memoryMegabytes: isMemory ? 96 : 512 },
  );
  expect(loaded.result.problems).toEqual([
    expect.objectContaining({ rule: expected.rule, message: expected.message, at: expected.place }),
  ]);
  expect(loaded.result.failed).toEqual([file]);
  expect(loaded.values).toEqual({ "dashboards/a-fine.ts": { fine: 1 }, "dashboards/z-fine.ts": { fine: 2 } });
  expect(loaded.printed.join("")).not.toMatch(/Last few GCs|FATAL ERROR/);
});

test("reports a crash that nothing in the process can report", async () => {
  const loaded = await loadFiles({
    ...fine,
    [file]:
      'import { dlopen } from "node:process";\nprocess.reallyExit(7);\nexport default String(dlopen);\n',
  });
  expect(loaded.result.problems).toEqual([
    expect.objectContaining({
      rule: "load-exit",
      message: `\`${file}\` ends the process: \`exit code 7\`.`,
      at: { file },
    }),
  ]);
  expect(Object.keys(loaded.values)).toEqual(["dashboards/a-fine.ts", "dashboards/z-fine.ts"]);
});

test("gives up after five crashes and says so", async () => {
  const crashing = Object.fromEntries(
    [1, 2, 3, 4, 5].map((index) => [
      `dashboards/crash-${index}.ts`,
      "process.reallyExit(1);\nexport default 1;\n",
    ]),
  );
  const loaded = await loadFiles({ ...fine, ...crashing });
  const skipped = loaded.result.problems.filter(({ rule }) => rule === "load-skipped");
  expect(skipped.map(({ message, at }) => [message, at.file])).toEqual([
    [
      "1 file from here on were not evaluated, because too many others hung or crashed.",
      "dashboards/z-fine.ts",
    ],
  ]);
  expect(loaded.result.failed).toEqual([...Object.keys(crashing), "dashboards/z-fine.ts"]);
});
