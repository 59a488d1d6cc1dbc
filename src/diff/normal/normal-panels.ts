/** The panels and rows of a document in reading order, each with the row that holds it. */
import { panelPosition } from "../../schema/defaults/positions.ts";
import type { GridPosition } from "../../schema/document.ts";
import { isObject, type Json, type JsonObject, memberOf } from "../../schema/json.ts";
import type { DefinitionSources } from "../documents/side.ts";
import type { NormalPanel } from "./normal-form.ts";
import { type PanelParts, panelParts } from "./panel-document.ts";
import { type RelaxContext, relaxObject } from "./relax.ts";

/** What Grafana takes for a panel that says nothing of its place. */
const standardPosition: GridPosition = { x: 0, y: 0, w: 12, h: 9 };

/** A panel of a document with its place. */
export interface PlacedPanel {
  readonly document: JsonObject;
  readonly position: GridPosition;
  /** The index of the row that holds it. */
  readonly row: number | undefined;
}

/** All panels and rows in reading order: open rows hold what follows them, closed ones have their panels inside. */
export function inReadingOrder(panels: readonly JsonObject[], context: RelaxContext): readonly PlacedPanel[] {
  const placed: PlacedPanel[] = [];
  let row: number | undefined;
  for (const document of sorted(panels, context)) {
    if (document["type"] !== "row") {
      placed.push({ document, position: positionOf(document), row });
      continue;
    }
    row = placed.length;
    placed.push({ document, position: positionOf(document), row: undefined });
    for (const child of sorted(childrenOf(document), context)) {
      placed.push({ document: child, position: positionOf(child), row });
    }
  }
  return placed;
}

/**
 * From the top and the left, as Grafana sorts panels when it loads a dashboard (`sortPanelsByGridPos`). Copies that old
 * versions saved of repeated panels are left out: Grafana removes them on loading and makes them anew.
 */
function sorted(panels: readonly JsonObject[], context: RelaxContext): readonly JsonObject[] {
  const own = panels.filter((panel) => typeof panel["repeatPanelId"] !== "number");
  if (own.length < panels.length) context.used.add("repeated-copies");
  return own
    .map((panel) => ({ panel, ...positionOf(panel) }))
    .sort((left, right) => left.y - right.y || left.x - right.x)
    .map(({ panel }) => panel);
}

function childrenOf(row: JsonObject): readonly JsonObject[] {
  const { panels } = row;
  return Array.isArray(panels) ? (panels as readonly Json[]).filter(isObject) : [];
}

function positionOf(panel: JsonObject): GridPosition {
  const of = (name: "x" | "y" | "w" | "h"): number => {
    const value = memberOf(panel["gridPos"], name);
    return typeof value === "number" ? value : standardPosition[name];
  };
  const { type } = panel;
  // A row takes a whole line, whatever its document says.
  return type === "row"
    ? { x: 0, y: of("y"), w: 24, h: 1 }
    : { x: of("x"), y: of("y"), w: of("w"), h: of("h") };
}

/** What a panel is in its normal form, wherever it is, and the names of the relaxations that left something out. */
export interface KnownPanel {
  readonly parts: PanelParts;
  readonly relaxed: ReadonlySet<string>;
}

/** Panels by the text of what they are without their place and id. */
export type KnownPanels = Map<string, KnownPanel>;

/** The normal form of a panel or a row. */
export function normalPanel(
  { document, position, row }: PlacedPanel,
  context: RelaxContext,
  { sources, known }: { readonly sources: DefinitionSources | undefined; readonly known: KnownPanels },
): { readonly panel: NormalPanel; readonly relaxed: ReadonlySet<string> } {
  const id = typeof document["id"] === "number" ? document["id"] : undefined;
  const key = id === undefined ? undefined : sources?.panels.get(id)?.key;
  const content = withoutPlace(document);
  const text = JSON.stringify(content);
  const { parts, relaxed } = known.get(text) ?? relaxedPanel(content, document, context);
  known.set(text, { parts, relaxed });
  return { panel: { id, key, row, position, ...parts }, relaxed };
}

function relaxedPanel(content: JsonObject, document: JsonObject, context: RelaxContext): KnownPanel {
  const relaxed = new Set<string>();
  const object = relaxObject(content, panelPosition(document), { ...context, used: relaxed });
  return { parts: panelParts(object), relaxed };
}

/** Panels of rows stand beside them, and places and ids have members of their own. */
function withoutPlace({ gridPos, id, panels, ...others }: JsonObject): JsonObject {
  const extra = extraPlace(gridPos);
  const odd = panels !== undefined && !(Array.isArray(panels) && (panels as readonly Json[]).every(isObject));
  return {
    ...others,
    ...(typeof id === "number" ? {} : { id }),
    ...(extra === undefined ? {} : { gridPos: extra }),
    ...(odd ? { panels } : {}),
  };
}

/** Members of the place besides the rectangle, such as `static`. */
function extraPlace(gridPos: Json | undefined): Json | undefined {
  if (!isObject(gridPos)) return gridPos ?? undefined;
  const others = Object.entries(gridPos).filter(
    ([name, value]) => !["x", "y", "w", "h"].includes(name) || typeof value !== "number",
  );
  return others.length === 0 ? undefined : Object.fromEntries(others);
}
