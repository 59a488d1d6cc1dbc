import fc from "fast-check";
import { expect, test } from "vitest";
import { diffPanelFields } from "../../../src/diff/fields/panel-fields.ts";
import type { JsonObject } from "../../../src/schema/json.ts";
import { arbitraryDocument } from "./arbitrary-document.ts";
import { foreignPlugins, realPanels } from "../real-documents.ts";
import { expectExact, lineOf } from "./contract.ts";

const custom = (members: JsonObject): JsonObject => ({ fieldConfig: { defaults: { custom: members } } });
const defaults = (members: JsonObject): JsonObject => ({ fieldConfig: { defaults: members } });
const steps = (...list: readonly [string, number?][]): JsonObject =>
  defaults({
    thresholds: {
      steps: list.map(([color, value]) => ({ color, ...(value === undefined ? {} : { value }) })),
    },
  });

interface Case {
  readonly name: string;
  /** @default "timeseries" */
  readonly type?: string;
  readonly afterType?: string;
  readonly before: JsonObject;
  readonly after: JsonObject;
  readonly lines: readonly string[];
}

const cases: readonly Case[] = [
  {
    name: "says nothing of the same",
    before: defaults({ unit: "s" }),
    after: defaults({ unit: "s" }),
    lines: [],
  },
  {
    name: "says units by their ids",
    before: defaults({ unit: "ms" }),
    after: defaults({ unit: "s" }),
    lines: ["unit: ms → s (presentation)"],
  },
  {
    name: "says what comes instead of nothing",
    before: {},
    after: { ...defaults({ unit: "s", decimals: 2, min: 0 }), transparent: true },
    lines: [
      "transparent background: off → on (cosmetic)",
      "unit: none → s (presentation)",
      "decimals: auto → 2 (presentation)",
      "min: auto → 0 (presentation)",
    ],
  },
  {
    name: "knows what Grafana draws where nothing is said",
    before: {},
    after: custom({
      fillOpacity: 20,
      lineWidth: 2,
      stacking: { mode: "normal" },
      lineStyle: { fill: "dash", dash: [10, 10] },
    }),
    lines: [
      "line width: 1 → 2 (cosmetic)",
      "line style: solid → dash 10 10 (cosmetic)",
      "fill: 0 → 20 (cosmetic)",
      "stacking: none → normal (presentation)",
    ],
  },
  {
    name: "says axes, gaps and hidden series in words",
    before: custom({ scaleDistribution: { type: "log", log: 10 }, spanNulls: 60000, axisPlacement: "right" }),
    after: custom({ hideFrom: { legend: true, tooltip: true, viz: true }, axisSoftMax: 1 }),
    lines: [
      "connect null values: up to 60000 ms → off (presentation)",
      "hidden from: nowhere → everywhere (presentation)",
      "axis placement: right → auto (presentation)",
      "axis soft max: auto → 1 (presentation)",
      "axis scale: log 10 → linear (presentation)",
    ],
  },
  {
    name: "says thresholds by value",
    before: steps(["green"], ["orange", 300], ["red", 500]),
    after: steps(["green"], ["yellow", 0.8], ["red", 0.5]),
    lines: ["thresholds: yellow at 0.8 added · red 500 → 0.5 · orange at 300 removed (presentation)"],
  },
  {
    name: "says another color of the same threshold",
    before: steps(["green"], ["red", 500]),
    after: steps(["blue"], ["orange", 500]),
    lines: ["thresholds: base: green → blue · at 500: red → orange (presentation)"],
  },
  {
    name: "says another mode of the thresholds and those of Grafana",
    before: {},
    after: defaults({ thresholds: { mode: "percentage" } }),
    lines: ["thresholds: mode absolute → percentage (presentation)"],
  },
  {
    name: "says what of a mapping changed",
    before: defaults({
      mappings: [
        {
          type: "value",
          options: { 0: { text: "Down", color: "red" }, 1: { text: "Up" }, 2: { text: "?" } },
        },
        { type: "special", options: { match: "null", result: { text: "N/A" } } },
      ],
    }),
    after: defaults({
      mappings: [
        { type: "value", options: { 0: { text: "Down", color: "dark-red" }, 1: { text: "Running" } } },
        { type: "range", options: { from: 2, to: 10, result: { text: "Many", color: "orange" } } },
        { type: "special", options: { match: "null", result: { text: "N/A" } } },
      ],
    }),
    lines: [
      "value mappings: `0`: color red → dark-red · `1`: text Up → Running · range 2 to 10 → Many (orange) added · `2` removed (presentation)",
    ],
  },
  {
    name: "says colors in words",
    before: {},
    after: defaults({ color: { mode: "fixed", fixedColor: "red" } }),
    lines: ["color: palette → fixed red (cosmetic)"],
  },
  {
    name: "says color schemes in words",
    type: "stat",
    before: {},
    after: defaults({ color: { mode: "continuous-GrYlRd", seriesBy: "max" } }),
    lines: ["color: thresholds → green-yellow-red by max (cosmetic)"],
  },
  {
    name: "says links on values by their titles",
    before: defaults({
      links: [
        { title: "Logs", url: "/a" },
        { title: "Trace", url: "/t" },
      ],
    }),
    after: defaults({
      links: [
        { title: "Logs", url: "/b" },
        { title: "Runbook", url: "/r" },
      ],
    }),
    lines: ["data links: `Logs`: address `/a` → `/b` · `Runbook` added · `Trace` removed (presentation)"],
  },
  {
    name: "says legends and tooltips in words",
    before: { options: { legend: { calcs: ["mean"], placement: "right" } } },
    after: {
      options: {
        legend: { calcs: ["mean", "lastNotNull"], showLegend: false, displayMode: "table" },
        tooltip: { mode: "multi", sort: "desc" },
      },
    },
    lines: [
      "legend: shown → hidden (cosmetic)",
      "legend mode: list → table (cosmetic)",
      "legend placement: right → bottom (cosmetic)",
      "legend values: Mean → Mean, Last * (cosmetic)",
      "tooltip: single → all (cosmetic)",
      "tooltip order: none → descending (cosmetic)",
    ],
  },
  {
    name: "takes another calculation for another number",
    type: "stat",
    before: {},
    after: { options: { reduceOptions: { calcs: ["max"], values: true }, graphMode: "none" } },
    lines: [
      "calculation: Last * → Max (data)",
      "show: one value per series → all values (data)",
      "graph mode: area → none (cosmetic)",
    ],
  },
  {
    name: "says where answers come from",
    before: { datasource: { type: "prometheus", uid: "prom-a" } },
    after: { datasource: { type: "prometheus", uid: "prom-b" } },
    lines: ["data source: prom-a → prom-b (data)"],
  },
  {
    name: "says the type of a data source when it changes",
    before: { datasource: { type: "prometheus", uid: "${ds}" } },
    after: { datasource: { type: "loki", uid: "logs" } },
    lines: ["data source: `${ds}` (prometheus) → logs (loki) (data)"],
  },
  {
    name: "says time and repetition",
    before: { interval: "1m", repeat: "pod" },
    after: {
      timeFrom: "24h",
      timeShift: "1w",
      maxDataPoints: 100,
      repeat: "node",
      repeatDirection: "v",
      maxPerRow: 2,
    },
    lines: [
      "min interval: 1m → auto (data)",
      "max data points: auto → 100 (data)",
      "time range: the dashboard's → 24h (data)",
      "time shift: none → 1w (data)",
      "repeat by: $pod → $node (data)",
      "repeat direction: horizontal → vertical (presentation)",
      "max per row: 4 → 2 (presentation)",
    ],
  },
  {
    name: "quotes short descriptions",
    before: { description: "Requests" },
    after: { description: "Requests per second" },
    lines: ["description: `Requests` → `Requests per second` (cosmetic)"],
  },
  {
    name: "shows the first difference of a long text",
    type: "text",
    before: {
      options: {
        content:
          "# Run book\n\nCall the team that is on duty when more than 5 % of all requests fail for ten minutes.",
      },
    },
    after: {
      options: {
        content:
          "# Run book\n\nCall the team that is on duty when more than 2 % of all requests fail for ten minutes.",
      },
    },
    lines: ["text: `…when more than 5 % of all…` → `…when more than 2 % of all…` (cosmetic)"],
  },
  {
    name: "says a row that was closed",
    type: "row",
    before: {},
    after: { collapsed: true },
    lines: ["row: open → collapsed (presentation)"],
  },
  {
    name: "keeps what it does not know, by its path",
    before: { options: { foo: { bar: [1, 2], "a b": "x" } }, pluginVersion: "1" },
    after: { options: { foo: { bar: [1, 3] }, legend: { glow: true } }, fresh: { deep: { x: 1 } } },
    lines: [
      'fresh: default → {"deep": {"x": 1}} (data)',
      'options.foo["a b"]: x → default (presentation)',
      "options.foo.bar: 1, 2 → 1, 3 (presentation)",
      "options.legend.glow: default → on (presentation)",
      "pluginVersion: 1 → default (data)",
    ],
  },
  {
    name: "folds the options of another plugin",
    type: "stat",
    afterType: "gauge",
    before: {
      ...defaults({ unit: "s", custom: { a: 1 } }),
      options: { graphMode: "none", reduceOptions: { calcs: ["max"] } },
    },
    after: {
      ...defaults({ unit: "ms" }),
      options: { showThresholdLabels: true, reduceOptions: { calcs: ["mean"] } },
    },
    lines: [
      "unit: s → ms (presentation)",
      "style: of stat → of gauge (presentation)",
      "options: of stat → of gauge · calculation Max → Mean (data)",
    ],
  },
];

