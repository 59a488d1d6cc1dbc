import { expect, test } from "vitest";
import { matcherWords } from "../../../src/diff/entries/matcher-words.ts";
import { diffOverrides } from "../../../src/diff/entries/overrides.ts";
import type { Json, JsonObject } from "../../../src/schema/json.ts";
import { realPanels } from "../real-documents.ts";
import { linesOf, type ListCase } from "./entry-lines.ts";

const override = (options: string, properties: JsonObject, id = "byName"): JsonObject => ({
  matcher: { id, options },
  properties: Object.entries(properties).map(([property, value]) => ({ id: property, value: value ?? null })),
});

const cases: readonly ListCase[] = [
  {
    name: "says properties in the words of panels",
    before: [override("p99", { "custom.lineWidth": 1, unit: "ms", "custom.fillOpacity": 10 })],
    after: [
      override("p99", { "custom.lineWidth": 2, color: { mode: "fixed", fixedColor: "red" }, unit: "s" }),
    ],
    lines: [
      "fields named `p99` changed (presentation)",
      "  line width: 1 → 2 (cosmetic)",
      "  color: set to fixed red (cosmetic)",
      "  unit: ms → s (presentation)",
      "  fill: no longer set, was 10 (cosmetic)",
    ],
  },
  {
    name: "says structured properties in the words of panels",
    before: [
      override(
        "/err.*/",
        {
          thresholds: { steps: [{ color: "green" }, { color: "red", value: 5 }] },
          "custom.hideFrom": { viz: true },
        },
        "byRegexp",
      ),
    ],
    after: [
      override(
        "/err.*/",
        {
          thresholds: { steps: [{ color: "green" }, { color: "red", value: 9 }] },
          "custom.hideFrom": { legend: true },
        },
        "byRegexp",
      ),
    ],
    lines: [
      "fields matching `/err.*/` changed (presentation)",
      "  thresholds: red 5 → 9 (presentation)",
      "  hidden from: graph → legend (presentation)",
    ],
  },
  {
    name: "counts colors alone as looks",
    before: [override("B", { color: { mode: "fixed", fixedColor: "red" } }, "byFrameRefID")],
    after: [override("B", { color: { mode: "fixed", fixedColor: "blue" } }, "byFrameRefID")],
    lines: ["fields of query B changed (cosmetic)", "  color: fixed red → fixed blue (cosmetic)"],
  },
  {
    name: "finds the same override for other fields",
    before: [override("p95", { unit: "s", decimals: 1 })],
    after: [override("p99", { unit: "s", decimals: 1 })],
    lines: [
      "fields named `p99` renamed (presentation)",
      "  applies to: fields named `p95` → fields named `p99` (presentation)",
    ],
  },
  {
    name: "says nothing but the order when only that changed",
    before: [override("a", { unit: "s", min: 0 })],
    after: [override("a", { min: 0, unit: "s" })],
    lines: ["fields named `a` changed (none)", "  properties: order changed (none)"],
  },
  {
    name: "keeps what it does not know, by its id or path",
    before: [{ ...override("a", { "custom.glow": 1 }), scope: "series" }],
    after: [{ ...override("a", { "custom.glow": 2, strange: { a: [1] } }), scope: "annotation" }],
    lines: [
      "fields named `a` changed (presentation)",
      "  scope: series → annotation (presentation)",
      "  custom.glow: 1 → 2 (presentation)",
      '  strange: set to {"a": [1]} (presentation)',
    ],
  },
];

test.each(cases)("$name", (listCase) => {
  expect(linesOf(listCase, diffOverrides(listCase.before, listCase.after))).toEqual(listCase.lines);
});

test.each<{ readonly matcher: Json; readonly words: string }>([
  { matcher: { id: "byType", options: "number" }, words: "fields of type number" },
  {
    matcher: { id: "byNames", options: { mode: "include", names: ["a", "b"] } },
    words: "fields named `a`, `b`",
  },
  { matcher: { id: "byNames", options: { mode: "exclude", names: ["a"] } }, words: "fields other than `a`" },
  {
    matcher: { id: "byValue", options: { reducer: "max", op: "gte", value: 5 } },
    words: "fields whose Max >= 5",
  },
  { matcher: { id: "byName", options: 5 }, words: "fields matched by byName 5" },
  { matcher: { id: "byMagic", options: { a: 1 } }, words: 'fields matched by byMagic {"a": 1}' },
  { matcher: null, words: "fields without a matcher" },
])("calls a matcher $words", ({ matcher, words }) => {
  expect(matcherWords(matcher)).toBe(words);
});

test("makes the overrides of every real panel of those of every other one", () => {
  const lists = realPanels().flatMap(({ overrides }) => (overrides.length > 0 ? [overrides] : []));
  expect(lists.length).toBeGreaterThan(5);
  for (const before of lists) {
    for (const after of lists) {
      const lines = linesOf({ name: "", before, after, lines: [] }, diffOverrides(before, after));
      expect(lines.join()).not.toMatch(/undefined|\[object/);
    }
  }
});
