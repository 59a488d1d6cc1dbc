import fc from "fast-check";
import { expect, test } from "vitest";
import { diffExpressions } from "../../../src/diff/queries/expression-diff.ts";
import { parsePromql } from "../../../src/promql/parse.ts";
import { readSource } from "../../../src/promql/source.ts";
import { looselyTyped, mutated, wellTyped } from "../../promql/arbitrary-promql.ts";
import { realQueries } from "../../promql/corpus.ts";

test.each([
  ["white space", "sum(rate(x[5m]))", "sum (\n  rate( x [5m] )\n)"],
  ["comments", "a + b", "a # the first\n+ b # the second"],
  ["quotes of strings", `x{a="b"}`, "x{a='b'}"],
  ["backquotes", `x{a=~"\\\\d+"}`, "x{a=~`\\d+`}"],
  ["escapes of strings", `x{a="é\\n"}`, `x{a="\\u00e9\\x0a"}`],
  ["quotes of strings with variables", `x{a=~"$b"}`, "x{a=~'$b'}"],
  ["redundant parentheses", "a + b * c", "(a + ((b) * c))"],
  ["parentheses that say what precedence says", "a - b - c", "(a - b) - c"],
  ["parentheses before a subquery", "max_over_time(x[1h:])", "max_over_time((x)[1h:])"],
  ["the order of matchers", `x{a="1", b!="2"}`, `x{b!="2",a="1"}`],
  ["a comma at the end of matchers", `x{a="1"}`, `x{a="1",}`],
  ["empty braces", "up", "up{}"],
  ["the order of labels in by", "sum by (a, b) (x)", "sum by (b, a) (x)"],
  ["the order of labels in without", "sum without (a, b) (x)", "sum without (b,a,) (x)"],
  ["the order of labels in on", "x / on (a, b) y", "x / on (b, a) y"],
  ["the order of labels in ignoring", "x / ignoring (a, b) y", "x / ignoring (b, a) y"],
  ["the order of labels in group_left", "x / on (c) group_left (a, b) y", "x / on (c) group_left (b, a) y"],
  ["where by stands", "sum by (a) (x)", "sum(x) by (a)"],
  ["where without stands, with a parameter", "topk without (a) (5, x)", "topk(5, x) without (a)"],
  ["by without labels", "sum(x)", "sum by () (x)"],
  ["ignoring without labels", "x + y", "x + ignoring () y"],
  ["group_left without labels", "x * on (a) group_left y", "x * on (a) group_left () y"],
  ["decimals", "x > 1", "x > 1.0"],
  ["exponents", "x > 1000", "x > 1e3"],
  ["a missing zero", "x > 0.5", "x > .5"],
  ["hexadecimal numbers", "x > 31", "x > 0x1F"],
  ["octal numbers", "x > 15", "x > 017"],
  ["underscores in numbers", "x > 1000000", "x > 1_000_000"],
  ["the case of Inf and NaN", "x < Inf or y > NaN", "x < inf or y > nan"],
  ["a sign in parentheses", "x > -1", "x > -(1.0)"],
  ["durations of a range", "rate(x[60s])", "rate(x[1m])"],
  ["durations of two units", "rate(x[90s])", "rate(x[1m30s])"],
  ["durations of an offset", "x offset 24h", "x offset 1d"],
  ["durations of a subquery", "max_over_time(x[60m:60s])", "max_over_time(x[1h:1m])"],
  ["timestamps", "x @ 1000", "x @ 1e3"],
  ["the metric as a matcher", "up", `{__name__="up"}`],
  ["the metric as a matcher among others", `up{job="a"}`, `{job="a", __name__="up"}`],
  ["the metric in quotes", `up{job="a"}`, `{"up", job="a"}`],
  ["labels in quotes", `up{job="a"}`, `up{"job"="a"}`],
  ["labels of a grouping in quotes", "sum by (job) (up)", `sum by ("job") (up)`],
  ["the case of aggregations", "sum by (a) (x)", "SUM BY (a) (x)"],
  ["the case of operators", "a and on (j) b or c unless d", "a AND ON (j) b OR c Unless d"],
  ["the case of modifiers", "x offset 5m @ start()", "x OFFSET 5m @ START()"],
  ["the case of bool and group_left", "a == bool on (j) group_left b", "a == BOOL on (j) GROUP_LEFT b"],
  ["the order of offset and @", "x offset 5m @ 10", "x @ 10 offset 5m"],
  ["how a variable is written", 'x{a="$b"}[$__range]', 'x{a="${b}"}[[[__range]]]'],
  ["how a variable with a format is written", 'x{a=~"${b:regex}"}', 'x{a=~"[[b:regex]]"}'],
  ["what has no tree, in white space", "sum(rate(x[5m])", "sum( rate(x [5m] )"],
])("takes %s for another spelling", (_, before, after) => {
  expect(diffExpressions(before, after)).toMatchObject({ verdict: "reformatted", facts: [] });
  expect(diffExpressions(after, before)).toMatchObject({ verdict: "reformatted", facts: [] });
});

