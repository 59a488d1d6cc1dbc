import { expect, test } from "vitest";
import { diffExpressions } from "../../../src/diff/queries/expression-diff.ts";

type Row = readonly [before: string, after: string, ...facts: string[]];

const rows: readonly Row[] = [
  // Ranges, offsets and times.
  ["rate(x[1m])", "rate(x[5m])", "range 1m → 5m"],
  ["rate(x[5m])", "rate(x[$__rate_interval])", "range 5m → $__rate_interval"],
  ["rate(a[1m]) / rate(b[1m])", "rate(a[5m]) / rate(b[5m])", "range 1m → 5m (2×)"],
  ["rate(x[5m])", "rate(x[5m] offset 1h)", "offset 1h added"],
  ["x offset 1h", "x offset 1d", "offset 1h → 1d"],
  ["x offset 1h", "x", "offset 1h removed"],
  ["x offset 1h", "x offset -1h", "offset 1h → -1h"],
  ["x @ 5", "x @ end()", "@ 5 → end()"],
  ["x", "x @ start()", "@ start() added"],
  ["x offset 1h", "x offset 1h @ 5", "@ 5 added"],
  ["max_over_time(x[1h:1m])", "max_over_time(x[2h:1m])", "subquery range 1h → 2h"],
  ["max_over_time(x[1h:1m])", "max_over_time(x[1h:5m])", "subquery step 1m → 5m"],
  ["max_over_time(x[1h:])", "max_over_time(x[1h:5m])", "subquery step 5m added"],
  ["max_over_time(x[1h:5m])", "max_over_time(x[1h:])", "subquery step 5m removed"],
  ["rate(x[5m] smoothed)", "rate(x[5m] anchored)", "`smoothed` removed", "`anchored` added"],
  // Selectors.
  ["rate(x[5m])", 'rate(x{env=~"$env"}[5m])', 'matcher `env=~"$env"` added'],
  ['x{env="a"}', "x", 'matcher `env="a"` removed'],
  ['x{code="500"}', 'x{code=~"5.."}', 'matcher `code="500"` → `code=~"5.."`'],
  ['x{ code = "1" }', 'x{code="2"}', 'matcher `code="1"` → `code="2"`'],
  ['x{job="a"}', 'x{service="a"}', 'matcher `job="a"` → `service="a"`'],
  ['x{a="1",b="2"}', 'x{c="3",b="2"}', 'matcher `a="1"` removed', 'matcher `c="3"` added'],
  ['a{j="1"} / b{j="1"}', 'a{j="2"} / b{j="2"}', 'matcher `j="1"` → `j="2"` (2×)'],
  ["x{$filter}", "x", "matcher `$filter` removed"],
  ["x{$f}", "x{$g}", "matcher `$f` removed", "matcher `$g` added"],
  ["x", "x{$filters}", "matcher `$filters` added"],
  [
    "rate(http_requests_total[5m])",
    "rate(http_server_requests_total[5m])",
    "metric `http_requests_total` → `http_server_requests_total`",
  ],
  ["up", "down", "metric `up` → `down`"],
  ['{job="a"}', 'up{job="a"}', "metric `up` added"],
  ['up{job="a"}', '{job="a"}', "metric `up` removed"],
  ['sum(x{__name__=~"a.*"})', 'sum(x{__name__=~"b.*"})', 'matcher `__name__=~"a.*"` → `__name__=~"b.*"`'],
  // Aggregations and functions.
  ["sum by (pod) (x)", "sum by (pod, node) (x)", "sum by (pod) → (pod, node)"],
  ["sum by (pod, node) (x)", "sum by (node) (x)", "sum by (pod, node) → (node)"],
  ["sum by (pod) (x)", "sum without (pod) (x)", "by → without"],
  ["sum by (pod) (x)", "sum without (node) (x)", "sum by (pod) → without (node)"],
  ["sum(x)", "sum by (job) (x)", "sum → sum by (job)"],
  ["sum by (job) (x)", "sum(x)", "sum by (job) → sum"],
  ["sum(x)", "avg(x)", "sum → avg"],
  ["SUM(x)", "avg(x)", "sum → avg"],
  ["sum by (a) (x)", "max by (b) (x)", "sum → max", "max by (a) → (b)"],
  ["rate(x[5m])", "increase(x[5m])", "rate → increase"],
  ["sum(rate(x[5m]))", "sum(irate(x[5m]))", "rate → irate"],
  ["max(x)", "abs(x)", "max → abs"],
  ["sum(x)", "topk(5, x)", "sum → topk(5, …)"],
  ["topk(5, x)", "sum(x)", "topk(5, …) → sum"],
  ["topk(5, x)", "topk(10, x)", "topk 5 → 10"],
  ["topk(5, x)", "bottomk(5, x)", "topk → bottomk"],
  ["topk(5, x)", "topk($n, x)", "topk 5 → $n"],
  [
    "histogram_quantile(0.95, sum by (le) (rate(x[5m])))",
    "histogram_quantile(0.99, sum by (le) (rate(x[5m])))",
    "quantile 0.95 → 0.99",
  ],
  ["histogram_quantile(0.95, x)", "histogram_quantile($q, x)", "quantile 0.95 → $q"],
  ["quantile(0.5, x)", "quantile(0.9, x)", "quantile 0.5 → 0.9"],
  ["quantile_over_time(0.5, x[5m])", "quantile_over_time(0.9, x[5m])", "quantile 0.5 → 0.9"],
  ["clamp_max(x, 1)", "clamp_max(x, 2)", "clamp_max 1 → 2"],
  ["clamp(x, 0, 1)", "clamp(x, 0, 100)", "number 1 → 100"],
  ["predict_linear(x[1h], 3600)", "predict_linear(x[1h], 7200)", "predict_linear 3600 → 7200"],
  ["round(x)", "round(x, 5)", "argument `5` added to `round`"],
  ["round(x, 5)", "round(x)", "argument `5` removed from `round`"],
  ['count_values("a", x)', 'count_values("b", x)', 'count_values "a" → "b"'],
  [
    'label_replace(x, "a", "$1", "b", "(.*)")',
    'label_replace(x, "a", "$2", "b", "(.*)")',
    'string `"$1"` → `"$2"` in `label_replace`',
  ],
  ["vector(0)", "vector(1)", "vector 0 → 1"],
  // What stands around an expression.
  ["x", "sum by (job) (x)", "wrapped in `sum by (job)`"],
  ["rate(x[5m])", "sum(rate(x[5m]))", "wrapped in `sum`"],
  ["x", "sum by (job) (rate(x[5m]))", "wrapped in `sum by (job) (rate(…[5m]))`"],
  ["x", "clamp_max(x, 1)", "wrapped in `clamp_max(…, 1)`"],
  ["clamp_max(x, 1)", "x", "no longer in `clamp_max`"],
  ["sum by (job) (rate(x[5m]))", "rate(x[5m])", "no longer in `sum by (job)`"],
  ["topk(5, sum by (a) (x))", "x", "no longer in `topk(5, sum by (a) (…))`"],
  ["sum(sort(x))", "sum(x)", "no longer in `sort`"],
  ["avg(rate(x[5m]))", "max_over_time(avg(rate(x[5m]))[1h:])", "wrapped in `max_over_time(…[1h:])`"],
  ["x", "x[5m]", "range `[5m]` added"],
  ["x[1h:5m]", "x", "subquery `[1h:5m]` removed"],
  ["rate(x[5m])", "sum(x)", "wrapped in `sum`", "no longer in `rate(…[5m])`"],
  // Operators.
  ["x", "x / 100", "`/ 100` added"],
  ["x * 100", "x", "`* 100` removed"],
  ["avg(x)", "1 - avg(x)", "`1 -` added"],
  ["1 - avg(x)", "100 * (1 - avg(x))", "`100 *` added"],
  ["sum(a)", "sum(a) / sum(b)", "`/ sum(b)` added"],
  ["sum(a) / sum(b)", "sum(a)", "`/ sum(b)` removed"],
  ["a", "a * (b + c)", "`* (b + c)` added"],
  ["a", "a / on (job) group_left b", "`/ on (job) group_left b` added"],
  ["a", "a == bool 0", "`== bool 0` added"],
  ["x", "x or vector(0)", "`or vector(0)` added"],
  ["x or vector(0)", "x", "`or vector(0)` removed"],
  ["x > 1", "x >= 1", "operator `>` → `>=`"],
  ["a and b", "a unless b", "operator `and` → `unless`"],
  ["x > 0.5", "x > 0.9", "number 0.5 → 0.9"],
  ["x > 1e3", "x > 1e6", "number 1e3 → 1e6"],
  ["x > -1", "x > -2", "number -1 → -2"],
  ["x > 5", "x > $limit", "`5` → `$limit`"],
  ["x > 1", "x > bool 1", "`bool` added"],
  ["x > bool 1", "x > 1", "`bool` removed"],
  ["a / b", "b / a", "operands of `/` swapped"],
  ["a + b", "a + b + c", "`+ c` added"],
  ["x", "-x", "unary `-` added"],
  ["-x", "x", "unary `-` removed"],
  ["-x", "+x", "unary `-` → `+`"],
  ["a / b", "a / on (job) b", "`on (job)` added"],
  ["a / on (job) b", "a / on (job, pod) b", "on (job) → on (job, pod)"],
  ["a / on (job) b", "a / ignoring (pod) b", "on (job) → ignoring (pod)"],
  ["a / on (job) b", "a / on (job) group_left b", "`group_left` added"],
  ["a / on (job) group_left b", "a / on (job) group_right b", "group_left → group_right"],
  ["a / on (job) group_left (x) b", "a / on (job) group_left (x, y) b", "group_left (x) → group_left (x, y)"],
  ["a + fill(0) b", "a + fill(1) b", "fill (0) → fill (1)"],
  ["up $anything", "up", "`$anything` removed"],
  // Several at once, and too many.
  [
    'histogram_quantile(0.95, sum by (le) (rate(d_bucket{job="api"}[1m])))',
    'histogram_quantile(0.99, sum by (le, route) (rate(d_bucket{job="api", env=~"$env"}[5m])))',
    "quantile 0.95 → 0.99",
    "sum by (le) → (le, route)",
    "range 1m → 5m",
    'matcher `env=~"$env"` added',
  ],
  [
    'sum(rate(r{code=~"5.."}[1m])) / sum(rate(r[1m]))',
    'sum(rate(r{code=~"5.."}[5m])) / sum(rate(r[5m])) * 100',
    "`* 100` added",
    "range 1m → 5m (2×)",
  ],
  ["up", "rate(foo[5m])", "expression rewritten"],
  ["sum by (a) (rate(x[5m]))", "time() - process_start_time_seconds", "expression rewritten"],
  ["rate(a[1m])", "increase(b[5m])", "expression rewritten"],
  [
    'x{a="1",b="1",c="1",d="1",e="1",f="1",g="1",h="1",i="1",j="1",k="1"}',
    'x{a="2",b="2",c="2",d="2",e="2",f="2",g="2",h="2",i="2",j="2",k="2"}',
    ...["a", "b", "c", "d", "e", "f", "g", "h"].map((label) => `matcher \`${label}="1"\` → \`${label}="2"\``),
    "… and 3 more",
  ],
];

test.each(rows)("%s ⇒ %s", (before, after, ...facts) => {
  expect(diffExpressions(before, after)).toMatchObject({ verdict: "changed", facts });
});

test("cuts what is too long to quote", () => {
  const [fact = ""] = diffExpressions("x", `x / ${"a".repeat(500)}`).facts;
  expect(fact).toMatch(/^`\/ a+…` added$/);
  expect(fact.length).toBeLessThan(80);
});

test("writes facts in one line without comments", () => {
  expect(diffExpressions("x", "x /\n  # per second\n  ( a\n + b )").facts).toEqual(["`/ (a + b)` added"]);
});
