/**
 * Layouts of v2 documents as a classic list of panels, following Grafana's own conversion: rows hold what follows them
 * or, closed, what is in their `panels`; tabs become rows; automatic grids become places on the grid of 24 columns.
 *
 * Unlike there, rows and tabs inside others are titled with those around them (`Tab / Row`), what classic documents
 * cannot say stays at the row or panel, and rows get no ids, because v2 documents have none to compare.
 */
import type { GridPosition } from "../../schema/document.ts";
import { isObject, type Json, type JsonObject, memberOf } from "../../schema/json.ts";
import {
  listAt,
  numberAt,
  objectAt,
  orNothing,
  present,
  restOf,
  textAt,
  unlessEmpty,
  unlessFalse,
} from "./leftovers.ts";
import { repeatRest, toPanel, toRepeat } from "./v2-panel.ts";

/** A layout as classic documents have it. */
export interface ClassicLayout {
  readonly panels: readonly JsonObject[];
  /** What classic documents have no member for. */
  readonly rest: JsonObject;
}

/** The panels of a layout. */
export function toPanels(layout: Json | undefined, elements: JsonObject): ClassicLayout {
  const source: Source = { elements, used: new Set(), missing: [] };
  const { panels, kept } = place(source, layout, { y: 0, path: [] });
  const unused = Object.entries(elements).filter(([name]) => !source.used.has(name));
  return {
    panels,
    rest: {
      ...kept,
      elements: orNothing(Object.fromEntries(unused)),
      items: unlessEmpty(source.missing),
    },
  };
}

/** What the panels are made from. */
interface Source {
  readonly elements: JsonObject;
  /** The names of the elements that were placed. */
  readonly used: Set<string>;
  /** Items whose element does not exist. */
  readonly missing: Json[];
}

/** Where a part of the layout begins. */
interface Start {
  /** The line of the grid. */
  readonly y: number;
  /** The titles of the rows and tabs around. */
  readonly path: readonly string[];
}

/** A part of the layout, placed. */
interface Placed {
  readonly panels: readonly JsonObject[];
  /** The first line of the grid that is free. */
  readonly end: number;
}

/** A placed layout with what its holder has to keep of it. */
interface PlacedLayout extends Placed {
  readonly kept: JsonObject;
}

/** The list that each kind of layout has. */
const lists: Readonly<Record<string, string>> = {
  GridLayout: "items",
  AutoGridLayout: "items",
  RowsLayout: "rows",
  TabsLayout: "tabs",
};

/** How deep rows and tabs may lie in each other; what lies deeper is kept as it is. */
const deepest = 24;

function place(source: Source, layout: Json | undefined, start: Start): PlacedLayout {
  const kind = textAt(layout, "kind");
  const list = Object.hasOwn(lists, kind) ? lists[kind] : undefined;
  if (list === undefined || start.path.length > deepest) {
    return { panels: [], end: start.y, kept: { layout: layout ?? undefined } };
  }
  const spec = objectAt(layout, "spec");
  const entries = listAt(spec, list);
  const isAuto = kind === "AutoGridLayout";
  const placed = isAuto
    ? placeAutoGrid(source, entries, { ...start, spec })
    : placeInTurn(entries, start, (entry, at, index) => {
        if (kind !== "GridLayout")
          return placeRow(source, entry, { ...at, index, isTab: kind === "TabsLayout" });
        return placeGridEntry(source, entry, start, at.y);
      });
  const { [list]: _entries, ...settings } = spec;
  return {
    ...placed,
    kept: {
      autoGrid: isAuto ? settings : undefined,
      layout: restOf(layout, { kind: "any", spec: "object" }),
      layoutSettings: restOf(isAuto ? present({ [list]: spec[list] }) : spec, { [list]: "list" }),
    },
  };
}