test.each(cases)("$name", ({ type = "timeseries", afterType = type, before, after, lines }) => {
  const { fields, unknown } = diffPanelFields(before, after, { beforeType: type, afterType });
  expect([...fields, ...unknown].map(lineOf)).toEqual(lines);
  expectExact(before, after, [...fields, ...unknown]);
});

test("makes any panel of any other one, whatever it holds", () => {
  const types = fc.constantFrom("timeseries", "stat", "row", "unheard-of");
  fc.assert(
    fc.property(
      arbitraryDocument,
      arbitraryDocument,
      types,
      types,
      (before, after, beforeType, afterType) => {
        const { fields, unknown } = diffPanelFields(before, after, { beforeType, afterType });
        expectExact(before, after, [...fields, ...unknown]);
      },
    ),
    { numRuns: 1000 },
  );
});

const panels = realPanels();

test("makes every real panel of those after it and of those of its kind", () => {
  expect(panels.length).toBeGreaterThan(50);
  panels.forEach((before, index) => {
    const others = panels.filter(({ type }, other) => type === before.type || Math.abs(other - index) <= 3);
    for (const after of others) {
      const types = { beforeType: before.type, afterType: after.type };
      const { fields, unknown } = diffPanelFields(before.fields, after.fields, types);
      expectExact(before.fields, after.fields, [...fields, ...unknown]);
    }
  });
});

test("has words for everything that the authoring API writes", () => {
  for (const { type, fields } of panels.filter((panel) => !foreignPlugins.has(panel.type))) {
    expect(diffPanelFields({}, fields, { beforeType: type, afterType: type }).unknown).toEqual([]);
  }
});
