/** References to panels within a dashboard are by number; where the numbers changed, they are read as the new ones. */
import { isObject, type Json, type JsonObject, memberOf } from "../../schema/json.ts";
import type { NormalDashboard } from "../normal/normal-form.ts";
import type { PanelMatching } from "../panels/match.ts";

/** The new numeric ids of panels, by the old ones; only those that changed. */
export type NewIds = ReadonlyMap<number, number>;

/** Which ids changed between two dashboards. */
export function newIds(before: NormalDashboard, after: NormalDashboard, { pairs }: PanelMatching): NewIds {
  return new Map(
    pairs.flatMap((pair) => {
      const one = before.panels[pair.before]?.id;
      const other = after.panels[pair.after]?.id;
      return one === undefined || other === undefined || one === other ? [] : [[one, other] as const];
    }),
  );
}

/**
 * The dashboard with its references to panels rewritten: filters of annotations (9.4 and later), and queries that take
 * what another panel shows. The panels themselves keep their ids.
 */
export function followIds(dashboard: NormalDashboard, ids: NewIds): NormalDashboard {
  if (ids.size === 0) return dashboard;
  return {
    ...dashboard,
    annotations: dashboard.annotations.map((annotation) => followFilter(annotation, ids)),
    panels: dashboard.panels.map((panel) => ({
      ...panel,
      targets: panel.targets.map((target) => followTarget(target, panel.fields, ids)),
    })),
  };
}

function followFilter(annotation: JsonObject, ids: NewIds): JsonObject {
  const { filter } = annotation;
  const listed = memberOf(filter, "ids");
  if (!isObject(filter) || !Array.isArray(listed)) return annotation;
  return {
    ...annotation,
    filter: { ...filter, ids: (listed as readonly Json[]).map((id) => follow(id, ids)) },
  };
}

/** The data source that stands for other panels of the same dashboard. */
const dashboardSource = "-- Dashboard --";

function followTarget(target: JsonObject, panel: JsonObject, ids: NewIds): JsonObject {
  const source = memberOf(target["datasource"] ?? panel["datasource"], "uid");
  if (source !== dashboardSource || target["panelId"] === undefined) return target;
  return { ...target, panelId: follow(target["panelId"], ids) };
}

function follow(id: Json, ids: NewIds): Json {
  return typeof id === "number" ? (ids.get(id) ?? id) : id;
}
