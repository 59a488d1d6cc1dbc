import { describe, expect, test } from "vitest";
import { compareDocuments } from "../../../src/push/compare/compare.ts";
import { relaxations } from "../../../src/push/compare/relaxations.ts";
import type { Json, JsonObject } from "../../../src/schema/json.ts";

const panel = (more: JsonObject = {}): JsonObject => ({
  panels: [{ id: 1, type: "timeseries", gridPos: { x: 0, y: 0, w: 8, h: 8 }, ...more }],
});
const target = (more: JsonObject, holder: JsonObject = {}): JsonObject =>
  panel({ ...holder, targets: [more] });
const variable = (more: JsonObject): JsonObject => ({
  templating: { list: [{ name: "job", type: "query", ...more }] },
});
const annotations = (...list: readonly Json[]): JsonObject => ({ annotations: { list } });
const defaults = (more: JsonObject): JsonObject => panel({ fieldConfig: { defaults: more, overrides: [] } });
const steps = (...list: readonly Json[]): JsonObject =>
  defaults({ thresholds: { mode: "absolute", steps: list } });
const row = (more: JsonObject = {}): JsonObject => ({
  panels: [{ id: 9, type: "row", title: "R", ...more }],
});
const builtIn = { builtIn: 1, name: "Annotations & Alerts", enable: true };

interface RelaxationCase {
  readonly relaxation: string;
  readonly code: JsonObject;
  /** What the server may have instead. */
  readonly covered: JsonObject;
  /** What looks like it and is a difference. */
  readonly different: JsonObject;
}