function placeInTurn(
  entries: readonly Json[],
  start: Start,
  placeEntry: (entry: Json, at: Start, index: number) => Placed,
): Placed {
  const panels: JsonObject[] = [];
  let end = start.y;
  for (const [index, entry] of entries.entries()) {
    const placed = placeEntry(entry, { ...start, y: end }, index);
    for (const panel of placed.panels) panels.push(panel);
    end = Math.max(end, placed.end);
  }
  return { panels, end };
}

/** Places within a grid are told from its own first line, whatever was placed before. */
function placeGridEntry(source: Source, entry: Json, start: Start, free: number): Placed {
  const spec = objectAt(entry, "spec");
  const y = start.y + numberAt(spec, "y");
  if (memberOf(entry, "kind") === "GridLayoutRow") return placeGridRow(source, entry, { ...start, y });
  const size = { w: numberAt(spec, "width"), h: numberAt(spec, "height") };
  const placed = placeItem(source, entry, { x: numberAt(spec, "x"), y, ...size });
  return { ...placed, end: Math.max(free, placed.end) };
}

const itemShape = {
  x: "number",
  y: "number",
  width: "number",
  height: "number",
  element: "object",
  repeat: "any",
  conditionalRendering: "any",
} as const;

const autoItemShape = { element: "object", repeat: "any", conditionalRendering: "any" } as const;

function placeItem(source: Source, item: Json, gridPos: GridPosition): Placed {
  const spec = objectAt(item, "spec");
  const isAuto = memberOf(item, "kind") === "AutoGridLayoutItem";
  const name = memberOf(spec["element"], "name");
  const element = typeof name === "string" ? memberOf(source.elements, name) : undefined;
  if (element === undefined || typeof name !== "string") {
    source.missing.push(item);
    return { panels: [], end: gridPos.y };
  }
  source.used.add(name);
  const rest = orNothing({
    item: restOf(item, { kind: { is: isAuto ? "AutoGridLayoutItem" : "GridLayoutItem" }, spec: "object" }),
    spec: restOf(spec, isAuto ? autoItemShape : itemShape),
    element: restOf(spec["element"], { kind: { is: "ElementReference" }, name: "text" }),
  });
  const { repeat, conditionalRendering } = spec;
  const panel = toPanel(element, { gridPos, repeat, conditionalRendering, rest });
  return { panels: [panel], end: gridPos.y + gridPos.h };
}

/** The columns of the classic grid. */
const gridColumns = 24;

/** The heights of the modes in lines of the classic grid, as Grafana converts them. */
const rowHeights: Readonly<Record<string, number>> = { short: 5, standard: 9, tall: 14 };

/** One line of the classic grid with the gap below it, in pixels. */
const lineHeight = 38;

function placeAutoGrid(
  source: Source,
  items: readonly Json[],
  { y, spec }: { readonly y: number; readonly spec: JsonObject },
): Placed {
  const wanted = numberAt(spec, "maxColumnCount");
  const columns = wanted > 0 ? wanted : 3;
  const w = Math.min(gridColumns, Math.max(1, Math.floor(gridColumns / columns)));
  const h = autoGridHeight(spec);
  const perLine = Math.floor(gridColumns / w);
  const panels = items.flatMap((item, index) => {
    const gridPos = { x: (index % perLine) * w, y: y + Math.floor(index / perLine) * h, w, h };
    return placeItem(source, withDirection(item, columns), gridPos).panels;
  });
  return { panels, end: y + Math.ceil(items.length / perLine) * h };
}

function autoGridHeight(spec: JsonObject): number {
  const mode = textAt(spec, "rowHeightMode");
  const pixels = numberAt(spec, "rowHeight");
  if (mode === "custom" && pixels > 0) return Math.ceil(pixels / lineHeight);
  return (Object.hasOwn(rowHeights, mode) ? rowHeights[mode] : undefined) ?? 9;
}

