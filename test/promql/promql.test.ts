import { describe, expect, test } from "vitest";
import { checkPromql, checkVariableQuery } from "../../src/promql/promql.ts";
import { mark, unmark } from "./mark.ts";

/** One row: the text with its mistake marked, the message, the hint. */
type Row = readonly [marked: string, message: string, hint?: string];

/** The rows of a table for `test.each`, named by their texts. */
function named(rows: readonly Row[]): readonly (readonly [text: string, row: Row])[] {
  return rows.map((row) => [row[0], row]);
}

function expectRow(check: typeof checkPromql, [marked, message, hint]: Row): void {
  const text = unmark(marked);
  const found = check(text).map((finding) => [mark(text, finding), finding.message, finding.hint]);
  expect(found).toEqual([[marked, message, hint]]);
}

const syntax: readonly Row[] = [
  ["⟦⟧", "The query is empty."],
  ["⟦# only a comment⟧", "The query is empty."],
  ["sum⟦(⟧rate(up[5m])", "Unclosed `(`."],
  ["rate(up⟦[⟧5m)", "Unclosed `[`."],
  ['rate(up⟦{⟧job="x"[5m])', "Unclosed `{`."],
  ["sum(up)⟦)⟧", "Unexpected `)`: it closes nothing."],
  ["up⟦}⟧", "Unexpected `}`: it closes nothing."],
  ['up{job=⟦"x}⟧', 'Unclosed string: the closing `"` is missing.'],
  ["up /⟦⟧", "The query ends too early: an expression is missing after `/`."],
  ["up offset⟦⟧", "The query ends too early: a duration such as `5m` is missing after `offset`."],
  ["up @⟦⟧", "The query ends too early: a timestamp, `start()` or `end()` is missing after `@`."],
  ["sum(up) by⟦⟧", "The query ends too early: a list of labels in parentheses is missing after `by`."],
  ["sum by (job)⟦⟧", "The query ends too early: an expression is missing after `)`."],
  ["sum by (job) ⟦up⟧", "`up` must be in parentheses: the aggregated expression is missing."],
  ["up + ⟦*⟧ 2", "An expression is missing between `+` and `*`."],
  ["up <⟦>⟧ 2", "An expression is missing between `<` and `>`.", "Unequal is written `!=`."],
  ["⟦*⟧ up", "An expression is missing before `*`."],
  ["(up +⟦)⟧", "An expression is missing between `+` and `)`."],
  ["rate(up[5m],⟦)⟧", "A call must not end with a comma."],
  ["(⟦)⟧", "The parentheses are empty."],
  ["up⟦,⟧ up", "Unexpected `,`: commas separate the arguments of a call."],
  ["up ⟦down⟧", "An operator is missing between `up` and `down`."],
  ["up ⟦=⟧ 1", "`=` does not compare expressions.", "Write `==`."],
  ["up ⟦&⟧& up", "Unexpected `&`.", "The operator is called `and`."],
  ["up ⟦|⟧| up", "Unexpected `|`.", "The operator is called `or`."],
  [
    "up ⟦5m⟧",
    "An operator is missing between `up` and `5m`.",
    "A range is written `[5m]`, an offset `offset 5m`.",
  ],
  ["my⟦.⟧metric", "Unexpected `.`.", 'Names with dots need quotes (Prometheus 3): `{"my.metric"}`.'],
  ["up⟦\u00a0⟧> 1", "Unexpected invisible character U+00A0.", "Replace it by an ordinary space."],
  ["up == ⟦“⟧x”", "Unexpected `“`.", "Write straight quotes."],
  ["up * ⟦$⟧", "Unexpected `$`.", "A Grafana variable is written `$name` or `${name}`."],
  ["up{⟦=⟧}", "A label name is expected, but `=` stands there."],
  ["up{job⟦}⟧", "The label `job` has no value.", 'Write `job="…"`.'],
  ["up{job=⟦api⟧}", "The value of a label must be in quotes, but `api` stands there.", 'Write `"api"`.'],
  ['up{job⟦==⟧"x"}', "`==` does not compare labels.", "Write `=`, `!=`, `=~` or `!~`."],
  ['up{job ⟦"x"⟧}', "One of `=`, `!=`, `=~` and `!~` must follow the label `job`."],
  ['up{job="x" ⟦code⟧="y"}', 'A comma is missing between `"x"` and `code`.'],
  ['up{job="x",⟦,⟧}', "Unexpected `,`: a label matcher is missing before it."],
  ['up{⟦5xx⟧="x"}', "`5xx` is no label name: names start with a letter."],
  ["sum by (job ⟦code⟧) (up)", "A comma is missing between the labels `job` and `code`."],
  ["sum by (⟦,⟧) (up)", "Unexpected `,`: a label name is missing before it."],
  [
    'sum by (job⟦=⟧"x") (up)',
    "Unexpected `=`: only label names stand here.",
    "Filter by label in the braces of the metric.",
  ],
  ["sum by (⟦1⟧) (up)", "A label name is expected, but `1` stands there."],
  ["sum by (⟦without⟧) (up)", "`without` cannot be a label here: PromQL reserves the word."],
  ["sum(up) by ⟦job⟧", "A list of labels in parentheses must follow `by`, but `job` stands there."],
  ["up / ⟦group_left⟧ up", "`group_left` needs `on (…)` or `ignoring (…)` before it."],
  ["up ⟦on⟧ (job) up", "`on` must follow an operator such as `/`."],
  ["up > on (job) ⟦bool⟧ up", "`bool` must directly follow a comparison such as `>`."],
  ["up ⟦default⟧ 0", "`default` is an operator of VictoriaMetrics that Prometheus does not have."],
  ["⟦atan2⟧ up", "An expression is missing before the operator `atan2`."],
  ["up[⟦]⟧", "A duration is expected in the brackets, but `]` stands there.", "Write `[5m]` or `[1h:5m]`."],
  ["up[5m ⟦10m⟧]", "Unexpected `10m` in the brackets.", "Write `[5m]` or `[1h:5m]`."],
  [
    "up[⟦5M⟧]",
    "`5M` is neither a number nor a duration.",
    "The units are `ms`, `s`, `m`, `h`, `d`, `w` and `y`.",
  ],
  ["up[⟦1.5h⟧]", "`1.5h` is no number.", "Durations have whole numbers: `1h30m`, not `1.5h`."],
  [
    "up[⟦30m1h⟧]",
    "`30m1h` is no duration.",
    "Each unit stands once, the large ones first: `y`, `w`, `d`, `h`, `m`, `s`, `ms`.",
  ],
  ["up[⟦300y⟧]", "The duration `300y` is longer than 292 years."],
  ["up > ⟦1e999⟧", "The number `1e999` is too large."],
  [
    'up{path=~"⟦\\d⟧+"}',
    "The string has the unknown escape `\\d`.",
    "Write `\\\\d` for a backslash, or put the string in backquotes.",
  ],
  ['up{job="⟦\\ud800⟧"}', "The escape `\\ud800` names no character."],
];

