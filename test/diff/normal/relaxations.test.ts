import { describe, expect, test } from "vitest";
import { relaxations } from "../../../src/diff/normal/relaxations.ts";
import { isObject, type Json, type JsonObject } from "../../../src/schema/json.ts";
import { dashboardWith, diffOf, panel, row } from "../side-of.ts";

const chart = (more: JsonObject): JsonObject => dashboardWith([panel(1, "Errors", more)]);
const target = (more: JsonObject): JsonObject => chart({ targets: [{ refId: "A", expr: "up", ...more }] });
const variable = (more: JsonObject): JsonObject =>
  dashboardWith([], {
    templating: { list: [{ name: "job", type: "query", query: "label_values(job)", ...more }] },
  });
const steps = (first: Json): JsonObject =>
  chart({
    fieldConfig: {
      defaults: {
        thresholds: {
          mode: "absolute",
          steps: [isObject(first) ? first : { color: "green", value: first }, { color: "red", value: 5 }],
        },
      },
    },
  });

/** For each relaxation two dashboards that are the same to Grafana, and one that is not. */
const cases: Readonly<Record<string, readonly [before: JsonObject, after: JsonObject, other: JsonObject]>> = {
  null: [chart({ description: null }), chart({}), chart({ description: "!" })],
  "server-members": [
    dashboardWith([], { id: 3, version: 8, iteration: 1, __inputs: [] }),
    dashboardWith([], { id: null, version: 9 }),
    dashboardWith([], { title: "Other" }),
  ],
  "grafana-com-id": [
    dashboardWith([], { gnetId: 1860 }),
    dashboardWith([]),
    dashboardWith([], { tags: ["x"] }),
  ],
  "schema-version": [
    dashboardWith([], { schemaVersion: 38 }),
    dashboardWith([]),
    dashboardWith([], { refresh: "5s" }),
  ],
  "editor-state": [
    target({ editorMode: "code", key: "Q-1" }),
    chart({ targets: [{ refId: "A", expr: "up" }], pluginVersion: "11.1.0" }),
    target({ expr: "down" }),
  ],
  default: [
    chart({
      transparent: false,
      fieldConfig: { defaults: { custom: { lineWidth: 1 }, mappings: [] }, overrides: [] },
      options: { legend: { calcs: [], displayMode: "list", placement: "bottom", showLegend: true } },
    }),
    chart({}),
    chart({ fieldConfig: { defaults: { custom: { lineWidth: 2 } }, overrides: [] } }),
  ],
  "refresh-off": [
    dashboardWith([], { refresh: false }),
    dashboardWith([], { refresh: "" }),
    dashboardWith([], { refresh: "10s" }),
  ],
  "variable-options": [
    variable({ refresh: 1, options: [{ text: "api", value: "api" }] }),
    variable({ refresh: 1 }),
    variable({ refresh: 0, options: [{ text: "web", value: "web" }] }),
  ],
  "variable-selection": [
    variable({ current: { text: "api", value: "api", selected: true } }),
    variable({ current: { text: "web", value: "web" } }),
    variable({ multi: true }),
  ],
  "variable-definition": [
    variable({ definition: "label_values(job)" }),
    variable({}),
    variable({ query: "label_values(up, job)" }),
  ],
  "variable-query-editor": [
    variable({
      query: { query: "label_values(job)", refId: "PrometheusVariableQueryEditor-VariableQuery", qryType: 1 },
    }),
    variable({}),
    variable({ query: { query: "label_values(instance)", refId: "x" } }),
  ],
  "range-query": [target({ range: true }), target({}), target({ instant: true })],
  "instant-only": [
    target({ instant: true, range: false }),
    target({ instant: true }),
    target({ instant: true, range: true }),
  ],
  "target-data-source": [
    chart({
      datasource: { uid: "a" },
      targets: [{ refId: "A", expr: "up", datasource: { uid: "a", type: "prometheus" } }],
    }),
    chart({ datasource: { uid: "a" }, targets: [{ refId: "A", expr: "up" }] }),
    chart({ datasource: { uid: "a" }, targets: [{ refId: "A", expr: "up", datasource: { uid: "b" } }] }),
  ],
  "first-threshold": [steps(null), steps(0), steps({ color: "blue", value: null })],
  "threshold-index": [
    steps({ color: "green", value: null, index: 0 }),
    steps(null),
    steps({ color: "blue" }),
  ],
  "built-in-annotation": [
    dashboardWith([], {
      annotations: {
        list: [
          {
            builtIn: 1,
            datasource: "-- Grafana --",
            enable: true,
            hide: true,
            iconColor: "rgba(0, 211, 255, 1)",
            name: "Annotations & Alerts",
            type: "dashboard",
          },
        ],
      },
    }),
    dashboardWith([]),
    dashboardWith([], {
      annotations: { list: [{ builtIn: 1, enable: false, name: "Annotations & Alerts", type: "dashboard" }] },
    }),
  ],
  "row-data": [
    dashboardWith([row(1, "Top", 0, { datasource: { uid: "x" }, targets: [{ refId: "A" }] })]),
    dashboardWith([row(1, "Top", 0)]),
    dashboardWith([row(1, "Top", 0, { repeat: "job" })]),
  ],
};

