/** Panels and rows that come, go, move and change their size. */
import { type Draft, objectAt, openList, takeOut, textAt } from "./draft.ts";
import {
  compact,
  endOf,
  flow,
  flowSections,
  holderOf,
  isFlowing,
  isRow,
  panelsOf,
  type Section,
  sectionsOf,
  spotOf,
} from "./grid.ts";
import { type Expectation, type Mutation } from "./mutation.ts";
import type { Random } from "./random.ts";
import { freshId, idOf, somePanel } from "./some-panel.ts";

/** Makes room as Grafana does, or, where the panels stand as code put them and chance wants it, as code does. */
function reflow(dashboard: Draft, random: Random, wasFlowing: boolean): void {
  if (wasFlowing && random.integer(2) === 0) flow(dashboard);
  else compact(dashboard);
}

function newPanel(dashboard: Draft, random: Random): Draft {
  const id = freshId(dashboard, random);
  const metric = random.pick(["process_cpu_seconds_total", "shop_orders_total", "queue_messages_total"]);
  return {
    id,
    title: `New panel ${id}`,
    type: random.pick(["timeseries", "stat", "table"]) ?? "timeseries",
    datasource: { type: "prometheus", uid: "prometheus" },
    gridPos: { x: 0, y: 0, w: random.pick([6, 8, 12, 24]) ?? 8, h: random.pick([4, 8, 9]) ?? 8 },
    targets: [{ refId: "A", expr: `sum by (zone) (rate(${metric}{team="new"}[5m]))` }],
  };
}

function addPanel(dashboard: Draft, random: Random): Expectation {
  const wasFlowing = isFlowing(dashboard);
  const sections = sectionsOf(dashboard).filter(({ isClosed }) => !isClosed);
  const section = random.pick(sections);
  const panel = newPanel(dashboard, random);
  const neighbour = random.pick(section?.panels ?? []);
  if (neighbour !== undefined)
    Object.assign(spotOf(panel), {
      x: Math.min(spotOf(neighbour).x, 24 - spotOf(panel).w),
      y: spotOf(neighbour).y,
    });
  else if (section !== undefined) spotOf(panel).y = endOf(section);
  openList(dashboard, "panels").push(panel);
  if (wasFlowing && random.integer(2) === 0) insertFlowing(sectionsOf(dashboard), panel);
  else compact(dashboard, panel);
  return { panels: [idOf(panel)], what: "panel added" };
}

/** Code puts a new panel before the one whose place it got. */
function insertFlowing(sections: readonly Section[], panel: Draft): void {
  const ordered = sections.map((section) => {
    if (!section.panels.includes(panel)) return section;
    const others = section.panels.filter((each) => each !== panel);
    const place = others.findIndex(
      (each) => spotOf(each).y === spotOf(panel).y && spotOf(each).x === spotOf(panel).x,
    );
    others.splice(place < 0 ? others.length : place, 0, panel);
    return { ...section, panels: others };
  });
  flowSections(ordered);
}

function removePanel(dashboard: Draft, random: Random): Expectation | undefined {
  const panel = somePanel(dashboard, random);
  if (panel === undefined) return undefined;
  const wasFlowing = isFlowing(dashboard);
  takeOut(openList(holderOf(dashboard, panel), "panels"), panel);
  reflow(dashboard, random, wasFlowing);
  return { panels: [idOf(panel)], what: "panel removed" };
}

function moveToOtherRow(dashboard: Draft, random: Random): Expectation | undefined {
  const panel = somePanel(dashboard, random);
  const sections = sectionsOf(dashboard);
  const target = random.pick(
    sections.filter(
      ({ panels, isClosed, row }) => !isClosed && row !== undefined && !panels.includes(panel ?? {}),
    ),
  );
  if (panel === undefined || target === undefined) return undefined;
  const wasFlowing = isFlowing(dashboard);
  takeOut(openList(holderOf(dashboard, panel), "panels"), panel);
  openList(dashboard, "panels").push(panel);
  const below = sections.slice(sections.indexOf(target) + 1);
  const end = endOf(target);
  Object.assign(spotOf(panel), { x: 0, y: end });
  for (const { row, panels, isClosed } of below) {
    for (const each of [...(row === undefined ? [] : [row]), ...(isClosed ? [] : panels)]) {
      if (each !== panel) spotOf(each).y += spotOf(panel).h;
    }
  }
  reflow(dashboard, random, wasFlowing);
  return { panels: [idOf(panel)], what: "panel reparented" };
}

function moveWithinRow(dashboard: Draft, random: Random): Expectation | undefined {
  const sections = sectionsOf(dashboard).filter(({ panels, isClosed }) => panels.length > 1 && !isClosed);
  const section = random.pick(sections);
  if (section === undefined) return undefined;
  const [panel, other] = random.shuffle(section.panels);
  if (panel === undefined || other === undefined) return undefined;
  const order = section.panels.map(idOf);
  const places = placesOf(section);
  const isFlow = isFlowing(dashboard) && random.integer(2) === 0;
  if (isFlow) {
    const panels = section.panels.filter((each) => each !== panel);
    const place = section.panels.indexOf(other);
    panels.splice(place, 0, panel);
    flowSections(
      sectionsOf(dashboard).map((each) => (each.row === section.row ? { ...each, panels } : each)),
    );
  } else {
    const { x, y } = spotOf(other);
    Object.assign(spotOf(panel), { x: Math.min(x, 24 - spotOf(panel).w), y });
    compact(dashboard, panel);
  }
  if (placesOf(section) === places) return undefined;
  return { panels: movedOf(order, idOf(panel), dashboard), what: "panel moved" };
}

