/**
 * Places panels on Grafana's grid of 24 columns. Panels flow from left to right in their order and wrap when a
 * line is full; panels with an exact position stay there and the others flow around them. Nothing overlaps and
 * nothing leaves the grid.
 */
import type { Panel } from "../panels/panel.ts";
import type { GridPosition } from "../schema/document.ts";

/** The columns of Grafana's grid. */
export const gridColumns = 24;

/** The default height of a panel type that needs less room than a graph, in grid rows. */
const heights: Readonly<Record<string, number>> = { stat: 4, gauge: 6, bargauge: 6, text: 4 };
const defaultHeight = 8;

/** The room a panel asks for. */
export type PanelRoom = Pick<Panel, "type" | "width" | "height" | "position">;

/** What a row sets for panels without a size of their own. */
export interface LayoutOptions {
  readonly columns?: number | undefined;
  readonly height?: number | undefined;
}

/** Where the panels of a row stand, and the line below them. */
export interface Layout {
  /** In the order of the panels; `y` counts from the top of the dashboard. */
  readonly positions: readonly GridPosition[];
  readonly bottom: number;
}

/** Places panels below the line `top`. */
export function layoutPanels(panels: readonly PanelRoom[], options: LayoutOptions, top: number): Layout {
  const widths = widthsOf(panels, options.columns);
  const fixed = panels.flatMap(({ position }) => (position === undefined ? [] : [exact(position, top)]));
  const flow = createFlow(fixed, top);
  const positions = panels.map((panel, index) =>
    panel.position === undefined
      ? flow(widths[index] ?? gridColumns, heightOf(panel, options.height))
      : exact(panel.position, top),
  );
  return { positions, bottom: positions.reduce((bottom, { y, h }) => Math.max(bottom, y + h), top) };
}

/** Whether two places share a cell of the grid. */
export function overlaps(left: GridPosition, right: GridPosition): boolean {
  return (
    left.x < right.x + right.w &&
    right.x < left.x + left.w &&
    left.y < right.y + right.h &&
    right.y < left.y + left.h
  );
}

/**
 * Positions of a foreign document made right as Grafana itself does on load: cut to the grid, then moved down
 * until nothing overlaps. Positions that are right stay as they are.
 */
export function repairPositions(positions: readonly GridPosition[]): readonly GridPosition[] {
  const order = positions.map((_, index) => index);
  order.sort((a, b) => compareReading(positions[a], positions[b]) || a - b);
  const placed: GridPosition[] = [];
  const repaired = [...positions];
  for (const index of order) {
    const position = positions[index];
    if (position === undefined) continue;
    let candidate = clampToGrid(position);
    for (let other = blocker(placed, candidate); other !== undefined; other = blocker(placed, candidate)) {
      candidate = { ...candidate, y: other.y + other.h };
    }
    placed.push(candidate);
    repaired[index] = candidate;
  }
  return repaired;
}

function heightOf(panel: PanelRoom, rowHeight: number | undefined): number {
  return panel.height ?? rowHeight ?? heights[panel.type] ?? defaultHeight;
}

/** The given widths; panels without one share the line equally. */
function widthsOf(panels: readonly PanelRoom[], columns: number | undefined): readonly number[] {
  const flowing = panels.filter(({ position }) => position === undefined);
  const free = flowing.filter(({ width }) => width === undefined).length;
  const taken = flowing.reduce((sum, { width }) => sum + (width ?? 0), 0);
  const share = Math.floor((gridColumns - taken) / Math.max(1, free));
  const sharesLine = columns === undefined && taken > 0 && taken < gridColumns && share >= 4;
  const perLine = columns ?? evenColumns(free);
  let place = 0;
  return panels.map(({ width, position }) => {
    if (width !== undefined || position !== undefined) return width ?? 0;
    if (sharesLine) return share;
    const column = place++ % perLine;
    // Spreads what 24 leaves over (five columns: 4, 5, 5, 5, 5), so that every line is full.
    return Math.floor((gridColumns * (column + 1)) / perLine) - Math.floor((gridColumns * column) / perLine);
  });
}

/** How many panels stand side by side: up to four, and no line much emptier than the others. */
function evenColumns(count: number): number {
  return count <= 4 ? Math.max(1, count) : count % 4 === 0 || count % 3 === 1 ? 4 : 3;
}

function createFlow(fixed: readonly GridPosition[], top: number): (w: number, h: number) => GridPosition {
  let x = 0;
  let y = top;
  let lineHeight = 0;
  const wrap = (): void => {
    y += Math.max(1, lineHeight);
    x = 0;
    lineHeight = 0;
  };
  return (w, h) => {
    for (;;) {
      if (x + w > gridColumns) wrap();
      const candidate = { x, y, w, h };
      const other = blocker(fixed, candidate);
      if (other === undefined) {
        x += w;
        lineHeight = Math.max(lineHeight, h);
        return candidate;
      }
      x = other.x + other.w;
    }
  };
}

function blocker(placed: readonly GridPosition[], candidate: GridPosition): GridPosition | undefined {
  return placed.find((other) => overlaps(other, candidate));
}

function exact(position: NonNullable<PanelRoom["position"]>, top: number): GridPosition {
  return { x: position.x, y: top + position.y, w: position.width, h: position.height };
}

function clampToGrid({ x, y, w, h }: GridPosition): GridPosition {
  const width = Math.min(gridColumns, Math.max(1, w));
  return { x: Math.min(Math.max(0, x), gridColumns - width), y: Math.max(0, y), w: width, h: Math.max(1, h) };
}

function compareReading(left: GridPosition | undefined, right: GridPosition | undefined): number {
  return (left?.y ?? 0) - (right?.y ?? 0) || (left?.x ?? 0) - (right?.x ?? 0);
}