const functionsAndTypes: readonly Row[] = [
  ["⟦irat⟧(up[5m])", "Unknown function `irat`.", "Did you mean `irate`?"],
  ["⟦Rate⟧(up[5m])", "Unknown function `Rate`.", "Did you mean one of `rate`, `irate`?"],
  ["⟦foobarbaz⟧(up)", "Unknown function `foobarbaz`."],
  ["⟦f⟧(up, 1)", "Unknown function `f`."],
  [
    "⟦median_over_time⟧(up[5m])",
    "`median_over_time` is a function of VictoriaMetrics that Prometheus does not have.",
  ],
  ["⟦label_values⟧(up, job)", "`label_values` works only in the query of a Grafana variable."],
  [
    "rate(⟦up⟧)",
    "`rate` needs a range vector, but `up` is an instant vector.",
    "Write `up[$__rate_interval]`.",
  ],
  [
    "rate(⟦sum(up)⟧)",
    "`rate` needs a range vector, but `sum(up)` is an instant vector.",
    "Aggregate afterwards: `sum(rate(…))`.",
  ],
  [
    "increase(⟦up > 1⟧)",
    "`increase` needs a range vector, but `up > 1` is an instant vector.",
    "A range over an expression is a subquery: `(…)[5m:]`.",
  ],
  [
    "sum(⟦up[5m]⟧)",
    "`sum` needs an instant vector, but `up[5m]` is a range vector.",
    "Put a function such as `rate(…)` around the range.",
  ],
  [
    "topk(⟦up⟧, up)",
    "`topk` needs a scalar, but `up` is an instant vector.",
    "`scalar(…)` makes one number of a single series.",
  ],
  [
    'label_replace(up, ⟦dst⟧, "$1", "src", "(.*)")',
    "`label_replace` needs a string, but `dst` is an instant vector.",
    "Put the text in quotes.",
  ],
  [
    "sum(⟦1⟧)",
    "`sum` needs an instant vector, but `1` is a scalar.",
    "`vector(…)` makes a vector of a number.",
  ],
  ["⟦rate()⟧", "`rate` takes 1 argument, not 0."],
  ["⟦round(up, 1, 2)⟧", "`round` takes at most 2 arguments, not 3."],
  ['⟦label_join(up, "a")⟧', "`label_join` takes at least 3 arguments, not 2."],
  ["⟦topk(up)⟧", "`topk` takes 2 arguments, not 1.", "Its first argument is a scalar."],
  ["⟦sum(up, up)⟧", "`sum` takes 1 argument, not 2."],
  ["-⟦up[5m]⟧", "A sign needs a scalar or an instant vector after it, not a range vector."],
  [
    "sum(up)⟦[5m]⟧",
    "The range `[5m]` must directly follow a selector.",
    "A subquery is written with a colon: `[5m:]`.",
  ],
  ["up⟦ offset 5m⟧[5m]", "`offset` must follow the range, not precede it.", "Write `metric[5m] offset …`."],
  ["up[⟦0s⟧]", "The duration `0s` must be greater than 0."],
  ["up offset ⟦0s⟧", "The duration `0s` must be greater than 0."],
  ["⟦time()⟧[5m:]", "A subquery needs an instant vector before it, not a scalar."],
  ["sum(up)⟦ offset 5m⟧", "`offset` must follow a selector, a range or a subquery."],
  ["up offset 5m⟦ offset 1m⟧", "`offset` is given twice."],
  ["up @⟦ inf⟧", "The timestamp `inf` is out of bounds."],
  [
    "up + ⟦up[5m]⟧",
    "`+` joins scalars and instant vectors, but this side is a range vector.",
    "Put a function such as `rate(…)` around the range.",
  ],
  ["1 ⟦>⟧ 2", "Two scalars can only be compared with `bool`.", "Write `> bool`."],
  ["up + ⟦bool⟧ 2", "`bool` is only for comparisons, not for `+`."],
  ["up or ⟦0⟧", "`or` joins instant vectors, but `0` is a scalar.", "Write `vector(0)`."],
  ["up and on (job) ⟦group_left⟧ up", "`and` always matches many to many: `group_left` is not allowed."],
  ["up * ⟦on (job)⟧ 2", "`on` matches labels of two instant vectors, but one side is a scalar."],
  ["up * on (job) group_left (⟦job⟧) up", "The label `job` stands in both `on` and `group_left`."],
];

