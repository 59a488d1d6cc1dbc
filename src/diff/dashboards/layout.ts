/** The two layouts of a dashboard, for pictures: all panels, with what happened to each. */
import type { GridPosition } from "../../schema/document.ts";
import type { LayoutBox, PanelKind } from "../model.ts";
import type { NormalPanel } from "../normal/normal-form.ts";
import type { PanelComparison } from "../panels/panel-diff.ts";

/** The boxes of both sides, in reading order. */
export function layoutOf({ diffs, lists }: PanelComparison): {
  readonly before: readonly LayoutBox[];
  readonly after: readonly LayoutBox[];
} {
  const kindsBefore = new Map(diffs.map(({ before, kinds }) => [before?.index, kinds]));
  const kindsAfter = new Map(diffs.map(({ after, kinds }) => [after?.index, kinds]));
  const partners = new Map(lists.pairs.map((pair) => [pair.before, pair.after]));
  const sources = new Map(lists.pairs.map((pair) => [pair.after, pair.before]));
  return {
    before: boxes(lists.before, kindsBefore, partners),
    after: boxes(lists.after, kindsAfter, sources),
  };
}

function boxes(
  panels: readonly NormalPanel[],
  kinds: ReadonlyMap<number | undefined, readonly PanelKind[]>,
  others: ReadonlyMap<number, number>,
): readonly LayoutBox[] {
  const places = unfold(panels);
  return panels.map(({ title, type }, index) => {
    const other = others.get(index);
    return {
      ...(places[index] ?? { x: 0, y: 0, w: 0, h: 0 }),
      title,
      type,
      state: stateOf(kinds.get(index) ?? []),
      ...(other === undefined ? {} : { other }),
    };
  });
}

/** What a picture shows of several kinds, the most telling first. */
const states: readonly (readonly [LayoutBox["state"], readonly PanelKind[]])[] = [
  ["added", ["added"]],
  ["removed", ["removed"]],
  ["moved", ["reparented", "moved"]],
  ["edited", ["edited", "retitled", "retyped"]],
  ["resized", ["resized"]],
  ["shifted", ["shifted"]],
];

function stateOf(kinds: readonly PanelKind[]): LayoutBox["state"] {
  return states.find(([, telling]) => telling.some((kind) => kinds.includes(kind)))?.[0] ?? "unchanged";
}

/** Closed rows are drawn open: what follows them moves down by what they hold. */
function unfold(panels: readonly NormalPanel[]): readonly GridPosition[] {
  let offset = 0;
  let bottom = 0;
  return panels.map(({ type, position }) => {
    if (type === "row" && position.y + offset < bottom) offset = bottom - position.y;
    const place = { ...position, y: position.y + offset };
    bottom = Math.max(bottom, place.y + place.h);
    return place;
  });
}
