import { expect, test } from "vitest";
import type { EntryDiff, QueryDiff } from "../../../src/diff/model.ts";
import {
  contentFacts,
  dashboardFacts,
  entryFacts,
  panelFacts,
  queryFact,
} from "../../../src/report/diff/facts.ts";
import { box, change, entry, panel, panelRef } from "./example-parts.ts";
import { dashboard } from "./example-report.ts";

const query = (more: Partial<QueryDiff>): QueryDiff => ({
  refId: { before: "A", after: "A" },
  verdict: "changed",
  facts: [],
  tokens: [],
  changes: [],
  impact: "data",
  ...more,
});

test.each([
  {
    diff: query({ facts: ["range 1m → 5m"], changes: [change("legend", ["a", "b"])] }),
    text: "query A: range 1m → 5m · legend a → b",
  },
  { diff: query({}), text: "query A changed" },
  { diff: query({ verdict: "added", refId: { after: "B" } }), text: "query B added" },
  { diff: query({ verdict: "removed", refId: { before: "B" } }), text: "query B removed" },
  { diff: query({ verdict: "reformatted" }), text: "query A reformatted (asks the same)" },
  {
    diff: query({ verdict: "renamed", refId: { before: "A", after: "B" } }),
    text: "query A → B (asks the same)",
  },
])("a query in words: $text", ({ diff, text }) => {
  expect(queryFact(diff).text).toBe(text);
});

test("a path of folders and one folder with the joined titles are the same place", () => {
  const places = (before: readonly string[], after: readonly string[]): readonly string[] => {
    const ref = { uid: "shop", title: "Shop" };
    const diff = dashboard("shop", "Shop", {
      before: { ...ref, folder: before },
      after: { ...ref, folder: after },
    });
    return dashboardFacts(diff).map(({ text }) => text);
  };
  expect(places(["A", "B"], ["A / B"])).toEqual([]);
  expect(places(["A", "B"], ["A", "C"])).toEqual(["moved from `A / B` to `A / C`"]);
});

test("a new query shows its expression", () => {
  const tokens = [{ op: "+", text: "up" }] as const;
  expect(queryFact(query({ verdict: "added", tokens })).tokens).toEqual(tokens);
});

test("a reformatted query shows no edits", () => {
  expect(
    queryFact(query({ verdict: "reformatted", tokens: [{ op: "-", text: " " }] })).tokens,
  ).toBeUndefined();
});

const texts = (facts: readonly { readonly text: string }[]): readonly string[] =>
  facts.map(({ text }) => text);

test("a panel says first where it went, and nothing twice", () => {
  const diff = panel({
    before: panelRef(0, "Old", [0, 0, 12, 8], { type: "graph" }),
    after: panelRef(0, "New", [0, 0, 24, 8], { row: "Details" }),
    kinds: ["retitled", "retyped", "reparented", "moved", "resized", "edited"],
    fields: [change("title", ["Old", "New"]), change("unit", ["ms", "s"])],
  });
  expect(texts(panelFacts(diff))).toEqual([
    "retitled from `Old`",
    "graph → timeseries",
    "moved from above the first row to row `Details`",
    "resized 12×8 → 24×8",
    "unit ms → s",
  ]);
});

test.each([
  { kinds: ["added"], side: "after", text: "maybe renamed from `A` or `B` or `C` or 1 more" },
  { kinds: ["removed"], side: "before", text: "maybe renamed to `A` or `B` or `C` or 1 more" },
] as const)("a panel that could not be matched names what it might be: $text", ({ kinds, side, text }) => {
  const ambiguous = ["A", "B", "C", "D"].map((title, index) => panelRef(index, title, [0, 0, 1, 1]));
  const ref = panelRef(0, "New", [0, 0, 12, 8]);
  const diff = panel({ [side]: ref, kinds, match: { by: "none", ambiguous } });
  expect(texts(panelFacts(diff))).toContain(text);
});

test.each<{ name: string; diff: EntryDiff; facts: readonly string[] }>([
  { name: "added", diff: entry("$a", { kinds: ["added"] }), facts: ["added"] },
  {
    name: "renamed",
    diff: entry("$app", { kinds: ["renamed"], before: { index: 0, value: { name: "service" } } }),
    facts: ["renamed from `$service`"],
  },
  {
    name: "renamed and changed",
    diff: entry("$app", {
      kinds: ["renamed", "changed"],
      before: { index: 0, value: { name: "service" } },
      changes: [
        { path: ["name"], label: "name", text: "$service → $app", impact: "data" },
        { path: ["multi"], label: "multi-value", text: "off → on", impact: "data" },
      ],
    }),
    facts: ["renamed from `$service`", "multi-value off → on"],
  },
  {
    name: "changed",
    diff: entry("$a", { changes: [change("multi", [false, true])] }),
    facts: ["multi false → true"],
  },
  { name: "changed without words", diff: entry("$a"), facts: ["changed"] },
])("a variable that was $name", ({ diff, facts }) => {
  expect(texts(entryFacts(diff))).toEqual(facts);
});

test("a dashboard says its new uid, folder and title", () => {
  const diff = dashboard("new", "New", {
    before: { uid: "old", title: "Old", folder: [] },
    settings: [change("title", ["Old", "New"]), change("refresh", ["30s", "1m"])],
  });
  expect(texts(dashboardFacts(diff))).toEqual([
    "uid `old` → `new`",
    "moved from the root to `Shop`",
    "retitled from `Old`",
    "refresh 30s → 1m",
  ]);
});

test("a whole new dashboard names its first panels", () => {
  const after = Array.from({ length: 12 }, (_, index) =>
    box(panelRef(index, `P${index}`, [0, 0, 1, 1]), "added"),
  );
  const diff = dashboard("a", "A", { action: "added", layout: { before: [], after } });
  expect(contentFacts(diff)).toEqual([
    "in `Shop`",
    "12 panels: P0, P1, P2, P3, P4, P5, P6, P7, … and 4 more",
  ]);
});
