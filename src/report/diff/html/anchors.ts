/** Where the parts of the page are: names of dashboards' sections and panels, for links within the page. */
import { impacts } from "../../../diff/impact.ts";
import type { Break, DashboardDiff, PanelDiff, PanelRef } from "../../../diff/model.ts";

/** A dashboard with its place on the page. */
export interface Section {
  /** The id of its element. */
  readonly id: string;
  readonly diff: DashboardDiff;
  /** The ids of the elements that tell of its panels, by {@link panelKey} of either side. */
  readonly panels: {
    readonly before: ReadonlyMap<string, string>;
    readonly after: ReadonlyMap<string, string>;
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
  const before = new Map<string, string>();
  const after = new Map<string, string>();
  for (const [index, panel] of diff.panels.entries()) {
    const target = isShiftOnly(panel) ? shiftedId(id) : panelId(id, index);
    if (panel.before !== undefined) before.set(panelKey(panel.before), target);
    if (panel.after !== undefined) after.set(panelKey(panel.after), target);
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

/** What a panel and its rectangle have in common: title, type and place. */
export function panelKey({ title, type, position }: Pick<PanelRef, "title" | "type" | "position">): string {
  return JSON.stringify([title, type, position.x, position.y, position.w, position.h]);
}

/** The element that tells of what a break is about, as far as the page shows it. */
export function breakTarget(one: Break, sections: readonly Section[]): string | undefined {
  if (one.object.kind !== "dashboard") return undefined;
  const { uid } = one.object;
  const section = sections.find(({ diff }) => diff.before?.uid === uid || diff.after?.uid === uid);
  if (section === undefined || one.panel === undefined) return section?.id;
  const key = panelKey(one.panel);
  return section.panels.before.get(key) ?? section.panels.after.get(key) ?? section.id;
}
