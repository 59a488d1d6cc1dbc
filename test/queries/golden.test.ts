import { describe, expect, test } from "vitest";
import * as queries from "../../src/queries/queries.ts";
import { goldenCases } from "./cases/golden-cases.ts";
import { referenceCases } from "./cases/reference-cases.ts";

describe("every function", () => {
  test.each(goldenCases)("$name has its exact text and unit", ({ expression, text, unit }) => {
    expect(expression.text).toBe(text);
    expect(expression.unit).toBe(unit);
  });

  test("has a case", () => {
    const source = goldenCases.map(({ name }) => name).join(" ");
    const untested = Object.keys(queries).filter((name) => !new RegExp(`\\b${name}\\b`).test(source));
    // These have test files of their own.
    expect(untested).toEqual([
      "matches",
      "not",
      "notMatches",
      "variable",
      "promql",
      "raw",
      "unsafe",
      "query",
    ]);
  });
});

describe("the verified query", () => {
  test.each(referenceCases)("$name is written exactly", ({ expression, text, unit }) => {
    expect(expression.text).toBe(text);
    expect(expression.unit).toBe(unit);
  });
});
