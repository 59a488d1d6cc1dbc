/** The dashboard of the example that nearly everything happened to. */
import type { Break, DashboardDiff, LayoutBox, PanelDiff, PanelRef } from "../../../src/diff/model.ts";
import { box, change, entry, panel, panelRef } from "./example-parts.ts";

const overview = { row: "Overview" };
const details = { row: "Details" };

const before = {
  overview: panelRef(0, "Overview", [0, 0, 24, 1], { type: "row" }),
  requests: panelRef(1, "Requests", [0, 1, 4, 4], { type: "stat", ...overview }),
  errors: panelRef(2, "Error ratio", [4, 1, 4, 4], { type: "stat", ...overview }),
  p99: panelRef(3, "p99 latency", [8, 1, 4, 4], { type: "stat", ...overview }),
  cpu: panelRef(4, "CPU", [12, 1, 4, 4], { id: 7, type: "gauge", ...overview }),
  memory: panelRef(5, "Memory by pod", [16, 1, 8, 4], { type: "bargauge", ...overview }),
  rate: panelRef(6, "Request rate by service", [0, 5, 12, 8], overview),
  latency: panelRef(7, "Latency quantiles", [12, 5, 12, 8], overview),
  details: panelRef(8, "Details", [0, 13, 24, 1], { type: "row" }),
  heatmap: panelRef(9, "Latency heatmap", [0, 14, 12, 8], { type: "heatmap", ...details }),
  endpoints: panelRef(10, "Endpoints", [12, 14, 12, 8], { type: "table", ...details }),
  saturation: panelRef(11, "Saturation", [0, 22, 12, 6], details),
  logs: panelRef(12, "Recent logs", [12, 22, 12, 6], { type: "logs", ...details }),
} as const satisfies Record<string, PanelRef>;

const after = {
  overview: panelRef(0, "Overview", [0, 0, 24, 1], { type: "row" }),
  errors: panelRef(1, "Error ratio", [0, 1, 4, 4], { type: "stat", ...overview }),
  requests: panelRef(2, "Requests", [4, 1, 4, 4], { type: "stat", ...overview }),
  p99: panelRef(3, "p99 latency", [8, 1, 4, 4], { type: "gauge", ...overview }),
  memory: panelRef(4, "Memory by pod", [12, 1, 12, 4], { type: "bargauge", ...overview }),
  rate: panelRef(5, "Request rate by service (5m)", [0, 5, 12, 8], overview),
  saturation: panelRef(6, "Saturation of the workers", [12, 5, 12, 8], overview),
  queue: panelRef(7, "Queue depth", [0, 13, 24, 6], overview),
  details: panelRef(8, "Details", [0, 19, 24, 1], { type: "row" }),
  latency: panelRef(9, "Latency quantiles", [0, 20, 12, 8], details),
  endpoints: panelRef(10, "Endpoints", [12, 20, 12, 8], { type: "table", ...details }),
  heatmap: panelRef(11, "Latency heatmap", [0, 28, 12, 8], { type: "heatmap", ...details }),
  logs: panelRef(12, "Recent logs", [12, 28, 12, 8], { type: "logs", ...details }),
} as const satisfies Record<string, PanelRef>;

type Name = keyof typeof before | keyof typeof after;

const beforeNames = Object.keys(before) as (keyof typeof before)[];
const afterNames = Object.keys(after) as (keyof typeof after)[];

const states: Readonly<Record<Name, LayoutBox["state"]>> = {
  overview: "unchanged",
  requests: "unchanged",
  errors: "moved",
  p99: "edited",
  cpu: "removed",
  memory: "resized",
  rate: "edited",
  latency: "moved",
  queue: "added",
  details: "shifted",
  heatmap: "shifted",
  endpoints: "edited",
  saturation: "moved",
  logs: "resized",
};

function boxes(side: Partial<Record<Name, PanelRef>>, others: readonly Name[]): readonly LayoutBox[] {
  return Object.entries(side).map(([name, ref]) => {
    const other = others.indexOf(name as Name);
    return box(ref, states[name as Name], other < 0 ? undefined : other);
  });
}

