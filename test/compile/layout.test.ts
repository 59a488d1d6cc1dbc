import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  gridColumns,
  layoutPanels,
  overlaps,
  type PanelRoom,
  repairPositions,
} from "../../src/compile/layout.ts";
import type { GridPosition } from "../../src/schema/document.ts";

const room = (options: Partial<PanelRoom> = {}): PanelRoom => ({
  type: "timeseries",
  width: undefined,
  height: undefined,
  position: undefined,
  ...options,
});

const places = (panels: readonly PanelRoom[], options = {}, top = 0): readonly string[] =>
  layoutPanels(panels, options, top).positions.map(({ x, y, w, h }) => `${x},${y} ${w}x${h}`);

describe("panels without a size", () => {
  test.each([
    { count: 1, expected: ["0,0 24x8"] },
    { count: 2, expected: ["0,0 12x8", "12,0 12x8"] },
    { count: 3, expected: ["0,0 8x8", "8,0 8x8", "16,0 8x8"] },
    { count: 5, expected: ["0,0 8x8", "8,0 8x8", "16,0 8x8", "0,8 8x8", "8,8 8x8"] },
  ])("share the line equally: $count", ({ count, expected }) => {
    expect(places(Array.from({ length: count }, () => room()))).toEqual(expected);
  });

  test("fill every line when the columns do not divide 24", () => {
    expect(
      places(
        Array.from({ length: 5 }, () => room()),
        { columns: 5 },
      ),
    ).toEqual(["0,0 4x8", "4,0 5x8", "9,0 5x8", "14,0 5x8", "19,0 5x8"]);
  });

  test("take what the others leave of the line", () => {
    expect(places([room({ width: 12 }), room(), room()])).toEqual(["0,0 12x8", "12,0 6x8", "18,0 6x8"]);
  });

  test("have the height of the row, else what suits their type", () => {
    expect(places([room({ type: "stat" }), room()])).toEqual(["0,0 12x4", "12,0 12x8"]);
    expect(places([room({ type: "stat" }), room()], { height: 5 })).toEqual(["0,0 12x5", "12,0 12x5"]);
  });
});

test("a panel that does not fit wraps below the highest panel of its line", () => {
  expect(
    places([room({ width: 16, height: 3 }), room({ width: 8, height: 9 }), room({ width: 10 })]),
  ).toEqual(["0,0 16x3", "16,0 8x9", "0,9 10x8"]);
});

test("panels flow around exact positions, which count from the top of the row", () => {
  const fixed = room({ position: { x: 6, y: 0, width: 6, height: 4 } });
  expect(places([room({ width: 6 }), fixed, room({ width: 12 })], {}, 10)).toEqual([
    "0,10 6x8",
    "6,10 6x4",
    "12,10 12x8",
  ]);
});

test("nothing overlaps or leaves the grid, whatever the sizes", () => {
  const panel = fc.record({
    type: fc.constantFrom("timeseries", "stat", "text"),
    width: fc.option(fc.integer({ min: 1, max: gridColumns }), { nil: undefined }),
    height: fc.option(fc.integer({ min: 1, max: 12 }), { nil: undefined }),
    position: fc.constant(undefined),
  });
  const fixed = fc.record({
    x: fc.integer({ min: 0, max: 16 }),
    y: fc.integer({ min: 0, max: 20 }),
    width: fc.integer({ min: 1, max: 8 }),
    height: fc.integer({ min: 1, max: 8 }),
  });
  fc.assert(
    fc.property(
      fc.array(panel, { maxLength: 30 }),
      fixed,
      fc.option(fc.integer({ min: 1, max: gridColumns }), { nil: undefined }),
      (panels, position, columns) => {
        const all = [room({ position }), ...panels];
        const { positions, bottom } = layoutPanels(all, { columns }, 3);
        expectTidy(positions);
        expect(positions).toHaveLength(all.length);
        expect(Math.max(...positions.map(({ y, h }) => y + h))).toBe(bottom);
      },
    ),
  );
});

describe("positions of a foreign document", () => {
  const position = (x: number, y: number, w: number, h: number): GridPosition => ({ x, y, w, h });

  test("stay when they are right", () => {
    const right = [position(0, 0, 12, 8), position(12, 0, 12, 8), position(0, 8, 24, 8)];
    expect(repairPositions(right)).toEqual(right);
  });

  test("are cut to the grid and moved below what they cover", () => {
    expect(repairPositions([position(0, 0, 18, 9), position(18, 0, 12, 9)])).toEqual([
      position(0, 0, 18, 9),
      position(12, 9, 12, 9),
    ]);
  });

  test("are tidy afterwards, whatever they were", () => {
    const any = fc.record({
      x: fc.integer({ min: -5, max: 40 }),
      y: fc.integer({ min: -5, max: 30 }),
      w: fc.integer({ min: -1, max: 60 }),
      h: fc.integer({ min: -1, max: 20 }),
    });
    fc.assert(
      fc.property(fc.array(any, { maxLength: 20 }), (positions) => expectTidy(repairPositions(positions))),
    );
  });
});

function expectTidy(positions: readonly GridPosition[]): void {
  for (const [index, place] of positions.entries()) {
    expect(place.x).toBeGreaterThanOrEqual(0);
    expect(place.y).toBeGreaterThanOrEqual(0);
    expect(place.w).toBeGreaterThanOrEqual(1);
    expect(place.h).toBeGreaterThanOrEqual(1);
    expect(place.x + place.w).toBeLessThanOrEqual(gridColumns);
    for (const other of positions.slice(0, index)) expect(overlaps(place, other)).toBe(false);
  }
}
