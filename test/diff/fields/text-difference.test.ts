import fc from "fast-check";
import { expect, test } from "vitest";
import { quoteShort, textChange } from "../../../src/diff/fields/text-difference.ts";

const words = (count: number): string =>
  Array.from({ length: count }, (_, index) => `word${index}`).join(" ");

test.each<{ readonly name: string; readonly before: string; readonly after: string; readonly text: string }>([
  { name: "quotes short texts", before: "a", after: "b c", text: "`a` → `b c`" },
  { name: "says that a text came", before: "", after: "a b", text: "`a b` added" },
  { name: "says that a text went", before: "a b", after: "", text: "`a b` removed" },
  {
    name: "puts lines into one",
    before: "first\nsecond",
    after: "first\nthird",
    text: "`first second` → `first third`",
  },
  {
    name: "says so when only white space changed",
    before: "a\nb",
    after: "a  b",
    text: "only white space changed",
  },
  {
    name: "shows what stands around the difference of long texts",
    before: words(20),
    after: words(20).replace("word9", "WORD"),
    text: "`…word6 word7 word8 word9 word10…` → `…word6 word7 word8 WORD word10…`",
  },
  {
    name: "shows what was appended to a long text",
    before: words(12),
    after: `${words(12)} and more`,
    text: "`…word9 word10 word11` → `…word9 word10 word11 and more`",
  },
  {
    name: "shows a difference at the start",
    before: `a ${words(12)}`,
    after: `b ${words(12)}`,
    text: "`a word0 word1 word2…` → `b word0 word1 word2…`",
  },
])("$name", ({ before, after, text }) => {
  expect(textChange(before, after)).toBe(text);
});

test("cuts long texts, but not in the middle of a character", () => {
  expect(quoteShort("x".repeat(59) + "😀".repeat(5))).toBe(`\`${"x".repeat(59)}…\``);
});

test("never says the same of two texts that read differently, in a line of bounded length", () => {
  const text = fc.oneof(
    fc.string({ unit: fc.constantFrom("a", "b", " ", "😀", "😁"), maxLength: 120 }),
    fc.string({ maxLength: 200 }),
  );
  fc.assert(
    fc.property(text, text, (before, after) => {
      fc.pre(before !== after);
      const change = textChange(before, after);
      const [left, right] = change.split(" → ");
      if (before !== "" && after !== "") expect(left).not.toBe(right);
      expect(change.length).toBeLessThanOrEqual(2 * 64 + 10);
      expect(change).not.toMatch(/\p{Surrogate}/u);
    }),
  );
});
