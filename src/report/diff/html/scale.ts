import type { LayoutBox } from "../../../diff/model.ts";

/** How high a line of the grid is drawn, in pixels. */
const lineHeight = 13;
/** How high the line of a row is drawn: its title must fit. */
const rowHeight = 24;
/** How much of a stretch without any edge is drawn at most, in lines of the grid. */
const longestStretch = 30;

/** From lines of the grid to pixels. */
export interface Scale {
  /** Where a line of the grid is drawn. */
  readonly at: (line: number) => number;
  /** How high the whole picture is. */
  readonly height: number;
}

/** The scale of one side: rows are higher than their line, and very high panels are drawn lower. */
export function toScale(boxes: readonly LayoutBox[]): Scale {
  const edges = [...new Set([0, ...boxes.flatMap(({ y, h }) => [y, y + h])])].sort((a, b) => a - b);
  const rows = new Set(boxes.filter(({ type }) => type === "row").map(({ y }) => y));
  const pixels = [0];
  for (let index = 1; index < edges.length; index++) {
    const from = edges[index - 1] ?? 0;
    const lines = Math.min((edges[index] ?? from) - from, longestStretch);
    const height = rows.has(from) ? Math.max(rowHeight, lines * lineHeight) : lines * lineHeight;
    pixels.push((pixels[index - 1] ?? 0) + height);
  }
  const height = pixels.at(-1) ?? 0;
  return { height, at: (line) => interpolate(line, edges, pixels) };
}

function interpolate(line: number, edges: readonly number[], pixels: readonly number[]): number {
  const next = edges.findIndex((edge) => edge >= line);
  if (next === -1) return pixels.at(-1) ?? 0;
  const [from, to] = [edges[next - 1], edges[next] ?? 0];
  const [start, end] = [pixels[next - 1], pixels[next] ?? 0];
  if (from === undefined || start === undefined) return end;
  return Math.round(start + ((line - from) / (to - from)) * (end - start));
}
