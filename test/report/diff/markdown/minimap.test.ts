import { expect, test } from "vitest";
import type { LayoutBox } from "../../../../src/diff/model.ts";
import { minimap } from "../../../../src/report/diff/markdown/minimap.ts";
import { textWidth } from "../../../../src/report/text-width.ts";

type State = LayoutBox["state"];

function box(
  title: string,
  [x, y, w, h]: readonly [number, number, number, number],
  state: State = "unchanged",
  type = "timeseries",
): LayoutBox {
  return { x, y, w, h, title, type, state };
}

const row = (title: string, y: number, state: State = "unchanged"): LayoutBox =>
  box(title, [0, y, 24, 1], state, "row");

test("both sides stand side by side, with marks and a legend", () => {
  const before = [box("Requests", [0, 0, 12, 8]), box("Errors", [12, 0, 12, 8], "removed")];
  const after = [box("CPU", [0, 0, 24, 4], "added"), box("Requests", [0, 4, 12, 8], "shifted")];
  expect(minimap({ before, after })).toEqual([
    "before                                        after",
    "┌────────────────────┬────────────────────┐   ┌─────────────────────────────────────────┐",
    "│ Requests           │ - Errors           │   │ + CPU                                   │",
    "└────────────────────┴────────────────────┘   ├────────────────────┬────────────────────┘",
    "                                              │ Requests           │",
    "                                              └────────────────────┘",
    "",
    "+ added   - removed",
  ]);
});

test("one picture is enough where nothing stands elsewhere", () => {
  const boxes = [row("Overview", 0), box("A", [0, 1, 12, 8], "edited"), box("B", [12, 1, 12, 8])];
  expect(minimap({ before: boxes, after: boxes })).toEqual([
    "▾ Overview",
    "┌───────────────────────────────────┬───────────────────────────────────┐",
    "│ ~ A                               │ B                                 │",
    "└───────────────────────────────────┴───────────────────────────────────┘",
    "",
    "~ changed",
  ]);
});

test("a tall panel stands beside those that are on top of each other", () => {
  const after = [box("Tall", [0, 0, 12, 16], "added"), box("A", [12, 0, 12, 8]), box("B", [12, 8, 12, 8])];
  expect(minimap({ before: [], after }).slice(0, 5)).toEqual([
    "┌───────────────────────────────────┬───────────────────────────────────┐",
    "│ + Tall                            │ A                                 │",
    "│                                   ├───────────────────────────────────┤",
    "│                                   │ B                                 │",
    "└───────────────────────────────────┴───────────────────────────────────┘",
  ]);
});

const stacked = (count: number, from: number, change: number): readonly LayoutBox[] =>
  Array.from({ length: count }, (_, index) =>
    box(`P${from + index}`, [0, from + index, 24, 1], index === change ? "edited" : "unchanged"),
  );

test("rows without a change are folded where there is little room", () => {
  const boxes = [row("A", 0), ...stacked(5, 1, -1), row("B", 6), ...stacked(3, 7, 1)];
  expect(minimap({ before: [], after: boxes }).slice(0, 3)).toEqual([
    "▸ A · 5 panels",
    "▾ B",
    expect.stringMatching(/^┌─+┐$/),
  ]);
});

test("of a long dashboard only what changed is drawn", () => {
  expect(minimap({ before: [], after: stacked(100, 0, 50) })).toEqual([
    "⋮",
    expect.stringMatching(/^│ ~ P50 +│$/),
    "⋮",
    "",
    "~ changed",
  ]);
});

test("a picture has at most 14 lines beside its heading and legend", () => {
  const boxes = Array.from({ length: 200 }, (_, index) => box(`P${index}`, [0, index, 24, 1], "edited"));
  expect(minimap({ before: [], after: boxes })).toHaveLength(16);
  expect(minimap({ before: boxes, after: boxes.slice(1) })).toHaveLength(17);
});

test("nothing is drawn where no panel changed", () => {
  const boxes = [box("A", [0, 0, 12, 8]), box("B", [12, 0, 12, 8], "shifted")];
  expect(minimap({ before: boxes, after: boxes })).toEqual([]);
  expect(minimap({ before: [], after: [] })).toEqual([]);
});

test.each([
  ["a narrow panel has its mark", box("Errors", [0, 0, 1, 4], "edited"), "│~ │"],
  ["wide characters keep the outline", box("概要概要概要概要", [0, 0, 4, 4], "edited"), "│ ~ 概要概… │"],
  ["half a position", box("A", [0.4, 0, 23, 4], "edited"), "│ ~ A "],
  ["a position outside of the grid", box("A", [30, -4, 99, 4], "edited"), "│~│"],
  ["control characters", box("a\nb", [0, 0, 24, 4], "edited"), "│ ~ a\\nb "],
])("%s", (_name, only, line) => {
  expect(minimap({ before: [], after: [only] })[1]).toContain(line);
});

test("no position makes it fail, and no line is too wide", () => {
  for (const size of [Number.NaN, Infinity, -1, 0, 1e9]) {
    const boxes = [box("A", [size, size, size, size], "edited"), box("B", [0, 0, 24, 8])];
    for (const line of minimap({ before: boxes, after: [...boxes, box("概", [3, 2, 2, 3], "added")] })) {
      expect(textWidth(line)).toBeLessThanOrEqual(90);
    }
  }
});
