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
/** How many items the lists around the dashboards have, tried in this order. */
const listLengths = [50, 20, 5, 1, 0] as const;
/** What the sentences about left out dashboards take at most. */
const reserve = 200;

/** The Markdown of a whole review. */
export function formatDiffMarkdown(report: DiffReport, options: DiffMarkdownOptions): string {
  const { marker, artifact, limit = 65_000 } = options;
  const artifacts = artifact === undefined ? [] : [`See ${artifactText(artifact)}.`];
  const main = listedDashboards(report.dashboards);
  const drifted = listedDashboards(report.drift?.dashboards ?? []);
  const isOpen = main.length + drifted.length <= fewDashboards;
  for (const most of listLengths) {
    const around = surroundings(report, most, artifacts);
    const used = marker.length + joinBlocks(Object.values(around).flat()).length + reserve;
    const isLast = most === 0;
    // The lists around the dashboards must not take the dashboards' room.
    if (used > limit / 2 && !isLast) continue;
    const folded = foldDashboards([...main, ...drifted], { budget: limit - used, isOpen });
    const text = assemble({ marker, around, folded, main, drifted });
    if (text.length <= limit) return text;
  }
  const blocks = [marker, ...headBlocks(report), ...artifacts];
  return blocks.reduce((text, block) =>
    text.length + block.length + 3 > limit ? text : `${text}\n${block}\n`,
  );
}

interface Surroundings {
  readonly head: readonly string[];
  readonly middle: readonly string[];
  readonly drift: readonly string[];
  readonly end: readonly string[];
}

function surroundings(report: DiffReport, most: number, artifacts: readonly string[]): Surroundings {
  const noisy = noisyText(report.dashboards);
  return {
    head: [...headBlocks(report), ...breakBlocks(report.breaks, most)],
    middle: [...objectBlocks(report.objects, most), ...(noisy === undefined ? [] : [phrase(noisy)])],
    drift: report.drift === undefined ? [] : driftBlocks(report.drift, most),
    end: [...noteBlocks(report.notes, most), ...artifacts],
  };
}

function assemble({
  marker,
  around,
  folded,
  main,
  drifted,
}: {
  readonly marker: string;
  readonly around: Surroundings;
  readonly folded: readonly Folded[];
  readonly main: readonly DashboardDiff[];
  readonly drifted: readonly DashboardDiff[];
}): string {
  const of = (some: readonly DashboardDiff[]): readonly string[] => {
    const own = new Set(some);
    return dashboardBlocks(
      folded.filter(({ dashboard }) => own.has(dashboard)),
      some.length,
    );
  };
  const blocks = [
    ...around.head,
    ...of(main),
    ...around.middle,
    ...around.drift,
    ...of(drifted),
    ...around.end,
  ];
  return `${marker}\n${joinBlocks(blocks)}\n`;
}

/** The dashboards in detail, then those that have a line each, then how many there are besides. */
function dashboardBlocks(folded: readonly Folded[], count: number): readonly string[] {
  const lines = folded.filter(({ detail }) => detail === "line").map(({ markdown }) => markdown);
  const rest = count - folded.length;
  const items = [...lines, ...(rest > 0 ? [`- … and ${plural(rest, "more dashboard")}`] : [])];
  return [
    ...folded.filter(({ detail }) => detail !== "line").map(({ markdown }) => markdown),
    ...(items.length === 0 ? [] : [items.join("\n")]),
  ];
}

function joinBlocks(blocks: readonly string[]): string {
  return blocks.join("\n\n");
}
