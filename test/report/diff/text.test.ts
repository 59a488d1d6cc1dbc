import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { formatDiffText } from "../../../src/report/diff/text.ts";
import { plainPalette, terminalPalette } from "../../../src/report/palette.ts";
import { textWidth } from "../../../src/report/text-width.ts";
import { anyReport } from "./arbitrary-report.ts";
import { change, entry, noNoise, panel, panelRef } from "./example-parts.ts";
import { dashboard, emptyReport, exampleReport } from "./example-report.ts";

const golden = new URL("../../fixtures/report/diff/", import.meta.url).pathname;
const palette = plainPalette;
const escapes = new RegExp(String.raw`\u001b\[\d+m`, "g");

test.each([
  { name: "80 columns", file: "text-80.txt", options: { palette, columns: 80 } },
  { name: "140 columns", file: "text-140.txt", options: { palette, columns: 140 } },
  { name: "no terminal", file: "text-wide.txt", options: { palette, columns: 10_000 } },
  { name: "counts only", file: "stat-100.txt", options: { palette, columns: 100, stat: true } },
  { name: "colours", file: "text-colour.txt", options: { palette: terminalPalette, columns: 100 } },
])("a whole review: $name", async ({ file, options }) => {
  await expect(formatDiffText(exampleReport(), options)).toMatchFileSnapshot(golden + file);
});

test.each([40, 60, 80, 100, 140])("no line is wider than %i columns", (columns) => {
  const lines = formatDiffText(exampleReport(), { palette, columns }).split("\n");
  expect(lines.filter((line) => textWidth(line) > columns)).toEqual([]);
});

test.each([{ stat: false }, { stat: true }])("colours add nothing but colour ($stat)", ({ stat }) => {
  const options = { columns: 100, stat };
  const coloured = formatDiffText(exampleReport(), { ...options, palette: terminalPalette });
  expect(coloured.replace(escapes, "")).toBe(formatDiffText(exampleReport(), { ...options, palette }));
});

describe("a review without differences", () => {
  test("is one sentence", () => {
    const report = emptyReport({ head: { label: "working tree", from: "definitions" } });
    expect(formatDiffText(report, { palette, columns: 80 })).toBe(
      "No differences between main (4bc735a) and the working tree.\n",
    );
  });

  test("says what differs without effect, and what drifted", () => {
    const noisy = dashboard("home", "Home", {
      action: "none",
      impact: "none",
      noise: { ...noNoise, schemaVersion: { before: "39", after: "42" } },
    });
    const drift = {
      live: { label: "production", from: "server" },
      dashboards: [],
      objects: [],
      conflicts: [],
      summary: emptyReport().summary,
    } as const;
    expect(formatDiffText(emptyReport({ dashboards: [noisy], drift }), { palette, columns: 80 })).toBe(
      [
        "No differences between main (4bc735a) and queue-panels (01c7046).",
        "",
        "= 1 dashboard differs without visible effect: schema 39 → 42",
        "",
        "Drift: what Grafana has that the code has not (production)",
        "",
        "None: Grafana has what the code has.",
        "",
      ].join("\n"),
    );
  });
});

const many = Array.from({ length: 60 }, (_, index) =>
  dashboard(`d${index}`, `Dashboard ${index}`, {
    impact: index === 59 ? "breaks-links" : "cosmetic",
    settings: [change("tags", ["a", "b"])],
  }),
);

test("of many dashboards those that reach furthest are printed, the others are counted", () => {
  const text = formatDiffText(emptyReport({ dashboards: many }), { palette, columns: 80 });
  expect(text.match(/^~ Dashboard/gm)).toHaveLength(50);
  expect(text).toContain("~ Dashboard 59 (d59)");
  expect(text).not.toContain("Dashboard 49 ");
  expect(text).toContain("\n… and 10 more dashboards; `--stat` lists all of them.\n");
});

test("counts leave no dashboard out", () => {
  const text = formatDiffText(emptyReport({ dashboards: many }), { palette, columns: 80, stat: true });
  expect(text.match(/^~ Dashboard/gm)).toHaveLength(60);
});

test("of many parts and facts the first ones are printed, the others are counted", () => {
  const fields = Array.from({ length: 20 }, (_, index) => change(`field${index}`, [0, 1]));
  const panels = Array.from({ length: 70 }, (_, index) => {
    const ref = panelRef(index, `Panel ${index}`, [0, index, 24, 1]);
    return panel({ before: ref, after: ref, fields: index === 0 ? fields : [change("unit", ["s", "ms"])] });
  });
  const text = formatDiffText(emptyReport({ dashboards: [dashboard("a", "A", { panels })] }), {
    palette,
    columns: 80,
  });
  expect(text.match(/^ {2}~ Panel/gm)).toHaveLength(60);
  expect(text).toContain("  … and 10 more parts\n");
  expect(text).toContain("… and 8 more changes\n");
});

test("a panel that was renamed, moved and changed is one block", () => {
  const before = panelRef(0, "Latency", [0, 0, 12, 8], { row: "Details" });
  const after = panelRef(0, "Latency p99", [0, 0, 12, 8], { row: "Overview" });
  const query = {
    refId: { before: "A", after: "A" },
    verdict: "changed",
    facts: ["range 1m → 5m"],
    tokens: [],
    changes: [],
    impact: "data",
  } as const;
  const panels = [panel({ before, after, kinds: ["retitled", "reparented", "edited"], queries: [query] })];
  const text = formatDiffText(emptyReport({ dashboards: [dashboard("a", "A", { panels })] }), {
    palette,
    columns: 120,
  });
  expect(text).toContain(
    [
      "  ~ Latency p99   retitled from `Latency` · moved from row `Details` to row `Overview`",
      "                  query A: range 1m → 5m",
    ].join("\n"),
  );
});

test("wide characters keep the columns", () => {
  const variables = [entry("$概要", { kinds: ["added"] }), entry("$region", { kinds: ["removed"] })];
  const text = formatDiffText(emptyReport({ dashboards: [dashboard("a", "A", { variables })] }), {
    palette,
    columns: 80,
  });
  expect(text).toContain("  + $概要     added\n  - $region   removed\n");
});

test("nothing of a hostile report reaches the terminal", () => {
  const hostile = "\u001b[2Kx\r\n0 errors\u202e\t\u0007";
  const report = JSON.parse(
    JSON.stringify(exampleReport()).replaceAll(/(?<=[a-z]) (?=[a-z])/g, JSON.stringify(hostile).slice(1, -1)),
  ) as ReturnType<typeof exampleReport>;
  for (const stat of [true, false]) {
    const text = formatDiffText(report, { palette, columns: 100, stat });
    expect(text).not.toMatch(/[^\P{Cc}\n]|\u202e/u);
    expect(text).not.toMatch(/^0 errors/m);
  }
});

test("no report steers the terminal, or is wider than it", () => {
  fc.assert(
    fc.property(anyReport, fc.integer({ min: 40, max: 200 }), fc.boolean(), (report, columns, stat) => {
      const text = formatDiffText(report, { palette, columns, stat });
      expect(text).not.toMatch(/[^\P{Cc}\n]|[\u2028-\u202e\u2066-\u2069]|\p{Surrogate}/u);
      expect(text.split("\n").filter((line) => textWidth(line) > columns)).toEqual([]);
    }),
    { numRuns: 40 },
  );
}, 60_000);
