import { describe, expect, test } from "vitest";
import { maskVariables } from "../../src/promql/mask.ts";
import { checkPromql } from "../../src/promql/promql.ts";
import { shapeOf } from "../../src/promql/shape.ts";
import { generated, isComparable, readFixture, realQueries } from "./corpus.ts";
import { newerSyntaxExamples, newerSyntaxIn } from "./newer-syntax.ts";
import { promtoolVersion, rejectedByPromtool } from "./promtool.ts";

interface Verdicts {
  readonly promtool: string;
  readonly accepted: readonly string[];
  readonly rejected: readonly string[];
}

const edgeCases = readFixture<readonly string[]>("edge-cases.json");

/** The expressions on which the checker and promtool disagree, with the reason of the one that refuses. */
function disagreements(expressions: readonly string[], rejected: ReadonlySet<string>): readonly string[] {
  return expressions.flatMap((expression) => {
    const findings = checkPromql(expression);
    const refused = rejected.has(maskVariables(expression).text);
    if (refused === findings.length > 0 || (refused && newerSyntaxIn(expression).length > 0)) return [];
    return [`${JSON.stringify(expression)}: ${findings[0]?.message ?? "only promtool refuses it"}`];
  });
}

describe("the recorded verdicts of promtool", () => {
  const verdicts = readFixture<Verdicts>("verdicts.json");

  test("are more than a thousand of either kind", () => {
    expect(verdicts.accepted.length).toBeGreaterThan(1000);
    expect(verdicts.rejected.length).toBeGreaterThan(1000);
  });

  test("are those of the checker", () => {
    const all = [...verdicts.accepted, ...verdicts.rejected];
    expect(disagreements(all, new Set(verdicts.rejected))).toEqual([]);
  });

  test("are those of the checker for the shapes, too", () => {
    // Newer syntax inside a regex is no longer seen in the shape.
    const rejected = verdicts.rejected.filter((text) => !text.includes("(?<")).map(shapeOf);
    const shapes = new Set([...verdicts.accepted.map(shapeOf), ...rejected]);
    expect(disagreements([...shapes], new Set(rejected))).toEqual([]);
  });
});

const version = promtoolVersion();
const suffix = version?.startsWith("2.")
  ? ""
  : " (needs promtool 2.x: install the Debian package `prometheus`)";

describe.skipIf(suffix !== "")(`the installed promtool${suffix}`, () => {
  test("agrees on the real queries with masked variables", () => {
    const expressions = realQueries();
    const rejected = rejectedByPromtool(expressions.map((text) => maskVariables(text).text));
    expect(disagreements(expressions, rejected)).toEqual([]);
  });

  test("agrees on generated expressions", () => {
    const expressions = generated(700);
    expect(disagreements(expressions, rejectedByPromtool(expressions))).toEqual([]);
  });

  test.runIf(version === "2.42.0")("gives the recorded verdicts", async () => {
    const real = realQueries().map((text) => maskVariables(text).text);
    const expressions = [...new Set([...edgeCases.filter(isComparable), ...real, ...generated(500)])];
    const rejected = rejectedByPromtool(expressions);
    const verdicts: Verdicts = {
      promtool: "2.42.0",
      accepted: expressions.filter((text) => !rejected.has(text)),
      rejected: expressions.filter((text) => rejected.has(text)),
    };
    await expect(`${JSON.stringify(verdicts, null, 1)}\n`).toMatchFileSnapshot(
      "../fixtures/promql/verdicts.json",
    );
  });

  test.runIf(version === "2.42.0")("refuses each example of newer syntax, which the checker accepts", () => {
    const examples = newerSyntaxExamples.map(({ text }) => text);
    expect(examples.filter((text) => checkPromql(text).length > 0)).toEqual([]);
    expect([...rejectedByPromtool(examples)]).toEqual(examples);
  });
});

test.each(newerSyntaxExamples)("accepts $feature: $text", ({ feature, text }) => {
  expect(checkPromql(text)).toEqual([]);
  expect(newerSyntaxIn(text)).toContain(feature);
});
