import fc from "fast-check";
import { expect, test } from "vitest";
import type { TokenEdit } from "../../../src/diff/model.ts";
import { diffTokens } from "../../../src/diff/queries/tokens/token-diff.ts";
import { mutated, wellTyped } from "../../promql/arbitrary-promql.ts";

/** The edits in one line: `a [-b-][+c+]`. */
function drawn(edits: readonly TokenEdit[]): string {
  return edits.map(({ op, text }) => (op === "=" ? text : `[${op}${text}${op}]`)).join("");
}

test.each([
  ["a duration", "rate(x[1m])", "rate(x[5m])", "rate(x[[-1m-][+5m+]])"],
  ["a duration of a subquery", "x[1h:1m]", "x[1h:5m]", "x[1h:[-1m-][+5m+]]"],
  ["a label that came", "sum by (le) (x)", "sum by (le, route) (x)", "sum by (le[+, route+]) (x)"],
  ["whole variables", "x[$__interval]", "x[$__rate_interval]", "x[[-$__interval-][+$__rate_interval+]]"],
  ["whole variables with a format", "a ${x:regex}", "a ${x:csv}", "a [-${x:regex}-][+${x:csv}+]"],
  ["whole strings", 'x{a="b c"}', 'x{a="b d"}', 'x{a=[-"b c"-][+"b d"+]}'],
  ["whole metrics with colons", "job:a:rate5m", "job:b:rate5m", "[-job:a:rate5m-][+job:b:rate5m+]"],
  ["words behind the blanks that stay", "x offset 1h", "x offset 1d", "x offset [-1h-][+1d+]"],
  ["what was put around", "x", "sum(x)", "[+sum(+]x[+)+]"],
  ["neighbours as one", "f(a, b)", "f(c, d)", "f([-a, b-][+c, d+])"],
  ["only the blanks that came", "sum by(le)(x)", "sum by (le) (x)", "sum by[+ +](le)[+ +](x)"],
  ["only the blanks that are more", "a +\n b", "a +\n   b", "a +\n [+  +]b"],
  ["blanks at the end", "a ", "a", "a[- -]"],
  ["a text that came", "", "up", "[+up+]"],
  ["a text that went", "up", "", "[-up-]"],
  ["nothing", "up", "up", "up"],
])("shows %s", (_, before, after, expected) => {
  expect(drawn(diffTokens(before, after, "promql"))).toBe(expected);
});

test.each([
  ["comments of SQL", "SELECT 1 -- one a", "SELECT 1 -- one b", "SELECT 1 [--- one a-][+-- one b+]"],
  ["operators of LogQL", '{a="b"} |= "x"', '{a="b"} |~ "x"', '{a="b"} [-|=-][+|~+] "x"'],
  ["words of other scripts", "größe", "größer", "[-größe-][+größer+]"],
])("takes %s for one token", (_, before, after, expected) => {
  expect(drawn(diffTokens(before, after, "other"))).toBe(expected);
});

const texts = fc.oneof(
  fc.string({ unit: "binary", maxLength: 60 }),
  fc.string({
    unit: fc.constantFrom("a", "b", " ", "\n", "(", '"', "$x", "${", "}", "[[", "#", "😀", "\ud800"),
    maxLength: 30,
  }),
  wellTyped,
);
const pairs = fc.oneof(
  fc.tuple(texts, texts),
  texts.chain((text) => fc.tuple(fc.constant(text), mutated(fc.constant(text)))),
);
const languages = fc.constantFrom("promql" as const, "other" as const);

function side(edits: readonly TokenEdit[], op: "+" | "-"): string {
  return edits.flatMap((edit) => (edit.op === "=" || edit.op === op ? edit.text : [])).join("");
}

test("holds exactly both texts", () => {
  fc.assert(
    fc.property(pairs, languages, ([before, after], language) => {
      const edits = diffTokens(before, after, language);
      expect([side(edits, "-"), side(edits, "+")]).toEqual([before, after]);
    }),
    { numRuns: 1000 },
  );
});

test("exchanges + and - with the sides, and nothing else", () => {
  const flipped = { "+": "-", "-": "+", "=": "=" } as const;
  fc.assert(
    fc.property(pairs, languages, ([before, after], language) => {
      const edits = diffTokens(before, after, language).map(({ op, text }) => ({ op: flipped[op], text }));
      const order = { "-": 0, "+": 1, "=": 2 } as const;
      const runs: TokenEdit[][] = [[]];
      for (const edit of edits) {
        runs.at(-1)?.push(edit);
        if (edit.op === "=") runs.push([]);
      }
      const sorted = runs.flatMap((run) => run.sort((left, right) => order[left.op] - order[right.op]));
      expect(diffTokens(after, before, language)).toEqual(sorted);
    }),
    { numRuns: 500 },
  );
});

test("merges what belongs together: no empty piece, none after one of its kind", () => {
  fc.assert(
    fc.property(pairs, ([before, after]) => {
      const edits = diffTokens(before, after, "promql");
      for (const [index, { op, text }] of edits.entries()) {
        expect(text).not.toBe("");
        expect(edits[index - 1]?.op).not.toBe(op);
        if (op === "-") expect(edits[index - 1]?.op).not.toBe("+");
      }
    }),
  );
});

test("replaces the middle of very long texts", () => {
  const words = (letter: string): string => Array.from({ length: 3000 }, (_, i) => `${letter}${i}`).join(" ");
  const edits = diffTokens(`start ${words("a")} end`, `start ${words("b")} end`, "promql");
  expect(edits.map(({ op }) => op)).toEqual(["=", "-", "+", "="]);
  expect(edits[0]?.text).toBe("start ");
  expect(edits[3]?.text).toBe(" end");
});
