import type { Panel } from "../panels/panel.ts";
import type { GridPosition } from "../schema/document.ts";
import type { Finding } from "./finding.ts";
import { gridColumns, overlaps } from "./layout.ts";
import { partOf } from "./view.ts";

interface FixedPanel {
  readonly panel: Panel;
  readonly place: GridPosition;
}

/** Exact positions that leave the grid or overlap; panels that flow never do. */
export function checkPositions(dashboard: string, panels: readonly Panel[]): readonly Finding[] {
  const fixed = panels.flatMap((panel): readonly FixedPanel[] => {
    const { position } = panel;
    if (position === undefined) return [];
    return [{ panel, place: { x: position.x, y: position.y, w: position.width, h: position.height } }];
  });
  return fixed.flatMap(({ panel, place }, index) => {
    const part = partOf(dashboard, panel.title);
    const finding = (message: string, hint: string): Finding => ({
      rule: "panel-position",
      severity: "error",
      message,
      hint,
      part,
      site: panel.site,
    });
    if (!isOnGrid(place)) {
      return finding(
        `Panel \`${panel.title}\` at x ${place.x}, y ${place.y} with width ${place.w} and height ${place.h} leaves the grid.`,
        `Whole numbers from 0; x plus width at most ${gridColumns}; width and height at least 1.`,
      );
    }
    const other = fixed
      .slice(0, index)
      .find((earlier) => isOnGrid(earlier.place) && overlaps(earlier.place, place));
    return other === undefined
      ? []
      : finding(
          `The exact positions of \`${other.panel.title}\` and \`${panel.title}\` overlap.`,
          "Move one of them, or leave `position` out so that it flows around the other.",
        );
  });
}

function isOnGrid({ x, y, w, h }: GridPosition): boolean {
  return [x, y, w, h].every(Number.isInteger) && x >= 0 && y >= 0 && w >= 1 && h >= 1 && x + w <= gridColumns;
}
