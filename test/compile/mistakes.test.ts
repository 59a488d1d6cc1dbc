import { describe, expect, test } from "vitest";
import { valuesOf } from "../../src/compile/compile.ts";
import {
  customVariable,
  dashboard,
  type DashboardOptions,
  dataSourceVariable,
  promql,
  queryAnnotation,
  row,
  stat,
  timeseries,
} from "../../src/index.ts";
import { query } from "../../src/queries/queries.ts";
import { compileOne, documentOf, findingsOf } from "./compile-one.ts";

const good = { uid: "good", title: "Good" };
const graph = (options: object = {}): ReturnType<typeof timeseries> =>
  timeseries({ title: "Requests", queries: [promql`up`], ...options });

/** The findings as text: rule, message, hint. */
const texts = (options: Partial<DashboardOptions>): readonly string[] =>
  compileOne(dashboard({ ...good, ...options })).findings.map(
    ({ rule, severity, message, hint }) => `${severity} ${rule}: ${message} ${hint}`,
  );

describe("what `configure` throws", () => {
  const fail = (): never => {
    throw new TypeError("builder.untit is not a function");
  };

  test.each([
    {
      name: "in a panel",
      options: { panels: [graph({ configure: fail })] },
      part: "Good / Requests",
      message: "`configure` of panel `Requests` failed: builder.untit is not a function.",
    },
    {
      name: "in a dashboard",
      options: { configure: fail },
      part: "Good",
      message: "`configure` of dashboard `Good` failed: builder.untit is not a function.",
    },
    {
      name: "when a panel's returns no builder",
      options: { panels: [graph({ configure: () => 5 })] },
      part: "Good / Requests",
      message: "`configure` of panel `Requests` returned something that is no builder.",
    },
    {
      name: "when a dashboard's returns no builder",
      options: {
        configure: (() => Promise.resolve()) as unknown as NonNullable<DashboardOptions["configure"]>,
      },
      part: "Good",
      message: "`configure` of dashboard `Good` returned something that is no builder.",
    },
  ])("is a finding $name, with its place", ({ options, part, message }) => {
    const { findings } = compileOne(dashboard({ ...good, ...options }));
    expect(findings).toMatchObject([{ rule: "configure-throws", severity: "error", message, part }]);
    expect(findings[0]?.site?.stack).toMatch(/mistakes\.test\.ts:\d+:\d+/);
    expect(findings[0]?.hint).toMatch(/\w/);
  });
});

test.each([
  { name: "nothing", value: undefined, message: "There is no default export, or it is `undefined`." },
  { name: "a number", value: 5, message: "The file exports `5`, which is no dashboard." },
  { name: "a text", value: "x", message: "The file exports the text `x`, which is no dashboard." },
  { name: "a panel", value: graph(), message: "The file exports a panel, not a dashboard." },
  { name: "a row", value: row("R", []), message: "The file exports a row, not a dashboard." },
])("$name as the default export is named", async ({ value, message }) => {
  for (const exported of await valuesOf(value)) {
    const [finding] = compileOne(exported).findings;
    expect(finding).toMatchObject({ rule: "not-a-dashboard", message });
    expect(finding?.hint).toMatch(/dashboard\(\{ … \}\)/);
  }
});

test("a document that JSON cannot hold is refused with the reason", () => {
  const circle: Record<string, unknown> = { uid: "a", title: "A", panels: [] };
  circle["self"] = circle;
  expect(findingsOf(circle).join()).toMatch(
    /not-a-dashboard: The document cannot be written as JSON: .*circular/,
  );
  expect(findingsOf({ uid: "a", title: "A", panels: 5 })).toEqual([
    "not-a-dashboard: The `panels` of the document must be a list, not `5`.",
  ]);
  expect(findingsOf({ title: "A", panels: 1n }).join()).toMatch(/cannot be written as JSON: .*BigInt\.$/);
});

describe("a mistake of the whole dashboard is told once", () => {
  const panels = [graph(), graph({ title: "Errors" }), graph({ title: "Latency" })];

  test("a data source that is not configured", () => {
    expect(compileOne(dashboard({ ...good, panels, dataSource: "promtheus" })).findings).toMatchObject([
      { rule: "data-source", part: "Good", hint: "Did you mean `prometheus`?" },
    ]);
  });

  test("a data source that is an undefined variable", () => {
    const variables = [dataSourceVariable({ name: "source" })];
    expect(texts({ panels, variables, dataSource: "$sorce" })).toEqual([
      "error undefined-variable: The variable `$sorce` is not defined in this dashboard. Did you mean `source`?",
    ]);
  });

  test("but panels with wrong data sources of their own are told each", () => {
    const wrong = panels.map((panel) => ({ ...panel, dataSource: "promtheus" }));
    expect(texts({ panels: wrong })).toHaveLength(3);
  });
});

