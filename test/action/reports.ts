import type { Place } from "../../src/base/place.ts";
import type {
  Break,
  Change,
  DashboardDiff,
  DiffReport,
  Impact,
  ObjectDiff,
  PanelDiff,
} from "../../src/diff/model.ts";

/** Reports as `dash diff` writes them, as small as the types allow. */

/** A report of these dashboards and breaks. */
export function report(parts: {
  readonly dashboards?: readonly DashboardDiff[];
  readonly breaks?: readonly Break[];
  readonly objects?: readonly ObjectDiff[];
  readonly worst?: Impact;
}): DiffReport {
  const { dashboards = [], breaks = [], objects = [], worst = "data" } = parts;
  return {
    formatVersion: "1.0",
    base: { label: "main", from: "definitions" },
    head: { label: "HEAD", from: "definitions" },
    breaks,
    dashboards,
    objects,
    summary: { added: 0, removed: 0, changed: dashboards.length, unchanged: 0, worst },
    notes: [],
  };
}

/** A report that finds nothing, but noise. */
export const sameReport: DiffReport = report({
  dashboards: [dashboardDiff("API", { action: "none", impact: "none" })],
  worst: "none",
});

/** A changed dashboard. */
export function dashboardDiff(title: string, parts: Partial<DashboardDiff>): DashboardDiff {
  const side = { uid: "api", title, folder: [] };
  return {
    before: side,
    after: side,
    action: "changed",
    impact: "data",
    breaks: [],
    settings: [],
    variables: [],
    annotations: [],
    links: [],
    panels: [],
    unknown: [],
    unchangedPanels: 0,
    noise: { pluginVersions: 0, renumbered: [], relaxed: [] },
    layout: { before: [], after: [] },
    ...parts,
  };
}

/** A changed panel. */
export function panelDiff(title: string, at: Place | undefined, parts: Partial<PanelDiff> = {}): PanelDiff {
  const side = { index: 0, title, type: "timeseries", position: { x: 0, y: 0, w: 12, h: 8 } };
  return {
    before: side,
    after: side,
    match: { by: "key" },
    kinds: ["edited"],
    queries: [],
    fields: [],
    overrides: [],
    transformations: [],
    links: [],
    unknown: [],
    impact: "data",
    ...(at === undefined ? {} : { at }),
    ...parts,
  };
}

/** A changed setting. */
export function change(label: string, text: string): Change {
  return { path: [label], label, text, impact: "presentation" };
}

/** Something that stops working. */
export function brokenLink(message: string, at: Place | undefined, impact: Break["impact"]): Break {
  return {
    impact,
    kind: impact === "destroys" ? "dashboard-removed" : "panel-removed",
    object: { kind: "dashboard", uid: "api", title: "API" },
    message,
    ...(at === undefined ? {} : { at }),
  };
}
