import { expect, test } from "vitest";
import type { FieldProperties } from "../../src/panels/field-properties.ts";
import { type FieldOverride, overrideDocuments, type RawProperties } from "../../src/panels/overrides.ts";
import { seriesCustom, type SeriesOverrideStyle } from "../../src/panels/series-style.ts";

type Override = FieldOverride<SeriesOverrideStyle>;
type Properties = FieldProperties & SeriesOverrideStyle & RawProperties;

function documentOf(override: Override): unknown {
  return overrideDocuments<SeriesOverrideStyle>([override], seriesCustom)[0];
}

test.each<[string, Override, object]>([
  ["a name", { name: "p99" }, { id: "byName", options: "p99" }],
  [
    "several names",
    { names: ["a", "b"] },
    { id: "byNames", options: { mode: "include", names: ["a", "b"] } },
  ],
  ["a part of the name", { regexp: "5.." }, { id: "byRegexp", options: "/5../" }],
  ["a pattern in Grafana's form", { regexp: "/^5/i" }, { id: "byRegexp", options: "/^5/i" }],
  ["a regular expression", { regexp: /^a\/b$/ }, { id: "byRegexp", options: "/^a\\/b$/" }],
  ["a query", { query: "B" }, { id: "byFrameRefID", options: "B" }],
  ["a type", { type: "time" }, { id: "byType", options: "time" }],
  [
    "any other matcher",
    { matcher: { id: "byTypes", options: ["number"] } },
    { id: "byTypes", options: ["number"] },
  ],
])("fields are chosen by %s", (_, override, matcher) => {
  expect(documentOf(override)).toEqual({ matcher, properties: [] });
});

test.each<[string, Properties, object]>([
  ["unit", { unit: "bytes" }, { id: "unit", value: "bytes" }],
  ["color", { color: "red" }, { id: "color", value: { fixedColor: "red", mode: "fixed" } }],
  ["hide", { hide: true }, { id: "custom.hideFrom", value: { legend: true, tooltip: true, viz: true } }],
  [
    "hide from the graph hides the tooltip too",
    { hide: ["graph"] },
    { id: "custom.hideFrom", value: { legend: false, tooltip: true, viz: true } },
  ],
  ["axis", { axis: { placement: "right" } }, { id: "custom.axisPlacement", value: "right" }],
  ["line style", { lineStyle: "dotted" }, { id: "custom.lineStyle", value: { dash: [0, 10], fill: "dot" } }],
  ["links", { dataLinks: [{ title: "a", url: "b" }] }, { id: "links", value: [{ title: "a", url: "b" }] }],
  ["raw properties", { properties: { "custom.any": null } }, { id: "custom.any", value: null }],
])("an override sets %s", (_, properties, property) => {
  expect(documentOf({ name: "p99", ...properties })).toEqual({
    matcher: { id: "byName", options: "p99" },
    properties: [property],
  });
});
