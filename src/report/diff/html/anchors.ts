/** Where the parts of the page are: names of dashboards' sections and panels, for links within the page. */
import { impacts } from "../../../diff/impact.ts";
import type { Break, DashboardDiff, PanelDiff } from "../../../diff/model.ts";

/** A dashboard with its place on the page. */
export interface Section {
  /** The id of its element. */
  readonly id: string;
  readonly diff: DashboardDiff;
  /** The ids of the elements that tell of its panels, by the index of the panel on either side. */
  readonly panels: {
    readonly before: ReadonlyMap<number, string>;
    readonly after: ReadonlyMap<number, string>;
  };
}

/** The dashboards that visibly differ, worst first, as the page shows them. */
export function toSections(diffs: readonly DashboardDiff[], prefix: string): readonly Section[] {
  return diffs
    .filter(({ action }) => action !== "none")
    .toSorted((left, right) => impacts.indexOf(right.impact) - impacts.indexOf(left.impact))
    .map((diff, index) => toSection(diff, `${prefix}${index + 1}`));
}

function toSection(diff: DashboardDiff, id: string): Section {
  const before = new Map<number, string>();
  const after = new Map<number, string>();
  for (const [index, panel] of diff.panels.entries()) {
    const target = isShiftOnly(panel) ? shiftedId(id) : panelId(id, index);
    if (panel.before !== undefined) before.set(panel.before.index, target);
    if (panel.after !== undefined) after.set(panel.after.index, target);
  }
  return { id, diff, panels: { before, after } };
}

/** The id of the element that tells of a panel, by its index in the list of the dashboard. */
export function panelId(section: string, index: number): string {
  return `${section}-p${index + 1}`;
}

/** The id of the line that folds the panels which only stand elsewhere. */
export function shiftedId(section: string): string {
  return `${section}-shifted`;
}

/** Whether a panel stands elsewhere only because of others. */
export function isShiftOnly({ kinds }: PanelDiff): boolean {
  return kinds.includes("shifted") && kinds.every((kind) => kind === "shifted" || kind === "renumbered");
}

/** The element that tells of what a break is about, as far as the page shows it. */
export function breakTarget(one: Break, sections: readonly Section[]): string | undefined {
  if (one.object.kind !== "dashboard") return undefined;
  const { uid } = one.object;
  const section = sections.find(({ diff }) => diff.before?.uid === uid || diff.after?.uid === uid);
  if (section === undefined || one.panel === undefined) return section?.id;
  // A break names the panel as it is now, or as it was where it is gone.
  const isGone = one.kind === "panel-removed";
  return section.panels[isGone ? "before" : "after"].get(one.panel.index) ?? section.id;
}
