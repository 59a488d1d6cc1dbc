import { expect, test } from "vitest";
import type { DashboardDiff, PanelKind, SideRef } from "../../../src/diff/model.ts";
import {
  countPanels,
  dashboardImpacts,
  impactText,
  nothingText,
  panelName,
  panelSign,
  quote,
  sameText,
  shiftText,
  sidesText,
  sideText,
  summaryText,
} from "../../../src/report/diff/words.ts";
import { change, noNoise, panel, panelRef } from "./example-parts.ts";
import { dashboard, emptyReport, exampleReport } from "./example-report.ts";

const side = (label: string, commit?: string): SideRef => ({
  label,
  from: "definitions",
  ...(commit === undefined ? {} : { commit }),
});
const commit = "4bc735a91c20de4f0c5be6b3dc3e2a1f0d9b8c7a";

test.each([
  { name: "a branch with its commit", ref: side("main", commit), text: "main 4bc735a" },
  { name: "a commit once", ref: side("4bc735a", commit), text: "4bc735a" },
  { name: "a whole commit once", ref: side(commit, commit), text: commit },
  { name: "what has no commit", ref: side("working tree"), text: "working tree" },
])("a side is called by $name", ({ ref, text }) => {
  expect(sideText(ref)).toBe(text);
});

test("nothing differs between two sides", () => {
  const report = { base: side("main", commit), head: side("working tree") };
  expect(nothingText(report)).toBe("No differences between main (4bc735a) and the working tree.");
});

test("a quoted name keeps its pair of backticks", () => {
  expect(quote("a `b` c")).toBe("`a 'b' c`");
});

const kindsOf = (...kinds: PanelKind[]): ReturnType<typeof panel> => panel({ kinds });

test.each([
  { panel: kindsOf("added"), sign: "added" },
  { panel: kindsOf("removed"), sign: "removed" },
  { panel: kindsOf("moved", "resized", "edited"), sign: "changed" },
  { panel: kindsOf("reparented", "resized"), sign: "moved" },
  { panel: kindsOf("resized", "shifted"), sign: "resized" },
  { panel: kindsOf("shifted", "renumbered"), sign: "shifted" },
  { panel: kindsOf("renumbered"), sign: "same" },
  { panel: panel({ kinds: ["shifted"], unknown: [change("a", [1, 2])] }), sign: "changed" },
])("a panel has the mark of what says most: $sign", ({ panel: diff, sign }) => {
  expect(panelSign(diff)).toBe(sign);
});

test.each([
  { after: panelRef(0, "CPU", [0, 0, 1, 1]), name: "CPU" },
  { after: panelRef(0, " ", [0, 0, 1, 1], { type: "stat" }), name: "untitled stat" },
  { after: panelRef(0, "Details", [0, 0, 24, 1], { type: "row" }), name: "row Details" },
  { after: panelRef(0, "", [0, 0, 24, 1], { type: "row" }), name: "untitled row" },
])("a panel is called $name", ({ after, name }) => {
  expect(panelName(panel({ after }))).toBe(name);
});

function shifted(...distances: readonly number[]): DashboardDiff {
  const panels = distances.map((distance, index) =>
    panel({
      before: panelRef(index, "A", [0, 10, 12, 8]),
      after: panelRef(index, "A", [0, 10 + distance, 12, 8]),
      kinds: ["shifted"],
    }),
  );
  return dashboard("a", "A", { panels });
}

test.each([
  { distances: [], text: undefined },
  { distances: [8, 8, 8], text: "3 panels shifted down by 8" },
  { distances: [-4], text: "1 panel shifted up by 4" },
  { distances: [0], text: "1 panel shifted sideways" },
  { distances: [4, 8, 8], text: "3 panels shifted: 2 down by 8, 1 down by 4" },
  { distances: [1, 2, 3, 4], text: "4 panels shifted" },
])("shifts by $distances are one line", ({ distances, text }) => {
  expect(shiftText(shifted(...distances))).toBe(text);
});

test("rows are not counted with the panels that shift with them, and told where they shift alone", () => {
  const { panels } = shifted(8, 8);
  const rows = panels.map((each) => {
    const { after } = each;
    return after === undefined ? each : { ...each, after: { ...after, type: "row" } };
  });
  expect(shiftText({ panels: [...panels, ...rows] })).toBe("2 panels shifted down by 8");
  expect(shiftText({ panels: rows })).toBe("2 rows shifted down by 8");
});

test("two states of one file have one name in a heading", () => {
  const file = { label: "api.json", from: "files" } as const;
  const other = { label: "old.json", from: "files" } as const;
  expect(sidesText({ base: file, head: file })).toBe("api.json");
  expect(sidesText({ base: other, head: file })).toBe("old.json → api.json");
  expect(nothingText({ base: file, head: file })).toBe("No differences in api.json.");
});

test.each([
  { name: "nothing", more: {}, text: undefined },
  { name: "panels", more: { unchangedPanels: 14 }, text: "14 panels unchanged" },
  {
    name: "noise",
    more: { noise: { ...noNoise, pluginVersions: 1, relaxed: ["a", "b"] } },
    text: "plugin versions of 1 panel, how defaults are written (no visible effect)",
  },
  {
    name: "both",
    more: { unchangedPanels: 1, noise: { ...noNoise, schemaVersion: { before: "39", after: "42" } } },
    text: "1 panel unchanged · schema 39 → 42 (no visible effect)",
  },
])("what stayed: $name", ({ more, text }) => {
  expect(sameText(dashboard("a", "A", more))).toBe(text);
});

test("the worst impact is told, and that data changed as well", () => {
  const panels = [panel({ impact: "data" }), panel({ impact: "cosmetic" })];
  const impacts = dashboardImpacts(dashboard("a", "A", { impact: "breaks-links", panels }));
  expect(impactText(impacts)).toBe("data, breaks links");
  expect(dashboardImpacts(dashboard("a", "A", { impact: "cosmetic", panels: [] }))).toEqual(["cosmetic"]);
});

test("panels of a whole new dashboard are counted by its layout", () => {
  const kafka = exampleReport().dashboards.find(({ action }) => action === "added");
  expect(kafka && countPanels(kafka)).toEqual({ added: 2, removed: 0, changed: 0, moved: 0, resized: 0 });
});

test.each([
  { counts: {}, text: "No dashboards changed" },
  {
    counts: { changed: 2, added: 1, worst: "breaks-links" },
    text: "2 dashboards changed, 1 added; worst: breaks links",
  },
  { counts: { removed: 1, worst: "destroys" }, text: "1 dashboard removed; worst: destroys" },
] as const)("a summary: $text", ({ counts, text }) => {
  const { summary, objects } = emptyReport();
  expect(summaryText({ summary: { ...summary, ...counts }, objects })).toBe(text);
});

test("a summary counts other objects by kind, and their impact", () => {
  expect(summaryText({ summary: emptyReport().summary, objects: exampleReport().objects })).toBe(
    "1 folder added, 1 data source changed, 1 alert rule removed; worst: destroys",
  );
});