const cases: readonly RelaxationCase[] = [
  { relaxation: "null", code: { description: null }, covered: {}, different: { description: "text" } },
  { relaxation: "null", code: {}, covered: { gnetId: null }, different: { gnetId: 1 } },
  { relaxation: "default", code: {}, covered: { editable: true }, different: { editable: false } },
  {
    relaxation: "default",
    code: panel(),
    covered: panel({ fieldConfig: { defaults: { mappings: [] }, overrides: [] }, options: {} }),
    different: panel({ fieldConfig: { defaults: { unit: "bytes" }, overrides: [] } }),
  },
  {
    relaxation: "default",
    code: defaults({ custom: { lineWidth: 2 } }),
    covered: defaults({
      custom: { lineWidth: 2, fillOpacity: 0, hideFrom: { legend: false, tooltip: false, viz: false } },
    }),
    different: defaults({ custom: { lineWidth: 2, fillOpacity: 10 } }),
  },
  {
    relaxation: "default",
    code: panel({ options: { legend: { showLegend: true } } }),
    covered: panel({ options: { legend: { showLegend: true, calcs: [], displayMode: "list" } } }),
    different: panel({ options: { legend: { showLegend: true, calcs: ["max"] } } }),
  },
  {
    relaxation: "default",
    code: { timepicker: {} },
    covered: {
      timepicker: {
        hidden: false,
        refresh_intervals: ["5s", "10s", "30s", "1m", "5m", "15m", "30m", "1h", "2h", "1d"],
      },
    },
    different: { timepicker: { hidden: true } },
  },
  {
    relaxation: "default",
    code: target({ refId: "A", datasource: { type: "prometheus", uid: "p" } }),
    covered: target({ refId: "A", datasource: { type: "prometheus", uid: "p" }, format: "time_series" }),
    different: target({ refId: "A", datasource: { type: "prometheus", uid: "p" }, format: "table" }),
  },
  {
    relaxation: "default",
    code: target({ refId: "A" }, { datasource: { type: "mysql", uid: "m" } }),
    covered: target({ refId: "A", hide: false }, { datasource: { type: "mysql", uid: "m" } }),
    different: target({ refId: "A", format: "time_series" }, { datasource: { type: "mysql", uid: "m" } }),
  },
  {
    relaxation: "dropped-default",
    code: panel({ transparent: false, links: [] }),
    covered: panel(),
    different: panel({ transparent: true }),
  },
  {
    relaxation: "schema-version",
    code: { schemaVersion: 38 },
    covered: { schemaVersion: 42 },
    different: { schemaVersion: 37 },
  },
  { relaxation: "time-zone", code: {}, covered: { timezone: "browser" }, different: { timezone: "utc" } },
  {
    relaxation: "time-zone",
    code: { timezone: "browser" },
    covered: { timezone: "browser", gnetId: null },
    different: { timezone: "" },
  },
  {
    relaxation: "time-zone",
    code: { timezone: "" },
    covered: { timezone: "", gnetId: null },
    different: { timezone: "browser" },
  },
  {
    relaxation: "editor-state",
    code: panel(),
    covered: panel({ pluginVersion: "12.4.0" }),
    different: panel({ plugin: "x" }),
  },
  {
    relaxation: "editor-state",
    code: target({ refId: "A" }),
    covered: target({ refId: "A", editorMode: "code" }),
    different: target({ refId: "A", expr: "up" }),
  },
  {
    relaxation: "variable-options",
    code: variable({ options: [] }),
    covered: variable({ options: [{ text: "a", value: "a" }] }),
    different: variable({ options: [], regex: "x" }),
  },
  {
    relaxation: "variable-options",
    code: variable({ refresh: 1, options: [] }),
    covered: variable({ refresh: 1, options: [{ text: "a", value: "a" }] }),
    different: variable({ refresh: 0, options: [] }),
  },
  {
    relaxation: "variable-options",
    code: variable({ type: "switch", options: [{ text: "on", value: "on" }] }),
    covered: variable({ type: "switch", options: [{ text: "on", value: "on" }], hide: 0 }),
    different: variable({ type: "switch", options: [{ text: "yes", value: "yes" }] }),
  },
  {
    relaxation: "variable-options",
    code: variable({ refresh: 0, options: [{ text: "a", value: "a" }] }),
    covered: variable({ refresh: 0, options: [{ text: "a", value: "a" }], hide: 0 }),
    different: variable({ refresh: 0, options: [{ text: "b", value: "b" }] }),
  },
  {
    relaxation: "variable-selection",
    code: variable({}),
    covered: variable({ current: { text: "a", value: "a" } }),
    different: variable({ multi: true }),
  },
  {
    relaxation: "variable-selection",
    code: variable({ current: { selected: true, text: "a", value: "a" } }),
    covered: variable({ current: { text: "a", value: "a" } }),
    different: variable({ current: { text: "b", value: "b" } }),
  },
  {
    relaxation: "variable-selection",
    code: variable({ current: {} }),
    covered: variable({ current: { text: "a", value: "a" } }),
    different: variable({ current: [] }),
  },
  {
    relaxation: "variable-definition",
    code: variable({ query: "q" }),
    covered: variable({ query: "q", definition: "q" }),
    different: variable({ query: "q", regex: "q" }),
  },
  {
    relaxation: "variable-query",
    code: variable({ query: { query: "q", refId: "StandardVariableQuery" } }),
    covered: variable({
      query: { query: "q", qryType: 1, refId: "PrometheusVariableQueryEditor-VariableQuery" },
    }),
    different: variable({ query: { query: "r", refId: "StandardVariableQuery" } }),
  },
  {
    relaxation: "variable-query",
    code: variable({ query: "q" }),
    covered: variable({ query: { query: "q", refId: "A" } }),
    different: variable({ query: { query: "r", refId: "A" } }),
  },
  {
    relaxation: "range-query",
    code: target({ expr: "up" }),
    covered: target({ expr: "up", range: true }),
    different: target({ expr: "up", range: false }),
  },
  {
    relaxation: "range-query",
    code: target({ instant: false }),
    covered: target({ instant: false, range: true }),
    different: target({ instant: true, range: true }),
  },
  {
    relaxation: "target-data-source",
    code: target({ expr: "up" }, { datasource: { type: "prometheus", uid: "p" } }),
    covered: target(
      { expr: "up", datasource: { type: "prometheus", uid: "p" } },
      { datasource: { type: "prometheus", uid: "p" } },
    ),
    different: target(
      { expr: "up", datasource: { type: "prometheus", uid: "q" } },
      { datasource: { type: "prometheus", uid: "p" } },
    ),
  },
  {
    relaxation: "first-threshold",
    code: steps({ color: "green", value: null }, { color: "red", value: 5 }),
    covered: steps({ color: "green", value: 0 }, { color: "red", value: 5 }),
    different: steps({ color: "green", value: null }, { color: "red", value: 6 }),
  },
  {
    relaxation: "built-in-annotation",
    code: annotations(builtIn),
    covered: annotations({ ...builtIn, target: { limit: 100 } }),
    different: annotations({ ...builtIn, enable: false }),
  },
  {
    relaxation: "built-in-annotation",
    code: annotations(builtIn),
    covered: annotations({ ...builtIn, datasource: { type: "datasource", uid: "grafana" }, hide: true }),
    different: annotations({ ...builtIn, target: { tags: ["deploy"], type: "tags" } }),
  },
  {
    relaxation: "built-in-annotation",
    code: annotations(),
    covered: annotations({ ...builtIn, iconColor: "rgba(0, 211, 255, 1)", type: "dashboard" }),
    different: annotations({ ...builtIn, enable: false }),
  },
  {
    relaxation: "built-in-annotation",
    code: {},
    covered: annotations(builtIn),
    different: annotations({ ...builtIn, iconColor: "red" }),
  },
  {
    relaxation: "built-in-annotation",
    code: annotations({ name: "Deploys" }),
    covered: annotations(builtIn, { name: "Deploys" }),
    different: annotations(builtIn, { name: "Deploys" }, { name: "Other" }),
  },
  {
    relaxation: "built-in-annotation",
    code: {},
    covered: annotations(builtIn),
    different: annotations({ name: "Other" }),
  },
  {
    relaxation: "row-data",
    code: row(),
    covered: row({ datasource: { uid: "p" }, targets: [{ refId: "A" }], panels: [] }),
    different: row({ repeat: "job" }),
  },
];

describe("a relaxation excuses what Grafana does by itself, and nothing that only looks like it", () => {
  test.each(cases)("$relaxation: $code", ({ code, covered, different }) => {
    expect(compareDocuments(code, covered)).toBe("covered");
    expect(compareDocuments(code, different)).toBe("different");
  });

  test("every relaxation has a case and a reason", () => {
    expect(new Set(cases.map(({ relaxation }) => relaxation))).toEqual(
      new Set(relaxations.map(({ name }) => name)),
    );
    for (const { why } of relaxations) expect(why).toMatch(/^[A-Z].*\.$/);
  });
});

describe("what only some versions of Grafana understand by nothing is a difference", () => {
  test.each([
    {
      name: "grid lines",
      type: "timeseries",
      edit: { fieldConfig: { defaults: { custom: { axisGridShow: true } } } },
    },
    {
      name: "colors",
      type: "state-timeline",
      edit: { fieldConfig: { defaults: { color: { mode: "thresholds" } } } },
    },
    { name: "sizes of bars", type: "bargauge", edit: { options: { minVizHeight: 16 } } },
  ])("$name", ({ type, edit }) => {
    expect(compareDocuments(panel({ type }), panel({ type, ...edit }))).toBe("different");
  });
});
