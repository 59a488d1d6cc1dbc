import { diffSides } from "../../src/diff/diff.ts";
import type { Side, SideDashboard, SideObject } from "../../src/diff/documents/side.ts";
import type { DashboardDiff, DiffReport } from "../../src/diff/model.ts";
import type { Json, JsonObject } from "../../src/schema/json.ts";

/** A dashboard as a side holds it. */
export function sideDashboard(document: JsonObject, more: Partial<SideDashboard> = {}): SideDashboard {
  const { uid, title } = document;
  const text = JSON.stringify(document);
  return {
    uid: typeof uid === "string" ? uid : "",
    title: typeof title === "string" ? title : "",
    folder: [],
    text,
    document: () => JSON.parse(text) as JsonObject,
    ...more,
  };
}

/** A side of dashboards and other objects. */
export function sideOf(
  label: string,
  dashboards: readonly (JsonObject | SideDashboard)[],
  objects: readonly SideObject[] = [],
): Side {
  return {
    ref: { label, from: "files" },
    dashboards: dashboards.map((each) =>
      "document" in each && typeof each.document === "function"
        ? (each as SideDashboard)
        : sideDashboard(each as JsonObject),
    ),
    objects,
    notes: [],
  };
}

/** The report on two sides. */
export function reportOn(before: readonly JsonObject[], after: readonly JsonObject[]): DiffReport {
  return diffSides(sideOf("before", before), sideOf("after", after));
}

/** What happened to a dashboard; `undefined` when not even noise differs. */
export function diffOf(before: JsonObject, after: JsonObject): DashboardDiff | undefined {
  return reportOn([before], [after]).dashboards[0];
}

/** A dashboard with some panels. */
export function dashboardWith(panels: readonly Json[], more: JsonObject = {}): JsonObject {
  return { uid: "shop", title: "Shop", schemaVersion: 42, panels, ...more };
}

/** A panel 8 wide and 8 high. */
export function panel(id: number, title: string, more: JsonObject = {}): JsonObject {
  const index = id - 1;
  return {
    id,
    title,
    type: "timeseries",
    gridPos: { x: (index % 3) * 8, y: Math.floor(index / 3) * 8, w: 8, h: 8 },
    targets: [{ refId: "A", expr: `rate(${title.toLowerCase().replaceAll(/\W+/g, "_")}_total[5m])` }],
    ...more,
  };
}

/** A row. */
export function row(id: number, title: string, y: number, more: JsonObject = {}): JsonObject {
  return {
    id,
    title,
    type: "row",
    collapsed: false,
    gridPos: { x: 0, y, w: 24, h: 1 },
    panels: [],
    ...more,
  };
}
