import { expect, test } from "vitest";
import { describeDocument, limitLines } from "../../../src/push/compare/changes.ts";
import type { Json, JsonObject } from "../../../src/schema/json.ts";

const panel = (id: number, title: string, more: JsonObject = {}): JsonObject => ({
  id,
  type: "timeseries",
  title,
  gridPos: { x: 0, y: id, w: 8, h: 8 },
  targets: [{ refId: "A", expr: "up" }],
  fieldConfig: { defaults: { unit: "short" }, overrides: [] },
  ...more,
});
const panels = (...list: readonly Json[]): JsonObject => ({ panels: list });
const variables = (...list: readonly Json[]): JsonObject => ({ templating: { list } });
const annotations = (...list: readonly Json[]): JsonObject => ({ annotations: { list } });
const builtIn = { builtIn: 1, name: "Annotations & Alerts", enable: true };

interface Case {
  readonly name: string;
  readonly code: JsonObject;
  readonly server: JsonObject;
  readonly expected: readonly string[];
}

test.each<Case>([
  {
    name: "nothing",
    code: panels(panel(1, "CPU")),
    server: panels(panel(1, "CPU", { pluginVersion: "12" })),
    expected: [],
  },
  {
    name: "the options of a variable, which are another copy only",
    code: { templating: { list: [{ name: "job", type: "query", refresh: 1, multi: true, options: [] }] } },
    server: { templating: { list: [{ name: "job", type: "query", refresh: 1, options: ["a"] }] } },
    expected: ["variable `job`: multi"],
  },
  {
    name: "the values of a switch",
    code: { templating: { list: [{ name: "all", type: "switch", options: ["on"] }] } },
    server: { templating: { list: [{ name: "all", type: "switch", options: ["yes"] }] } },
    expected: ["variable `all`: options"],
  },
  { name: "the title", code: { title: "New" }, server: { title: "Old" }, expected: ["title: `Old` → `New`"] },
  {
    name: "tags",
    code: { tags: ["a", "b"] },
    server: { tags: ["b", "c"] },
    expected: ["tags: +a -c"],
  },
  {
    name: "the order of tags",
    code: { tags: ["a", "b"] },
    server: { tags: ["b", "a"] },
    expected: ["tags: order"],
  },
  {
    name: "time, refresh and others",
    code: { time: { from: "now-1h", to: "now" }, refresh: "1m", graphTooltip: 1, weekStart: "monday" },
    server: { time: { from: "now-6h", to: "now" }, refresh: "", graphTooltip: 0 },
    expected: [
      "time range: `now-6h` to `now` → `now-1h` to `now`",
      "refresh: none → `1m`",
      "settings: graphTooltip, weekStart",
    ],
  },
  {
    name: "panels that come and go",
    code: panels(panel(1, "CPU"), panel(2, "Memory")),
    server: panels(panel(1, "CPU"), panel(3, "Disk"), { id: 4, type: "row", title: "Old", panels: [] }),
    expected: ["panel `Memory` added", "panel `Disk` removed", "row `Old` removed"],
  },
  {
    name: "the parts of a panel",
    code: panels(
      panel(1, "CPU", {
        targets: [{ refId: "A", expr: "down" }],
        fieldConfig: {
          defaults: {
            unit: "bytes",
            thresholds: { mode: "absolute", steps: [{ color: "red", value: null }] },
          },
          overrides: [],
        },
        gridPos: { x: 8, y: 1, w: 8, h: 8 },
        description: "text",
      }),
    ),
    server: panels(panel(1, "CPU")),
    expected: ["panel `CPU`: description, position, queries, thresholds, unit"],
  },
  {
    name: "overrides and style",
    code: panels(
      panel(1, "CPU", {
        fieldConfig: {
          defaults: { unit: "short", custom: { lineWidth: 3 } },
          overrides: [{ matcher: { id: "byName" } }],
        },
      }),
    ),
    server: panels(
      panel(1, "CPU", {
        fieldConfig: { defaults: { unit: "short", custom: { fillOpacity: 0 } }, overrides: [] },
      }),
    ),
    expected: ["panel `CPU`: overrides, style"],
  },
  {
    name: "a panel of the same title with another id",
    code: panels(panel(1, "CPU")),
    server: panels(panel(7, "CPU", { gridPos: { x: 0, y: 1, w: 8, h: 8 } })),
    expected: ["panel `CPU`: id"],
  },
  {
    name: "a panel of the same id with another title and kind",
    code: panels(panel(1, "New", { type: "stat" })),
    server: panels(panel(1, "Old")),
    expected: ["panel `New`: kind, title"],
  },
  {
    name: "a few moved panels",
    code: panels(panel(1, "CPU"), panel(2, "Memory")),
    server: panels(panel(1, "CPU", { gridPos: { x: 1, y: 1, w: 8, h: 8 } }), panel(2, "Memory")),
    expected: ["panel `CPU`: position"],
  },
  {
    name: "many moved panels in one line",
    code: panels(...[1, 2, 3, 4].map((id) => panel(id, `P${id}`))),
    server: panels(
      ...[1, 2, 3, 4].map((id) => panel(id, `P${id}`, { gridPos: { x: 9, y: id, w: 8, h: 8 } })),
    ),
    expected: ["position of 4 panels"],
  },
  {
    name: "a panel in a closed row",
    code: panels({
      id: 9,
      type: "row",
      title: "R",
      collapsed: true,
      panels: [panel(1, "CPU", { title: "CPU" })],
    }),
    server: panels({
      id: 9,
      type: "row",
      title: "R",
      collapsed: true,
      panels: [panel(1, "CPU", { description: "old" })],
    }),
    expected: ["panel `CPU`: description"],
  },
  {
    name: "variables",
    code: variables({ name: "job", query: "a" }, { name: "new" }),
    server: variables({ name: "job", query: "b", multi: true, current: { text: "x" } }, { name: "old" }),
    expected: ["variable `job`: multi, query", "variable `new` added", "variable `old` removed"],
  },
  {
    name: "the order of variables",
    code: variables({ name: "a" }, { name: "b" }),
    server: variables({ name: "b" }, { name: "a" }),
    expected: ["order of variables"],
  },
  {
    name: "annotations, but not Grafana's own",
    code: annotations({ name: "Deploys", expr: "x" }),
    server: annotations(builtIn, { name: "Deploys", expr: "y" }),
    expected: ["annotation `Deploys`: expr"],
  },
  {
    name: "no annotations in the code",
    code: {},
    server: annotations(builtIn, { name: "Old" }),
    expected: ["annotation `Old` removed"],
  },
  {
    name: "links",
    code: { links: [{ title: "Docs", url: "http://a" }] },
    server: { links: [{ title: "Docs", url: "http://b", icon: "external link" }] },
    expected: ["link `Docs`: url"],
  },
  {
    name: "hostile texts",
    code: { title: `a\n${"b".repeat(1000)}` },
    server: { title: "x" },
    expected: [`title: \`x\` → \`a ${"b".repeat(57)}…\``],
  },
  {
    name: "names that every object has",
    code: JSON.parse('{"__proto__": 1, "constructor": 2}') as JsonObject,
    server: {},
    expected: ["settings: __proto__, constructor"],
  },
  {
    name: "lists that are missing in Grafana, which is no order",
    code: { templating: { list: [] }, links: [] },
    server: {},
    expected: ["variables", "links"],
  },
  {
    name: "lists that are none",
    code: { panels: "x", templating: 1, annotations: { list: [1] } },
    server: { panels: {}, templating: null, annotations: [] },
    expected: ["panels", "variables", "annotations"],
  },
])("tells changes of $name", ({ code, server, expected }) => {
  expect(describeDocument(code, server)).toEqual(expected);
});

test("tells twelve lines, and how many more there are", () => {
  const lines = Array.from({ length: 14 }, (_, index) => `line ${index + 1}`);
  expect(limitLines(lines.slice(0, 12))).toHaveLength(12);
  expect(limitLines(lines).slice(10)).toEqual(["line 11", "… and 3 more"]);
});
