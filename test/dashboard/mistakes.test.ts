import { describe, expect, test } from "vitest";
import { DashError } from "../../src/base/dash-error.ts";
import * as authoring from "../../src/index.ts";
import { promql, row, timeseries } from "../../src/index.ts";

/** The functions as code sees them that was never compiled. */
const untyped = authoring as unknown as Readonly<Record<string, (...values: readonly unknown[]) => unknown>>;

const panel = timeseries({ title: "Requests", queries: [promql`up`] });
const good = { uid: "good", title: "Good" };

/** The error that a call throws, as text: message, then hint. */
function refusal(name: string, ...values: readonly unknown[]): string {
  try {
    untyped[name]?.(...values);
  } catch (error) {
    if (error instanceof DashError) return `${error.message} ${error.hint}`;
    throw error;
  }
  return "accepted";
}

describe("a dashboard refuses", () => {
  test.each([
    {
      name: "nothing",
      options: undefined,
      expected: /^dashboard\(\) needs an object with options, not `undefined`/,
    },
    { name: "no title", options: { uid: "a" }, expected: /^A dashboard has no `title`/ },
    { name: "no uid", options: { title: "A" }, expected: /^Option `uid` of dashboard `A` is missing/ },
    {
      name: "one row",
      options: { ...good, rows: row("R", []) },
      expected: /`rows` of dashboard `Good` must be a list, not a row\. Put it in brackets/,
    },
    {
      name: "a panel among rows",
      options: { ...good, rows: [panel] },
      expected: /`rows\[0\]` of dashboard `Good` must be a row, not a panel\. Put panels into a row/,
    },
    {
      name: "a row among panels",
      options: { ...good, panels: [row("R", [])] },
      expected: /`panels\[0\]` .* must be a panel, not a row\. Rows stand in `rows`/,
    },
    {
      name: "panels that are no list",
      options: { ...good, panels: panel },
      expected: /`panels` .* must be a list, not a panel/,
    },
    {
      name: "a panel that does not exist",
      options: { ...good, panels: [panel, undefined] },
      expected: /`panels\[1\]` .* is `undefined`\. Look where/,
    },
    {
      name: "a plain variable",
      options: { ...good, variables: [{ name: "job" }] },
      expected: /`variables\[0\]` .* must be a variable, not an object\. Make one with `queryVariable/,
    },
    {
      name: "a text for an annotation",
      options: { ...good, annotations: ["up"] },
      expected: /`annotations\[0\]` .* must be an annotation, not the text `up`/,
    },
    {
      name: "a plain link",
      options: { ...good, links: [{ title: "a", url: "b" }] },
      expected: /`links\[0\]` .* must be a link, not an object/,
    },
    {
      name: "an unknown option",
      options: { ...good, row: [] },
      expected: /Dashboard `Good` has no option `row`\. Did you mean `rows`\?/,
    },
    { name: "one tag", options: { ...good, tags: "a" }, expected: /`tags` .* must be a list/ },
    {
      name: "a refresh in words",
      options: { ...good, refresh: "30 seconds" },
      expected: /`refresh` .* cannot be `30 seconds`\. Write a duration such as `30s`/,
    },
    {
      name: "a refresh that is a switch",
      options: { ...good, refresh: false },
      expected: /`refresh` .* must be a text, not `false`/,
    },
    {
      name: "a time range that is a text",
      options: { ...good, time: "6h" },
      expected: /`time` .* must be an object, not the text `6h`/,
    },
    {
      name: "a time range without an end",
      options: { ...good, time: { from: "now-6h" } },
      expected: /`time.to` .* is missing/,
    },
    {
      name: "a time range that Grafana cannot read",
      options: { ...good, time: { from: "6h", to: "now" } },
      expected: /`time.from` .* cannot be `6h`\. Write a moment such as `now-6h`/,
    },
    {
      name: "a time zone that does not exist",
      options: { ...good, timezone: "Berlin" },
      expected: /`timezone` .* cannot be `Berlin`\. Write `browser`, `utc` or a zone/,
    },
    {
      name: "an unknown pointer",
      options: { ...good, sharedPointer: "tooltips" },
      expected: /`sharedPointer` .* cannot be `tooltips`\. Did you mean `tooltip`\?/,
    },
    {
      name: "`configure` that is no function",
      options: { ...good, configure: {} },
      expected: /`configure` .* must be a function/,
    },
  ])("$name", ({ options, expected }) => {
    expect(refusal("dashboard", options)).toMatch(expected);
  });

  test.each([
    { refresh: "" },
    { refresh: "1m" },
    { time: { from: "now-1d/d", to: "now/d" } },
    { time: { from: "2026-01-31T12:00:00Z", to: "1785585600000" } },
    { timezone: "Europe/Berlin" },
    { timezone: "utc" },
    { rows: undefined },
  ])("but not %j", (options) => {
    expect(refusal("dashboard", { ...good, ...options })).toBe("accepted");
  });
});

test.each([{ width: 30 }, { height: 0 }, { title: 5 }, { queries: "up" }, { width: "half" }])(
  "a panel that was changed into what is none is refused: %j",
  (change) => {
    expect(refusal("row", "R", [{ ...panel, ...change }])).toMatch(
      /`panels\[0\]` of row `R` was changed after it was made, .*\. Give the function/,
    );
  },
);

test("a row that was changed into what is none is refused", () => {
  expect(refusal("dashboard", { ...good, rows: [{ ...row("R", []), panels: undefined }] })).toMatch(
    /`rows\[0\]` of dashboard `Good` was changed after it was made/,
  );
});

test("a panel that was changed sensibly is not", () => {
  expect(refusal("row", "R", [{ ...panel, title: "Other", width: 12 }])).toBe("accepted");
});

describe("a row refuses", () => {
  test.each([
    {
      name: "no title",
      values: [[panel]],
      expected: /^The first argument of `row\(\)` is its title, not a list/,
    },
    {
      name: "one panel without a list",
      values: ["R", panel],
      expected: /row `R` got a panel\. Write `row\("R", \[ … \]\)`/,
    },
    {
      name: "several panels without a list",
      values: ["R", [panel], [panel]],
      expected: /row `R` got a list\. Put all panels into one list/,
    },
    {
      name: "what is no panel",
      values: ["R", [promql`up`]],
      expected: /`panels\[0\]` of row `R` must be a panel, not a query/,
    },
    {
      name: "a condition that is not met",
      values: ["R", [false]],
      expected: /`panels\[0\]` of row `R` must be a panel, not `false`/,
    },
    {
      name: "no columns",
      values: ["R", [], { columns: 0 }],
      expected: /`columns` of row `R` cannot be `0`\. Give a whole number from 1 to 24/,
    },
    { name: "more columns than the grid", values: ["R", [], { columns: 25 }], expected: /cannot be `25`/ },
    { name: "half a column", values: ["R", [], { columns: 2.5 }], expected: /cannot be `2.5`/ },
    {
      name: "no height",
      values: ["R", [], { height: 0 }],
      expected: /`height` of row `R` cannot be `0`\. Give a whole number of at least 1/,
    },
    {
      name: "an unknown option",
      values: ["R", [], { colapsed: true }],
      expected: /Row `R` has no option `colapsed`\. Did you mean `collapsed`\?/,
    },
    {
      name: "a text for a switch",
      values: ["R", [], { collapsed: "yes" }],
      expected: /`collapsed` of row `R` must be `true` or `false`/,
    },
  ])("$name", ({ values, expected }) => {
    expect(refusal("row", ...values)).toMatch(expected);
  });
});

describe("variables, annotations and links refuse", () => {
  test.each([
    { call: "queryVariable", options: { name: "a" }, expected: /Option `query` of variable `a` is missing/ },
    {
      call: "queryVariable",
      options: { name: "a", query: "up", regx: "" },
      expected: /Variable `a` has no option `regx`\. Did you mean `regex`\?/,
    },
    {
      call: "queryVariable",
      options: { name: "a", query: "up", sort: "asc" },
      expected: /`sort` of variable `a` cannot be `asc`/,
    },
    { call: "queryVariable", options: { query: "up" }, expected: /A variable has no `name`/ },
    { call: "customVariable", options: { name: "a" }, expected: /`values` of variable `a` is missing/ },
    { call: "customVariable", options: { name: "a", values: "x,y" }, expected: /`values` .* must be a list/ },
    {
      call: "customVariable",
      options: { name: "a", values: [1] },
      expected: /`values\[0\]` .* must be a text or an object, not `1`/,
    },
    {
      call: "customVariable",
      options: { name: "a", values: ["prod", "test"], default: "prd" },
      expected: /The default `prd` of variable `a` is none of its values\. Did you mean `prod`\?/,
    },
    {
      call: "customVariable",
      options: { name: "a", values: ["x"], multi: true, default: ["x", "y"] },
      expected: /default `y`/,
    },
    {
      call: "intervalVariable",
      options: { name: "a", default: "2m" },
      expected: /The default `2m` of variable `a` is none/,
    },
    { call: "constantVariable", options: { name: "a" }, expected: /`value` of variable `a` is missing/ },
    { call: "textVariable", options: { name: "a", value: "x" }, expected: /has no option `value`/ },
    { call: "dataSourceVariable", options: { name: "a", plugn: "x" }, expected: /has no option `plugn`/ },
    {
      call: "adhocVariable",
      options: { name: "a", filters: [{ key: "a", operator: "==", value: "b" }] },
      expected: /`filters\[0\].operator` .* cannot be `==`/,
    },
    {
      call: "queryAnnotation",
      options: { name: "a", query: "up" },
      expected:
        /`query` of annotation `a` must be an expression that can be drawn, not the text `up`\. Write text as promql/,
    },
    { call: "queryAnnotation", options: { name: "a" }, expected: /`query` of annotation `a` is missing/ },
    {
      call: "tagAnnotation",
      options: { name: "a", tags: "x" },
      expected: /`tags` of annotation `a` must be a list/,
    },
    {
      call: "tagAnnotation",
      options: { name: "a", tags: [], colour: "red" },
      expected: /Annotation `a` has no option `colour`\. Did you mean `color`\?/,
    },
    { call: "link", options: { title: "a" }, expected: /`url` of link `a` is missing/ },
    {
      call: "link",
      options: { title: "a", url: "b", newtab: true },
      expected: /Link `a` has no option `newtab`\. Did you mean `newTab`\?/,
    },
    { call: "tagLink", options: { title: "a" }, expected: /`tags` of link `a` is missing/ },
    { call: "existingDashboard", options: {}, expected: /accepted/ },
  ])("$call with $options", ({ call, options, expected }) => {
    expect(refusal(call, options)).toMatch(expected);
  });

  test("an existing dashboard with an unknown option", () => {
    expect(refusal("existingDashboard", {}, { foldr: "A" })).toMatch(
      /The dashboard has no option `foldr`\. Did you mean `folder`\?/,
    );
  });

  test("but not `All` as the default", () => {
    const options = { name: "a", values: ["x"], includeAll: true, default: "$__all" };
    expect(refusal("customVariable", options)).toBe("accepted");
  });
});