test("every relaxation has a case, and every case a relaxation", () => {
  expect(Object.keys(cases).sort()).toEqual(relaxations.map(({ name }) => name).sort());
});

describe.each(Object.entries(cases))("%s", (_, [before, after, other]) => {
  test("makes no difference in either direction", () => {
    expect(diffOf(before, after)?.action ?? "none").toBe("none");
    expect(diffOf(after, before)?.action ?? "none").toBe("none");
  });

  test("hides nothing else", () => {
    expect(diffOf(after, other)?.action).toBe("changed");
  });
});

test("every relaxation says what it leaves out, and why Grafana makes that safe", () => {
  for (const { what, why } of relaxations) {
    expect(what).toMatch(/`|^a/);
    expect(why).toMatch(/^[A-Z`].{20,}\.$/s);
  }
});

describe("further spellings of the same", () => {
  test.each<readonly [string, JsonObject, JsonObject]>([
    ["the order of members", { title: "A", uid: "a", panels: [] }, { panels: [], uid: "a", title: "A" }],
    [
      "the order of panels in the document",
      dashboardWith([panel(1, "One"), panel(2, "Two")]),
      dashboardWith([panel(2, "Two"), panel(1, "One")]),
    ],
    ["numbers", chart({ maxDataPoints: 100 }), chart({ maxDataPoints: Number("1e2") })],
    ["the order of tags", dashboardWith([], { tags: ["a", "b"] }), dashboardWith([], { tags: ["b", "a"] })],
    [
      "a data source by uid with and without its type",
      chart({ datasource: { uid: "prom", type: "prometheus" } }),
      chart({ datasource: { uid: "prom" } }),
    ],
    [
      "saved copies of repeated panels",
      chart({ repeat: "job" }),
      dashboardWith([panel(1, "Errors", { repeat: "job" }), panel(2, "Errors", { repeatPanelId: 1 })]),
    ],
    [
      "thresholds that are the default",
      chart({
        fieldConfig: {
          defaults: {
            thresholds: {
              mode: "absolute",
              steps: [
                { color: "green", value: null },
                { color: "red", value: 80 },
              ],
            },
          },
        },
      }),
      chart({}),
    ],
  ])("%s", (_, before, after) => {
    expect(diffOf(before, after)?.action ?? "none").toBe("none");
  });

  test("a data source by its name, where the side knows it", async () => {
    const { diffSides } = await import("../../../src/diff/diff.ts");
    const { sideOf } = await import("../side-of.ts");
    const objects = [
      {
        ref: { kind: "data-source", uid: "prom-1", title: "Prometheus" } as const,
        value: { type: "prometheus" },
      },
    ];
    const report = diffSides(
      sideOf("a", [chart({ datasource: "Prometheus" })], objects),
      sideOf("b", [chart({ datasource: { uid: "prom-1" } })], objects),
    );
    expect(report.summary.changed).toBe(0);
  });
});
