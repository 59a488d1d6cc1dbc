/** What panels and rows are known by when their names say too little. */
import { canonicalJson } from "../../compile/canonical.ts";
import type { NormalPanel } from "../normal/normal-form.ts";

/** All that a panel shows, as a text, without its title and place; of a row also what it holds. */
export type ContentOf = (panel: NormalPanel) => string;

/** The contents of the panels of both sides, each made when it is asked for. */
export function createContents(...sides: readonly (readonly NormalPanel[])[]): ContentOf {
  const known = new Map<NormalPanel, string>();
  const held = new Map(sides.flatMap((panels) => [...heldByRows(panels)]));
  const contentOf = (panel: NormalPanel): string => {
    const made = known.get(panel);
    if (made !== undefined) return made;
    const inner = (held.get(panel) ?? []).map((child) => [child.title, contentOf(child)]);
    const content = inner.length === 0 ? ownContent(panel) : `${ownContent(panel)}${JSON.stringify(inner)}`;
    known.set(panel, content);
    return content;
  };
  return contentOf;
}

function ownContent({ type, targets, overrides, transformations, links, fields }: NormalPanel): string {
  return canonicalJson({ type, targets, overrides, transformations, links, fields });
}

function heldByRows(panels: readonly NormalPanel[]): ReadonlyMap<NormalPanel, readonly NormalPanel[]> {
  const held = new Map<NormalPanel, NormalPanel[]>();
  for (const panel of panels) {
    const row = panel.row === undefined ? undefined : panels[panel.row];
    if (row === undefined) continue;
    const inner = held.get(row);
    if (inner === undefined) held.set(row, [panel]);
    else inner.push(panel);
  }
  return held;
}
