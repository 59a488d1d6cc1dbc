import { describe, expect, test } from "vitest";
import { DashError } from "../../src/base/dash-error.ts";
import * as q from "../../src/queries/queries.ts";
import { duration, memory, nativeDuration, pauses, requests, up } from "./metrics.ts";

/** The functions as code sees them that was never compiled. */
const untyped = q as unknown as Readonly<Record<string, (...values: readonly unknown[]) => unknown>>;

interface Mistake {
  readonly name: string;
  readonly make: () => unknown;
  readonly message: string | RegExp;
  readonly hint: string | RegExp;
}

const hour = q.subquery(memory, { range: "1h" });

const mistakes: readonly Mistake[] = [
  {
    name: "a rate of hand-written text",
    make: () => untyped["rate"]?.(q.promql`up`),
    message: "rate() needs a metric of a catalogue, but `up` is a query already.",
    hint: /by hand/,
  },
  {
    name: "a rate of nothing",
    make: () => untyped["rate"]?.(undefined),
    message: "rate() got `undefined` in the place of a metric.",
    hint: /Look where/,
  },
  ...["sum", "count", "avgOverTime", "subquery", "negate", "query", "absent", "offset", "select"].map(
    (name): Mistake => ({
      name: `${name} of nothing`,
      make: () => untyped[name]?.(undefined, {}),
      message: /got `undefined` in the place of a metric/,
      hint: /Look where/,
    }),
  ),
  {
    name: "a sum of plain text",
    make: () => untyped["sum"]?.("up"),
    message: "sum() needs a metric of a catalogue or an expression, not the text `up`.",
    hint: /promql/,
  },
  {
    name: "a sum of a query with its legend",
    make: () => untyped["sum"]?.(q.query(up)),
    message: /not a `query\(\)`/,
    hint: /around the whole/,
  },
  {
    name: "an option of a query that does not exist",
    make: () => untyped["query"]?.(up, { legnd: "x" }),
    message: "`query()` has no option `legnd`.",
    hint: "Did you mean `legend`?",
  },
  {
    name: "a rate of a gauge",
    make: () => untyped["rate"]?.(memory),
    message: "rate() cannot take `memory_bytes`, which is a gauge.",
    hint: /avgOverTime/,
  },
  {
    name: "a sum of a raw counter",
    make: () => untyped["sum"]?.(requests),
    message: /sum\(\) cannot take/,
    hint: /rate\(\)/,
  },
  {
    name: "a quantile of a counter",
    make: () => untyped["quantile"]?.(0.9, requests),
    message: /is a counter/,
    hint: /histogram/,
  },
  {
    name: "a ratio of raw counters",
    make: () => untyped["ratio"]?.(requests, requests),
    message: /is a counter/,
    hint: /rate\(\)/,
  },
  {
    name: "a sum of a window",
    make: () => untyped["sum"]?.(hour),
    message: /is a range/,
    hint: /avgOverTime/,
  },
  {
    name: "a sum of a scalar",
    make: () => untyped["sum"]?.(q.time()),
    message: /is a scalar/,
    hint: /vector\(\)/,
  },
  {
    name: "a window of a vector",
    make: () => untyped["avgOverTime"]?.(q.sum(up)),
    message: /one value for each series/,
    hint: /subquery/,
  },
  {
    name: "two windows",
    make: () => untyped["avgOverTime"]?.(hour, { range: "5m" }),
    message: /own range/,
    hint: /Leave/,
  },
  {
    name: "a comparison of numbers",
    make: () => untyped["greater"]?.(1, 2),
    message: /two numbers/,
    hint: /bool: true/,
  },
  {
    name: "matching of a scalar",
    make: () => untyped["add"]?.(up, 1, { on: ["job"] }),
    message: /no series/,
    hint: /Leave/,
  },
  {
    name: "by and without",
    make: () => q.sum(up, { by: ["job"], without: ["job"] }),
    message: /both `by` and `without`/,
    hint: /Keep one/,
  },
  {
    name: "on and ignoring",
    make: () => q.add(up, up, { on: ["job"], ignoring: ["job"] }),
    message: /`on` and `ignoring`/,
    hint: /Keep one/,
  },
  {
    name: "both groups",
    make: () => q.add(up, up, { on: ["job"], groupLeft: true, groupRight: true }),
    message: /`groupLeft` and `groupRight`/,
    hint: /Keep one/,
  },
  {
    name: "a group without labels",
    make: () => q.add(up, up, { groupLeft: true }),
    message: /neither/,
    hint: /`on`/,
  },
  {
    name: "a percentile as a percentage",
    make: () => q.quantile(95, duration),
    message: /between 0 and 1/,
    hint: "Write `0.95` for the 95th percentile.",
  },
  {
    name: "a negative quantile",
    make: () => q.quantile(-1, duration),
    message: /between 0 and 1/,
    hint: /0.95/,
  },
  {
    name: "a bucket that does not exist",
    make: () => q.fractionBelow(duration, 0.4),
    message: /has no bucket limit `0.4`/,
    hint: "Use one of `0.1`, `0.25`, `1`, `10`.",
  },
  {
    name: "a quantile that does not exist",
    make: () => q.quantileSeries(pauses, 0.9),
    message: /no quantile `0.9`/,
    hint: /`0.25`/,
  },
  {
    name: "parts of a native histogram",
    make: () => q.countOf(nativeDuration),
    message: /native histogram/,
    hint: /average/,
  },
  {
    name: "two offsets",
    make: () => q.offset(q.offset(up, "1h"), "1h"),
    message: /already has `offset`/,
    hint: /one call/,
  },
  {
    name: "two offsets of a subquery",
    make: () => q.offset(q.offset(hour, "1h"), "1h"),
    message: /already has `offset`/,
    hint: /one call/,
  },
  { name: "two times", make: () => q.at(q.at(up, 1), "end"), message: /already has `@`/, hint: /one call/ },
  { name: "no time", make: () => q.at(up, NaN), message: /`NaN` is no time/, hint: /Unix seconds/ },
];

