import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { compareDocuments, isSame } from "../../../src/push/compare/compare.ts";
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

test("the order of panels does not count, because Grafana sorts them by their position", () => {
  const panels = [1, 2].map((id) => ({ id, type: "text", gridPos: { x: 0, y: id, w: 8, h: 8 } }));
  expect(compareDocuments({ panels }, { panels: [...panels].reverse() })).toBe("covered");
  const moved = panels.map((each) => ({ ...each, gridPos: { ...each.gridPos, y: 3 } }));
  expect(compareDocuments({ panels }, { panels: moved })).toBe("different");
});

test("the order of variables counts", () => {
  const list = [{ name: "a" }, { name: "b" }];
  expect(compareDocuments({ templating: { list } }, { templating: { list: [...list].reverse() } })).toBe(
    "different",
  );
});

test.each([
  {
    name: "a member of the code that the server lacks",
    code: '{"__proto__": {}, "a": 1}',
    server: '{"a": 1, "b": 2}',
  },
  {
    name: "a member of the server that the code lacks",
    code: '{"a": 1}',
    server: '{"a": 1, "__proto__": {}}',
  },
  { name: "names of methods", code: '{"constructor": 1}', server: '{"toString": 1}' },
])("names that every object inherits are only names: $name", ({ code, server }) => {
  expect(compareDocuments(JSON.parse(code) as JsonObject, JSON.parse(server) as JsonObject)).toBe(
    "different",
  );
  expect(compareDocuments(JSON.parse(code) as JsonObject, JSON.parse(code) as JsonObject)).toBe("equal");
});

const document = JSON.parse(
  readFileSync("provisioning/dashboards/containers/overview.json", "utf8"),
) as JsonObject;

/** Every member of a document, by the path to the object that has it. */
function membersOf(
  value: Json | undefined,
  path: readonly (string | number)[] = [],
): readonly (readonly (string | number)[])[] {
  if (typeof value !== "object" || value === null) return [];
  const entries: readonly (readonly [string | number, Json | undefined])[] = Array.isArray(value)
    ? (value as readonly Json[]).map((element, index) => [index, element] as const)
    : Object.entries(value);
  return entries.flatMap(([key, element]) => [
    ...(Array.isArray(value) ? [] : [[...path, key]]),
    ...membersOf(element, [...path, key]),
  ]);
}

type Mutable = Record<string | number, unknown>;

/** A copy in which somebody did something to the object at the path. */
function changed(
  path: readonly (string | number)[],
  change: (holder: Mutable, key: string | number) => void,
): JsonObject {
  const copy = structuredClone(document);
  let holder = copy as unknown as Mutable;
  for (const key of path.slice(0, -1)) holder = holder[key] as Mutable;
  change(holder, path.at(-1) ?? "");
  return copy;
}

const paths = membersOf(document);
const isExcused = (path: readonly (string | number)[]): boolean => {
  const inVariable = path[0] === "templating";
  const place = path.join(".");
  return (
    place.endsWith("thresholds.steps.0.value") ||
    (inVariable && /\.(?:options|selected|refId)(?:\.|$)/.test(place)) ||
    place.endsWith(".editorMode") ||
    place === "schemaVersion"
  );
};

describe("for a whole dashboard", () => {
  test("the same content is equal, whatever the order of its members", () => {
    const sorted = (value: Json | undefined): Json =>
      Array.isArray(value)
        ? value.map(sorted)
        : typeof value === "object" && value !== null
          ? Object.fromEntries(
              Object.entries(value)
                .reverse()
                .map(([key, member]) => [key, sorted(member)]),
            )
          : (value ?? null);
    expect(compareDocuments(document, sorted(document) as JsonObject)).toBe("equal");
  });

  test("a changed value is a difference, wherever it is", () => {
    for (const path of paths.filter((each) => !isExcused(each))) {
      const server = changed(path, (holder, key) => {
        const value = holder[key];
        if (typeof value === "number") holder[key] = value - 1;
        else if (typeof value === "string") holder[key] = `${value}x`;
        else if (typeof value === "boolean") holder[key] = !value;
        else holder[key] = "changed";
      });
      expect.soft(compareDocuments(document, server), path.join(".")).toBe("different");
    }
  });

  test("a removed member is a difference, unless it is one that the editor drops", () => {
    const dropped = paths.filter(
      (path) =>
        compareDocuments(
          document,
          changed(path, (holder, key) => delete holder[key]),
        ) !== "different",
    );
    const names = dropped.filter((path) => !isExcused(path)).map((path) => String(path.at(-1)));
    const excused = ["description", "links", "options", "timepicker", "transformations", "weekStart"];
    expect(names.filter((name) => !excused.includes(name))).toEqual([]);
  });

  test("an added member is a difference", () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...paths),
        fc.string({ minLength: 3 }),
        fc.jsonValue(),
        (path, name, value) => {
          const server = changed(path, (holder) => {
            holder[`x${name}`] = value;
          });
          const holder = path.slice(0, -1);
          const isFree =
            value === null ||
            (holder[0] === "templating" && (holder.includes("current") || holder.includes("options")));
          const isBuiltIn = holder.join() === "annotations,list,0";
          expect(compareDocuments(document, server)).toBe(isFree || isBuiltIn ? "covered" : "different");
        },
      ),
      { numRuns: 300 },
    );
  });
});

test("values are the same exactly when their canonical text is", () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.jsonValue(), (left, right) => {
      const text = (value: unknown): string =>
        JSON.stringify(value, (_, inner: unknown) => sortedCopy(inner));
      expect(isSame(left, right)).toBe(text(left) === text(right));
      expect(isSame(left, structuredClone(left))).toBe(true);
    }),
  );
});

function sortedCopy(value: unknown): unknown {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([left], [right]) => (left < right ? -1 : 1)));
}
