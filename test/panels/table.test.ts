import { expect, test } from "vitest";
import { table } from "../../src/panels/table.ts";
import { expression } from "./panel-fragments.ts";

const up = expression("up");
const one = { title: "Targets", queries: [up] };
const two = { title: "Targets", queries: [up, expression("down")] };
const organize = {
  id: "organize",
  options: { excludeByName: {}, indexByName: { job: 0 }, renameByName: {} },
};
const merge = { id: "merge", options: {} };
const limit = { id: "limit", options: { limitField: 3 } };

test.each([
  ["one query needs none", one, undefined],
  ["several queries are merged", two, [merge]],
  ["the author's replace the merging", { ...two, transformations: [{ limit: 3 }] }, [limit]],
  ["columns are organised", { ...one, columns: { job: {} } }, [organize]],
  ["columns are organised last", { ...two, columns: { job: {} } }, [merge, organize]],
  [
    "columns come after the author's",
    { ...one, transformations: [{ limit: 3 }], columns: { job: {} } },
    [limit, organize],
  ],
])("transformations: %s", (_, options, transformations) => {
  expect(table(options).extra["transformations"]).toEqual(transformations);
});

test("a column's style is matched by its heading", () => {
  const { overrides } = table({
    ...one,
    columns: {
      job: { title: "Service", align: "center" },
      Value: { unit: "bytes" },
      Time: { hide: true, unit: "s" },
    },
    overrides: [{ type: "string", hide: true }],
  }).fieldConfig;
  expect(overrides).toEqual([
    { matcher: { id: "byType", options: "string" }, properties: [{ id: "custom.hidden", value: true }] },
    { matcher: { id: "byName", options: "Service" }, properties: [{ id: "custom.align", value: "center" }] },
    { matcher: { id: "byName", options: "Value" }, properties: [{ id: "unit", value: "bytes" }] },
  ]);
});

test.each([
  ["text in colour", "color-text", { type: "color-text" }],
  ["wrapped text", { type: "auto", wrapText: true }, { type: "auto", wrapText: true }],
  [
    "whole rows",
    { type: "color-background", mode: "basic", applyToRow: true },
    { type: "color-background", mode: "basic", applyToRow: true },
  ],
  [
    "bars",
    { type: "gauge", value: "hidden" },
    { type: "gauge", mode: "gradient", valueDisplayMode: "hidden" },
  ],
] as const)("cells can be %s", (_, cell, cellOptions) => {
  expect(table({ ...one, cell }).fieldConfig.defaults["custom"]).toHaveProperty("cellOptions", cellOptions);
});

test("pages are written for Grafana before and after 12.2", () => {
  expect(table({ ...one, pagination: true }).options).toMatchObject({
    enablePagination: true,
    footer: { enablePagination: true, show: false },
  });
});
