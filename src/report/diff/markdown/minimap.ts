/**
 * The layout of a dashboard in text, before and after side by side: a line for each band of panels, not for each unit of
 * height, so that a whole dashboard fits into a few lines and titles into most panels.
 */
import type { LayoutBox } from "../../../diff/model.ts";
import { cutWidth, textWidth } from "../../text-width.ts";
import { toVisible } from "../../visible.ts";
import { marks } from "../words.ts";
import { drawBands, drawBoxes } from "./boxes.ts";

/** The rows of panels of a dashboard, each below the title of its row. */
interface Section {
  readonly row?: LayoutBox;
  readonly boxes: readonly LayoutBox[];
}

/** The most lines of a picture, without its heading and its legend. */
const mostLines = 14;
/** The width of one side, and of a picture that has only one. */
const [narrow, wide] = [43, 73];
const gap = "   ";

const stateSigns = {
  unchanged: undefined,
  shifted: undefined,
  edited: "changed",
  added: "added",
  removed: "removed",
  moved: "moved",
  resized: "resized",
} as const satisfies Record<LayoutBox["state"], keyof typeof marks | undefined>;

/** The lines of the picture; none where nothing of the layout is worth one. */
export function minimap({
  before,
  after,
}: {
  readonly before: readonly LayoutBox[];
  readonly after: readonly LayoutBox[];
}): readonly string[] {
  const all = [...before, ...after];
  if (!all.some(isMarked)) return [];
  const legend = ["", legendText(all)];
  const isOne = before.length === 0 || after.length === 0 || isSamePlaces(before, after);
  if (isOne) return [...picture([after.length === 0 ? before : after], wide).flat(), ...legend];
  const [left = [], right = []] = picture([before, after], narrow);
  const lines = ["before", ...left].map((line, index) =>
    `${pad(line, narrow)}${gap}${["after", ...right][index] ?? ""}`.trimEnd(),
  );
  const more = right.slice(left.length).map((line) => `${" ".repeat(narrow)}${gap}${line}`);
  return [...lines, ...more, ...legend];
}

function legendText(boxes: readonly LayoutBox[]): string {
  const signs = (["edited", "added", "removed", "moved", "resized"] as const)
    .filter((state) => boxes.some((box) => box.state === state))
    .map((state) => `${marks[stateSigns[state]]} ${stateSigns[state]}`);
  return signs.join("   ");
}

/** Whether every rectangle stands where it stood, so that one picture says it all. */
function isSamePlaces(before: readonly LayoutBox[], after: readonly LayoutBox[]): boolean {
  return (
    before.length === after.length &&
    before.every(({ x, y, w, h }) =>
      after.some((other) => other.x === x && other.y === y && other.w === w && other.h === h),
    )
  );
}

/** The same way of drawing for all sides: the most telling one that has few enough lines. */
function picture(sides: readonly (readonly LayoutBox[])[], width: number): readonly (readonly string[])[] {
  const sections = sides.map(sectionsOf);
  const ways = [drawAll, drawChanged, drawShort];
  for (const way of ways) {
    const drawn = sections.map((side) => side.flatMap((section) => way(section, width)));
    if (drawn.every((lines) => lines.length <= mostLines)) return drawn;
  }
  return sections.map((side) => {
    const lines = side.flatMap((section) => drawShort(section, width));
    return lines.length > mostLines ? [...lines.slice(0, mostLines - 1), "⋮"] : lines;
  });
}

function drawAll(section: Section, width: number): readonly string[] {
  return [...rowLine(section, width), ...drawBoxes(section.boxes, { width, labelOf })];
}

function drawChanged(section: Section, width: number): readonly string[] {
  return hasMark(section) ? drawAll(section, width) : foldedLine(section, width);
}

function drawShort(section: Section, width: number): readonly string[] {
  if (!hasMark(section)) return foldedLine(section, width);
  return [...rowLine(section, width), ...drawBands(section.boxes, { width, labelOf, isMarked })];
}

function foldedLine({ row, boxes }: Section, width: number): readonly string[] {
  const count = boxes.length === 1 ? "1 panel" : `${boxes.length} panels`;
  if (row === undefined) return boxes.length === 0 ? [] : [`⋮ ${count}`];
  return [cutWidth(`▸ ${toVisible(row.title)} · ${count}`, width)];
}

function rowLine({ row }: Section, width: number): readonly string[] {
  return row === undefined ? [] : [cutWidth(`▾ ${labelOf(row)}`, width)];
}

function hasMark({ row, boxes }: Section): boolean {
  return (row !== undefined && isMarked(row)) || boxes.some(isMarked);
}

function isMarked({ state }: LayoutBox): boolean {
  return stateSigns[state] !== undefined;
}

/** What stands in a rectangle: its mark and its title. */
function labelOf({ state, title }: LayoutBox): string {
  const sign = stateSigns[state];
  return [...(sign === undefined ? [] : [marks[sign]]), toVisible(title)].join(" ");
}

function sectionsOf(boxes: readonly LayoutBox[]): readonly Section[] {
  const sorted = [...boxes].sort((a, b) => a.y - b.y || a.x - b.x || isRow(b) - isRow(a));
  const sections: { row?: LayoutBox; boxes: LayoutBox[] }[] = [{ boxes: [] }];
  for (const box of sorted) {
    if (box.type === "row") sections.push({ row: box, boxes: [] });
    else sections.at(-1)?.boxes.push(box);
  }
  return sections;
}

function isRow({ type }: LayoutBox): number {
  return type === "row" ? 1 : 0;
}

function pad(text: string, columns: number): string {
  return text + " ".repeat(Math.max(0, columns - textWidth(text)));
}
