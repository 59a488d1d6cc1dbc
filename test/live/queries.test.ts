import { describe, expect, test } from "vitest";
import { readFixtureDashboard } from "./committed.ts";
import { hasData, listQueries } from "./queries.ts";
import { interpolate, resolveVariables } from "./variables.ts";

const view = { prometheus: "http://127.0.0.1:1", time: 0 };

function resolve(...list: readonly object[]): Promise<ReadonlyMap<string, string>> {
  return resolveVariables({ templating: { list } }, view);
}

describe("listQueries", () => {
  const queries = listQueries(readFixtureDashboard("dashboard.json"));

  test("finds the queries of open rows, collapsed rows and annotations", () => {
    const panels = new Set(queries.map(({ panel }) => panel));
    expect([...panels]).toEqual([
      "Request rate",
      "Error rate",
      "Latency",
      "Containers",
      "Container actions",
      "Health checks",
      "Builds",
      "Engine",
      "Memory",
      "CPU",
      "Scrape health",
      "annotation Restarts",
    ]);
    expect(queries).toHaveLength(19);
  });

  test.each([
    { target: {}, modes: ["range"] },
    { target: { range: true }, modes: ["range"] },
    { target: { instant: true }, modes: ["instant"] },
    { target: { instant: true, range: false }, modes: ["instant"] },
    { target: { instant: true, range: true }, modes: ["instant", "range"] },
  ])("asks $modes for $target", ({ target, modes }) => {
    const document = { panels: [{ title: "P", targets: [{ refId: "A", expr: "up", ...target }] }] };
    expect(listQueries(document)).toMatchObject([{ panel: "P", refId: "A", modes }]);
  });

  test("passes over targets without PromQL", () => {
    expect(listQueries({ panels: [{ targets: [{ refId: "B", expression: "$A * 2" }] }] })).toEqual([]);
  });
});

describe("variables", () => {
  const several = { type: "custom", name: "v", query: "a.b,c", multi: true, includeAll: true };

  test.each([
    { name: "All as a group of all options", variable: several, value: "(a\\\\.b|c)" },
    {
      name: "a stored All with its own value",
      variable: { ...several, allValue: ".+", current: { value: ["$__all"] } },
      value: ".+",
    },
    { name: "one of several", variable: { ...several, current: { value: ["c"] } }, value: "c" },
    {
      name: "a single choice, not escaped",
      variable: { type: "custom", name: "v", query: "a.b,c" },
      value: "a.b",
    },
    {
      name: "the value of a named option",
      variable: { type: "custom", name: "v", query: "Fast : 1s" },
      value: "1s",
    },
    {
      name: "the stored interval",
      variable: { type: "interval", name: "v", query: "1m,5m", current: { value: "5m" } },
      value: "5m",
    },
    {
      name: "the first interval instead of auto",
      variable: { type: "interval", name: "v", query: "1m,5m", current: { value: "$__auto_interval_v" } },
      value: "1m",
    },
    { name: "a constant", variable: { type: "constant", name: "v", query: "k" }, value: "k" },
    { name: "the default of a text box", variable: { type: "textbox", name: "v", query: "k" }, value: "k" },
  ])("takes $name", async ({ variable, value }) => {
    expect((await resolve(variable)).get("v")).toBe(value);
  });

  test("ignores data source variables", async () => {
    expect((await resolve({ type: "datasource", name: "ds", query: "prometheus" })).has("ds")).toBe(false);
  });

  test("refuses a type that it does not know", async () => {
    await expect(resolve({ type: "magic", name: "v" })).rejects.toThrow("`magic`");
  });

  test("puts values in all three notations", () => {
    expect(interpolate("$a ${a} ${a:regex} [[a]]", new Map([["a", "1"]]))).toBe("1 1 1 1");
  });

  test("refuses a query with an unknown variable", () => {
    expect(() => interpolate('up{job=~"$job"}', new Map())).toThrow("`$job`");
  });
});

describe("hasData", () => {
  const series = (...values: readonly number[]) => [
    { labels: {}, samples: values.map((value) => ({ time: 0, value })) },
  ];

  test.each([
    { name: "no series", answer: [], expected: false },
    { name: "only NaN", answer: series(Number.NaN), expected: false },
    { name: "one number among NaN", answer: series(Number.NaN, 0), expected: true },
  ])("is $expected for $name", ({ answer, expected }) => {
    expect(hasData(answer)).toBe(expected);
  });
});
