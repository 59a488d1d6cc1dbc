import { describe, expect, test } from "vitest";
import { barchart } from "../../src/panels/barchart.ts";
import { bargauge } from "../../src/panels/bargauge.ts";
import { gauge } from "../../src/panels/gauge.ts";
import { heatmap } from "../../src/panels/heatmap.ts";
import { logs } from "../../src/panels/logs.ts";
import { piechart } from "../../src/panels/piechart.ts";
import { stat } from "../../src/panels/stat.ts";
import { table } from "../../src/panels/table.ts";
import { timeseries } from "../../src/panels/timeseries.ts";
import type { Query } from "../../src/queries/expression.ts";
import { expression, queryLines } from "./panel-fragments.ts";

const up = expression("up");
const data = { title: "Panel", queries: [up] };

describe("queries ask for what the panel type needs", () => {
  test.each([
    ["timeseries", timeseries(data), "{}"],
    ["stat", stat(data), "{}"],
    ["gauge", gauge(data), "{}"],
    ["logs", logs(data), "{}"],
    ["bargauge", bargauge(data), '{"instant":true}'],
    ["bargauge of the greatest value", bargauge({ ...data, calculation: "max" }), "{}"],
    ["bargauge of all values", bargauge({ ...data, allValues: true }), "{}"],
    ["piechart", piechart(data), '{"instant":true}'],
    ["piechart of a sum", piechart({ ...data, calculation: "sum" }), "{}"],
    ["table", table(data), '{"instant":true,"format":"table"}'],
    ["barchart", barchart(data), '{"instant":true,"format":"table"}'],
    ["heatmap", heatmap(data), '{"format":"heatmap","legend":"{{le}}"}'],
    ["calculated heatmap", heatmap({ ...data, calculate: true }), '{"format":"time_series"}'],
  ])("%s", (_, panel, expected) => {
    expect(queryLines(panel)).toEqual([`up ${expected}`]);
  });

  test("what a query says itself wins", () => {
    const query: Query = {
      kind: "query",
      expression: up,
      instant: false,
      format: "time_series",
      legend: "x",
    };
    expect(queryLines(table({ ...data, queries: [query] }))).toEqual([
      'up {"instant":false,"format":"time_series","legend":"x"}',
    ]);
  });
});

describe("the unit of a panel", () => {
  const bytes = expression("a", "bytes");
  const seconds = expression("b", "s");
  const hidden: Query = { kind: "query", expression: seconds, hidden: true };
  test.each([
    ["is that of its query", { queries: [bytes] }, "bytes"],
    ["is that of its queries when they agree", { queries: [bytes, bytes] }, "bytes"],
    ["is absent when they differ", { queries: [bytes, seconds] }, undefined],
    ["is absent when one has none", { queries: [bytes, up] }, undefined],
    ["is absent when the first has none", { queries: [up, bytes] }, undefined],
    ["is absent without queries", { queries: [] }, undefined],
    ["comes from the queries that are drawn", { queries: [bytes, hidden] }, "bytes"],
    ["is what the author says", { queries: [bytes], unit: "decbytes" as const }, "decbytes"],
  ])("%s", (_, options, unit) => {
    expect(timeseries({ title: "Panel", ...options }).fieldConfig.defaults["unit"]).toBe(unit);
  });

  test("belongs to the cells of a heat map, not to its axis", () => {
    const { options } = heatmap({ title: "Panel", queries: [bytes], unit: "s" });
    expect(options).toMatchObject({ cellValues: { unit: "bytes" }, yAxis: { unit: "s" } });
  });

  test("gives gauges their natural ends", () => {
    const ends = (unit: string, given = {}) => {
      const { min, max } = gauge({ title: "Panel", queries: [expression("a", unit)], ...given }).fieldConfig
        .defaults;
      return [min, max];
    };
    expect(ends("percentunit")).toEqual([0, 1]);
    expect(ends("percent")).toEqual([0, 100]);
    expect(ends("percent", { max: 50 })).toEqual([0, 50]);
    expect(ends("percent", { unit: "bytes" })).toEqual([undefined, undefined]);
  });
});
