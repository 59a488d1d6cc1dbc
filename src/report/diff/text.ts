/** A review as a person reads it in a terminal: what breaks, a block for each dashboard, and a last line that counts. */
import { plural } from "../../base/text.ts";
import { impacts } from "../../diff/impact.ts";
import type { DashboardDiff, DiffReport, Drift } from "../../diff/model.ts";
import type { Palette } from "../palette.ts";
import { dashboardLines, type TextLayout } from "./text/dashboard.ts";
import { paragraph, piece } from "./text/lines.ts";
import { breakLines, conflictLines, noteLines, objectLines } from "./text/sections.ts";
import { statLines } from "./text/stat.ts";
import {
  isEmpty,
  listedDashboards,
  noisyText,
  nothingText,
  sidesText,
  sideText,
  summaryText,
} from "./words.ts";

/** How a review is printed. */
export interface DiffTextOptions {
  /** The colours; without them the marks say the same. */
  readonly palette: Palette;
  /** The width of the terminal; a large number where it is none. */
  readonly columns: number;
  /** Whether each dashboard is one line that counts. @default false */
  readonly stat?: boolean;
}

/** How many dashboards are printed in full; the others are counted. */
const mostDashboards = 50;

/** The text of a whole review. */
export function formatDiffText(report: DiffReport, options: DiffTextOptions): string {
  const { stat = false, ...layout } = options;
  const { drift, notes } = report;
  const sections = [
    ...(isEmpty(report) ? nothingSections(report, layout) : reportSections(report, layout, stat)),
    ...(drift === undefined ? [] : driftSections(drift, layout, stat)),
    noteLines(notes, layout),
    ...(isEmpty(report) ? [] : [sentence(`${summaryText(report)}.`, layout)]),
  ];
  return sections
    .filter((lines) => lines.length > 0)
    .map((lines) => `${lines.join("\n")}\n`)
    .join("\n");
}

function sentence(text: string, layout: TextLayout): readonly string[] {
  return paragraph({ head: [], body: [piece(text)], indent: 0 }, layout);
}

type Sections = readonly (readonly string[])[];

function nothingSections(report: DiffReport, layout: TextLayout): Sections {
  return [
    sentence(nothingText(report), layout),
    breakLines(report.breaks, layout),
    noisyLines(report.dashboards, layout),
  ];
}

function reportSections(report: DiffReport, layout: TextLayout, stat: boolean): Sections {
  return [
    paragraph({ head: [], body: [piece(sidesText(report), "bold")], indent: 0 }, layout),
    breakLines(report.breaks, layout),
    ...dashboardSections(report.dashboards, layout, stat),
    objectLines(report.objects, layout),
    noisyLines(report.dashboards, layout),
  ];
}

function dashboardSections(
  dashboards: readonly DashboardDiff[],
  layout: TextLayout,
  stat: boolean,
): Sections {
  const listed = listedDashboards(dashboards);
  if (stat) return [statLines(listed, layout)];
  const shown = worst(listed);
  const rest = listed.length - shown.length;
  return [
    ...shown.map((dashboard) => dashboardLines(dashboard, layout)),
    ...(rest > 0 ? [[`… and ${plural(rest, "more dashboard")}; \`--stat\` lists all of them.`]] : []),
  ];
}

/** As many as are printed, in their order: where there are too many, the ones that reach least are left out. */
function worst(dashboards: readonly DashboardDiff[]): readonly DashboardDiff[] {
  if (dashboards.length <= mostDashboards) return dashboards;
  const shown = new Set(
    [...dashboards]
      .sort((a, b) => impacts.indexOf(b.impact) - impacts.indexOf(a.impact))
      .slice(0, mostDashboards),
  );
  return dashboards.filter((dashboard) => shown.has(dashboard));
}

function noisyLines(dashboards: readonly DashboardDiff[], layout: TextLayout): readonly string[] {
  const text = noisyText(dashboards);
  if (text === undefined) return [];
  return paragraph({ head: [piece("=", "dim")], body: [piece(text, "dim")], indent: 2 }, layout);
}

function driftSections(drift: Drift, layout: TextLayout, stat: boolean): Sections {
  const heading = [
    piece("Drift: what Grafana has that the code has not", "bold"),
    piece(` (${sideText(drift.live)})`),
  ];
  const isNothing = isEmpty(drift) && drift.conflicts.length === 0;
  return [
    paragraph({ head: [], body: heading, indent: 0 }, layout),
    conflictLines(drift.conflicts, layout),
    ...dashboardSections(drift.dashboards, layout, stat),
    objectLines(drift.objects, layout),
    noisyLines(drift.dashboards, layout),
    sentence(isNothing ? "None: Grafana has what the code has." : `Drift: ${summaryText(drift)}.`, layout),
  ];
}