/** Repeated panels of an automatic grid go on to the right, as many in a line as it has columns. */
function withDirection(item: Json, columns: number): Json {
  const spec = objectAt(item, "spec");
  const { repeat } = spec;
  if (!isObject(item) || !isObject(repeat)) return item;
  return {
    ...item,
    spec: { ...spec, repeat: { direction: "h", maxPerRow: Math.floor(columns), ...repeat } },
  };
}

/** Where a row or a tab stands. */
interface RowStart extends Start {
  /** Among those of the same layout. */
  readonly index: number;
  readonly isTab: boolean;
}

const rowShape = {
  title: "text",
  collapse: "flag",
  hideHeader: "flag",
  fillScreen: "any",
  layout: "any",
  repeat: "any",
  conditionalRendering: "any",
  variables: "any",
} as const;

function placeRow(source: Source, row: Json, start: RowStart): Placed {
  if (isBareRow(row, start)) return place(source, memberOf(objectAt(row, "spec"), "layout"), start);
  const spec = objectAt(row, "spec");
  const path = [...start.path, textAt(spec, "title")];
  const isCollapsed = spec["collapse"] === true && spec["hideHeader"] !== true;
  const isClosed = isCollapsed && /^(Auto)?GridLayout$/.test(textAt(spec["layout"], "kind"));
  const inner = place(source, spec["layout"], { y: start.y + 1, path });
  const panel: JsonObject = {
    type: "row",
    gridPos: { x: 0, y: start.y, w: gridColumns, h: 1 },
    ...present({
      title: unlessEmpty(path.filter((title) => title !== "").join(" / ")),
      collapsed: isCollapsed || undefined,
      panels: isClosed ? inner.panels : undefined,
      ...rowExtras(row, start),
      ...inner.kept,
    }),
  };
  if (isClosed) return { panels: [panel], end: start.y + 1 };
  return { panels: [panel, ...inner.panels], end: inner.end };
}

/** What Grafana makes of panels above the first row; they need no row in classic documents. */
function isBareRow(row: Json, { index, path, isTab }: RowStart): boolean {
  const spec = objectAt(row, "spec");
  const others = restOf(spec, {
    title: { is: "" },
    collapse: { is: false },
    hideHeader: { is: true },
    layout: "object",
  });
  const outside = restOf(row, { kind: { is: "RowsLayoutRow" }, spec: "object" });
  const layout = restOf(spec["layout"], { kind: { is: "GridLayout" }, spec: "object" });
  const items = restOf(objectAt(spec["layout"], "spec"), { items: "list" });
  const isFirst = index === 0 && path.length === 0 && !isTab;
  return (
    isFirst && spec["hideHeader"] === true && orNothing({ outside, others, layout, items }) === undefined
  );
}

function rowExtras(row: Json, { isTab }: RowStart): JsonObject {
  const spec = objectAt(row, "spec");
  return {
    ...toRepeat(spec["repeat"]),
    tab: isTab || undefined,
    hideHeader: spec["hideHeader"] === true || undefined,
    fillScreen: unlessFalse(spec["fillScreen"]),
    conditionalRendering: spec["conditionalRendering"] ?? undefined,
    variables: unlessEmpty(spec["variables"]),
    v2: orNothing({
      row: restOf(row, { kind: { is: isTab ? "TabsLayoutTab" : "RowsLayoutRow" }, spec: "object" }),
      spec: restOf(spec, rowShape),
      collapse: (spec["hideHeader"] === true && spec["collapse"] === true) || undefined,
      repeat: repeatRest(spec["repeat"]),
    }),
  };
}

/** Rows within a grid, as Grafana 12.0 and 12.1 wrote them. */
function placeGridRow(source: Source, row: Json, start: Start): Placed {
  const { y: _y, collapsed, elements, ...others } = objectAt(row, "spec");
  const spec = {
    ...others,
    collapse: collapsed,
    layout: { kind: "GridLayout", spec: { items: elements ?? [] } },
  };
  const asRow = { ...(isObject(row) && row), kind: "RowsLayoutRow", spec };
  return placeRow(source, asRow, { ...start, index: 1, isTab: false });
}
