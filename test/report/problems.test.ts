import { expect, test } from "vitest";
import type { Place } from "../../src/base/place.ts";
import type { Problem, Severity } from "../../src/base/problem.ts";
import { plainPalette, terminalPalette } from "../../src/report/palette.ts";
import { sortProblems } from "../../src/base/problem.ts";
import { countProblems, formatProblems } from "../../src/report/problems.ts";

function problem(at: Place, severity: Severity = "error", message = "Wrong."): Problem {
  return { rule: "some-rule", severity, message, at };
}

function format(problems: readonly Problem[], source?: string): string {
  return formatProblems(problems, plainPalette, () => source);
}

test("says nothing when nothing was found", () => {
  expect(format([])).toBe("");
});

test("tells what, where, with the line, and what to do", () => {
  const found = {
    ...problem({ file: "dashboards/api.ts", line: 2, column: 9, part: "api / Requests" }),
    message: "Unknown unit `req/s`.",
    hint: "Did you mean `reqps`?",
  };
  expect(format([found], "timeseries({\n  unit: reqs,\n})")).toBe(
    [
      "error: Unknown unit `req/s`. (some-rule)",
      "  dashboards/api.ts:2:9 -> api / Requests",
      "  2 |   unit: reqs,",
      "    |         ^^^^",
      "  hint: Did you mean `reqps`?",
      "",
      "1 error",
      "",
    ].join("\n"),
  );
});

const placed = problem({ file: "a.ts", line: 2, column: 3 });

test.each([
  {
    name: "reads lines that end with CR LF",
    source: "one\r\n  two\r\nthree",
    lines: ["  2 |   two", "    |   ^^^"],
  },
  {
    name: "underlines a word of any alphabet",
    source: "\n  größe = 1",
    lines: ["  2 |   größe = 1", "    |   ^^^^^"],
  },
  { name: "marks a sign", source: '\n  "x"', lines: ['  2 |   "x"', "    |   ^"] },
  { name: "shows no line of a missing source", source: undefined, lines: [] },
  { name: "shows no line behind the end of the source", source: "one", lines: [] },
  { name: "shows no empty line", source: "one\n   \n", lines: [] },
])("$name", ({ source, lines }) => {
  expect(format([placed], source).split("\n").slice(2, -3)).toEqual(lines);
});

const query = "sum by (job) (\n  rate(up[5m])\r\n  + foo(x)\n)";

test.each([
  { name: "in its first line", from: 0, to: 3, lines: ["   | sum by (job) (", "   | ^^^"] },
  { name: "in a middle line", from: 17, to: 21, lines: ["   |   rate(up[5m])", "   |   ^^^^"] },
  { name: "in a line after CR LF", from: 35, to: 38, lines: ["   |   + foo(x)", "   |     ^^^"] },
  {
    name: "over several lines, in its first one",
    from: 17,
    to: query.length,
    lines: ["   |   rate(up[5m])", "   |   ^^^^^^^^^^^^"],
  },
  { name: "at a line's end", from: 14, to: 14, lines: ["   | sum by (job) (", "   |               ^"] },
  { name: "at the end", from: query.length, to: query.length, lines: ["   | )", "   |  ^"] },
])("shows the line of a query that is meant $name", ({ from, to, lines }) => {
  const at = { file: "a.ts", line: 1, span: { text: query, from, to } };
  expect(
    format([problem(at)], "not this one")
      .split("\n")
      .slice(2, -3),
  ).toEqual(lines);
});

test("a query may begin with a line break", () => {
  const at = { span: { text: "\nup", from: 0, to: 1 } };
  expect(
    format([problem(at)])
      .split("\n")
      .slice(1, -3),
  ).toEqual(["   | ", "   | ^"]);
});

test("leaves out a place that is not known and an empty hint", () => {
  expect(format([{ ...problem({}), hint: "" }])).toBe("error: Wrong. (some-rule)\n\n1 error\n");
});

test("sorts by file, line as a number, column, part, message and rule", () => {
  const sorted = [
    problem({}),
    problem({ file: "a.ts" }),
    problem({ file: "a.ts", line: 9, column: 10 }),
    problem({ file: "a.ts", line: 10, column: 2 }),
    problem({ file: "a.ts", line: 10, column: 10, part: "a" }),
    problem({ file: "a.ts", line: 10, column: 10, part: "b" }, "warning", "A"),
    problem({ file: "a.ts", line: 10, column: 10, part: "b" }, "error", "B"),
    { ...problem({ file: "a.ts", line: 10, column: 10, part: "b" }, "error", "B"), rule: "z" },
    problem({ file: "b.ts" }),
  ];
  expect(sortProblems([...sorted].reverse())).toEqual(sorted);
});

test.each([
  [["error"], "1 error"],
  [["error", "error", "warning"], "2 errors, 1 warning"],
  [["info", "warning", "info"], "1 warning, 2 infos"],
  [["info"], "1 info"],
] as const)("counts %j as %s", (severities, text) => {
  expect(countProblems(severities.map((severity) => problem({}, severity)))).toBe(text);
});

test("counts what does not fit, and leaves no error out for a warning", () => {
  const warnings = Array.from({ length: 60 }, (_, index) => problem({ file: `a${index}.ts` }, "warning"));
  const text = format([...warnings, problem({ file: "z.ts" }, "error", "The one error.")]);
  expect(text).toContain(
    "error: The one error. (some-rule)\n  z.ts\n\n… and 11 more problems.\n\n1 error, 60 warnings\n",
  );
  expect(text.match(/^warning:/gm)).toHaveLength(49);
});

test("shows fifty, and no rest then", () => {
  const text = format(Array.from({ length: 50 }, (_, index) => problem({ file: `a${index}.ts` })));
  expect(text.match(/^error:/gm)).toHaveLength(50);
  expect(text).not.toContain("more problem");
});

test.each([
  ["error", 31],
  ["warning", 33],
  ["info", 36],
] as const)("colours %s by its weight", (severity, colour) => {
  const text = formatProblems([problem({}, severity)], terminalPalette, () => undefined);
  expect(text).toContain(`\u001b[${colour}m${severity}:\u001b[39m Wrong.`);
});
