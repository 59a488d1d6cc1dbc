import { describe, expect, test } from "vitest";
import { isGlobalVariable, maskVariables, variablesIn } from "../../src/promql/mask.ts";

describe("maskVariables", () => {
  test.each([
    ["a range", "rate(x[$__rate_interval])", "rate(x[000000000000001s])"],
    ["a range with its unit outside", "rate(x[${__range_s}s])", "rate(x[000000000001s])"],
    ["a range and a step", "max_over_time(x[$__range:$step])", "max_over_time(x[0000001s:0001s])"],
    ["a range in old brackets", "rate(x[[[interval]]])", "rate(x[00000000001s])"],
    ["an offset", "x offset ${o}", "x offset 001s"],
    ["a negative offset", "x offset -$o", "x offset -1s"],
    ["a timestamp", "x @ ${__from}", "x @ 000000001"],
    ["a metric name", '$metric{job="x"}', 'v______{job="x"}'],
    ["a part of a metric name", "${prefix}_requests_$suffix", "v_________requests_v______"],
    ["a label to group by", "sum by (a, $label) (x)", "sum by (a, v_____) (x)"],
    ["a label in a matcher", 'x{$label="y"}', 'x{v_____="y"}'],
    ["a value without quotes", "x{job=$job}", 'x{job="xx"}'],
    ["a matcher", 'x{$filters, job="y"}', 'x{x="1"   , job="y"}'],
    ["a matcher of a short name", 'x{$f, job="y"}', 'x{    job="y"}'],
    ["an aggregation", "$agg by (job) (x)", "sum  by (job) (x)"],
    ["a function", "$f(x)", "ln(x)"],
    ["a part of a function name", "${f}_over_time(x[5m])", "v____over_time(x[5m])"],
    ["an operator", "a $op b", "a +   b"],
    ["an operator before bool", "a $op bool b", "a ==  bool b"],
    ["something after an operand", "sum(a) $suffix", "sum(a)        "],
    ["an operand after a matching", "a * on (job) $other", "a * on (job) v_____"],
    ["the parameter of an aggregation", "topk($limit, x)", "topk(000001, x)"],
    ["a scalar argument", "clamp_max(x, $most)", "clamp_max(x, 00001)"],
    ["a string argument", 'label_replace(x, $to, "", "", "")', 'label_replace(x, "x", "", "", "")'],
    ["the digits of a number", "histogram_quantile(0.$q, x)", "histogram_quantile(0.01, x)"],
    ["nothing in strings", 'x{job=~"$job|${a:regex}"}', 'x{job=~"$job|${a:regex}"}'],
    ["nothing in comments", "x # $job\n+ $y", "x # $job\n+ v_"],
  ])("replaces %s by a placeholder of the same length", (_, text, expected) => {
    const masked = maskVariables(text).text;
    expect(masked).toBe(expected);
    expect(masked).toHaveLength(text.length);
  });

  test("lists the uses with their ranges", () => {
    const text = 'rate($m{job=~"${job:regex}"}[[[i]]])';
    const uses = maskVariables(text).variables.map(({ from, to, ...use }) => ({
      ...use,
      text: text.slice(from, to),
    }));
    expect(uses).toEqual([
      { name: "m", inString: false, text: "$m" },
      { name: "job", inString: true, text: "${job:regex}" },
      { name: "i", inString: false, text: "[[i]]" },
    ]);
  });
});

describe("variablesIn", () => {
  test.each([
    ["Requests of $job on ${instance:text}", ["job", "instance"]],
    ["Issue #$number, Bob's [[host:raw]]", ["number", "host"]],
    ["${__data.fields.name} {{job}} $__rate_interval", ["__data", "__rate_interval"]],
    ["/d/x?var-a=${a:queryparam}&${__url_time_range}", ["a", "__url_time_range"]],
    ["${__from:date:YYYY-MM}", ["__from"]],
    ["costs 5$, or $5", []],
    ['label_replace(x, "a", "$1-${2}", "b", "(.*):.*")', []],
    ['label_replace(x, "a", "$host", "b", "(?P<host>.*):.*")', []],
    ['x{a=~"foo$", b=~"a$|b$"}', []],
    ['x{a=~"[[:alpha:]]"}[5m]', []],
    ["", []],
  ])("finds in %s the variables %j", (text, names) => {
    expect(variablesIn(text).map((use) => use.name)).toEqual(names);
  });
});

test.each(["__interval", "__rate_interval", "__all_variables", "__auto_interval_window", "timeFilter"])(
  "%s is Grafana's own variable",
  (name) => {
    expect(isGlobalVariable(name)).toBe(true);
  },
);

test.each(["job", "interval", "__mine", ""])("%j is not Grafana's own variable", (name) => {
  expect(isGlobalVariable(name)).toBe(false);
});