const rate: PanelDiff = panel({
  before: before.rate,
  after: after.rate,
  match: { by: "id" },
  kinds: ["retitled", "edited"],
  fields: [
    change("title", ["Request rate by service", "Request rate by service (5m)"], { impact: "cosmetic" }),
  ],
  queries: [
    {
      refId: { before: "A", after: "A" },
      verdict: "changed",
      facts: [
        "range `1m` → `5m`",
        'matcher `env=~"$env"` added',
        "sum by (`service`) → (`service`, `route`)",
      ],
      tokens: [
        { op: "=", text: "sum by (service" },
        { op: "+", text: ", route" },
        { op: "=", text: ') (rate(http_requests_total{job="orders"' },
        { op: "+", text: ', env=~"$env"' },
        { op: "=", text: "}[" },
        { op: "-", text: "1m" },
        { op: "+", text: "5m" },
        { op: "=", text: "]))" },
      ],
      changes: [change("legend", ["{{service}}", "{{service}} {{route}}"], { impact: "cosmetic" })],
      before: { index: 0, value: { refId: "A" } },
      after: { index: 0, value: { refId: "A" } },
      impact: "data",
    },
    {
      refId: { before: "B", after: "B" },
      verdict: "reformatted",
      facts: [],
      tokens: [
        { op: "=", text: "sum(rate(http_requests_total" },
        { op: "-", text: " " },
        { op: "=", text: "[5m]))" },
      ],
      changes: [],
      impact: "none",
    },
    {
      refId: { before: "C", after: "D" },
      verdict: "renamed",
      facts: [],
      tokens: [],
      changes: [change("hidden", [false, true], { text: "no → yes" })],
      impact: "presentation",
    },
    {
      refId: { before: "D" },
      verdict: "removed",
      facts: [],
      tokens: [{ op: "-", text: "up" }],
      changes: [],
      impact: "data",
    },
    {
      refId: { after: "E" },
      verdict: "added",
      facts: [],
      tokens: [{ op: "+", text: 'sum(\n  rate(http_requests_total{code=~"5.."}[5m])\n)' }],
      changes: [],
      impact: "data",
    },
  ],
  impact: "data",
  at: { file: "dashboards/orders.ts", line: 41, column: 5 },
});

const latency: PanelDiff = panel({
  before: before.latency,
  after: after.latency,
  kinds: ["reparented", "edited"],
  fields: [
    change("unit", ["ms", "s"]),
    change("threshold red", [500, 0.5], {
      path: ["fieldConfig", "defaults", "thresholds", "steps", 1, "value"],
    }),
    change("axis maximum", [undefined, 2], { text: "2 set" }),
  ],
  overrides: [
    entry('fields named "p99"', { changes: [change("colour", ["red", "dark-red"])], impact: "cosmetic" }),
    entry("fields matching /p9.+/", {
      kinds: ["added"],
      changes: [change("line width", [undefined, 2], { text: "2 set" })],
    }),
  ],
  transformations: [
    entry("Sort by", { kinds: ["moved"], before: { index: 0, value: {} }, after: { index: 1, value: {} } }),
    entry("Organize fields", { kinds: ["removed"] }),
    entry("Add field from calculation", {
      kinds: ["changed"],
      changes: [change("mode", ["reduceRow", "binary"])],
    }),
  ],
  links: [
    entry("Runbook", {
      changes: [change("address", ["/wiki/latency", "/wiki/latency-v2"])],
      impact: "cosmetic",
    }),
  ],
  unknown: [change("options.exotic.curve", ["steep", "flat"])],
  impact: "data",
  at: { file: "dashboards/orders.ts", line: 58, column: 5 },
});

