import { describe, expect, test } from "vitest";
import { DashError } from "../../src/base/dash-error.ts";
import { stat, type StatOptions } from "../../src/panels/stat.ts";
import { table, type TableOptions } from "../../src/panels/table.ts";
import { timeseries, type TimeseriesOptions } from "../../src/panels/timeseries.ts";
import { expression } from "./panel-fragments.ts";

const data = { title: "Requests", queries: [expression("up")] };

/** The error that a call throws, as text: message, then hint. */
function refusal(call: () => unknown): string {
  try {
    call();
  } catch (error) {
    if (error instanceof DashError) return `${error.code}: ${error.message} ${error.hint}`;
    throw error;
  }
  return "accepted";
}

const inTimeseries: readonly [string, object, string][] = [
  [
    "an unknown option",
    { tresholds: [] },
    "Panel `Requests` has no option `tresholds`. Did you mean `thresholds`?",
  ],
  ["an option that every object has", { constructor: 1 }, "Panel `Requests` has no option `constructor`. "],
  [
    "an unknown option inside",
    { legend: { mod: "table" } },
    "Panel `Requests` has no option `legend.mod`. Did you mean `mode`?",
  ],
  [
    "an unknown word",
    { legend: "tabel" },
    "Option `legend` of panel `Requests` cannot be `tabel`. Use one of `hidden`, `list`, `table`.",
  ],
  [
    "an unknown word in a list",
    { legend: { calcs: ["mean", "avg"] } },
    "Option `legend.calcs[1]` of panel `Requests` cannot be `avg`. ",
  ],
  [
    "a threshold that is no number",
    { thresholds: [{ value: Number.NaN, color: "red" }] },
    "Option `thresholds[0].value` of panel `Requests` cannot be `NaN`. Give a finite number, or leave the option out.",
  ],
  [
    "a limit that is no number",
    { thresholds: { warning: Number.NaN } },
    "Option `thresholds.warning` of panel `Requests` cannot be `NaN`. Give a finite number, or leave the option out.",
  ],
  [
    "an infinite axis",
    { max: Infinity },
    "Option `max` of panel `Requests` cannot be `Infinity`. Give a finite number, or leave the option out.",
  ],
  [
    "half a column",
    { width: 7.5 },
    "Option `width` of panel `Requests` cannot be `7.5`. Give a whole number from 1 to 24.",
  ],
  [
    "no width at all",
    { width: Number.NaN },
    "Option `width` of panel `Requests` cannot be `NaN`. Give a whole number from 1 to 24.",
  ],
  [
    "a height in parts",
    { height: 0.5 },
    "Option `height` of panel `Requests` cannot be `0.5`. Give a whole number of at least 1.",
  ],
  [
    "a width of nothing",
    { width: 0 },
    "Option `width` of panel `Requests` cannot be `0`. Give a whole number from 1 to 24.",
  ],
  [
    "a width of less than nothing",
    { width: -3 },
    "Option `width` of panel `Requests` cannot be `-3`. Give a whole number from 1 to 24.",
  ],
  [
    "a width of more than the grid",
    { width: 30 },
    "Option `width` of panel `Requests` cannot be `30`. Give a whole number from 1 to 24.",
  ],
  [
    "a height of nothing",
    { height: 0 },
    "Option `height` of panel `Requests` cannot be `0`. Give a whole number of at least 1.",
  ],
  [
    "a number for a text",
    { description: 5 },
    "Option `description` of panel `Requests` must be a text, not `5`. Put it in quotes.",
  ],
  [
    "a text for a number",
    { min: "0" },
    "Option `min` of panel `Requests` must be a number, not the text `0`. Write it without quotes.",
  ],
  [
    "a text for a switch",
    { transparent: "yes" },
    "Option `transparent` of panel `Requests` must be `true` or `false`, not the text `yes`. Write `true` or `false`, without quotes.",
  ],
  [
    "one link without a list",
    { links: { title: "Docs", url: "https://example.com" } },
    "Option `links` of panel `Requests` must be a list, not an object. Put it in brackets: `[…]`.",
  ],
  [
    "a link without an address",
    { links: [{ title: "Docs" }] },
    "Option `links[0].url` of panel `Requests` is missing. Write `url: …`.",
  ],
  [
    "one override without a list",
    { overrides: { name: "a" } },
    "Option `overrides` of panel `Requests` must be a list, not an object. Put it in brackets: `[…]`.",
  ],
  [
    "a hole in a list",
    { thresholds: [undefined] },
    "Option `thresholds[0]` of panel `Requests` is `undefined`. Look where the value comes from: a misspelled name, or an import in a circle.",
  ],
  [
    "nothing where something must be",
    { description: null },
    "Option `description` of panel `Requests` must be a text, not `null`. Put it in quotes.",
  ],
  [
    "an interval in words",
    { interval: "1 minute" },
    "Option `interval` of panel `Requests` cannot be `1 minute`. Write a number with a unit such as `30s` or `1m`.",
  ],
  [
    "a time range of two units, which Grafana cannot read",
    { timeFrom: "1h30m" },
    "Option `timeFrom` of panel `Requests` cannot be `1h30m`. Write one number with a unit such as `24h`, or `now/d`.",
  ],
  [
    "a time shift in words",
    { timeShift: "last week" },
    "Option `timeShift` of panel `Requests` cannot be `last week`. Write one number with a unit such as `1w`.",
  ],
  [
    "`configure` that is no function",
    { configure: "x" },
    "Option `configure` of panel `Requests` must be a function, not the text `x`. Write `(builder) => …`.",
  ],
  ["no title", { title: undefined }, 'A panel has no `title`. Write `{ title: "…", … }`.'],
  [
    "a title that is no text",
    { title: 5 },
    'The `title` of a panel must be a text, not `5`. Write `{ title: "…", … }`.',
  ],
  [
    "a query that does not exist",
    { queries: [undefined] },
    "Query 1 of panel `Requests` is `undefined`, not a query. Look where the value comes from: a misspelled name, or an import in a circle.",
  ],
  [
    "a window of samples as a query",
    { queries: [{ kind: "expression", type: "range", text: "up[5m]", precedence: 7 }] },
    "The query `up[5m]` of panel `Requests` is a range of samples, which cannot be drawn. Apply a function such as `avgOverTime()` to it.",
  ],
  [
    "a colouring that is written like a colour",
    { color: "palette" },
    'Option `color` of panel `Requests` is `palette`, which is no colour but a way of colouring. Write `{ mode: "palette" }`.',
  ],
  [
    "a value that is mapped twice",
    {
      mappings: [
        { value: 1, text: "up" },
        { value: "1", text: "on" },
      ],
    },
    "Option `mappings` of panel `Requests` maps `1` twice. Remove one of the two, only one can be shown.",
  ],
  [
    "an override of nothing",
    { overrides: [{ unit: "s" }] },
    "Option `overrides[0]` of panel `Requests` does not say which fields it is for. Give exactly one of `name`, `names`, `regexp`, `query`, `type`, `matcher`.",
  ],
  [
    "an override by two matchers",
    { overrides: [{ name: "a", query: "A", unit: "s" }] },
    "Option `overrides[0]` of panel `Requests` chooses fields by name and query. Give exactly one of `name`, `names`, `regexp`, `query`, `type`, `matcher`.",
  ],
  [
    "two transformations in one",
    { transformations: [{ merge: true, limit: 5 }] },
    "Option `transformations[0]` of panel `Requests` is not exactly one transformation. Make one object for each step, in order.",
  ],
  [
    "an unknown transformation",
    { transformations: [{ organise: {} }] },
    "Panel `Requests` has no option `transformations[0].organise`. Did you mean `organize`?",
  ],
  [
    "raw numbers that JSON cannot hold",
    { overrides: [{ name: "a", properties: { "custom.x": [1, Number.NaN] } }] },
    "Option `overrides[0].properties.custom.x[1]` of panel `Requests` cannot be `NaN`. Give a finite number, or leave the option out.",
  ],
  [
    "no queries",
    { queries: undefined },
    "Panel `Requests` has no list of queries. Write `queries: [...]`; the list may be empty.",
  ],
  [
    "a query that is a plain text",
    { queries: ["up"] },
    "Query 1 of panel `Requests` is the text `up`, not a query. Write text as promql`…`, and make a query of a metric with `rate()`, `value()` or another function.",
  ],
];