const selectors: readonly Row[] = [
  [
    '⟦{job=~".*"}⟧',
    'The selector `{job=~".*"}` must contain at least one matcher that does not match the empty text.',
    'Name a metric, or write `=~".+"` instead of `=~".*"`.',
  ],
  ['up{⟦__name__="down"⟧}', 'The metric name is given twice: `up` and `__name__="down"`.'],
  [
    'up{job=~"a⟦(?=⟧b)"}',
    "The regular expression `a(?=b)` is invalid: lookarounds such as `(?=` do not exist in RE2.",
    "Prometheus uses RE2: https://github.com/google/re2/wiki/Syntax",
  ],
  [
    'up{job!~⟦"(a)\\\\1"⟧}',
    "The regular expression `(a)\\\\1` is invalid: backreferences such as `\\1` do not exist in RE2.",
    "Prometheus uses RE2: https://github.com/google/re2/wiki/Syntax",
  ],
];

describe("checkPromql", () => {
  test.each(named(syntax))("explains the syntax error in %s", (_, row) => expectRow(checkPromql, row));
  test.each(named(functionsAndTypes))("explains the type error in %s", (_, row) =>
    expectRow(checkPromql, row),
  );
  test.each(named(selectors))("explains the bad selector in %s", (_, row) => expectRow(checkPromql, row));

  test("reports every type error of a query, in order", () => {
    const text = "rate(up) / sum(1)";
    expect(checkPromql(text).map((finding) => mark(text, finding))).toEqual([
      "rate(⟦up⟧) / sum(1)",
      "rate(up) / sum(⟦1⟧)",
    ]);
  });

  test.each(
    named([
      [
        'rate(⟦$metric{job=~"$job"}⟧)',
        '`rate` needs a range vector, but `$metric{job=~"$job"}` is an instant vector.',
        'Write `$metric{job=~"$job"}[$__rate_interval]`.',
      ],
      ["rate(x[${__range_s}s]) + ⟦irat⟧(x[[[i]]])", "Unknown function `irat`.", "Did you mean `irate`?"],
      [
        "sum by ($label) (rate(⟦${m}_total⟧))",
        "`rate` needs a range vector, but `${m}_total` is an instant vector.",
        "Write `${m}_total[$__rate_interval]`.",
      ],
      [
        "topk($n, ⟦x[$__range]⟧)",
        "`topk` needs an instant vector, but `x[$__range]` is a range vector.",
        "Put a function such as `rate(…)` around the range.",
      ],
    ]),
  )("keeps offsets true beside Grafana variables in %s", (_, row) => expectRow(checkPromql, row));

  test.each([
    "$query",
    "sum($query) / $other",
    "$func(up[5m])",
    "${func}_over_time(up[$__interval])",
    "$agg by ($label) (up)",
    "up $op 5",
    "1 $op $threshold",
    "up > bool $threshold",
    "{$filters}",
    'up{$filters, job="x"}',
    "up{job=$job}",
    "rate($metric[$__rate_interval] offset $offset)",
    "rate(up[${minutes}m])",
    "max_over_time(up[$__range:$__interval])",
    "histogram_quantile(0.$quantile, up)",
    "topk($limit, up)",
    'label_replace(up, $target, "$1", "a", "(.*)")',
    "up @ ${__to}",
    'up{job=~"$job("}',
    "holt_winters(up[5m], 0.5, 0.5)",
  ])("accepts %s, whatever its variables hold", (text) => {
    expect(checkPromql(text)).toEqual([]);
  });

  test("binds offsets and ranges tighter than any operator", () => {
    const text = "a + b offset 5m * c ^ d[1h:5m] @ end() > 0";
    expect(checkPromql(text).map((finding) => mark(text, finding))).toEqual([
      "a + b offset 5m * c ^ ⟦d[1h:5m] @ end()⟧ > 0",
    ]);
    expect(checkPromql("-a ^ b offset 5m + rate(c[5m] offset 1m) * max_over_time(d[1h:] offset 1h)")).toEqual(
      [],
    );
  });

  test("survives deep nesting and long comments", () => {
    expect(checkPromql(`${"(".repeat(500)}up${")".repeat(500)}`)).toEqual([]);
    expect(checkPromql(`up ${"#".repeat(10_000)}`)).toEqual([]);
  });
});