describe("a mistake that the compiler did not see", () => {
  test.each(mistakes)("is refused: $name", ({ make, message, hint }) => {
    expect(make).toThrow(DashError);
    expect(make).toThrow(message);
    expect(make).toThrow(
      expect.objectContaining({
        code: "invalid-definition",
        hint: typeof hint === "string" ? hint : expect.stringMatching(hint),
      }),
    );
  });
});

describe("a duration", () => {
  test.each([
    "5m",
    "1h30m",
    "1y2w3d4h5m6s7ms",
    "100ms",
    "$__rate_interval",
    "$__range",
    "$window",
    "${window}",
    "${window:raw}",
  ])("`%s` is accepted", (range) => {
    expect(q.rate(requests, { range }).text).toContain(`[${range}]`);
  });

  test.each(["5 minutes", "5", "", "m", "1.5h", "30m1h", "-5m", "0s", "0m0s", "5M", "$", "$a b", "5m]"])(
    "`%s` is refused",
    (range) => {
      expect(() => q.rate(requests, { range })).toThrow(`The range \`${range}\` is no duration`);
    },
  );

  test.each(["0s", "1 week", "--1h"])("`%s` is refused as an offset", (shift) => {
    expect(() => q.offset(requests, shift)).toThrow(/The offset/);
  });

  test("is checked in subqueries too", () => {
    expect(() => q.subquery(up, { range: "hour" })).toThrow(/The range `hour`/);
    expect(() => q.subquery(up, { range: "1h", step: "minute" })).toThrow(/The step `minute`/);
  });
});

describe("a number in a label", () => {
  test.each([
    [1, 'le=~"1(\\\\.0)?"'],
    [0.25, 'le="0.25"'],
    [1e6, 'le=~"1000000(\\\\.0)?|1e\\\\+06"'],
    [1048576, 'le=~"1048576(\\\\.0)?|1\\\\.048576e\\\\+06"'],
    [0.0001, 'le="0.0001"'],
    [0.00001, 'le=~"0\\\\.00001|1e-05"'],
    [-1, 'le=~"-1(\\\\.0)?"'],
    [0, 'le=~"0(\\\\.0)?"'],
  ])("%s matches all its spellings", (limit, matcher) => {
    const { buckets: _known, ...histogram } = duration;
    expect(q.bucketOf(histogram, limit).matchers).toBe(matcher);
  });
});
