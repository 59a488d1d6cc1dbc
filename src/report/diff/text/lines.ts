/** Coloured text laid out in lines of a width: everything that is printed becomes a piece, and only visible text does. */
import type { Palette } from "../../palette.ts";
import { graphemesOf, textWidth } from "../../text-width.ts";
import { toVisible } from "../../visible.ts";

/** A part of a line in one colour. */
export interface Piece {
  readonly text: string;
  readonly colour?: keyof Palette;
}

/** A part of a line; control characters of its text become visible. */
export function piece(text: string, colour?: keyof Palette): Piece {
  return { text: toVisible(text), ...(colour === undefined ? {} : { colour }) };
}

/** The columns that pieces take. */
export function piecesWidth(pieces: readonly Piece[]): number {
  return pieces.reduce((sum, { text }) => sum + textWidth(text), 0);
}

/** How a paragraph is laid out. */
export interface Paragraph {
  /** What its first line begins with. */
  readonly head: readonly Piece[];
  readonly body: readonly Piece[];
  /** Where the body begins, in every line, unless the head is longer. */
  readonly indent: number;
  /** How much further in its other lines begin. @default 0 */
  readonly hang?: number;
}

/** Where the other lines of a long head begin. */
const longHang = 4;
/** The narrowest column of text. */
const narrowest = 20;

/** A paragraph in lines that are no wider than the columns, as far as its words allow. */
export function paragraph(
  { head, body, indent, hang = 0 }: Paragraph,
  { palette, columns }: { readonly palette: Palette; readonly columns: number },
): readonly string[] {
  const used = piecesWidth(head);
  const from = Math.min(indent, Math.max(4, columns - narrowest));
  const gap = used < from || used === 0 ? from - used : 2;
  const isApart =
    body.length > 0 && used + gap > from && columns - used - gap < Math.min(narrowest, piecesWidth(body));
  const first = isApart ? columns - from : columns - used - gap;
  const wrapped = wrap(body, first, columns - from - hang);
  const [start = [], ...rest] = wrapped;
  const heads = headLines(head, columns, palette);
  const begin = isApart
    ? [...heads, " ".repeat(from) + paint(start, palette)]
    : [
        ...heads.slice(0, -1),
        `${heads.at(-1)}${" ".repeat(start.length === 0 ? 0 : gap)}${paint(start, palette)}`,
      ];
  return [...begin, ...rest.map((line) => " ".repeat(from + hang) + paint(line, palette))];
}

/** A head that is longer than a line goes on in others. */
function headLines(head: readonly Piece[], columns: number, palette: Palette): readonly string[] {
  const [first = [], ...rest] = wrap(head, columns, columns - longHang);
  return [paint(first, palette), ...rest.map((line) => " ".repeat(longHang) + paint(line, palette))];
}

/** The text of pieces in their colours. */
export function paint(pieces: readonly Piece[], palette: Palette): string {
  return pieces.map(({ text, colour }) => (colour === undefined ? text : palette[colour](text))).join("");
}

interface Cell {
  readonly text: string;
  readonly width: number;
  readonly colour: keyof Palette | undefined;
}

/** Breaks at spaces, and inside of words that are longer than a line. */
function wrap(pieces: readonly Piece[], first: number, others: number): readonly (readonly Piece[])[] {
  if (piecesWidth(pieces) <= first) return [pieces];
  const cells = pieces.flatMap(cellsOf);
  const lines: (readonly Piece[])[] = [];
  let start = 0;
  while (start < cells.length) {
    const end = lineEnd(cells, start, Math.max(1, lines.length === 0 ? first : others));
    lines.push(merge(cells.slice(start, trimEnd(cells, start, end))));
    start = end;
    while (cells[start]?.text === " ") start++;
  }
  return lines;
}

function cellsOf({ text, colour }: Piece): readonly Cell[] {
  return graphemesOf(text).map((grapheme) => ({ text: grapheme, width: textWidth(grapheme), colour }));
}

function lineEnd(cells: readonly Cell[], start: number, columns: number): number {
  let width = 0;
  let space = -1;
  for (let index = start; index < cells.length; index++) {
    const cell = cells[index];
    if (cell?.text === " ") space = index;
    width += cell?.width ?? 0;
    // A space may hang over the edge, where nobody sees it.
    if (width > columns && cell?.text !== " ") return space > start ? space : Math.max(start + 1, index);
  }
  return cells.length;
}

function trimEnd(cells: readonly Cell[], start: number, end: number): number {
  let last = end;
  while (last > start && cells[last - 1]?.text === " ") last--;
  return last;
}

function merge(cells: readonly Cell[]): readonly Piece[] {
  const pieces: { text: string; colour?: keyof Palette }[] = [];
  let colour: keyof Palette | undefined;
  for (const cell of cells) {
    const last = pieces.at(-1);
    if (last !== undefined && colour === cell.colour) last.text += cell.text;
    else pieces.push({ text: cell.text, ...(cell.colour === undefined ? {} : { colour: cell.colour }) });
    colour = cell.colour;
  }
  return pieces;
}
