/** Panels on the grid, and what Grafana does to the others when one of them changes its place. */
import { type Draft, isDraft, listAt, objectAt } from "./draft.ts";

/** Where a panel is. */
export interface Spot {
  x: number;
  y: number;
  w: number;
  h: number;
}

/** The place of a panel, which may be edited. */
export function spotOf(panel: Draft): Spot {
  const spot = objectAt(panel, "gridPos");
  for (const [name, value] of Object.entries({ x: 0, y: 0, w: 12, h: 9 })) {
    if (typeof spot[name] !== "number") spot[name] = value;
  }
  return spot as unknown as Spot;
}

/** Whether something is a row. */
export function isRow(panel: Draft): boolean {
  return panel["type"] === "row";
}

/** A part of a dashboard: a row with what it holds, or what stands above the first row. */
export interface Section {
  readonly row: Draft | undefined;
  /** In reading order. */
  readonly panels: readonly Draft[];
  /** Whether its panels are inside the row. */
  readonly isClosed: boolean;
}

/** The sections of a dashboard from the top to the bottom. */
export function sectionsOf(dashboard: Draft): readonly Section[] {
  const sections: { row: Draft | undefined; panels: Draft[]; isClosed: boolean }[] = [
    { row: undefined, panels: [], isClosed: false },
  ];
  for (const panel of inOrder(listAt(dashboard, "panels"))) {
    if (!isRow(panel)) sections.at(-1)?.panels.push(panel);
    else {
      const inner = inOrder(listAt(panel, "panels"));
      sections.push({ row: panel, panels: [...inner], isClosed: panel["collapsed"] === true });
    }
  }
  return sections;
}

/** All panels that are no rows, also those in closed rows. */
export function panelsOf(dashboard: Draft): readonly Draft[] {
  return sectionsOf(dashboard).flatMap(({ panels }) => panels);
}

/** By their places. */
export function inOrder(panels: readonly Draft[]): readonly Draft[] {
  return [...panels].sort((left, right) => {
    const [one, other] = [spotOf(left), spotOf(right)];
    return one.y - other.y || one.x - other.x;
  });
}

/** The first line below a section. */
export function endOf({ row, panels, isClosed }: Section): number {
  const own = row === undefined ? 0 : spotOf(row).y + 1;
  return isClosed ? own : Math.max(own, ...panels.map((panel) => spotOf(panel).y + spotOf(panel).h));
}

/**
 * What the grid of Grafana does after each edit (`compactType: "vertical"`): whatever is in the way goes down, then
 * everything goes up as far as what was above it allows. Of two at the same height the one that was dragged goes first.
 */
export function compact(dashboard: Draft, dragged?: Draft): void {
  const rank = (panel: Draft): number => spotOf(panel).y - (panel === dragged ? 0.5 : 0);
  const panels = listAt(dashboard, "panels").map((panel) => ({ panel, rank: rank(panel) }));
  panels.sort((left, right) => left.rank - right.rank || spotOf(left.panel).x - spotOf(right.panel).x);
  const bottoms = Array.from({ length: 24 }, () => 0);
  for (const { panel } of panels) {
    const spot = spotOf(panel);
    spot.y = Math.max(...bottoms.slice(spot.x, spot.x + spot.w));
    bottoms.fill(spot.y + spot.h, spot.x, spot.x + spot.w);
  }
}

/** Whether the grid of Grafana would leave everything where it is. */
export function isCompact(dashboard: Draft): boolean {
  const copy = structuredClone(dashboard);
  compact(copy);
  const places = (of: Draft): string =>
    JSON.stringify(listAt(of, "panels").map((panel) => Object.values(spotOf(panel))));
  return places(copy) === places(dashboard);
}

/** What code does after each edit that lays panels out in lines from the left to the right, row for row. */
export function flow(dashboard: Draft): void {
  flowSections(sectionsOf(dashboard));
}

/** Whether the panels stand as {@link flow} would put them. */
export function isFlowing(dashboard: Draft): boolean {
  const copy = structuredClone(dashboard);
  flow(copy);
  const places = (of: Draft): string =>
    JSON.stringify(sectionsOf(of).map(({ panels }) => panels.map((panel) => Object.values(spotOf(panel)))));
  return places(copy) === places(dashboard);
}

/** Lays sections out, with the panels in the order in which they are given. */
export function flowSections(sections: readonly Section[]): void {
  let y = 0;
  for (const { row, panels, isClosed } of sections) {
    if (row !== undefined) Object.assign(spotOf(row), { y: y++ });
    const end = flowPanels(panels, y);
    if (!isClosed) y = end;
  }
}

function flowPanels(panels: readonly Draft[], start: number): number {
  let [x, y, line] = [0, start, 0];
  for (const panel of panels) {
    const spot = spotOf(panel);
    if (x + spot.w > 24) [x, y, line] = [0, y + line, 0];
    Object.assign(spot, { x, y });
    x += spot.w;
    line = Math.max(line, spot.h);
  }
  return y + line;
}

/** The list that holds a panel. */
export function holderOf(dashboard: Draft, panel: Draft): Draft {
  const holder = listAt(dashboard, "panels").find(
    (each) => isRow(each) && listAt(each, "panels").includes(panel),
  );
  return isDraft(holder) ? holder : dashboard;
}
