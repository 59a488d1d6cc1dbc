import { describe, expect, test } from "vitest";
import {
  constantVariable,
  dashboard,
  type DashboardOptions,
  promql,
  queryVariable,
  row,
  stat,
  text,
  timeseries,
} from "../../src/index.ts";
import { compileOne, documentOf, findingsOf } from "./compile-one.ts";

const good: DashboardOptions = { uid: "good", title: "Good", panels: [] };
const graph = (options: Partial<Parameters<typeof timeseries>[0]> = {}): ReturnType<typeof timeseries> =>
  timeseries({ title: "Requests", queries: [promql`up`], ...options });

test("a good dashboard has no findings", () => {
  expect(findingsOf(dashboard({ ...good, rows: [row("Row", [graph()])] }))).toEqual([]);
});

describe("each mistake is found, with its part", () => {
  test.each([
    { name: "no uid", options: { uid: "" }, expected: /dashboard-uid: The dashboard has no uid/ },
    {
      name: "a long uid",
      options: { uid: "u".repeat(41) },
      expected: /dashboard-uid: .* is 41 characters long/,
    },
    {
      name: "a uid with a slash",
      options: { uid: "a/b" },
      expected: /dashboard-uid: .*characters that Grafana refuses/,
    },
    { name: "no title", options: { title: "  " }, expected: /empty-title: The dashboard has no title/ },
    {
      name: "a panel without a title",
      options: { panels: [graph({ title: "" })] },
      expected: /empty-title: A timeseries panel has no title/,
    },
    {
      name: "a row without a title",
      options: { rows: [row("", [])] },
      expected: /empty-title: A row has no title/,
    },
    {
      name: "the same key twice",
      options: { panels: [graph(), graph()] },
      expected: /panel-key: Two panels of this dashboard have the key `requests`/,
    },
    {
      name: "an unknown data source",
      options: { dataSource: "promtheus", panels: [graph()] },
      expected: /data-source: The data source `promtheus` is not in the configuration/,
    },
    {
      name: "thresholds that fall",
      options: {
        panels: [
          stat({
            title: "S",
            queries: [],
            thresholds: [
              { value: 5, color: "red" },
              { value: 1, color: "blue" },
            ],
          }),
        ],
      },
      expected: /threshold-order: .*`1` stands after `5`/,
    },
    {
      name: "exact positions that overlap",
      options: {
        panels: [
          graph({ title: "A", position: { x: 0, y: 0, width: 12, height: 8 } }),
          graph({ title: "B", position: { x: 6, y: 4, width: 12, height: 8 } }),
        ],
      },
      expected: /panel-position: The exact positions of `A` and `B` overlap/,
    },
    {
      name: "an exact position outside the grid",
      options: { panels: [graph({ position: { x: 20, y: 0, width: 12, height: 8 } })] },
      expected: /panel-position: .* leaves the grid/,
    },
    {
      name: "an undefined variable in a query",
      options: {
        panels: [graph({ queries: [promql`up{job="$jbo"}`] })],
        variables: [constantVariable({ name: "job", value: "x" })],
      },
      expected: /undefined-variable: The variable `\$jbo` is not defined/,
    },
    {
      name: "an undefined variable of a repeat",
      options: { panels: [graph({ repeat: { variable: "job" } })] },
      expected: /undefined-variable: The variable `\$job` is not defined/,
    },
    {
      name: "an undefined variable as the data source",
      options: { dataSource: "$source", panels: [graph()] },
      expected: /undefined-variable: The variable `\$source` is not defined/,
    },
    {
      name: "two variables of one name",
      options: {
        variables: [constantVariable({ name: "a", value: "1" }), constantVariable({ name: "a", value: "2" })],
      },
      expected: /variable-name: The variable `a` is defined twice/,
    },
    {
      name: "PromQL that does not parse",
      options: { panels: [graph({ queries: [promql`sum(rate(up[5m])`] })] },
      expected: /promql: /,
    },
    {
      name: "PromQL of the wrong type",
      options: { panels: [graph({ queries: [promql`rate(up)`] })] },
      expected: /promql: /,
    },
    {
      name: "a variable query that does not parse",
      options: { variables: [queryVariable({ name: "a", query: "label_values(up{, job)" })] },
      expected: /promql: /,
    },
  ] satisfies readonly { name: string; options: Partial<DashboardOptions>; expected: RegExp }[])(
    "$name",
    ({ options, expected }) => {
      expect(findingsOf(dashboard({ ...good, ...options })).join("\n")).toMatch(expected);
    },
  );
});

