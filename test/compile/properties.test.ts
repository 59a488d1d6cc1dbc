import fc from "fast-check";
import { expect, test } from "vitest";
import { overlaps } from "../../src/compile/layout.ts";
import { dashboard, type Dashboard, type Panel, row, stat, text, timeseries } from "../../src/index.ts";
import { compileOne, documentOf } from "./compile-one.ts";

/** A panel of some type and size; its key tells it from the others. */
const panelOf = (key: string): fc.Arbitrary<Panel> =>
  fc
    .record(
      {
        type: fc.constantFrom("timeseries", "stat", "text"),
        width: fc.integer({ min: 1, max: 24 }),
        height: fc.integer({ min: 1, max: 12 }),
      },
      { requiredKeys: ["type"] },
    )
    .map(({ type, ...size }) => {
      const options = { title: key, key, ...size };
      if (type === "text") return text({ ...options, content: "x" });
      return type === "stat" ? stat({ ...options, queries: [] }) : timeseries({ ...options, queries: [] });
    });

const panels: fc.Arbitrary<readonly Panel[]> = fc
  .integer({ min: 1, max: 10 })
  .chain((count) => fc.tuple(...Array.from({ length: count }, (_, index) => panelOf(`panel-${index}`))));

const rowOptions = fc.record(
  {
    columns: fc.integer({ min: 1, max: 24 }),
    height: fc.integer({ min: 1, max: 12 }),
    collapsed: fc.boolean(),
  },
  { requiredKeys: [] },
);

const whole = (list: readonly Panel[], options = {}): Dashboard =>
  dashboard({
    uid: "a",
    title: "A",
    panels: list.slice(0, 2),
    rows: [row("R", list.slice(2), options), row("S", [])],
  });

/** The id of each panel and row by its title. */
function idsOf(definition: Dashboard): Readonly<Record<string, number>> {
  const { panels: documents } = documentOf(definition);
  const all = documents.flatMap((document) => [document, ...(document.panels ?? [])]);
  return Object.fromEntries(all.map(({ title, id }) => [title, id]));
}

test("inserting a panel changes no other id", () => {
  const inserted = timeseries({ title: "New", queries: [] });
  fc.assert(
    fc.property(panels, fc.nat(), (list, at) => {
      const place = at % (list.length + 1);
      const { New: id, ...others } = idsOf(whole([...list.slice(0, place), inserted, ...list.slice(place)]));
      expect(others).toEqual(idsOf(whole(list)));
      expect(Object.values(others)).not.toContain(id);
    }),
  );
});

test("moving panels changes no id", () => {
  const moved = panels.chain((list) =>
    fc.shuffledSubarray([...list], { minLength: list.length }).map((order) => ({ list, order })),
  );
  fc.assert(
    fc.property(moved, ({ list, order }) => {
      expect(idsOf(whole(order))).toEqual(idsOf(whole(list)));
    }),
  );
});

test("compiling is deterministic", () => {
  fc.assert(
    fc.property(panels, rowOptions, (list, options) => {
      expect(compileOne(whole(list, options)).dashboard?.json).toBe(
        compileOne(whole(list, options)).dashboard?.json,
      );
    }),
  );
});

test("nothing overlaps or leaves the grid, neither on the dashboard nor in a closed row", () => {
  fc.assert(
    fc.property(panels, rowOptions, (list, options) => {
      const { panels: top } = documentOf(whole(list, options));
      for (const level of [top, ...top.map((document) => document.panels ?? [])]) {
        for (const [index, { gridPos }] of level.entries()) {
          expect(gridPos.x).toBeGreaterThanOrEqual(0);
          expect(gridPos.x + gridPos.w).toBeLessThanOrEqual(24);
          expect(Math.min(gridPos.w, gridPos.h)).toBeGreaterThanOrEqual(1);
          for (const other of level.slice(0, index)) expect(overlaps(gridPos, other.gridPos)).toBe(false);
        }
      }
    }),
  );
});
