import { describe, expect, test } from "vitest";
import { DashError } from "../../src/base/dash-error.ts";
import type { Expression } from "../../src/queries/expression.ts";
import {
  add,
  divide,
  matches,
  not,
  promql,
  rate,
  raw,
  select,
  subquery,
  sum,
  unsafe,
  variable,
} from "../../src/queries/queries.ts";
import { memory, requests, up } from "./metrics.ts";

const total = add(memory, 1);

const templates: readonly { readonly name: string; readonly made: Expression; readonly text: string }[] = [
  { name: "keeps text without interpolations", made: promql`sum(up)`, text: "sum(up)" },
  {
    name: "trims the ends, not the middle",
    made: promql`
    sum(
      up
    )
  `,
    text: "sum(\n      up\n    )",
  },
  { name: "keeps PromQL's backslashes", made: promql`x{le=~"1(\\.0)?"}`, text: 'x{le=~"1(\\\\.0)?"}' },
  {
    name: "keeps Grafana's variables",
    made: promql`x{a="$a",b="\${b}",c="\$c"}[$__rate_interval]`,
    text: 'x{a="$a",b="${b}",c="$c"}[$__rate_interval]',
  },
  { name: "takes escaped backticks", made: promql`x{a=\`b\`}`, text: "x{a=`b`}" },
  {
    name: "spells numbers",
    made: promql`x > ${0.5} + ${-1} + ${Infinity} + ${NaN} + ${1e9}`,
    text: "x > 0.5 + -1 + Inf + NaN + 1e9",
  },
  { name: "keeps the sign of a base", made: promql`${-2} ^ 2 + ${2} ^ ${-2}`, text: "(-2) ^ 2 + 2 ^ -2" },
  {
    name: "puts an expression before another interpolation in parentheses",
    made: promql`${total} ${unsafe("* 2")}`,
    text: "(memory_bytes + 1) * 2",
  },
  { name: "inserts a metric", made: promql`rate(${requests}[5m])`, text: "rate(http_requests_total[5m])" },
  {
    name: "inserts a selector",
    made: promql`rate(${select(requests, { code: "500" })}[5m])`,
    text: 'rate(http_requests_total{code="500"}[5m])',
  },
  {
    name: "inserts an expression in an argument as it is",
    made: promql`sum(${total})`,
    text: "sum(memory_bytes + 1)",
  },
  {
    name: "inserts an expression between commas as it is",
    made: promql`f(1, ${total}, ${total} )`,
    text: "f(1, memory_bytes + 1, memory_bytes + 1 )",
  },
  {
    name: "puts an expression beside an operator in parentheses",
    made: promql`${total} * 2`,
    text: "(memory_bytes + 1) * 2",
  },
  {
    name: "puts an expression behind an operator in parentheses",
    made: promql`2 * ${total}`,
    text: "2 * (memory_bytes + 1)",
  },
  {
    name: "puts an expression before a window in parentheses",
    made: promql`max_over_time(${total}[1h:])`,
    text: "max_over_time((memory_bytes + 1)[1h:])",
  },
  {
    name: "needs no parentheses for calls",
    made: promql`${sum(up)} * ${rate(requests)}`,
    text: "sum(up) * rate(http_requests_total[$__rate_interval])",
  },
  {
    name: "inserts a subquery",
    made: promql`max_over_time(${subquery(up, { range: "1h" })})`,
    text: "max_over_time(up[1h:])",
  },
  {
    name: "inserts names, durations and variables",
    made: promql`${"sum"} by (${"job"}) (rate(${"x:y_total"}[${"5m"}] offset ${"$shift"}))`,
    text: "sum by (job) (rate(x:y_total[5m] offset $shift))",
  },
  { name: "joins a part of a name", made: promql`${"http"}_total`, text: "http_total" },
  {
    name: "lists labels",
    made: promql`sum by (${["job", "http.route"]}) (x)`,
    text: 'sum by (job, "http.route") (x)',
  },
  { name: "escapes in double quotes", made: promql`x{a="${"b\"\\c'\n"}"}`, text: 'x{a="b\\"\\\\c\'\\n"}' },
  { name: "escapes in single quotes", made: promql`x{a='${"b'\\c\""}'}`, text: "x{a='b\\'\\\\c\"'}" },
  { name: "writes backticked strings as they are", made: promql`x{a=\`${'b"\\c'}\`}`, text: 'x{a=`b"\\c`}' },
  {
    name: "escapes regular expressions",
    made: promql`x{a=~"${"a.b"}.*", c!~ '${"(d)"}'}`,
    text: "x{a=~\"a\\\\.b.*\", c!~ '\\\\(d\\\\)'}",
  },
  {
    name: "escapes backticked regular expressions once",
    made: promql`x{a=~\`${"a.b"}\`}`,
    text: "x{a=~`a\\.b`}",
  },
  { name: "matches one of a list", made: promql`x{a=~"${["a.b", "c"]}"}`, text: 'x{a=~"a\\\\.b|c"}' },
  {
    name: "leaves a variable in a regular expression",
    made: promql`x{a=~"${"$job"}|${"${job:regex}"}"}`,
    text: 'x{a=~"$job|${job:regex}"}',
  },
  {
    name: "takes variables and patterns",
    made: promql`x{a=~"${variable("job")}",b=~"${matches("\\d+")}",c="${variable("c")}"}`,
    text: 'x{a=~"$job",b=~"\\\\d+",c="$c"}',
  },
  {
    name: "writes numbers into strings plainly",
    made: promql`x{le="${1000000}",a=~"${0.5}"}`,
    text: 'x{le="1000000",a=~"0\\\\.5"}',
  },
  {
    name: "writes a metric's name into a string",
    made: promql`{__name__="${requests}"}`,
    text: '{__name__="http_requests_total"}',
  },
  {
    name: "lets unsafe text through",
    made: promql`sum(${unsafe('x{a="b"} > 0')})`,
    text: 'sum(x{a="b"} > 0)',
  },
  {
    name: "follows the quotes of unsafe text",
    made: promql`x{${unsafe('a=~"')}${"b.c"}"}`,
    text: 'x{a=~"b\\\\.c"}',
  },
  {
    name: "knows that a quote can be escaped",
    made: promql`x{a="\"${"b c"}"} + ${"d"}`,
    text: 'x{a="\\"b c"} + d',
  },
  {
    name: "skips comments",
    made: promql`sum( # don't ${"!"} count
x)`,
    text: "sum( # don't  count\nx)",
  },
];