test("a unit that only plain JavaScript lets through is found, with the nearest one", () => {
  const { findings } = compileOne(dashboard({ ...good, panels: [graph({ unit: "reqs" as "reqps" })] }));
  expect(findings).toMatchObject([
    { rule: "panel-unit", severity: "error", part: "Good / Requests", hint: "Did you mean `reqps`?" },
  ]);
});

describe("what is no mistake", () => {
  test.each([
    { name: "Grafana's own variables", query: "rate(x[$__rate_interval]) * $__interval_ms" },
    { name: "the end of a regular expression", query: 'up{job=~"api$"}' },
    { name: "a group of a replacement", query: 'label_replace(up, "a", "$1", "b", "(.*)")' },
  ])("$name", ({ query }) => {
    expect(
      findingsOf({
        uid: "a",
        title: "A",
        panels: [{ type: "timeseries", title: "T", targets: [{ expr: query }] }],
      }),
    ).toEqual([]);
  });

  test("a text panel without a title", () => {
    expect(
      findingsOf(dashboard({ ...good, panels: [text({ title: "", key: "note", content: "costs $5" })] })),
    ).toEqual([]);
  });
});

test("findings name the line that made the call, also for a query", () => {
  const { findings } = compileOne(dashboard({ ...good, panels: [graph({ queries: [promql`sum(`] })] }));
  expect(findings[0]?.site?.stack).toMatch(/validate\.test\.ts:\d+:\d+/);
  expect(findings[0]?.span).toMatchObject({ text: "sum(" });
});

test("a document from elsewhere is warned about where Grafana copes, and refused where it does not", () => {
  const panel = { type: "stat", title: "", fieldConfig: { defaults: { unit: "reqs" }, overrides: [] } };
  const source = { uid: "a", title: "A", panels: [panel] };
  expect(compileOne(source).findings.map(({ severity, rule }) => [severity, rule])).toEqual([
    ["warning", "panel-unit"],
  ]);
  const broken = { uid: "a", title: "A", panels: [{ ...panel, targets: [{ expr: "sum(" }] }] };
  expect(
    compileOne(broken).findings.some(({ severity, rule }) => severity === "error" && rule === "promql"),
  ).toBe(true);
});

describe("the data source of a foreign panel that states none", () => {
  const loki = { type: "loki", uid: "loki" };
  test.each([
    { name: "is that of its queries", targets: [{ expr: "x", datasource: loki }], expected: loki },
    {
      name: "is the mixed one when they differ",
      targets: [{ expr: "x", datasource: loki }, { expr: "up" }],
      expected: { type: "datasource", uid: "-- Mixed --" },
    },
    {
      name: "leaves expressions out",
      targets: [{ expr: "up" }, { type: "math", datasource: { type: "__expr__", uid: "__expr__" } }],
      expected: { type: "prometheus", uid: "prometheus-uid" },
    },
  ])("$name", ({ targets, expected }) => {
    const source = { uid: "a", title: "A", panels: [{ type: "timeseries", title: "T", targets }] };
    expect(documentOf(source).panels[0]?.["datasource"]).toEqual(expected);
  });
});

test("a Loki query is not judged as PromQL", () => {
  const targets = [{ expr: '{app="x"} |= "error"', datasource: { type: "loki", uid: "loki" } }];
  expect(findingsOf({ uid: "a", title: "A", panels: [{ type: "logs", title: "L", targets }] })).toEqual([]);
});

test.each([
  { name: "nothing", value: undefined },
  { name: "a number", value: 5 },
  { name: "an object that is no dashboard", value: { name: "x" } },
  { name: "a v2 document", value: { elements: {}, layout: {}, title: "x" } },
  { name: "another resource", value: { apiVersion: "v1", kind: "ConfigMap", spec: {} } },
])("$name is refused with a hint", ({ value }) => {
  const { dashboard: compiled, findings } = compileOne(value);
  expect(compiled).toBeUndefined();
  expect(findings).toMatchObject([{ rule: "not-a-dashboard", severity: "error" }]);
  expect(findings[0]?.hint).not.toBe("");
});
