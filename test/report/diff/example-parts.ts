import type { Change, EntryDiff, LayoutBox, Noise, PanelDiff, PanelRef } from "../../../src/diff/model.ts";
import type { Json } from "../../../src/schema/json.ts";

/** A change of one setting, from one value to another; the impact is that of most settings of panels. */
export function change(
  label: string,
  [before, after]: readonly [before: Json | undefined, after: Json | undefined],
  more: Partial<Change> = {},
): Change {
  return {
    path: label.split("."),
    label,
    text: `${wordOf(before)} → ${wordOf(after)}`,
    ...(before === undefined ? {} : { before }),
    ...(after === undefined ? {} : { after }),
    impact: "presentation",
    ...more,
  };
}

function wordOf(value: Json | undefined): string {
  return value === undefined ? "not set" : typeof value === "string" ? value : JSON.stringify(value);
}

/** What happened to an element of a list, which was changed unless told otherwise. */
export function entry(name: string, more: Partial<EntryDiff> = {}): EntryDiff {
  return {
    name,
    kinds: ["changed"],
    changes: [],
    before: { index: 0, value: { name } },
    after: { index: 0, value: { name } },
    impact: "data",
    ...more,
  };
}

/** A panel on one side; `at` holds x, y, width and height. */
export function panelRef(
  index: number,
  title: string,
  at: readonly [x: number, y: number, w: number, h: number],
  more: Partial<PanelRef> = {},
): PanelRef {
  const [x, y, w, h] = at;
  return { index, id: 100 + index, title, type: "timeseries", position: { x, y, w, h }, ...more };
}

/** What happened to a panel that was edited and found by its key, unless told otherwise. */
export function panel(more: Partial<PanelDiff>): PanelDiff {
  return {
    match: { by: "key" },
    kinds: ["edited"],
    queries: [],
    fields: [],
    overrides: [],
    transformations: [],
    links: [],
    unknown: [],
    impact: "presentation",
    ...more,
  };
}

/** The rectangle of a panel in the picture of its side. */
export function box(ref: PanelRef, state: LayoutBox["state"], other?: number): LayoutBox {
  const { title, type, position } = ref;
  return { ...position, title, type, state, ...(other === undefined ? {} : { other }) };
}

/** Nothing that differs without making a difference. */
export const noNoise: Noise = { pluginVersions: 0, renumbered: [], relaxed: [] };