describe("each mistake is found, with what to do", () => {
  test.each([
    {
      name: "an annotation for an unknown panel",
      options: {
        panels: [graph()],
        annotations: [queryAnnotation({ name: "Restarts", query: promql`up`, panels: ["request"] })],
      },
      expected: /^error annotation-panel: .* names the panel key `request`.* Did you mean `requests`\?$/,
    },
    {
      name: "two queries with one letter",
      options: {
        panels: [graph({ queries: [query(promql`up`, { refId: "A" }), query(promql`up`, { refId: "A" })] })],
      },
      expected: /^error duplicate-ref-id: Two queries of panel `Requests` have the refId `A`\. Give one/,
    },
    {
      name: "an unknown global variable",
      options: { panels: [graph({ queries: [promql`rate(up[$__rate_interva])`] })] },
      expected:
        /^error undefined-variable: Grafana has no variable `\$__rate_interva`\. Did you mean (one of )?`__rate_interval`/,
    },
    {
      name: "a global variable that only starts like a known one",
      options: { panels: [graph({ queries: [promql`up * $__interval_msec`] })] },
      expected:
        /^error undefined-variable: Grafana has no variable `\$__interval_msec`\. Did you mean .*`__interval_ms`/,
    },
    {
      name: "an unknown colour of a threshold",
      options: {
        panels: [stat({ title: "S", queries: [], thresholds: [{ value: 1, color: "dark-gren" }] })],
      },
      expected:
        /^warning panel-color: Unknown colour `dark-gren` in panel `S`: .* Did you mean (one of )?`dark-green`/,
    },
    {
      name: "an unknown fixed colour of an override",
      options: { panels: [graph({ overrides: [{ name: "a", color: "rot" }] })] },
      expected: /^warning panel-color: Unknown colour `rot`/,
    },
    {
      name: "a window of samples in text",
      options: { panels: [graph({ queries: [promql`up[5m]`] })] },
      expected:
        /^error promql: A panel needs an instant vector or a scalar, but `up\[5m\]` is a range vector\. Put a function/,
    },
    {
      name: "a string in text",
      options: { panels: [graph({ queries: [promql`"up"`] })] },
      expected: /^error promql: A panel needs an instant vector or a scalar, but `"up"` is a string/,
    },
    {
      name: "labels without parentheses",
      options: { panels: [graph({ queries: [promql`sum by job (up)`] })] },
      expected: /^error promql: The labels after `by` must be in parentheses\. Write `by \(job\)`\.$/,
    },
    {
      name: "labels without parentheses after an operator",
      options: { panels: [graph({ queries: [promql`up / on job (up)`] })] },
      expected: /^error promql: The labels after `on` must be in parentheses\. Write `on \(job\)`\.$/,
    },
  ])("$name", ({ options, expected }) => {
    const found = texts(options);
    expect(found).toHaveLength(1);
    expect(found[0]).toMatch(expected);
  });
});

test.each([
  ["seconds", "s"],
  ["milliseconds", "ms"],
  ["%", "percent"],
  ["bytes/s", "Bps"],
  ["req/s", "reqps"],
  ["requests/s", "reqps"],
  ["MB", "decmbytes"],
  ["GiB", "gbytes"],
  ["Requests per sec", "reqps"],
  ["constructor", undefined],
  ["furlongs", undefined],
])("the unit %s gets the hint %s", (unit, meant) => {
  const { findings } = compileOne(dashboard({ ...good, panels: [graph({ unit })] }));
  expect(findings).toMatchObject([
    {
      rule: "panel-unit",
      hint: meant === undefined ? expect.stringContaining("suffix:…") : `Did you mean \`${meant}\`?`,
    },
  ]);
});

describe("what is no mistake", () => {
  test.each([
    { name: "Grafana's own variables", options: { panels: [graph({ queries: [promql`up * $__range_s`] })] } },
    { name: "fields in a title", options: { panels: [graph({ title: "${__field.labels.job}" })] } },
    {
      name: "colours of every form",
      options: {
        panels: [
          stat({
            title: "S",
            queries: [],
            thresholds: ["semi-dark-blue", "#e02f44", "rgba(0, 211, 255, 0.5)", "tomato", "transparent"].map(
              (color, value) => ({ value, color }),
            ),
          }),
        ],
      },
    },
    {
      name: "several queries",
      options: { panels: [graph({ queries: [query(promql`up`, { refId: "B" }), promql`up`, promql`up`] })] },
    },
    { name: "a scalar", options: { panels: [graph({ queries: [promql`time()`] })] } },
    {
      name: "a variable that is the whole query",
      options: {
        panels: [graph({ queries: [promql`$q`] })],
        variables: [customVariable({ name: "q", values: ["up"] })],
      },
    },
  ])("$name", ({ options }) => {
    expect(findingsOf(dashboard({ ...good, ...options }))).toEqual([]);
  });

  test("a macro of another data source", () => {
    const datasource = { type: "postgres", uid: "pg" };
    const list = [{ type: "query", name: "a", query: "SELECT $__timeGroup(t, '1h')", datasource }];
    expect(findingsOf({ uid: "a", title: "A", panels: [], templating: { list } })).toEqual([]);
  });
});

test("the height of a row wins over that of a panel type, and that of a panel over both", () => {
  const panels = [stat({ title: "A", queries: [] }), stat({ title: "B", queries: [], height: 3 })];
  const heights = (rows: DashboardOptions["rows"] & object): readonly number[] =>
    documentOf(dashboard({ ...good, rows })).panels.map(({ gridPos }) => gridPos.h);
  expect(heights([row("R", panels, { height: 7 })])).toEqual([1, 7, 3]);
  expect(heights([row("R", panels)])).toEqual([1, 4, 3]);
});
