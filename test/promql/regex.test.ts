import { expect, test } from "vitest";
import { readRegex } from "../../src/promql/regex.ts";
import { mark } from "./mark.ts";

// differential.test.ts shows that the verdict is Go's; here are the words and the places.
test.each([
  ["⟦(a⟧", "`(` is never closed"],
  ["a⟦)⟧b", "`)` has no opening `(`"],
  ["⟦[a-z⟧", "The class `[` is never closed"],
  ["[⟦z-a⟧]", "The range `z-a` runs backwards"],
  ["[⟦[:foo:]⟧]", "`[:foo:]` is no class of RE2"],
  ["⟦*⟧a", "`*` has nothing to repeat"],
  ["a*⟦*⟧", "`*` repeats a repetition: RE2 wants `(?:…)` around it"],
  ["a⟦{2,1}⟧", "The count `{2,1}` runs backwards"],
  ["(a{40})⟦{30}⟧", "The count `{30}` asks for more than 1000 copies"],
  ["a⟦(?!⟧b)", "Lookarounds such as `(?!` do not exist in RE2"],
  ["⟦(?<=⟧b)", "Lookarounds such as `(?<=` do not exist in RE2"],
  ["⟦(?>⟧b)", "RE2 knows no group that starts with `(?>`"],
  ["(a)⟦\\⟧1", "Backreferences such as `\\1` do not exist in RE2"],
  ["⟦\\⟧Z", "RE2 knows no escape `\\Z`"],
  ["⟦\\p{Foo}⟧", "`\\p{Foo}` is no Unicode class of Go"],
  ["⟦\\⟧Qa", "`\\Q` is never closed by `\\E`"],
  ["a⟦\\⟧", "The expression ends with a lone `\\`"],
])("explains %s", (marked, message) => {
  const pattern = marked.replaceAll(/[⟦⟧]/g, "");
  const { mistake } = readRegex(pattern);
  expect(mistake?.message).toBe(message);
  expect(mark(pattern, mistake ?? { from: 0, to: 0 })).toBe(marked);
});

test.each([
  [".*", true],
  [".+", false],
  ["a|", true],
  ["(a?)(b*)", true],
  ["^$", true],
  ["a{0}", true],
  ["\\b", false],
  ["(?i)x?", true],
])("knows whether %s matches the empty text", (pattern, expected) => {
  expect(readRegex(pattern)).toEqual({ matchesEmpty: expected });
});
