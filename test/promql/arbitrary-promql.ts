import fc from "fast-check";
import { aggregations, functions, type ValueType } from "../../src/promql/functions.ts";

/**
 * Random PromQL: `wellTyped` follows the grammar and the types, `loose` only the grammar, and `mutated` damages
 * a text token by token.
 */

type Depth = number;

const metric = fc.constantFrom(
  "up",
  "a_total",
  "b:c",
  "m",
  "sum",
  "by",
  "offset",
  "start",
  "end",
  "rate",
  "on",
  "inf",
);
const plainMetric = fc.constantFrom("up", "a_total", "http_requests_total", "job:rate:5m", "m");
const label = fc.constantFrom(
  "job",
  "code",
  "le",
  "on",
  "by",
  "bool",
  "group_left",
  "without",
  "inf",
  "__name__",
);
const plainLabel = fc.constantFrom("job", "code", "le", "instance");
const value = fc.constantFrom('"x"', "'y'", "`z`", '""', '"a\\"b"', '"5\\\\d"', '"\\u00e9"', '"a|b"');
const regex = fc.constantFrom(
  '".*"',
  '".+"',
  '"a|b"',
  '"5.."',
  '""',
  '"(a)?"',
  '"[a-z]+"',
  '"\\\\d+"',
  '"(?i)x"',
  "`a\\.b`",
  '"foo$"',
);
const badText = fc.constantFrom(
  '"("',
  '"(?=a)"',
  '"a**"',
  '"\\d"',
  '"[z-a]"',
  '"a{2,1}"',
  '"(a)\\\\1"',
  '"*"',
);
const duration = fc.constantFrom("5m", "1h30m", "30s", "1d", "500ms", "1w");
const oddDuration = fc.constantFrom("0s", "5m1h", "300y", "1m1m", "5", "-5m", "1.5h", "5M");
const number = fc.constantFrom(
  "1",
  "0.5",
  "1.",
  ".5",
  "1e3",
  "0x1F",
  "0X1f",
  "08",
  "Inf",
  "nan",
  "1e-3",
  "-1",
  "+2",
);
const space = fc.constantFrom("", "", "", " ", "\n", "\t", " # c\n");
const arithmetic = fc.constantFrom("+", "-", "*", "/", "%", "^", "atan2", "ATAN2");
const comparison = fc.constantFrom("==", "!=", "<", ">", "<=", ">=");
const setOperator = fc.constantFrom("and", "or", "unless", "AND");

const functionNames = [...functions.keys()];
const aggregationNames = [...aggregations.keys()];

function matcher(loose: boolean): fc.Arbitrary<string> {
  const name = loose ? label : plainLabel;
  const equal = fc.tuple(name, space, fc.constantFrom("=", "!="), space, value);
  const matching = fc.tuple(
    name,
    space,
    fc.constantFrom("=~", "!~"),
    space,
    loose ? fc.oneof(regex, badText) : regex,
  );
  return fc.oneof(equal, matching).map((parts) => parts.join(""));
}

function selector(loose: boolean): fc.Arbitrary<string> {
  const braces = fc
    .tuple(fc.array(matcher(loose), { maxLength: 3 }), fc.constantFrom("", "", ","))
    .map(([matchers, comma]) => `{${matchers.join(",")}${matchers.length > 0 ? comma : ""}}`);
  const name = loose ? metric : plainMetric;
  return fc.oneof(
    { weight: 3, arbitrary: name },
    { weight: 3, arbitrary: fc.tuple(name, space, braces).map((parts) => parts.join("")) },
    { weight: loose ? 2 : 0, arbitrary: braces },
    { weight: 1, arbitrary: matcher(false).map((text) => `{${text},job!=""}`) },
  );
}

function modifiers(loose: boolean): fc.Arbitrary<string> {
  const offset = fc
    .tuple(
      fc.constantFrom(" offset ", " offset -", " OFFSET "),
      loose ? fc.oneof(duration, oddDuration) : duration,
    )
    .map((parts) => parts.join(""));
  const at = fc.constantFrom(" @ 5", " @ -1.5", " @ start()", " @ end ( )", " @ END()", "@1e9");
  const wild = fc.constantFrom(" @ inf", " @ 1e30", " @ start", " offset 5m offset 5m", " @ 1 @ 2");
  return fc.oneof(
    { weight: 8, arbitrary: fc.constant("") },
    { weight: 2, arbitrary: offset },
    { weight: 2, arbitrary: at },
    { weight: 1, arbitrary: fc.tuple(offset, at).map((parts) => parts.join("")) },
    { weight: loose ? 1 : 0, arbitrary: wild },
  );
}

