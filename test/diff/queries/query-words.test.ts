import { expect, test } from "vitest";
import { expressionWords, likeness } from "../../../src/diff/queries/query-words.ts";

test.each([
  [
    "metrics, labels, functions, variables and values of strings",
    { expr: 'sum by (pod) (rate(job:x_total{code=~"5..|429", env="$env"}[$__rate_interval])) > 0.5' },
    ["sum", "by", "pod", "rate", "job:x_total", "code", "5..|429", "env", "$env", "$__rate_interval"],
  ],
  [
    "words of SQL",
    { rawSql: "SELECT a FROM b WHERE c = 'd e'" },
    ["SELECT", "a", "FROM", "b", "WHERE", "c", "d e"],
  ],
  ["variables in braces by name", { query: "${x:csv} $x" }, ["$x"]],
  ["nothing of a target without an expression", { refId: "A", metricName: "x" }, []],
])("finds %s", (_, target, words) => {
  expect([...expressionWords(target)].sort()).toEqual([...words].sort());
});

test("measures likeness as the share of common words", () => {
  expect(likeness(new Set(["a", "b"]), new Set(["b", "c"]))).toBeCloseTo(1 / 3);
  expect(likeness(new Set(), new Set())).toBe(1);
  expect(likeness(new Set(["a"]), new Set())).toBe(0);
});
