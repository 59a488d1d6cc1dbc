import fc from "fast-check";
import { expect, test } from "vitest";
import { diffTexts } from "../../../src/diff/queries/text-diff.ts";

test.each([
  ["quotes short texts whole", "$A * 2", "$A * 3", "`$A * 2` → `$A * 3`"],
  ["does not quote long ones", `SELECT a FROM ${"b".repeat(40)}`, "SELECT c", "query text changed"],
  ["knows a text that came", "", "$A", "query text added"],
  ["knows a text that went", "$A", "", "query text removed"],
  ["sees white space in strings", "a = 'b c'", "a = 'b  c'", "`a = 'b c'` → `a = 'b c'`"],
])("%s", (_, before, after, fact) => {
  expect(diffTexts(before, after)).toMatchObject({ verdict: "changed", facts: [fact] });
});

test.each([
  ["lines", "SELECT a\nFROM b", "SELECT a FROM b"],
  ["white space at brackets and commas", "f(a,b)", "f( a, b )"],
  ["white space at the ends", " a b", "a b\n"],
])("takes %s for another spelling in every language", (_, before, after) => {
  expect(diffTexts(before, after)).toMatchObject({ verdict: "reformatted", facts: [] });
});

test.each([
  ["at operators", "$A*2", "$A * 2"],
  ["between a sign and a word", "a -b", "a - b"],
])("takes white space %s for another spelling only where it is free", (_, before, after) => {
  expect(diffTexts(before, after).verdict).toBe("changed");
  expect(diffTexts(before, after, "free").verdict).toBe("reformatted");
});

test.each([
  ["that joins words", "a b", "ab"],
  ["that joins a variable and a word", "${a} b", "${a}b"],
  ["that makes a comment", "a - -1", "a --1"],
  ["that ends a comment", "a -- b\n c", "a -- b c"],
  ["that ends a comment of LogQL", "a # b\n c", "a # b c"],
  ["in a string behind one that ends with a backslash", "a = '\\' AND b = 'c d'", "a = '\\' AND b = 'c  d'"],
  [
    "in a string behind a long comment",
    `/* it's${"a".repeat(20_000)} */ 'c d'`,
    `/* it's${"a".repeat(20_000)} */ 'c  d'`,
  ],
])("never overlooks white space %s", (_, before, after) => {
  expect(diffTexts(before, after, "free").verdict).toBe("changed");
});

test("is the same for equal texts, tells facts for changed ones only, and never throws", () => {
  const text = fc.string({ unit: "binary" });
  fc.assert(
    fc.property(text, text, (before, after) => {
      const { verdict, facts } = diffTexts(before, after);
      expect(facts.length > 0).toBe(verdict === "changed");
      expect(verdict === "same").toBe(before === after);
    }),
  );
});
