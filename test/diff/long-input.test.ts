/** Long texts and lists that somebody made to keep a program busy. Whatever reads them again and again runs into the time limit of a test. */
import { describe, expect, test } from "vitest";
import { diffOverrides } from "../../src/diff/entries/overrides.ts";
import { diffTransformations } from "../../src/diff/entries/transformations.ts";
import { diffVariables } from "../../src/diff/entries/variables.ts";
import { diffExpressions } from "../../src/diff/queries/expression-diff.ts";
import { wordsOf } from "../../src/diff/queries/query-words.ts";
import { diffTargets } from "../../src/diff/queries/target-diff.ts";
import { diffTexts } from "../../src/diff/queries/text-diff.ts";
import { redactText } from "../../src/diff/redact/secrets.ts";
import { variablesIn } from "../../src/promql/mask.ts";
import { cutTokens } from "../../src/report/diff/expression.ts";
import { dashboardWith, panel, reportOn } from "./side-of.ts";

const count = 40_000;
const texts: readonly (readonly [name: string, text: string])[] = [
  ["parentheses", "(".repeat(count) + "a" + ")".repeat(count)],
  ["parentheses that stay open", "(".repeat(count)],
  ["calls", "abs(".repeat(count) + "a" + ")".repeat(count)],
  ["escaped quotes", `m{a="${'\\"'.repeat(count)}`],
  ["variables that stay open", "${a.b".repeat(count)],
  ["variables with a format that stay open", "${a:b".repeat(count)],
  ["a name behind a dollar", `$${"a".repeat(count)}`],
  ["digits", "1".repeat(count)],
  ["spaces", `a${" ".repeat(count)}b`],
  ["line breaks", `a${"\n".repeat(count)}b`],
  ["comments that stay open", "/* ".repeat(count)],
  ["beginnings of tokens", "eyJ-".repeat(count)],
  ["beginnings of addresses", `eyJ ${"a-".repeat(count)}://a:b`],
];

describe("long texts are read once", () => {
  test.each(texts)("%s", (_, text) => {
    const after = `x${text}`;
    for (const { tokens } of [diffExpressions(text, after), diffTexts(text, after, "careful")]) {
      const side = (gone: "+" | "-"): string =>
        tokens.flatMap(({ op, text: piece }) => (op === gone ? [] : [piece])).join("");
      expect(side("+") === text && side("-") === after).toBe(true);
      expect(cutTokens(tokens, 100)).not.toEqual([]);
    }
    expect(wordsOf(`word ${text}`)).toContain("word");
    expect(variablesIn(`$x ${text}`)[0]?.name).toBe("x");
    expect(redactText(text) === text).toBe(true);
  });
});

describe("long lists are compared without comparing each with each", () => {
  const many = <Value>(make: (index: number) => Value): readonly Value[] =>
    Array.from({ length: 5_000 }, (_, i) => make(i));

  test("queries that all have another name and ask something else", () => {
    const sides = ["a", "b"].map((side) => many((i) => ({ refId: side + i, expr: `sum(${side}_${i})` })));
    const types = { before: "prometheus", after: "prometheus" };
    const diffs = diffTargets(sides[0] ?? [], sides[1] ?? [], types);
    expect(diffs).toHaveLength(10_000);
  });

  test("variables that all have another name", () => {
    const sides = ["a", "b"].map((side) => many((i) => ({ name: side + i, type: "custom", query: `v${i}` })));
    const diffs = diffVariables(sides[0] ?? [], sides[1] ?? []);
    expect(new Set(diffs.map(({ kinds }) => kinds.join()))).toEqual(new Set(["renamed"]));
  });

  test("overrides of one field", () => {
    const overrides = (first: number) =>
      many((i) => ({
        matcher: { id: "byName", options: "a" },
        properties: [{ id: "min", value: first + i }],
      }));
    expect(diffOverrides(overrides(0), overrides(50_000))).toHaveLength(5_000);
  });

  test("overrides of other fields that all set the same are added and removed", () => {
    const overrides = (side: string) =>
      many((i) => ({
        matcher: { id: "byName", options: side + i },
        properties: [{ id: "unit", value: "s" }],
      }));
    expect(diffOverrides(overrides("a"), overrides("b"))).toHaveLength(10_000);
  });

  test("transformations of one kind", () => {
    const transformations = (first: number) =>
      many((i) => ({ id: "organize", options: { first: first + i } }));
    expect(diffTransformations(transformations(0), transformations(50_000))).toHaveLength(5_000);
  });

  test("panels that all stand elsewhere, some of them in another column", () => {
    const panels = (place: (index: number) => number) =>
      many((i) =>
        panel(i + 1, `P${i}`, { gridPos: { x: (place(i) % 2) * 12, y: place(i) * 8, w: 12, h: 8 } }),
      );
    const before = dashboardWith(panels((i) => i));
    const after = dashboardWith(panels((i) => (i * 7919) % 5000));
    expect(reportOn([before], [after]).summary.changed).toBe(1);
  });
});