function placesOf({ panels }: Section): string {
  return JSON.stringify(panels.map((panel) => Object.values(spotOf(panel))));
}

/** Where a panel changed places with its neighbour, either of them may be said to have moved. */
function movedOf(before: readonly number[], panel: number, dashboard: Draft): readonly number[] {
  const after = panelsOf(dashboard)
    .map(idOf)
    .filter((id) => before.includes(id));
  const touched = after.filter((id, index) => id !== before[index]);
  return touched.length === 2 ? [...new Set([panel, ...touched])] : [panel];
}

function resizePanel(dashboard: Draft, random: Random): Expectation | undefined {
  const panel = somePanel(dashboard, random, (each) => holderOf(dashboard, each) === dashboard);
  if (panel === undefined) return undefined;
  const wasFlowing = isFlowing(dashboard);
  const spot = spotOf(panel);
  const widths = [4, 6, 8, 12, 24].filter((width) => width !== spot.w && spot.x + width <= 24);
  if (random.integer(2) === 0 && widths.length > 0) spot.w = random.pick(widths) ?? spot.w;
  else spot.h += random.pick([1, 2, 4]) ?? 1;
  reflow(dashboard, random, wasFlowing);
  return { panels: [idOf(panel)], what: "panel resized" };
}

function addRow(dashboard: Draft, random: Random): Expectation {
  const id = freshId(dashboard, random);
  const sections = sectionsOf(dashboard);
  const section = random.pick(sections);
  const y = section === undefined ? 0 : endOf(section);
  const row: Draft = {
    id,
    title: `New row ${id}`,
    type: "row",
    collapsed: false,
    panels: [],
    gridPos: { x: 0, y, w: 24, h: 1 },
  };
  for (const panel of openList(dashboard, "panels") as Draft[]) if (spotOf(panel).y >= y) spotOf(panel).y++;
  openList(dashboard, "panels").push(row);
  return { panels: [id], what: "row added" };
}

function someRow(dashboard: Draft, random: Random, fits: (section: Section) => boolean): Section | undefined {
  return random.pick(sectionsOf(dashboard).filter((section) => section.row !== undefined && fits(section)));
}

function renameRow(dashboard: Draft, random: Random): Expectation | undefined {
  const row = someRow(dashboard, random, () => true)?.row;
  if (row === undefined) return undefined;
  row["title"] = random.pick([`${textAt(row, "title")} and more`, "Something else"]) ?? "";
  return { panels: [idOf(row)], what: "row retitled" };
}

/** As the button of the row does it. */
function collapseRow(dashboard: Draft, random: Random): Expectation | undefined {
  const section = someRow(dashboard, random, ({ isClosed, panels }) => !isClosed && panels.length > 0);
  const { row } = section ?? {};
  if (section === undefined || row === undefined) return undefined;
  const list = openList(dashboard, "panels");
  for (const panel of section.panels) takeOut(list, panel);
  row["collapsed"] = true;
  row["panels"] = [...section.panels];
  compact(dashboard);
  return { panels: [idOf(row)], what: "field row", text: /^open → collapsed$/ };
}

/** As the dialog of the row does it with "row only": the panels stay. */
function removeRow(dashboard: Draft, random: Random): Expectation | undefined {
  const section = someRow(dashboard, random, () => true);
  const { row } = section ?? {};
  if (section === undefined || row === undefined || section.panels.length === 0) return undefined;
  const end = endOf(section);
  const list = openList(dashboard, "panels") as Draft[];
  if (section.isClosed) {
    const top = Math.min(...section.panels.map((panel) => spotOf(panel).y));
    const bottom = Math.max(...section.panels.map((panel) => spotOf(panel).y + spotOf(panel).h));
    for (const panel of list) if (spotOf(panel).y >= end) spotOf(panel).y += bottom - top;
    for (const panel of section.panels) spotOf(panel).y += end - top;
    list.push(...section.panels);
  }
  takeOut(list, row);
  compact(dashboard);
  return { panels: [idOf(row)], what: "row removed" };
}

function retitle(dashboard: Draft, random: Random): Expectation | undefined {
  const panel = somePanel(dashboard, random);
  if (panel === undefined) return undefined;
  const title = textAt(panel, "title");
  panel["title"] = random.pick([`${title} (all)`, "A wholly other name", title.toUpperCase() + "!"]) ?? "";
  return { panels: [idOf(panel)], what: "panel retitled" };
}

/** Grafana keeps what the other kind understands, and fills in the rest. */
function retype(dashboard: Draft, random: Random): Expectation | undefined {
  const panel = somePanel(dashboard, random, (each) => !isRow(each));
  if (panel === undefined) return undefined;
  const types = ["timeseries", "stat", "table", "barchart", "gauge", "bargauge"];
  panel["type"] = random.pick(types.filter((type) => type !== panel["type"])) ?? "text";
  panel["options"] = {};
  delete objectAt(panel, "fieldConfig", "defaults")["custom"];
  return { panels: [idOf(panel)], what: "panel retyped" };
}

/** Edits of places and of what a panel is. */
export const placeMutations: readonly Mutation[] = [
  { kind: "panel added", apply: addPanel },
  { kind: "panel removed", apply: removePanel },
  { kind: "panel retitled", apply: retitle },
  { kind: "panel retyped", apply: retype },
  { kind: "panel moved to another row", apply: moveToOtherRow },
  { kind: "panel moved within its row", apply: moveWithinRow },
  { kind: "panel resized", apply: resizePanel },
  { kind: "row added", apply: addRow },
  { kind: "row renamed", apply: renameRow },
  { kind: "row collapsed", apply: collapseRow },
  { kind: "row removed", apply: removeRow },
];