describe("a promql template", () => {
  test.each(templates)("$name", ({ made, text }) => {
    expect(made.text).toBe(text);
  });

  const refused: readonly {
    readonly name: string;
    readonly make: () => unknown;
    readonly message: RegExp;
  }[] = [
    {
      name: "a text that is no name outside of quotes",
      make: () => promql`x offset ${"5 minutes"}`,
      message: /`5 minutes` cannot stand outside quotes/,
    },
    {
      name: "an injection",
      make: () => promql`sum(${"up) or vector(1"})`,
      message: /cannot stand outside quotes/,
    },
    {
      name: "a list in a plain string",
      make: () => promql`x{a="${["b"]}"}`,
      message: /no regular expression/,
    },
    { name: "an empty list", make: () => promql`x{a=~"${[]}"}`, message: /empty/ },
    { name: "an expression in a string", make: () => promql`x{a="${total}"}`, message: /stands in a string/ },
    {
      name: "a selector in a string",
      make: () => promql`x{a="${select(up, {})}"}`,
      message: /stands in a string/,
    },
    {
      name: "a pattern in a plain string",
      make: () => promql`x{a="${matches("b.*")}"}`,
      message: /matched otherwise/,
    },
    {
      name: "a plain value in a regular expression",
      make: () => promql`x{a=~"${not("b")}"}`,
      message: /matched otherwise/,
    },
    {
      name: "a matcher outside of quotes",
      make: () => promql`x{a=~${variable("job")}}`,
      message: /outside quotes/,
    },
    { name: "a backtick in backticks", make: () => promql`x{a=\`${"`"}\`}`, message: /backtick/ },
    { name: "nothing", make: () => promql`  `, message: /empty/ },
    {
      name: "a missing value",
      make: () => promql`x > ${undefined as unknown as string}`,
      message: /`undefined` to interpolate/,
    },
    { name: "no text", make: () => raw(""), message: /empty/ },
  ];

  test.each(refused)("refuses $name", ({ make, message }) => {
    expect(make).toThrow(DashError);
    expect(make).toThrow(message);
  });

  test("says what to do with a text that is no name", () => {
    expect(() => promql`${"a b"}`).toThrow(
      expect.objectContaining({ hint: expect.stringContaining("unsafe(text)") }),
    );
  });

  test("knows where it was written", () => {
    expect(promql`up`.raw?.site.stack.split("\n")[1]).toContain("raw.test.ts");
    expect(raw("up").raw?.site.stack.split("\n")[1]).toContain("raw.test.ts");
  });

  test("has no unit, because nothing is known of its metrics", () => {
    expect(promql`up`).not.toHaveProperty("unit");
  });
});

describe("the shape of hand-written text", () => {
  function shape(expression: Expression): string {
    return expression.raw?.shape ?? "";
  }

  test("is equal for other texts in the same places", () => {
    const panel = (job: string, limit: number): Expression =>
      promql`sum(rate(x{job="${job}",code=~"${[job]}"}[5m])) > ${limit}`;
    expect(shape(panel("a", 1))).toBe(shape(panel('b"', 20)));
    expect(shape(panel("a", 1))).not.toBe(shape(panel("a", 0.5)));
    expect(shape(panel("a", 1))).not.toBe(shape(panel("a", -1)));
  });

  test("is equal for other metrics and built expressions of the same type", () => {
    const panel = (metric: typeof requests | typeof up, part: Expression): Expression =>
      promql`${part} / ${metric}`;
    expect(shape(panel(requests, sum(up)))).toBe(shape(panel(up, add(memory, 1))));
    expect(shape(panel(up, sum(up)))).not.toBe(shape(panel(up, subquery(up, { range: "1h" }))));
  });

  test("differs for other names and durations outside of strings", () => {
    const panel = (name: string): Expression => promql`${name}(x[5m])`;
    expect(shape(panel("rate"))).not.toBe(shape(panel("sum")));
  });

  test("holds the shape of hand-written text inside", () => {
    const inner = (job: string): Expression => promql`x{job="${job}"}`;
    expect(shape(promql`sum(${inner("a")})`)).toBe(shape(promql`sum(${inner("b")})`));
    expect(shape(promql`sum(${inner("a")})`)).not.toBe(shape(promql`sum(${promql`y`})`));
  });

  test("holds what functions add", () => {
    const made = (job: string): Expression => divide(sum(promql`x{job="${job}"}`), sum(rate(requests)));
    expect(made("a").text).toBe('sum(x{job="a"}) / sum(rate(http_requests_total[$__rate_interval]))');
    expect(shape(made("a"))).toBe('sum(x{job="⟨text⟩"}) / ⟨vector⟩');
    expect(shape(made("a"))).toBe(shape(made("b")));
    expect(sum(rate(requests))).not.toHaveProperty("raw");
  });

  test("blanks the strings of dynamic text, but no regular expressions", () => {
    const text = (value: string, regex: string): Expression =>
      raw(`x{a="${value}", b=~'${regex}', c!~ "${regex}", d='it\\'s'} # it's "here"`);
    expect(shape(text("1", "r"))).toBe(`x{a="", b=~'r', c!~ "r", d=""} # it's "here"\n`);
  });
});

describe("a function around hand-written text", () => {
  const cases = [
    { text: "sum(a or b)", expected: "sum(a or b) * 2" },
    { text: 'sum by (job) (x{a="+"})', expected: 'sum by (job) (x{a="+"}) * 2' },
    { text: "order{a=~'b or c'} offset 5m", expected: "order{a=~'b or c'} offset 5m * 2" },
    { text: "a + b", expected: "(a + b) * 2" },
    { text: "a or b", expected: "(a or b) * 2" },
    { text: "a UNLESS b", expected: "(a UNLESS b) * 2" },
    { text: "a # why", expected: "a # why\n * 2" },
  ];
  test.each(cases)("adds parentheses where $text needs them", ({ text, expected }) => {
    expect(multiplied(text)).toBe(expected);
  });

  test("adds parentheses to a template of one expression like to the expression", () => {
    expect(divide(promql`${total}`, 2).text).toBe("(memory_bytes + 1) / 2");
    expect(divide(promql`(${total})`, 2).text).toBe("(memory_bytes + 1) / 2");
    expect(divide(promql`sum(${total})`, 2).text).toBe("sum(memory_bytes + 1) / 2");
  });

  function multiplied(text: string): string {
    return divide(raw(text), 2).text.replace(" / ", " * ");
  }
});
