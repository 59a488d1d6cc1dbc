import { expect, test } from "vitest";
import { type Legend, legendDocument } from "../../src/panels/legend.ts";
import { type Tooltip, tooltipDocument } from "../../src/panels/tooltip.ts";

const shown = { calcs: [], displayMode: "list", placement: "bottom", showLegend: true };

test.each<[string, Legend | undefined, object]>([
  ["is a list below the chart", undefined, shown],
  ["is a table", "table", { ...shown, displayMode: "table" }],
  ["is hidden in the way of schema version 37 and later", "hidden", { ...shown, showLegend: false }],
  ["has calculations", { calcs: ["mean"] }, { ...shown, calcs: ["mean"] }],
  ["is sorted by a column's heading", { sortBy: "lastNotNull" }, { ...shown, sortBy: "Last *" }],
  ["is sorted by a percentile", { sortBy: "p1" }, { ...shown, sortBy: "1st %" }],
  ["is sorted by another percentile", { sortBy: "p92" }, { ...shown, sortBy: "92nd %" }],
  ["is sorted by one of the teens", { sortBy: "p12" }, { ...shown, sortBy: "12th %" }],
  [
    "is sorted by name",
    { sortBy: "name", sortDescending: true },
    { ...shown, sortBy: "Name", sortDesc: true },
  ],
  ["stands beside the chart", { placement: "right", width: 99 }, { ...shown, placement: "right", width: 99 }],
])("a legend %s", (_, legend, document) => {
  expect(legendDocument(legend)).toEqual(document);
});

test.each<[string, Tooltip | undefined, object]>([
  ["shows one series", undefined, { mode: "single", sort: "none" }],
  ["shows all series", "multi", { mode: "multi", sort: "none" }],
  ["shows the greatest first", { mode: "multi", sort: "desc" }, { mode: "multi", sort: "desc" }],
  ["is sorted even when its mode is left to Grafana", { sort: "asc" }, { mode: "single", sort: "asc" }],
])("a tooltip %s", (_, tooltip, document) => {
  expect(tooltipDocument(tooltip)).toEqual(document);
});
