/**
 * Makes the second side of the first with a report: the proof that a report holds everything, and what other tools may
 * do with it. Works on normal forms.
 */
import type { Json, JsonObject } from "../schema/json.ts";
import { followIds } from "./dashboards/panel-ids.ts";
import { applyEntries } from "./entries/apply-entries.ts";
import { applyChanges } from "./fields/apply-changes.ts";
import type { Change, DashboardDiff, PanelDiff, PanelRef } from "./model.ts";
import type { NormalDashboard, NormalPanel } from "./normal/normal-form.ts";
import { panelOfDocument } from "./normal/panel-document.ts";

/** The dashboard as it is after what a report says happened to it. */
export function applyDashboardDiff(before: NormalDashboard, diff: DashboardDiff): NormalDashboard {
  const ids = new Map(diff.noise.renumbered.map((each) => [each.before, each.after]));
  const base = followIds(before, ids);
  const settings = diff.settings.filter(({ path }) => path[0] !== "uid" && path[0] !== "folder");
  return {
    settings: applyChanges(base.settings, [...settings, ...diff.unknown]),
    variables: objects(applyEntries(base.variables, diff.variables)),
    annotations: objects(applyEntries(base.annotations, diff.annotations)),
    links: objects(applyEntries(base.links, diff.links)),
    panels: applyPanels(base.panels, diff.panels),
  };
}

function objects(list: readonly Json[]): readonly JsonObject[] {
  return list as readonly JsonObject[];
}

function applyPanels(before: readonly NormalPanel[], diffs: readonly PanelDiff[]): readonly NormalPanel[] {
  const touched = new Set(diffs.map((diff) => diff.before?.index));
  const rest = before.filter((_, index) => !touched.has(index));
  const placed = new Map(
    diffs.flatMap((diff) =>
      diff.after === undefined ? [] : [[diff.after.index, panelAfter(before, diff, diff.after)]],
    ),
  );
  const count = rest.length + placed.size;
  const waiting = [...rest];
  const list = Array.from({ length: count }, (_, index) => placed.get(index) ?? waiting.shift());
  return withRows(list.flatMap((panel) => panel ?? []));
}

function panelAfter(before: readonly NormalPanel[], diff: PanelDiff, ref: PanelRef): NormalPanel {
  const old = diff.before === undefined ? undefined : before[diff.before.index];
  const base = old ?? panelOfDocument(diff.document ?? {});
  return {
    ...base,
    id: ref.id,
    key: ref.key,
    title: ref.title,
    type: ref.type,
    position: ref.position,
    targets: objects(applyEntries(base.targets, diff.queries)),
    overrides: objects(applyEntries(base.overrides, diff.overrides)),
    transformations: objects(applyEntries(base.transformations, diff.transformations)),
    links: objects(applyEntries(base.links, diff.links)),
    fields: applyChanges(base.fields, [...diff.fields.filter(isField), ...diff.unknown]),
  };
}

function isField({ path }: Change): boolean {
  return path[0] !== "title" && path[0] !== "type";
}

/** In reading order a panel belongs to the last row above it. */
function withRows(panels: readonly NormalPanel[]): readonly NormalPanel[] {
  let row: number | undefined;
  return panels.map((panel, index) => {
    if (panel.type !== "row") return { ...panel, row };
    row = index;
    return { ...panel, row: undefined };
  });
}