describe("what gets lost on the way to Grafana is refused", () => {
  test.each(inTimeseries)("%s", (_, options, refused) => {
    expect(refusal(() => timeseries({ ...data, ...options } as TimeseriesOptions))).toBe(
      `invalid-definition: ${refused}`,
    );
  });

  test("an option of another panel type", () => {
    expect(refusal(() => stat({ ...data, fillOpacity: 10 } as StatOptions))).toContain(
      "Panel `Requests` has no option `fillOpacity`.",
    );
  });

  test("an unknown option of a column", () => {
    const columns = { job: { heading: "Service" } };
    expect(refusal(() => table({ ...data, columns } as TableOptions))).toContain(
      "Panel `Requests` has no option `columns.job.heading`.",
    );
  });
});

test("a panel function without options is refused", () => {
  expect(refusal(() => timeseries(undefined as unknown as TimeseriesOptions))).toBe(
    'invalid-definition: A panel needs an object with options, not `undefined`. Write `{ title: "…", … }`.',
  );
});

describe("what the compile step can see is left to it", () => {
  test.each([
    [
      "thresholds in no order",
      {
        thresholds: [
          { value: 5, color: "red" },
          { value: 1, color: "blue" },
        ],
      },
    ],
    ["no queries", { queries: [] }],
    ["an empty title", { title: "" }],
  ])("%s", (_, options) => {
    expect(refusal(() => timeseries({ ...data, ...options }))).toBe("accepted");
  });

  test("infinite ends of mappings and the base of thresholds mean something", () => {
    const options = {
      mappings: [{ from: -Infinity, to: 0, text: "negative" }],
      thresholds: [{ value: -Infinity, color: "blue" }],
    };
    expect(refusal(() => stat({ ...data, ...options }))).toBe("accepted");
  });
});