const rest: readonly PanelDiff[] = [
  panel({
    before: before.saturation,
    after: after.saturation,
    match: { by: "similarity", score: 0.82 },
    kinds: ["retitled", "reparented", "resized", "renumbered"],
    fields: [change("title", ["Saturation", "Saturation of the workers"], { impact: "cosmetic" })],
  }),
  panel({ before: before.errors, after: after.errors, match: { by: "place" }, kinds: ["moved"] }),
  panel({
    before: before.p99,
    after: after.p99,
    kinds: ["retyped"],
    fields: [change("kind of panel", ["stat", "gauge"], { path: ["type"] })],
  }),
  panel({ before: before.memory, after: after.memory, kinds: ["resized"] }),
  panel({
    before: before.endpoints,
    after: after.endpoints,
    fields: [
      change("description", ["All endpoints.", "All endpoints\nwith more than one request."], {
        impact: "cosmetic",
      }),
    ],
    impact: "cosmetic",
  }),
  panel({
    after: after.queue,
    match: { by: "none", ambiguous: [before.heatmap, before.saturation] },
    kinds: ["added"],
    queries: [
      {
        refId: { after: "A" },
        verdict: "added",
        facts: [],
        tokens: [{ op: "+", text: "sum by (queue) (queue_depth)" }],
        changes: [],
        impact: "data",
      },
    ],
    impact: "data",
    at: { file: "dashboards/orders.ts", line: 72, column: 5 },
    document: {
      title: "Queue depth",
      type: "timeseries",
      targets: [{ refId: "A", expr: "sum by (queue) (queue_depth)" }],
    },
  }),
  panel({
    before: before.cpu,
    match: { by: "none" },
    kinds: ["removed"],
    impact: "breaks-links",
    document: { title: "CPU", type: "gauge", targets: [{ refId: "A", expr: "avg(cpu_usage)" }] },
  }),
  panel({ before: before.details, after: after.details, kinds: ["shifted"], impact: "none" }),
  panel({ before: before.heatmap, after: after.heatmap, kinds: ["shifted", "renumbered"], impact: "none" }),
  panel({ before: before.logs, after: after.logs, kinds: ["resized", "shifted"] }),
];

const object = { kind: "dashboard", uid: "orders", title: "Orders service" } as const;

const breaks: readonly Break[] = [
  {
    impact: "breaks-links",
    kind: "panel-removed",
    object,
    message: "panel `CPU` is removed, but `Service Home` links to it (viewPanel=7)",
    panel: before.cpu,
    at: { file: "dashboards/home.ts", line: 12, column: 7 },
  },
  {
    impact: "breaks-links",
    kind: "variable-renamed",
    object,
    message: "variable `$service` is now `$app`, but `Service Home` sets it in a link (var-service)",
  },
  {
    impact: "breaks-links",
    kind: "panel-id-changed",
    object,
    message: "panel `Saturation` has the id 106 instead of 111, which alert rule `Workers saturated` names",
    panel: after.saturation,
  },
];

/** Changed in every way that a dashboard can be. */
export const orders: DashboardDiff = {
  before: { uid: "orders", title: "Orders service", folder: ["Shop"], file: "dashboards/orders.json" },
  after: { uid: "orders", title: "Orders service", folder: ["Shop"], file: "dashboards/orders.json" },
  action: "changed",
  impact: "breaks-links",
  breaks,
  settings: [
    change("time range", ["now-6h", "now-1h"], { path: ["time", "from"], impact: "data" }),
    change("tags", [["shop"], ["shop", "slo"]], { text: "`slo` added", impact: "cosmetic" }),
  ],
  variables: [
    entry("$cluster", { changes: [change("multiple values", [false, true], { text: "no → yes" })] }),
    entry("$app", {
      kinds: ["renamed", "moved"],
      changes: [change("name", ["service", "app"])],
      impact: "breaks-links",
    }),
    entry("$env", { kinds: ["added"], after: { index: 2, value: { name: "env", type: "query" } } }),
    entry("$region", { kinds: ["removed"], before: { index: 1, value: { name: "region" } } }),
  ],
  annotations: [
    entry("Deployments", { changes: [change("colour", ["blue", "purple"])], impact: "cosmetic" }),
  ],
  links: [entry("Runbook", { kinds: ["added"], impact: "cosmetic" })],
  panels: [rate, latency, ...rest],
  unknown: [change("preload", [undefined, true], { text: "true set" })],
  unchangedPanels: 2,
  noise: {
    schemaVersion: { before: "39", after: "42" },
    pluginVersions: 4,
    renumbered: [{ before: 111, after: 106 }],
    relaxed: ["threshold-null", "data-source-name"],
  },
  layout: { before: boxes(before, afterNames), after: boxes(after, beforeNames) },
  at: { file: "dashboards/orders.ts", line: 9, column: 16 },
};