describe("checkVariableQuery", () => {
  test.each([
    "label_names()",
    "label_values(job)",
    "label_values($label)",
    'label_values(up{job=~"$job", env="a,b"}, instance)',
    'label_values({__name__=~"$metric"}, ${label})',
    " label_values ( up , job ) ",
    "metrics(node_.*)",
    "metrics($prefix.*)",
    "query_result(topk(5, sum by (job) (rate(up[$__range]))))",
    'up{job="x"}',
  ])("accepts %s", (text) => {
    expect(checkVariableQuery(text)).toEqual([]);
  });

  test.each(
    named([
      ["label_values⟦(⟧up, job", "Unclosed `(`."],
      [
        "label_values(up{job=⟦api⟧}, instance)",
        "The value of a label must be in quotes, but `api` stands there.",
        'Write `"api"`.',
      ],
      [
        "label_values(⟦sum(up)⟧, job)",
        "`sum(up)` must be a selector: Grafana looks up series here, it computes nothing.",
      ],
      ["label_values(up, ⟦a-b⟧)", "`a-b` is no label name.", "Write `label_values(up, job)`."],
      ["label_values(up,⟦⟧)", "`label_values` needs the name of a label.", "Write `label_values(up, job)`."],
      ["label_values(up, job) ⟦by⟧", "Unexpected `by` after `label_values(…)`."],
      ["⟦label_value⟧(up, job)", "Unknown function `label_value`.", "Did you mean `label_values`?"],
      [
        "query_result(sum(⟦1⟧))",
        "`sum` needs an instant vector, but `1` is a scalar.",
        "`vector(…)` makes a vector of a number.",
      ],
      ["metrics(node_⟦(⟧)", "The regular expression `node_(` is invalid. `(` is never closed."],
    ]),
  )("explains the mistake in %s", (_, row) => expectRow(checkVariableQuery, row));
});
