import { expect, test } from "vitest";
import { diffDashboardLinks } from "../../../src/diff/entries/dashboard-links.ts";
import { diffPanelLinks } from "../../../src/diff/entries/panel-links.ts";
import { linesOf, type ListCase } from "./entry-lines.ts";

const dashboardCases: readonly ListCase[] = [
  {
    name: "says what of a link changed",
    before: [{ title: "Run book", url: "https://wiki/old" }],
    after: [{ title: "Run book", url: "https://wiki/new", targetBlank: true, keepTime: true, icon: "doc" }],
    lines: [
      "Run book changed (presentation)",
      "  address: `https://wiki/old` → `https://wiki/new` (presentation)",
      "  keeps the time range: off → on (presentation)",
      "  opens a new tab: off → on (cosmetic)",
      "  icon: `external link` → doc (cosmetic)",
    ],
  },
  {
    name: "names links to tagged dashboards by their tags",
    before: [{ type: "dashboards", tags: ["api", "slo"] }],
    after: [],
    lines: ["dashboards tagged api, slo removed (presentation)"],
  },
  {
    name: "finds a link with another title",
    before: [{ title: "Wiki", url: "/w" }],
    after: [{ title: "Run book", url: "/w" }],
    lines: ["Run book renamed (presentation)", "  title: `Wiki` → `Run book` (cosmetic)"],
  },
];

test.each(dashboardCases)("$name", (listCase) => {
  expect(linesOf(listCase, diffDashboardLinks(listCase.before, listCase.after))).toEqual(listCase.lines);
});

const panelCases: readonly ListCase[] = [
  {
    name: "says what of a panel's link changed and what it does not know",
    before: [
      { title: "Logs", url: "/a" },
      { title: "Trace", url: "/t" },
    ],
    after: [
      { title: "Trace", url: "/t" },
      { title: "Logs", url: "/b", fresh: 1 },
    ],
    lines: [
      "Trace moved (cosmetic)",
      "Logs changed (presentation)",
      "  address: `/a` → `/b` (presentation)",
      "  fresh: default → 1 (presentation)",
    ],
  },
];

test.each(panelCases)("$name", (listCase) => {
  expect(linesOf(listCase, diffPanelLinks(listCase.before, listCase.after))).toEqual(listCase.lines);
});