function grouping(keyword: fc.Arbitrary<string>, loose: boolean): fc.Arbitrary<string> {
  return fc
    .tuple(
      keyword,
      space,
      fc.array(loose ? label : plainLabel, { maxLength: 3 }),
      fc.constantFrom("", "", ","),
    )
    .map(
      ([word, gap, labels, comma]) => `${word}${gap}(${labels.join(", ")}${labels.length > 0 ? comma : ""})`,
    );
}

function expression(type: ValueType, depth: Depth, loose: boolean): fc.Arbitrary<string> {
  const wanted = loose
    ? fc.constantFrom<ValueType>("scalar", "vector", "range", "string", type, type, type)
    : fc.constant(type);
  return wanted.chain((actual) => {
    if (depth <= 0) return leaf(actual, loose);
    return fc.oneof(
      { weight: 1, arbitrary: leaf(actual, loose) },
      { weight: 3, arbitrary: branch(actual, depth - 1, loose) },
    );
  });
}

function leaf(type: ValueType, loose: boolean): fc.Arbitrary<string> {
  if (type === "scalar") return number;
  if (type === "string") return loose ? fc.oneof(value, badText) : value;
  const selected = selector(loose);
  if (type !== "range") return fc.tuple(selected, modifiers(loose)).map((parts) => parts.join(""));
  const range = loose ? fc.oneof({ weight: 5, arbitrary: duration }, oddDuration) : duration;
  return fc
    .tuple(selected, space, range, modifiers(loose))
    .map(([text, gap, length, after]) => `${text}${gap}[${length}]${after}`);
}

function branch(type: ValueType, depth: Depth, loose: boolean): fc.Arbitrary<string> {
  const inner = (wanted: ValueType): fc.Arbitrary<string> => expression(wanted, depth, loose);
  const parentheses = inner(type).map((text) => `(${text})`);
  if (type === "string") return parentheses;
  if (type === "range") {
    const step = fc.oneof(duration, fc.constant(""));
    const subquery = fc
      .tuple(inner("vector"), duration, step, modifiers(loose))
      .map(([text, range, every, after]) => `(${text})[${range}:${every}]${after}`);
    return fc.oneof(leaf("range", loose), subquery, parentheses);
  }
  const call = callOf(type, depth, loose);
  const unary = fc.tuple(fc.constantFrom("-", "+"), inner(type)).map((parts) => parts.join(""));
  if (type === "scalar") {
    const sum = fc.tuple(inner("scalar"), arithmetic, inner("scalar")).map(([a, op, b]) => `${a} ${op} ${b}`);
    const compared = fc
      .tuple(inner("scalar"), comparison, inner("scalar"))
      .map(([a, op, b]) => `${a} ${op} bool ${b}`);
    return fc.oneof(call, unary, parentheses, sum, compared);
  }
  return fc.oneof(
    { weight: 3, arbitrary: call },
    { weight: 3, arbitrary: aggregation(depth, loose) },
    { weight: 3, arbitrary: binary(depth, loose) },
    { weight: 1, arbitrary: unary },
    { weight: 1, arbitrary: parentheses },
  );
}

function callOf(type: ValueType, depth: Depth, loose: boolean): fc.Arbitrary<string> {
  const names = functionNames.filter((name) => loose || functions.get(name)?.returns === type);
  return fc.constantFrom(...names).chain((name) => {
    const signature = functions.get(name);
    const args = signature?.args ?? [];
    const most = Math.min(signature?.max ?? 0, args.length + 2);
    const least = signature?.min ?? 0;
    const count = loose
      ? fc.integer({ min: Math.max(0, least - 1), max: most + 1 })
      : fc.integer({ min: least, max: most });
    return count.chain((length) =>
      fc
        .tuple(
          space,
          ...Array.from({ length }, (_, index) =>
            expression(args[index] ?? args.at(-1) ?? "vector", depth - 1, loose),
          ),
        )
        .map(([gap, ...texts]) => `${name}${gap}(${texts.join(", ")})`),
    );
  });
}

