/** Rectangles on Grafana's grid of 24 columns, drawn with lines; heights are compressed to what tells panels apart. */
import type { LayoutBox } from "../../../diff/model.ts";
import { cutWidth, graphemesOf, textWidth } from "../../text-width.ts";

/** How rectangles are drawn. */
export interface Drawing {
  /** The characters of a line. */
  readonly width: number;
  readonly labelOf: (box: LayoutBox) => string;
}

interface Cell {
  readonly box: LayoutBox;
  /** In characters: the columns of its left and its right line. */
  readonly left: number;
  readonly right: number;
  /** In bands. */
  readonly top: number;
  readonly bottom: number;
}

const gridColumns = 24;
const [up, down, left, right] = [1, 2, 4, 8];
/** Indexed by the sum of the directions in which lines leave. */
const lineCharacters = " ╵╷│╴┘┐┤╶└┌├─┴┬┼";

/** All rectangles with their outlines: two lines for each band. */
export function drawBoxes(boxes: readonly LayoutBox[], drawing: Drawing): readonly string[] {
  const { cells, bands } = placeCells(boxes, drawing.width);
  if (bands === 0) return [];
  const lines = Array.from({ length: 2 * bands + 1 }, () => Array.from({ length: drawing.width }, () => 0));
  for (const cell of cells) outline(lines, cell);
  return lines.map((line, index) => {
    const drawn = line.map((directions) => lineCharacters[directions] ?? " ");
    const starting = cells.filter(({ top }) => 2 * top + 1 === index);
    for (const cell of starting) write(drawn, cell, drawing);
    return drawn.join("").trimEnd();
  });
}

/** Only the bands in which a marked rectangle begins, one line each; `⋮` for the others. */
export function drawBands(
  boxes: readonly LayoutBox[],
  drawing: Drawing & { readonly isMarked: (box: LayoutBox) => boolean },
): readonly string[] {
  const { cells, bands } = placeCells(boxes, drawing.width);
  const lines: string[] = [];
  for (let band = 0; band < bands; band++) {
    const starting = cells.filter(({ top }) => top === band);
    if (starting.some(({ box }) => drawing.isMarked(box))) lines.push(bandLine(cells, band, drawing));
    else if (lines.at(-1) !== "⋮") lines.push("⋮");
  }
  return lines;
}

function bandLine(cells: readonly Cell[], band: number, drawing: Drawing): string {
  const drawn = Array.from({ length: drawing.width }, () => " ");
  const inside = cells.filter(({ top, bottom }) => top <= band && band < bottom);
  for (const cell of inside) drawn[cell.left] = drawn[cell.right] = "│";
  for (const cell of inside) if (cell.top === band) write(drawn, cell, drawing);
  return drawn.join("").trimEnd();
}

/** Bands lie between two heights at which a rectangle begins or ends. */
function placeCells(
  boxes: readonly LayoutBox[],
  width: number,
): { readonly cells: readonly Cell[]; readonly bands: number } {
  const sound = boxes.filter(({ y, h }) => Number.isFinite(y) && Number.isFinite(h) && h > 0);
  const edges = [...new Set(sound.flatMap(({ y, h }) => [y, y + h]))].sort((a, b) => a - b);
  const bandOf = new Map(edges.map((edge, index) => [edge, index]));
  const last = width - 1;
  const cells = sound.map((box) => {
    const from = Math.min(columnOf(box.x, last), last - 2);
    return {
      box,
      left: from,
      right: Math.max(from + 2, columnOf(box.x + box.w, last)),
      top: bandOf.get(box.y) ?? 0,
      bottom: bandOf.get(box.y + box.h) ?? 0,
    };
  });
  return { cells, bands: Math.max(0, edges.length - 1) };
}

function columnOf(x: number, last: number): number {
  const column = Number.isFinite(x) ? Math.round((x * last) / gridColumns) : 0;
  return Math.min(last, Math.max(0, column));
}

function outline(lines: readonly number[][], cell: Cell): void {
  const [top, bottom] = [2 * cell.top, 2 * cell.bottom];
  for (let column = cell.left; column < cell.right; column++) {
    for (const line of [top, bottom]) {
      join(lines, line, column, right);
      join(lines, line, column + 1, left);
    }
  }
  for (let line = top; line < bottom; line++) {
    for (const column of [cell.left, cell.right]) {
      join(lines, line, column, down);
      join(lines, line + 1, column, up);
    }
  }
}

function join(lines: readonly number[][], line: number, column: number, direction: number | undefined): void {
  const cells = lines[line];
  if (cells !== undefined) cells[column] = (cells[column] ?? 0) | (direction ?? 0);
}

/** Writes the label into a rectangle, with a space before it where there is room. */
function write(drawn: string[], cell: Cell, { labelOf }: Drawing): void {
  const room = cell.right - cell.left - 1;
  const start = cell.left + (room > 4 ? 2 : 1);
  const text = cutLabel(labelOf(cell.box), cell.right - start);
  let column = start;
  for (const grapheme of graphemesOf(text)) {
    const width = textWidth(grapheme);
    // A character of no width belongs to the one before it.
    if (width === 0) drawn[column - 1] = `${drawn[column - 1] ?? ""}${grapheme}`;
    else drawn[column] = grapheme;
    if (width === 2) drawn[column + 1] = "";
    column += width;
  }
}

/** Where there is hardly any room, only the mark is left. */
function cutLabel(label: string, room: number): string {
  const [first = ""] = graphemesOf(label);
  return room > 0 && room < 3 && textWidth(first) === 1 ? first : cutWidth(label, room);
}
