/** A review as a comment on a pull request: GitHub's and GitLab's Markdown, never longer than they accept. */
import { plural } from "../../base/text.ts";
import type { DashboardDiff, DiffReport } from "../../diff/model.ts";
import type { Folded } from "./markdown/fold.ts";
import { foldDashboards } from "./markdown/fold.ts";
import {
  artifactText,
  breakBlocks,
  driftBlocks,
  headBlocks,
  noteBlocks,
  objectBlocks,
} from "./markdown/sections.ts";
import { phrase } from "./markdown/escape.ts";
import { listedDashboards, noisyText } from "./words.ts";

/** How a comment is written. */
export interface DiffMarkdownOptions {
  /** The comment by which it is found again, in the first line: `<!-- dash diff -->`. */
  readonly marker: string;
  /** Where the whole report is, as an address or in words. */
  readonly artifact?: string;
  /** The most characters (UTF-16 units), at least 1,000. GitHub takes 65,536. @default 65,000 */
  readonly limit?: number;
}

/** Reports of up to this many dashboards are shown open. */
const fewDashboards = 3;
/** How many breaks are listed, and how many items of every other list, tried in this order. */
const listLengths = [
  { breaks: 50, others: 50 },
  { breaks: 20, others: 20 },
  { breaks: 20, others: 5 },
  { breaks: 5, others: 1 },
  { breaks: 2, others: 0 },
  { breaks: 0, others: 0 },
] as const;
/** What the sentences about left out dashboards take at most. */
const reserve = 200;

/** The Markdown of a whole review. */
export function formatDiffMarkdown(report: DiffReport, options: DiffMarkdownOptions): string {
  const { marker, artifact, limit = 65_000 } = options;
  const main = listedDashboards(report.dashboards);
  const drifted = listedDashboards(report.drift?.dashboards ?? []);
  const isOpen = main.length + drifted.length <= fewDashboards;
  const whole = artifact === undefined ? "" : artifactText(artifact);
  for (const lengths of listLengths) {
    const around = surroundings(report, lengths);
    const used = joinBlocks([marker, ...Object.values(around).flat(), whole]).length + reserve;
    // The lists around the dashboards must not take the dashboards' room.
    if (used > limit / 2 && lengths.breaks > 2) continue;
    const folded = foldDashboards([...main, ...drifted], { budget: limit - used, isOpen });
    const isWhole =
      folded.length === main.length + drifted.length &&
      folded.every(({ detail }) => detail === "full") &&
      lengths === listLengths[0];
    const blocks = [...around.head, ...dashboardBlocks(folded, main), ...around.middle, ...around.drift];
    const end = [...dashboardBlocks(folded, drifted), ...around.end, ...endBlocks(whole, isWhole)];
    const text = `${marker}\n${joinBlocks([...blocks, ...end])}\n`;
    if (text.length <= limit) return text;
  }
  return shortest(report, marker, limit);
}

/** The headline alone, as much of it as there is room for. */
function shortest(report: DiffReport, marker: string, limit: number): string {
  let text = `${marker}\n`;
  for (const block of [...headBlocks(report), ...endBlocks("", false)]) {
    if (text.length + block.length + 2 <= limit) text += `${block}\n\n`;
  }
  return text;
}

/** Where to read on. */
function endBlocks(whole: string, isWhole: boolean): readonly string[] {
  if (isWhole) return whole === "" ? [] : [`See ${whole}.`];
  return [`Shortened to fit into a comment${whole === "" ? "" : `; see ${whole}`}.`];
}

interface Surroundings {
  readonly head: readonly string[];
  readonly middle: readonly string[];
  readonly drift: readonly string[];
  readonly end: readonly string[];
}

function surroundings(report: DiffReport, most: (typeof listLengths)[number]): Surroundings {
  const noisy = noisyText(report.dashboards);
  return {
    head: [...headBlocks(report), ...breakBlocks(report.breaks, most.breaks)],
    middle: [...objectBlocks(report.objects, most.others), ...(noisy === undefined ? [] : [phrase(noisy)])],
    drift: report.drift === undefined ? [] : driftBlocks(report.drift, most.others),
    end: noteBlocks(report.notes, most.others),
  };
}

/** The dashboards in detail, then those that have a line each, then how many there are besides. */
function dashboardBlocks(all: readonly Folded[], dashboards: readonly DashboardDiff[]): readonly string[] {
  const own = new Set(dashboards);
  const folded = all.filter(({ dashboard }) => own.has(dashboard));
  const blocks = folded.filter(({ detail }) => detail !== "line").map(({ markdown }) => markdown);
  const lines = folded.filter(({ detail }) => detail === "line").map(({ markdown }) => markdown);
  const rest = own.size - folded.length;
  const items = [...lines, ...(rest > 0 ? [`- … and ${plural(rest, "more dashboard")}`] : [])];
  if (items.length === 0) return blocks;
  // Without a heading, the list would be one with the list before it.
  return [...blocks, blocks.length > 0 ? "**More dashboards**" : "**Dashboards**", items.join("\n")];
}

function joinBlocks(blocks: readonly string[]): string {
  return blocks.join("\n\n");
}
