import { readFileSync } from "node:fs";
import fc from "fast-check";
import { maskVariables } from "../../src/promql/mask.ts";
import { looselyTyped, mutated, wellTyped } from "./arbitrary-promql.ts";
import { usesWordAsColon } from "./newer-syntax.ts";

const fixtures = new URL("../fixtures/promql/", import.meta.url);

/** Reads one of the JSON fixtures. */
export function readFixture<Content>(name: string): Content {
  return JSON.parse(readFileSync(new URL(name, fixtures), "utf8")) as Content;
}

/** The real queries, each also with other spellings of its Grafana variables. */
export function realQueries(): readonly string[] {
  const queries = readFixture<readonly { readonly expr: string }[]>("queries.json").map(({ expr }) => expr);
  const variants = queries.flatMap((expr) => [
    expr,
    expr.replaceAll("$job", "${job:regex}").replaceAll("[$__rate_interval]", "[${__range_s}s]"),
    expr.replaceAll("$job", "[[job]]").replaceAll("[$__rate_interval]", "[[[interval]]]"),
    expr.replaceAll(/\b0\.\d+(?=,)/g, "$quantile").replaceAll(/ by \(\w+\)/g, " by ($label)"),
    expr.replaceAll(/"\$job"/g, '"$job|$__all"').replaceAll(/\[[^\]"]*\]/g, "[$__interval] offset $offset"),
  ]);
  return [...new Set(variants)];
}

/** Generated expressions, right and wrong: the same for the same size. */
export function generated(size: number): readonly string[] {
  const sample = (arbitrary: fc.Arbitrary<string>, seed: number): readonly string[] =>
    fc.sample(arbitrary, { seed, numRuns: size });
  const texts = [
    ...sample(wellTyped, 1),
    ...sample(looselyTyped, 2),
    ...sample(mutated(wellTyped), 3),
    ...sample(mutated(looselyTyped), 4),
    ...sample(regexes, 5),
  ];
  return [...new Set(texts)].filter((text) => text.length < 300 && isComparable(text));
}

/** Whether promtool can be asked: it must see all of the text, and its one known slip must not matter. */
export function isComparable(text: string): boolean {
  return text !== "" && !usesWordAsColon(text) && maskVariables(text).variables.length === 0;
}

const regexPieces = fc.constantFrom(
  ..."a b * + ? ( ) {2} {2,} {1,3} {1000} {40} {0} [ ] [a-z] [^b - ^ $ | : (?: (?i) (?P<n> (?= (?s-i: . 0 { , }".split(
    " ",
  ),
  ..."\\\\d \\\\w \\\\Q \\\\E \\\\pN \\\\p{Greek} \\\\1 \\\\12 \\\\x41 \\\\. \\\\b \\\\B \\\\z \\\\n \\\\ [[:alpha:]] [[:".split(
    " ",
  ),
);

const regexes = fc
  .tuple(
    fc.constantFrom("up", ""),
    fc.constantFrom("=~", "!~"),
    fc.array(regexPieces, { minLength: 1, maxLength: 7 }),
  )
  .map(([metric, operator, pieces]) => `${metric}{job${operator}"${pieces.join("")}"}`);
