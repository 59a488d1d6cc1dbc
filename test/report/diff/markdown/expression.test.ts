import { expect, test } from "vitest";
import type { TokenEdit } from "../../../../src/diff/model.ts";
import { expressionLines } from "../../../../src/report/diff/markdown/expression.ts";

const keep = (text: string): TokenEdit => ({ op: "=", text });
const add = (text: string): TokenEdit => ({ op: "+", text });
const drop = (text: string): TokenEdit => ({ op: "-", text });

test.each([
  {
    name: "one line",
    tokens: [keep("rate(a["), drop("1m"), add("5m"), keep("])")],
    lines: ["- rate(a[1m])", "+ rate(a[5m])"],
  },
  { name: "a new expression", tokens: [add("up")], lines: ["+ up"] },
  { name: "a removed expression", tokens: [drop("up")], lines: ["- up"] },
  {
    name: "a new expression of several lines",
    tokens: [add("sum(\n  a\n)")],
    lines: ["+ sum(", "+   a", "+ )"],
  },
  {
    name: "one of several lines",
    tokens: [keep("sum(\n  rate(a["), drop("1m"), add("5m"), keep("])\n)")],
    lines: ["  sum(", "-   rate(a[1m])", "+   rate(a[5m])", "  )"],
  },
  {
    name: "a line that came",
    tokens: [keep("select a\n"), add("where b\n"), keep("limit 1")],
    lines: ["  select a", "+ where b", "  limit 1"],
  },
  {
    name: "what is far from a change",
    tokens: [keep("1\n2\n3\n4\n5\n"), drop("6"), add("six"), keep("\n7\n8\n9")],
    lines: ["  4", "  5", "- 6", "+ six", "  7", "  8", "  …"],
  },
])("$name", ({ tokens, lines }) => {
  expect(expressionLines(tokens)).toEqual(lines);
});

test("a long line is cut around its edits, on both sides alike", () => {
  const long = "a_metric_with_a_name + ".repeat(20);
  const lines = expressionLines([keep(long), drop("1m"), add("5m"), keep(long)]);
  expect(lines.map((line) => line.length <= 112)).toEqual([true, true]);
  expect(lines[0]?.slice(1)).toBe(lines[1]?.slice(1).replace("5m", "1m"));
});
