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
    "Option `width` of panel `Requests` cannot be `7.5`. Give a whole number.",
  ],
  [
    "no width at all",
    { width: Number.NaN },
    "Option `width` of panel `Requests` cannot be `NaN`. Give a whole number.",
  ],
  [
    "a height in parts",
    { height: 0.5 },
    "Option `height` of panel `Requests` cannot be `0.5`. Give a whole number.",
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
    "Query 1 of panel `Requests` is no expression. Write text as promql`…`, and make a query of a metric with `rate()`, `latest()` or another function.",
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

describe("what the compile step can see is left to it", () => {
  test.each([
    ["a width of nothing", { width: 0 }],
    ["a width of more than the grid", { width: 25 }],
    ["a negative height", { height: -1 }],
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
