/** Code states: bundles made of plain documents, as compiling would make them. */
import { canonicalJson } from "../../../src/compile/canonical.ts";
import { foldersOf } from "../../../src/provision/folders.ts";
import type { BundledDashboard, BundledDataSource, Bundle } from "../../../src/schema/bundle.ts";
import type { JsonObject } from "../../../src/schema/json.ts";

/** A dashboard of a code state. */
export interface DashboardCode {
  readonly uid: string;
  /** @default the uid */
  readonly title?: string;
  /** The titles from the outermost folder on. @default the root */
  readonly folder?: readonly string[];
  /** Query of its one panel. @default "up" */
  readonly expr?: string;
  /** Members of the document besides. */
  readonly more?: JsonObject;
}

/** A data source of a code state. */
export type DataSourceCode = Pick<BundledDataSource, "uid"> & Partial<BundledDataSource>;

/** What the code says. */
export interface Code {
  readonly dashboards?: readonly DashboardCode[];
  readonly dataSources?: readonly DataSourceCode[];
}

/** The document of a dashboard, without uid. */
export function documentOf({ uid, title = uid, expr = "up", more = {} }: DashboardCode): JsonObject {
  return {
    title,
    tags: ["team"],
    panels: [panelOf(expr)],
    refresh: "30s",
    schemaVersion: 42,
    time: { from: "now-1h", to: "now" },
    ...more,
  };
}

/** A panel with one query. */
export function panelOf(expr: string, title = "Up"): JsonObject {
  return {
    id: 1,
    type: "timeseries",
    title,
    gridPos: { x: 0, y: 0, w: 12, h: 8 },
    targets: [{ refId: "A", expr }],
  };
}

/** What compiling makes of a code state. */
export function bundleOf({ dashboards = [], dataSources = [] }: Code): Bundle {
  const bundled = dashboards.map(bundleDashboard);
  return { dashboards: bundled, dataSources: dataSources.map(bundleDataSource), folders: foldersOf(bundled) };
}

function bundleDashboard(dashboard: DashboardCode): BundledDashboard {
  const { uid, title = uid, folder = [] } = dashboard;
  return { uid, title, folder, json: canonicalJson({ ...documentOf(dashboard), uid }) };
}

function bundleDataSource(source: DataSourceCode): BundledDataSource {
  return {
    name: source.uid,
    title: source.uid,
    type: "prometheus",
    url: "http://prometheus:9090",
    isDefault: false,
    jsonData: { httpMethod: "POST" },
    secureJsonData: {},
    ...source,
  };
}