function aggregation(depth: Depth, loose: boolean): fc.Arbitrary<string> {
  const by = grouping(fc.constantFrom("by", "without", "BY"), loose);
  return fc.constantFrom(...aggregationNames).chain((name) => {
    const parameter = aggregations.get(name);
    const operand = expression("vector", depth, loose);
    const args =
      parameter === undefined
        ? operand
        : fc.tuple(expression(parameter, 0, loose), operand).map((parts) => parts.join(", "));
    const word = fc.constantFrom(name, name, name.toUpperCase());
    return fc.oneof(
      fc.tuple(word, args).map(([text, list]) => `${text}(${list})`),
      fc.tuple(word, by, args).map(([text, group, list]) => `${text} ${group} (${list})`),
      fc.tuple(word, args, by).map(([text, list, group]) => `${text}(${list}) ${group}`),
    );
  });
}

function binary(depth: Depth, loose: boolean): fc.Arbitrary<string> {
  const side = expression("vector", depth, loose);
  const on = grouping(fc.constantFrom("on", "ignoring", "ON"), loose);
  const group = fc.oneof(
    fc.constantFrom(" group_left", " group_right"),
    grouping(fc.constantFrom(" group_left", " group_right"), loose),
  );
  const matching = fc.oneof(
    { weight: 4, arbitrary: fc.constant("") },
    { weight: 2, arbitrary: on },
    {
      weight: 1,
      arbitrary: fc
        .tuple(fc.constantFrom("on (job)", "ignoring (job)"), group)
        .map((parts) => parts.join("")),
    },
    { weight: loose ? 1 : 0, arbitrary: fc.tuple(on, group).map((parts) => parts.join("")) },
  );
  const bool = fc.constantFrom("", "", "bool");
  const join = (parts: readonly string[]): string => parts.filter((part) => part !== "").join(" ");
  return fc.oneof(
    fc.tuple(side, arithmetic, matching, side).map(join),
    fc.tuple(side, comparison, bool, matching, side).map(join),
    fc.tuple(side, setOperator, loose ? matching : fc.oneof(fc.constant(""), on), side).map(join),
    fc.tuple(expression("scalar", 0, loose), arithmetic, side).map(join),
    fc.tuple(side, comparison, expression("scalar", 0, loose)).map(join),
    ...(loose ? [fc.tuple(side, fc.oneof(arithmetic, comparison, setOperator), bool, side).map(join)] : []),
  );
}

const pieces = /"(?:[^"\\\n]|\\[^])*"|'(?:[^'\\\n]|\\[^])*'|`[^`]*`|#[^\n]*|[\w.]+|\s+|[=!<>]=|[=!]~|[^]/g;
const strangers = fc.constantFrom(
  ..."( ) [ ] { } , : + - * / ^ % = == != =~ !~ < > @ # $ & . ; ! by without on ignoring group_left group_right".split(
    " ",
  ),
  ...'bool offset and or unless atan2 sum rate foo up job 5m 1 "x" " \' ` inf start() 1h30m é'.split(" "),
  "[5m]",
  "[5m:]",
  "[5m:1m]",
  '{job="x"}',
  "()",
  " offset 5m",
  " ",
);

/** Damages a text: pieces of it vanish, double, change places or become something else. */
export function mutated(texts: fc.Arbitrary<string>): fc.Arbitrary<string> {
  const change = fc.record({
    kind: fc.constantFrom("delete", "delete", "double", "swap", "replace", "insert"),
    at: fc.double({ min: 0, max: 0.999, noNaN: true }),
    stranger: strangers,
  });
  return fc.tuple(texts, fc.array(change, { minLength: 1, maxLength: 2 })).map(([text, changes]) => {
    const parts: string[] = text.match(pieces) ?? [];
    for (const { kind, at, stranger } of changes) {
      const index = Math.floor(at * parts.length);
      const part = parts[index] ?? "";
      if (kind === "delete") parts.splice(index, 1);
      else if (kind === "double") parts.splice(index, 0, part);
      else if (kind === "swap") parts.splice(index, 2, parts[index + 1] ?? "", part);
      else parts.splice(index, kind === "replace" ? 1 : 0, stranger);
    }
    return parts.join("");
  });
}

/** Expressions that Prometheus accepts, apart from rare accidents. */
export const wellTyped: fc.Arbitrary<string> = fc
  .constantFrom<ValueType>("vector", "vector", "vector", "scalar", "range", "string")
  .chain((type) => expression(type, 3, false));

/** Expressions of right grammar whose types are often wrong. */
export const looselyTyped: fc.Arbitrary<string> = expression("vector", 2, true);
