import { expect, test } from "vitest";
import { codeFrame } from "../../src/report/code-frame.ts";
import { plainPalette, terminalPalette } from "../../src/report/palette.ts";
import { textWidth } from "../../src/report/text-width.ts";

interface Marked {
  readonly name: string;
  readonly text: string;
  readonly from: number;
  readonly to: number;
  readonly expected: readonly [line: string, mark: string];
}

const longLine = `${"a".repeat(200)} here ${"b".repeat(200)}`;

test.each<Marked>([
  {
    name: "a word",
    text: '  unit: "req/s",',
    from: 8,
    to: 15,
    expected: ['  unit: "req/s",', "        ^^^^^^^"],
  },
  { name: "nothing, by one mark", text: "sum(up", from: 6, to: 6, expected: ["sum(up", "      ^"] },
  { name: "a place behind the end", text: "up", from: 9, to: 12, expected: ["up", "  ^"] },
  { name: "a place before the start", text: "up", from: -1, to: 1, expected: ["up", "^"] },
  { name: "no more than the line", text: "up", from: 1, to: 99, expected: ["up", " ^"] },
  {
    name: "what stands behind tabs",
    text: "\t\tunit: 1",
    from: 2,
    to: 6,
    expected: ["\t\tunit: 1", "\t\t^^^^"],
  },
  {
    name: "what stands behind wide characters",
    text: 'title: "概要", unit',
    from: 13,
    to: 17,
    expected: ['title: "概要", unit', `${" ".repeat(15)}^^^^`],
  },
  {
    name: "wide characters",
    text: '"概要"',
    from: 1,
    to: 3,
    expected: ['"概要"', " ^^^^"],
  },
  {
    name: "what stands behind an emoji of several characters",
    text: '"👩‍🚀" unit',
    from: 8,
    to: 12,
    expected: ['"👩‍🚀" unit', `${" ".repeat(5)}^^^^`],
  },
  {
    name: "what stands behind combining characters",
    text: "e\u0301e\u0301 unit",
    from: 5,
    to: 9,
    expected: ["e\u0301e\u0301 unit", "   ^^^^"],
  },
  {
    name: "what stands behind control characters",
    text: "a\u001bb",
    from: 2,
    to: 3,
    expected: ["a\\u001bb", "       ^"],
  },
  {
    name: "the end of a line, which is cut in front",
    text: longLine,
    from: 201,
    to: 205,
    expected: [`…${"a".repeat(39)} here ${"b".repeat(65)}…`, `${" ".repeat(41)}^^^^`],
  },
  {
    name: "the start of a line, which is cut behind",
    text: longLine,
    from: 0,
    to: 300,
    expected: [`${"a".repeat(110)}…`, "^".repeat(110)],
  },
  {
    name: "a character of a line of emoji, which is not cut inside one",
    text: `${"🚀".repeat(60)}a${"🚀".repeat(60)}`,
    from: 141,
    to: 142,
    expected: [`…${"🚀".repeat(9)}a${"🚀".repeat(46)}…`, `${" ".repeat(1 + 18 + 1 + 20)}^^`],
  },
  {
    name: "a character whole that is meant by its second half",
    text: "🚀",
    from: 1,
    to: 1,
    expected: ["🚀", "^^"],
  },
])("marks $name", ({ text, from, to, expected }) => {
  const [line, mark] = expected;
  expect(codeFrame({ label: "7", text, from, to }, plainPalette)).toEqual([`  7 | ${line}`, `    | ${mark}`]);
});

test("keeps the margin as wide as its label", () => {
  expect(codeFrame({ label: "1234", text: "up", from: 0, to: 2 }, plainPalette)).toEqual([
    "  1234 | up",
    "       | ^^",
  ]);
});

test("colours the mark and dims the margin", () => {
  expect(codeFrame({ label: "1", text: "up", from: 0, to: 2 }, terminalPalette)[1]).toBe(
    "    \u001b[2m|\u001b[22m \u001b[31m^^\u001b[39m",
  );
});

test.each([
  ["", 0],
  ["abc", 3],
  ["é", 1],
  ["日本", 4],
  ["한국", 4],
  ["ｆｕｌｌ", 8],
  ["🚀", 2],
  ["❤️", 2],
  ["🇩🇪", 2],
  ["a\u200bb", 2],
  ["–", 1],
])("takes %j for %i columns wide", (text, width) => {
  expect(textWidth(text)).toBe(width);
});
