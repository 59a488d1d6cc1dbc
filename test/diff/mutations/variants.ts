/** What tools do to the documents that they save, besides the edit: none of it is a difference. */
import { type Draft, documentOf, draftOf, listAt, objectAt } from "./draft.ts";
import { isRow, sectionsOf } from "./grid.ts";
import type { Edit } from "./score.ts";
import { isPromql } from "./some-panel.ts";

/** A way in which the second side was saved. */
export interface Variant {
  readonly name: string;
  readonly save: (edit: Edit) => Edit;
}

/** All panels and rows, in reading order. */
function everything(dashboard: Draft): readonly Draft[] {
  return sectionsOf(dashboard).flatMap(({ row, panels }) => [...(row === undefined ? [] : [row]), ...panels]);
}

/** As grafonnet numbers panels: one after another, rows as well. */
function renumbered(edit: Edit): Edit {
  const after = draftOf(edit.after);
  const ids = new Map<unknown, number>();
  everything(after).forEach((panel, index) => {
    ids.set(panel["id"], index + 1);
    panel["id"] = index + 1;
  });
  for (const annotation of listAt(after, "annotations", "list")) followIds(annotation, "filter", ids);
  for (const panel of everything(after)) {
    for (const target of listAt(panel, "targets")) {
      const now = ids.get(target["panelId"]);
      if (now !== undefined) target["panelId"] = now;
    }
  }
  const { panels, what } = edit.expected;
  const isGone = what === "panel removed" || what === "row removed";
  const named = panels === undefined || isGone ? {} : { panels: panels.map((id) => ids.get(id) ?? id) };
  return { ...edit, after: documentOf(after), expected: { ...edit.expected, ...named } };
}

function followIds(holder: Draft, member: string, ids: ReadonlyMap<unknown, number>): void {
  const filter = holder[member];
  if (typeof filter !== "object" || filter === null || Array.isArray(filter)) return;
  const { ids: listed } = filter;
  if (Array.isArray(listed)) filter["ids"] = listed.map((id) => ids.get(id) ?? id);
}

/** As Terraform writes documents: without numbers. */
function withoutIds(edit: Edit): Edit {
  const after = draftOf(edit.after);
  for (const panel of everything(after)) delete panel["id"];
  return { ...edit, after: documentOf(after) };
}

/** As the editor of Grafana saves: with versions, copies, defaults and the selections of the person. */
function savedByEditor(edit: Edit): Edit {
  const after = draftOf(edit.after);
  Object.assign(after, {
    id: 4711,
    version: 12,
    iteration: 1_700_000_000_000,
    schemaVersion: 39,
    liveNow: false,
  });
  after["weekStart"] ??= "";
  for (const variable of listAt(after, "templating", "list")) {
    if (variable["type"] !== "adhoc" && variable["type"] !== "groupby") {
      variable["current"] = { selected: true, text: "All", value: "$__all" };
    }
    variable["skipUrlSync"] ??= false;
    variable["options"] ??= [];
    variable["label"] ??= "";
  }
  for (const panel of everything(after).filter((each) => !isRow(each))) saveByEditor(panel);
  return { ...edit, after: reversed(after) };
}

function saveByEditor(panel: Draft): void {
  panel["pluginVersion"] = "11.4.0";
  const settings = objectAt(panel, "fieldConfig", "defaults");
  settings["mappings"] ??= [];
  objectAt(panel, "fieldConfig")["overrides"] ??= [];
  const [first] = listAt(panel, "fieldConfig", "defaults", "thresholds", "steps");
  if (first !== undefined) first["value"] = 0;
  for (const target of listAt(panel, "targets")) {
    if (!isPromql(target)) continue;
    target["editorMode"] = "code";
    target["exemplar"] ??= false;
    target["datasource"] ??= panel["datasource"] ?? null;
    if (target["instant"] !== true) target["range"] ??= true;
  }
}

/** With the members of every object in the opposite order. */
function reversed(draft: Draft): Edit["after"] {
  const turn = (value: unknown): unknown => {
    if (typeof value !== "object" || value === null) return value;
    if (Array.isArray(value)) return value.map(turn);
    return Object.fromEntries(
      Object.entries(value)
        .reverse()
        .map(([name, inner]) => [name, turn(inner)]),
    );
  };
  return turn(draft) as Edit["after"];
}

/** All ways of saving. */
export const variants: readonly Variant[] = [
  { name: "as it is", save: (edit) => edit },
  { name: "panels renumbered", save: renumbered },
  { name: "ids dropped", save: withoutIds },
  { name: "saved by Grafana's editor", save: savedByEditor },
];
