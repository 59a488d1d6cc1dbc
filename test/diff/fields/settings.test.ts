import fc from "fast-check";
import { expect, test } from "vitest";
import { diffSettings } from "../../../src/diff/fields/settings.ts";
import type { JsonObject } from "../../../src/schema/json.ts";
import { arbitraryDocument } from "./arbitrary-document.ts";
import { expectExact, lineOf } from "./contract.ts";

test.each<{
  readonly name: string;
  readonly before: JsonObject;
  readonly after: JsonObject;
  readonly lines: readonly string[];
}>([
  {
    name: "says title, description and tags",
    before: { title: "API", tags: ["api", "old"], description: "Requests of the API" },
    after: { title: "API Overview", tags: ["api", "team-a"] },
    lines: [
      "title: `API` → `API Overview` (cosmetic)",
      "description: `Requests of the API` removed (cosmetic)",
      "tags: +team-a -old (presentation)",
    ],
  },
  {
    name: "says that tags stand in another order",
    before: { tags: ["a", "b"] },
    after: { tags: ["b", "a"] },
    lines: ["tags: order changed (presentation)"],
  },
  {
    name: "says time ranges whole, with what Grafana takes for the rest",
    before: { time: { from: "now-1h" } },
    after: {},
    lines: ["time range: now-1h to now → now-6h to now (data)"],
  },
  {
    name: "says settings with codes in words",
    before: { graphTooltip: 1, timezone: "utc", fiscalYearStartMonth: 3 },
    after: { graphTooltip: 2, refresh: "30s", weekStart: "monday", editable: false },
    lines: [
      "refresh: off → 30s (data)",
      "time zone: UTC → default (presentation)",
      "first day of the week: default → monday (data)",
      "first month of the fiscal year: April → January (data)",
      "shared tooltip: crosshair → tooltip (cosmetic)",
      "editable: on → off (presentation)",
    ],
  },
  {
    name: "says what the time picker offers",
    before: {},
    after: { timepicker: { hidden: true, refresh_intervals: ["5s", "10s"], nowDelay: "1m" } },
    lines: [
      "delay of now: none → 1m (data)",
      "time picker: shown → hidden (presentation)",
      "refresh intervals: -30s -1m -5m -15m -30m -1h -2h -1d (presentation)",
    ],
  },
  {
    name: "keeps what it does not know, by its path",
    before: { timepicker: { fresh: 1 } },
    after: { gnetId: 1860 },
    lines: ["gnetId: default → 1860 (data)", "timepicker.fresh: 1 → default (data)"],
  },
])("$name", ({ before, after, lines }) => {
  const { settings, unknown } = diffSettings(before, after);
  expect([...settings, ...unknown].map(lineOf)).toEqual(lines);
  expectExact(before, after, [...settings, ...unknown]);
});

test("makes any settings of any other ones", () => {
  fc.assert(
    fc.property(arbitraryDocument, arbitraryDocument, (before, after) => {
      const { settings, unknown } = diffSettings(before, after);
      expectExact(before, after, [...settings, ...unknown]);
    }),
  );
});
