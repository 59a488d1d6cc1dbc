import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { formatDiffMarkdown } from "../../../src/report/diff/markdown.ts";
import { anyReport } from "./arbitrary-report.ts";
import { change, panel, panelRef } from "./example-parts.ts";
import { dashboard, emptyReport, exampleReport } from "./example-report.ts";

const golden = new URL("../../fixtures/report/diff/", import.meta.url).pathname;
const marker = "<!-- dash diff -->";
const artifact = "https://ci.example.com/runs/7";

test.each([
  { name: "everything", file: "full.md", options: { artifact } },
  { name: "without what does not fit", file: "limit-4000.md", options: { artifact, limit: 4000 } },
  { name: "little", file: "limit-1500.md", options: { artifact, limit: 1500 } },
])("a comment says $name", async ({ file, options }) => {
  await expect(formatDiffMarkdown(exampleReport(), { marker, ...options })).toMatchFileSnapshot(
    golden + file,
  );
});

test("a comment begins with its marker, and says that nothing differs", () => {
  expect(formatDiffMarkdown(emptyReport(), { marker })).toBe(
    `${marker}\n### No differences between main (\`4bc735a\`) and queue-panels (\`01c7046\`).\n`,
  );
});

const ref = panelRef(0, "Latency", [0, 0, 12, 8]);
const edited = panel({ before: ref, after: ref, fields: [change("unit", ["ms", "s"])] });

function manyDashboards(count: number): ReturnType<typeof emptyReport> {
  const dashboards = Array.from({ length: count }, (_, index) =>
    dashboard(`d${index}`, `Dashboard ${index}`, {
      panels: [edited],
      impact: index === count - 1 ? "breaks-links" : "cosmetic",
    }),
  );
  return emptyReport({ dashboards });
}

describe("where there is little room", () => {
  test("few dashboards are open, many are closed", () => {
    expect(formatDiffMarkdown(manyDashboards(3), { marker })).toContain("<details open>");
    expect(formatDiffMarkdown(manyDashboards(4), { marker })).not.toContain("<details open>");
  });

  test("the dashboards that reach furthest keep their details", () => {
    const text = formatDiffMarkdown(manyDashboards(40), { marker, limit: 4000 });
    expect(text).toContain("<b>Dashboard 39</b>");
    expect(text.match(/^- `~` \*\*Dashboard/gm)?.length).toBeGreaterThan(20);
    expect(text).toContain("\nShortened to fit into a comment.\n");
  });

  test("dashboards without any room are counted, with the place of the whole report", () => {
    const text = formatDiffMarkdown(manyDashboards(500), { marker, limit: 4000, artifact: "report.html" });
    const lines = text.match(/^- `~` \*\*Dashboard/gm)?.length ?? 0;
    expect(text).toContain(`- … and ${500 - lines} more dashboards\n`);
    expect(text).toContain("Shortened to fit into a comment; see the whole report: report.html.\n");
    expect(text.length).toBeGreaterThan(3600);
  });

  test("a large dashboard does not keep the small ones from being told", () => {
    const panels = Array.from({ length: 60 }, () => edited);
    const large = dashboard("large", "Large", { panels, impact: "destroys" });
    const report = emptyReport({ dashboards: [large, ...manyDashboards(2).dashboards] });
    const text = formatDiffMarkdown(report, { marker, limit: 2000 });
    expect(text).toContain("- `~` **Large**");
    expect(text).toContain("<b>Dashboard 0</b>");
    expect(text).toContain("<b>Dashboard 1</b>");
  });
});

/** What is left when blocks of code, code within lines and the marker are gone, as a renderer would read it. */
function withoutCode(markdown: string): string {
  const lines: string[] = [];
  let fence = "";
  for (const line of markdown.split("\n")) {
    const found = /^ {0,7}(`{3,})([^`]*)$/.exec(line);
    if (fence === "" && found !== null) fence = found[1] ?? "";
    else if (fence !== "" && (found?.[1]?.length ?? 0) >= fence.length && found?.[2] === "") fence = "";
    else if (fence === "") lines.push(withoutCodeSpans(line));
  }
  expect(fence).toBe("");
  return lines.join("\n").replaceAll(/<code>[^<]*<\/code>/g, "");
}

function withoutCodeSpans(line: string): string {
  let text = "";
  for (let index = 0; index < line.length;) {
    const run = /^`+/.exec(line.slice(index))?.[0];
    if (run === undefined) {
      text += line[index++];
      continue;
    }
    const close = new RegExp(`(?<!\`)${run}(?!\`)`).exec(line.slice(index + run.length));
    // A run without its partner would be text.
    expect(close, line).not.toBeNull();
    index += run.length + (close?.index ?? 0) + run.length;
  }
  return text;
}

const count = (text: string, pattern: RegExp): number => text.match(pattern)?.length ?? 0;

test("no report makes a comment too long, torn, or more than text", () => {
  fc.assert(
    fc.property(anyReport, fc.constantFrom(1000, 3000, 10_000, 65_000), (report, limit) => {
      const markdown = formatDiffMarkdown(report, { marker, artifact, limit });
      expect(markdown.length).toBeLessThanOrEqual(limit);
      expect(markdown.startsWith(`${marker}\n`)).toBe(true);
      expect(markdown).not.toMatch(/[^\P{Cc}\n]|[\u2028-\u202e\u2066-\u2069]|\p{Surrogate}/u);
      const text = withoutCode(markdown.slice(marker.length)).replace(`[the whole report](${artifact})`, "");
      expect(count(text, /<details( open)?>/g)).toBe(count(text, /<\/details>/g));
      expect(count(text, /<summary>/g)).toBe(count(text, /<\/summary>/g));
      expect(text.replaceAll(/<\/?(details|details open|summary|b)>/g, "")).not.toMatch(/[<>]/);
      expect(text).not.toMatch(/@|(?<![#&\n])#(?!#|\s)(?!\d+;)|:\/\/|www\.|[[\]|\\$~_]/i);
      expect(text).not.toMatch(/^\/|^ {0,3}(#{1,2} |={2}|-{2}|\d+[.)] )/m);
    }),
    { numRuns: 60 },
  );
}, 60_000);
