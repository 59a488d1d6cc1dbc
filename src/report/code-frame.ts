import type { Palette } from "./palette.ts";
import { textWidth } from "./text-width.ts";
import { toVisibleCode } from "./visible.ts";

/** A line with the characters that are meant; positions count from 0, in UTF-16 units. */
export interface MarkedLine {
  /** What stands in the margin, such as the number of the line. */
  readonly label: string;
  readonly text: string;
  readonly from: number;
  readonly to: number;
}

/** The longest piece of a line that is shown, in characters. */
const longest = 110;
/** How much is shown before the mark when the line is cut there. */
const lead = 40;

/** A line with a mark below the characters that are meant; a long line is cut around them. */
export function codeFrame(line: MarkedLine, palette: Palette): readonly string[] {
  const { text } = line;
  const given = Math.min(Math.max(line.from, 0), text.length);
  const from = isInside(text, given) ? given - 1 : given;
  const start = from > longest - 20 ? boundary(text, from - lead) : 0;
  const end = boundary(text, start + longest);
  const to = Math.min(boundary(text, Math.max(line.to, from)), end);
  const before = toVisibleCode((start > 0 ? "…" : "") + text.slice(start, from));
  const meant = toVisibleCode(text.slice(from, to));
  const after = toVisibleCode(text.slice(to, end)) + (end < text.length ? "…" : "");
  const bar = palette.dim("|");
  return [
    `  ${line.label} ${bar} ${before}${meant}${after}`,
    `  ${" ".repeat(line.label.length)} ${bar} ${blank(before)}${palette.red(mark(meant))}`,
  ];
}

/** The nearest position from here on that does not cut a character in two. */
function boundary(text: string, position: number): number {
  return Math.min(isInside(text, position) ? position + 1 : position, text.length);
}

function isInside(text: string, position: number): boolean {
  return (text.codePointAt(position - 1) ?? 0) > 0xffff;
}

/** Tabs are kept before the mark, so that it stands below its character whatever a tab's width is. */
function blank(text: string): string {
  return text
    .split("\t")
    .map((part) => " ".repeat(textWidth(part)))
    .join("\t");
}

function mark(meant: string): string {
  return "^".repeat(Math.max(1, textWidth(meant.replaceAll("\t", " "))));
}
