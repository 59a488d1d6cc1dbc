/** A report by hand in which every member of the model has a value somewhere, for the tests of all renderers. */
import type { Break, DashboardDiff, DiffReport, Drift, ObjectDiff } from "../../../src/diff/model.ts";
import { orders } from "./example-orders.ts";
import { box, change, entry, noNoise, panel, panelRef } from "./example-parts.ts";

/** What happened to a dashboard: nothing yet; what is said besides is added. */
export function dashboard(uid: string, title: string, more: Partial<DashboardDiff> = {}): DashboardDiff {
  const ref = { uid, title, folder: ["Shop"], file: `dashboards/${uid}.json` };
  return {
    ...(more.action === "added" ? {} : { before: ref }),
    ...(more.action === "removed" ? {} : { after: ref }),
    action: "changed",
    impact: "presentation",
    breaks: [],
    settings: [],
    variables: [],
    annotations: [],
    links: [],
    panels: [],
    unknown: [],
    unchangedPanels: 0,
    noise: noNoise,
    layout: { before: [], after: [] },
    ...more,
  };
}

/** A report on two sides that are the same. */
export function emptyReport(more: Partial<DiffReport> = {}): DiffReport {
  return {
    formatVersion: "1.0",
    base: { label: "main", commit: "4bc735a91c20de4f0c5be6b3dc3e2a1f0d9b8c7a", from: "definitions" },
    head: { label: "queue-panels", commit: "01c7046e5d1fb2a7c3d4e5f60718293a4b5c6d7e", from: "definitions" },
    breaks: [],
    dashboards: [],
    objects: [],
    summary: { added: 0, removed: 0, changed: 0, unchanged: 0, worst: "none" },
    notes: [],
    ...more,
  };
}

const lag = panelRef(0, "Consumer lag", [0, 0, 12, 8]);
const throughput = panelRef(1, "Throughput", [12, 0, 12, 8]);
const kafka = dashboard("kafka", "Kafka", {
  after: { uid: "kafka", title: "Kafka", folder: ["Platform", "Messaging"], file: "dashboards/kafka.json" },
  action: "added",
  impact: "data",
  panels: [lag, throughput].map((after) =>
    panel({
      after,
      match: { by: "none" },
      kinds: ["added"],
      impact: "data",
      document: { title: after.title },
    }),
  ),
  layout: { before: [], after: [box(lag, "added"), box(throughput, "added")] },
  document: { title: "Kafka" },
  at: { file: "dashboards/kafka.ts", line: 6, column: 16 },
});

const visits = panelRef(0, "Visits", [0, 0, 24, 8]);
const legacyBreak: Break = {
  impact: "destroys",
  kind: "dashboard-removed",
  object: { kind: "dashboard", uid: "legacy", title: "Legacy overview" },
  message: "dashboard `Legacy overview` is removed, but `Service Home` links to it (/d/legacy)",
};
const legacy = dashboard("legacy", "Legacy overview", {
  before: { uid: "legacy", title: "Legacy overview", folder: [], file: "dashboards/legacy.json" },
  action: "removed",
  impact: "destroys",
  breaks: [legacyBreak],
  panels: [panel({ before: visits, match: { by: "none" }, kinds: ["removed"], impact: "destroys" })],
  layout: { before: [box(visits, "removed")], after: [] },
  document: { title: "Legacy overview" },
});

const checkoutBreak: Break = {
  impact: "breaks-links",
  kind: "uid-changed",
  object: { kind: "dashboard", uid: "checkout", title: "Checkout" },
  message: "dashboard `Checkout` has the uid `checkout` instead of `co-2019`, so /d/co-2019 leads nowhere",
  at: { file: "dashboards/checkout.ts", line: 4, column: 3 },
};
const checkout = dashboard("checkout", "Checkout", {
  before: { uid: "co-2019", title: "Checkout", folder: ["Shop"] },
  action: "re-identified",
  impact: "breaks-links",
  breaks: [checkoutBreak],
  unchangedPanels: 9,
});

const nodes = dashboard("nodes", "Nodes", {
  before: { uid: "nodes", title: "Nodes", folder: ["General"] },
  after: { uid: "nodes", title: "Nodes", folder: ["Platform"] },
  action: "relocated",
  unchangedPanels: 14,
});

const home = dashboard("home", "Service Home", {
  action: "none",
  impact: "none",
  unchangedPanels: 6,
  noise: {
    schemaVersion: { before: "39", after: "42" },
    pluginVersions: 6,
    renumbered: [],
    relaxed: ["empty-list"],
  },
});

const objects: readonly ObjectDiff[] = [
  {
    object: { kind: "folder", uid: "platform", title: "Platform" },
    action: "added",
    impact: "presentation",
    changes: [],
    after: { title: "Platform" },
  },
  {
    object: { kind: "data-source", uid: "prometheus", title: "Prometheus" },
    action: "changed",
    impact: "data",
    changes: [
      change("address", ["http://prometheus:9090", "http://mimir:9009/prometheus"], { impact: "data" }),
    ],
    before: { url: "http://prometheus:9090" },
    after: { url: "http://mimir:9009/prometheus" },
  },
  {
    object: { kind: "alert-rule", uid: "slow", title: "Orders are slow" },
    action: "removed",
    impact: "destroys",
    changes: [],
    before: { title: "Orders are slow" },
  },
];
const ruleBreak: Break = {
  impact: "destroys",
  kind: "object-removed",
  object: { kind: "alert-rule", uid: "slow", title: "Orders are slow" },
  message: "alert rule `Orders are slow` is removed",
};

const ordersObject = { kind: "dashboard", uid: "orders", title: "Orders service" } as const;
const drift: Drift = {
  live: { label: "production", from: "server" },
  dashboards: [
    dashboard("orders", "Orders service", {
      impact: "data",
      variables: [entry("$cluster", { changes: [change("shows all", [true, false], { text: "yes → no" })] })],
      unchangedPanels: 12,
    }),
  ],
  objects: [],
  summary: { added: 0, removed: 0, changed: 1, unchanged: 5, worst: "data" },
  conflicts: [
    {
      dashboard: ordersObject,
      part: "variable `$cluster`",
      code: ["multiple values no → yes"],
      live: ["shows all yes → no"],
      same: false,
    },
    {
      dashboard: ordersObject,
      part: "panel `Latency quantiles`",
      code: ["unit ms → s"],
      live: ["unit ms → s"],
      same: true,
    },
  ],
};

/** Everything that a report can say. */
export function exampleReport(): DiffReport {
  return emptyReport({
    base: { label: "main", commit: "4bc735a91c20de4f0c5be6b3dc3e2a1f0d9b8c7a", from: "committed-files" },
    breaks: [legacyBreak, ruleBreak, ...orders.breaks, checkoutBreak],
    dashboards: [checkout, kafka, legacy, nodes, orders, home],
    objects,
    summary: { added: 1, removed: 1, changed: 3, unchanged: 18, worst: "destroys" },
    drift,
    notes: ["The base was read from the committed files, because its definitions could not be built."],
  });
}
