/**
 * The layout before and after, as two pictures of rectangles. They are as wide as their column: places across are in
 * percent, those downwards and all texts in pixels, so that titles keep their size on every screen.
 */
import type { LayoutBox } from "../../../diff/model.ts";
import type { Section } from "./anchors.ts";
import { html, type Html, joined, nothing } from "./markup.ts";
import { type Scale, toScale } from "./scale.ts";
import { boxWords } from "./words.ts";

/** How many columns the grid of Grafana has. */
const columns = 24;
/** From which width on, in columns, a badge fits beside the title. */
const wide = 6;
/** How far down in a rectangle arrows begin and end: below its texts. */
const footShare = 0.85;
/** From which height on, in pixels, there is room for a second line. */
const tall = 44;

/** One of the two pictures, and what it must know of the other one. */
interface Picture {
  readonly side: "before" | "after";
  readonly boxes: readonly LayoutBox[];
  readonly others: readonly LayoutBox[];
  readonly scale: Scale;
  readonly targets: ReadonlyMap<number, string>;
}

/** Both pictures with their legend; nothing when the layout has nothing to show. */
export function layoutFigure({ diff: { layout }, panels }: Section): Html {
  const isChanged = (boxes: readonly LayoutBox[]): boolean =>
    boxes.some(({ state }) => state !== "unchanged");
  if (!isChanged(layout.before) && !isChanged(layout.after)) return nothing;
  const before = picture({
    side: "before",
    boxes: layout.before,
    others: layout.after,
    scale: toScale(layout.before),
    targets: panels.before,
  });
  const after = picture({
    side: "after",
    boxes: layout.after,
    others: layout.before,
    scale: toScale(layout.after),
    targets: panels.after,
  });
  return html`<figure class="layout">${before}${after}</figure>`;
}

function picture(one: Picture): Html {
  const { side, boxes, scale } = one;
  const heading = side === "before" ? "Before" : "After";
  if (boxes.length === 0) {
    const words = side === "before" ? "It was not there." : "It is gone.";
    return html`<div class="side">
      <p class="caption">${heading}</p>
      <p class="absent">${words}</p>
    </div>`;
  }
  return html`<div class="side">
    <p class="caption">${heading} <span>${tally(boxes)}</span></p>
    <svg class="grid" width="100%" height="${scale.height}" role="group" aria-label="Layout ${side}">
      ${joined(
        boxes.map((box, index) => boxPiece(box, index, one)),
        "\n",
      )}${arrows(one)}
    </svg>
  </div>`;
}

/** How many rectangles are marked, by their marks. */
function tally(boxes: readonly LayoutBox[]): string {
  const counts = new Map<string, number>();
  for (const { state } of boxes) {
    const word = boxWords[state];
    if (word !== undefined) counts.set(word, (counts.get(word) ?? 0) + 1);
  }
  return [...counts].map(([word, count]) => `${count} ${word}`).join(", ");
}

function boxPiece(box: LayoutBox, index: number, picture: Picture): Html {
  const { title, type, state, x, y, w, h, other } = box;
  const { at } = picture.scale;
  const height = at(y + h) - at(y);
  const content = html`<title>
      ${title === "" ? "Without a title" : title} (${type}, ${w}×${h}): ${state}
    </title>
    <svg x="${percent(x)}" y="${at(y)}" width="${percent(w)}" height="${height}">
      <rect class="frame" />
      ${type === "row" ? rowTitle(title) : boxTitle(box, picture, height)}
    </svg>`;
  const counterpart = other === undefined ? nothing : html` data-other="${other}"`;
  const target = picture.targets.get(index);
  const classes = type === "row" ? `box row ${state}` : `box ${state}`;
  if (target === undefined) return html`<g class="${classes}" ${counterpart}>${content}</g>`;
  return html`<a class="${classes}" href="#${target}" ${counterpart}>${content}</a>`;
}

function rowTitle(title: string): Html {
  return html`<path d="M6 9l4 4 4-4" /><text x="20" y="16">${title}</text>`;
}

function boxTitle(box: LayoutBox, picture: Picture, height: number): Html {
  const origin = height >= tall ? originText(box, picture) : undefined;
  const second = origin === undefined ? nothing : html`<text class="origin" x="10" y="37">${origin}</text>`;
  return html`<text x="10" y="20">${box.title}</text
    >${second}${pill(box, origin === undefined ? height : 0)}`;
}

/** The badge: beside the title, or below it in narrow rectangles with room. */
function pill({ w, state }: LayoutBox, height: number): Html {
  const word = boxWords[state];
  if (word === undefined || (w < wide && height < tall)) return nothing;
  if (w >= wide)
    return html`<rect class="pill" y="7" /><text class="word" x="100%" dx="-38" y="19">${word}</text>`;
  return html`<rect class="pill low" y="${height - 24}" /><text class="word low" x="38" y="${height - 12}"
      >${word}</text
    >`;
}

/** Where a moved panel came from, or went to. */
function originText(box: LayoutBox, { side, boxes, others }: Picture): string | undefined {
  const other = box.other === undefined ? undefined : others[box.other];
  if (box.state !== "moved" || other === undefined) return undefined;
  const [word, here, there] = [side === "after" ? "from" : "to", rowOf(box, boxes), rowOf(other, others)];
  if (here !== there) return there === "" ? `${word} above all rows` : `${word} row ${there}`;
  return `${word} ${direction(box, other)}`;
}

function direction(box: LayoutBox, other: LayoutBox): string {
  const steps = [
    other.y < box.y ? "further up" : other.y > box.y ? "further down" : "",
    other.x < box.x ? "further left" : other.x > box.x ? "further right" : "",
  ];
  return steps.filter((step) => step !== "").join(", ") || "another place in the order";
}

/** The title of the row that a rectangle is in: the last one above it. */
function rowOf(box: LayoutBox, boxes: readonly LayoutBox[]): string {
  const rows = boxes.filter(({ type, y }) => type === "row" && y < box.y);
  return (
    rows.reduce<LayoutBox | undefined>(
      (last, row) => (last === undefined || row.y > last.y ? row : last),
      undefined,
    )?.title ?? ""
  );
}

/** Arrows from where moved panels stood, in the second picture only. */
function arrows({ side, boxes, others, scale }: Picture): readonly Html[] {
  if (side === "before") return [];
  return boxes.flatMap((box) => {
    const origin = box.other === undefined ? undefined : others[box.other];
    return box.state === "moved" && origin !== undefined
      ? [arrow(footOf(origin, scale), footOf(box, scale))]
      : [];
  });
}

interface Point {
  readonly x: string;
  readonly y: number;
}

function footOf({ x, y, w, h }: LayoutBox, { at }: Scale): Point {
  return { x: percent(x + w / 2), y: Math.round(at(y) + footShare * (at(y + h) - at(y))) };
}

function arrow(from: Point, to: Point): Html {
  return html`<line
    class="arrow"
    x1="${from.x}"
    y1="${from.y}"
    x2="${to.x}"
    y2="${to.y}"
    marker-end="url(#arrow)"
  />`;
}

function percent(count: number): string {
  return `${Number(((count * 100) / columns).toFixed(3))}%`;
}