test.each([
  ["the order of operands", "a + b", "b + a"],
  ["parentheses that count", "a - (b - c)", "a - b - c"],
  ["the sign of a power", "-1 ^ 2", "(-1) ^ 2"],
  ["from where a power groups", "2 ^ 3 ^ 2", "(2 ^ 3) ^ 2"],
  ["parentheses that Prometheus refuses", "rate(x[5m])", "rate((x)[5m])"],
  ["the case of labels", "sum by (Job) (x)", "sum by (job) (x)"],
  ["the case of metrics", "Up", "up"],
  ["the case of values", `x{a="B"}`, `x{a="b"}`],
  ["white space in strings", `x{a="b c"}`, `x{a="b  c"}`],
  ["an empty without", "sum(x)", "sum without () (x)"],
  ["an empty on", "x + y", "x + on () y"],
  ["quotes around a variable where escapes count", 'x{a=~"$b"}', "x{a=~`$b`}"],
  ["the format of a variable", 'x{a=~"$b"}', 'x{a=~"${b:regex}"}'],
  ["a variable and a name after it", 'x{a="${b}c"}', 'x{a="$bc"}'],
  ["where a variable stands that may be anything", "a $x + b", "a + b $x"],
  ["a variable among matchers", "up{$f}", "up"],
  ["a function of one letter", "sum(f(a))", "sum(g(a))"],
  ["what is missing for a series without partner", "a + fill(0) b", "a + fill(1) b"],
  ["a metric that may be empty", '{__name__="$m"}', "$m"],
  ["white space where there is no tree", "foo bar(", "foobar("],
])("takes %s for a change", (_, before, after) => {
  const { verdict, facts } = diffExpressions(before, after);
  expect(verdict).toBe("changed");
  expect(facts).not.toEqual([]);
});

test.each([
  ["became wrong", "sum(up)", "sum(up", ["not valid PromQL after", "`sum(up)` → `sum(up`"]],
  ["was mended", "sum(up", "sum(up)", ["not valid PromQL before", "`sum(up` → `sum(up)`"]],
  ["stays wrong", "foo(", "bar(", ["`foo(` → `bar(`"]],
  ["stays wrong and is long", `foo(${"a".repeat(40)}`, "bar(", ["expression changed"]],
  ["came", "", "up", ["not valid PromQL before", "expression added"]],
  ["went", "up", " ", ["not valid PromQL after", "expression removed"]],
])("says that a text %s", (_, before, after, facts) => {
  expect(diffExpressions(before, after)).toMatchObject({ verdict: "changed", facts });
});

const pairs = fc.oneof(
  fc.tuple(wellTyped, wellTyped),
  fc.tuple(looselyTyped, looselyTyped),
  wellTyped.chain((text) => fc.tuple(fc.constant(text), mutated(fc.constant(text)))),
  fc.tuple(fc.constantFrom(...realQueries()), fc.constantFrom(...realQueries())),
  fc.tuple(fc.string({ unit: "binary" }), fc.string({ unit: "binary" })),
);

test("is the same for equal texts, and tells nothing", () => {
  fc.assert(
    fc.property(pairs, ([text]) => {
      expect(diffExpressions(text, text)).toMatchObject({ verdict: "same", facts: [] });
    }),
  );
});

test("tells facts, and none empty, if and only if something changed", () => {
  fc.assert(
    fc.property(pairs, ([before, after]) => {
      const { verdict, facts } = diffExpressions(before, after);
      expect(facts.length > 0).toBe(verdict === "changed");
      expect(facts.length).toBeLessThanOrEqual(9);
      for (const fact of facts) expect(fact).toMatch(/^\S.*\S$/u);
    }),
    { numRuns: 500 },
  );
});

test("comes to the same verdict from both sides", () => {
  fc.assert(
    fc.property(pairs, ([before, after]) => {
      expect(diffExpressions(after, before).verdict).toBe(diffExpressions(before, after).verdict);
    }),
  );
});

test("knows every expression again when only the gaps between its tokens changed", () => {
  fc.assert(
    fc.property(
      fc.oneof(wellTyped, looselyTyped),
      fc.constantFrom(" ", "\n\t", " # by (x)\n"),
      (text, gap) => {
        const tokens = readSource(text).tokens.map((token) => token.text);
        fc.pre(parsePromql(text).root !== undefined);
        expect(diffExpressions(tokens.join(" "), `${gap}${tokens.join(gap)}`).verdict).toBe("reformatted");
      },
    ),
    { numRuns: 300 },
  );
});

/** What no other spelling changes, found without a tree. */
function essence(text: string): string {
  const { tokens } = readSource(text);
  return tokens
    .filter((token) => token.kind === "word" || token.kind === "string")
    .map((token) => token.text.toLowerCase().replaceAll(/["'`]/g, ""))
    .filter((word) => !["by", "ignoring", "__name__"].includes(word))
    .sort()
    .join(" ");
}

test("overlooks no word of an expression that was damaged", () => {
  fc.assert(
    fc.property(
      wellTyped.chain((text) => fc.tuple(fc.constant(text), mutated(fc.constant(text)))),
      ([before, after]) => {
        if (diffExpressions(before, after).verdict !== "reformatted") return;
        expect(essence(after)).toBe(essence(before));
      },
    ),
    { numRuns: 2000 },
  );
});

test("copes with texts that nobody writes", () => {
  const deep = `${"(".repeat(2000)}x${")".repeat(2000)}`;
  const long = Array.from({ length: 1500 }, (_, index) => `m${index}`).join(" + ");
  const high = Array.from({ length: 400 }, () => "x").join(" ^ ");
  for (const text of [
    deep,
    long,
    high,
    "-".repeat(1900),
    `${"-".repeat(900)}x`,
    `x${" offset 1m".repeat(600)}`,
  ]) {
    expect(diffExpressions(text, text).verdict).toBe("same");
    expect(diffExpressions(text, `${text} + y`).verdict).toBe("changed");
    expect(diffExpressions(`sum(${text})`, text).verdict).toBe("changed");
  }
  expect(diffExpressions(high, high.replaceAll("x", "y")).verdict).toBe("changed");
});
