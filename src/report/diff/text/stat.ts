/** One line for each dashboard, as `git diff --stat` has one for each file: what became of its panels, and how far it reaches. */
import { plural } from "../../../base/text.ts";
import type { DashboardDiff } from "../../../diff/model.ts";
import { textWidth } from "../../text-width.ts";
import { toVisible } from "../../visible.ts";
import {
  countedSigns,
  countOthers,
  countPanels,
  dashboardImpacts,
  dashboardRef,
  dashboardSign,
  marks,
  type PanelCounts,
  titleText,
} from "../words.ts";
import { impactPieces, signColours, signPiece, type TextLayout } from "./dashboard.ts";
import { paragraph, type Piece, piece } from "./lines.ts";

/** The longest bar, in marks. */
const longestBar = 20;
/** Names up to this width stand in a column. */
const widestName = 48;

/** The lines of all dashboards, and one that adds up their panels. */
export function statLines(dashboards: readonly DashboardDiff[], layout: TextLayout): readonly string[] {
  const rows = dashboards.map((dashboard) => ({ dashboard, counts: countPanels(dashboard) }));
  const totals = rows.map(({ counts }) => sum(counts));
  const names = dashboards.map(nameOf).map((name) => textWidth(toVisible(name)));
  const columns: Columns = {
    name: Math.max(0, ...names.filter((width) => width <= widestName)) + 4,
    count: String(Math.max(0, ...totals)).length,
    bar: Math.min(longestBar, Math.max(0, ...totals)),
    most: Math.max(1, ...totals),
  };
  return [
    ...rows.flatMap((row) => statLine(row, columns, layout)),
    ...(rows.length > 1
      ? paragraph({ head: [], body: [piece(totalText(rows.map(({ counts }) => counts)))], indent: 0 }, layout)
      : []),
  ];
}

interface Columns {
  readonly name: number;
  readonly count: number;
  readonly bar: number;
  /** The panels of the dashboard that has the longest bar. */
  readonly most: number;
}

interface Row {
  readonly dashboard: DashboardDiff;
  readonly counts: PanelCounts;
}

function nameOf(dashboard: DashboardDiff): string {
  const { title, uid } = dashboardRef(dashboard);
  return `${titleText(title, "dashboard")} (${uid})`;
}

function statLine({ dashboard, counts }: Row, columns: Columns, layout: TextLayout): readonly string[] {
  const total = sum(counts);
  const bar = barPieces(counts, columns);
  const used = bar.reduce((length, { text }) => length + text.length, 0);
  const others = countOthers(dashboard);
  const body = [
    piece(`${String(total).padStart(columns.count)} `),
    ...bar,
    piece(" ".repeat(columns.bar - used + 2)),
    ...impactPieces(dashboardImpacts(dashboard)),
    ...(total > 0
      ? []
      : [piece(others > 0 ? ` (${plural(others, "setting")}, no panel)` : " (no panel)", "dim")]),
  ];
  const head = [signPiece(dashboardSign(dashboard)), piece(` ${nameOf(dashboard)}`)];
  return paragraph({ head, body, indent: columns.name }, layout);
}

/** A mark for each panel, or for as many as make the longest bar fit; what there is keeps one mark at least. */
function barPieces(counts: PanelCounts, { bar, most }: Columns): readonly Piece[] {
  const shown = countedSigns.filter((sign) => counts[sign] > 0);
  const lengths = new Map(
    shown.map((sign) => [
      sign,
      Math.max(1, most > bar ? Math.floor((counts[sign] * bar) / most) : counts[sign]),
    ]),
  );
  const length = (): number => [...lengths.values()].reduce((all, each) => all + each, 0);
  while (length() > bar) {
    const [longest] = [...lengths].sort((a, b) => b[1] - a[1]);
    if (longest === undefined || longest[1] === 1) break;
    lengths.set(longest[0], longest[1] - 1);
  }
  return [...lengths].map(([sign, count]) => piece(marks[sign].repeat(count), signColours[sign]));
}

function totalText(all: readonly PanelCounts[]): string {
  const totals = countedSigns
    .map((sign) => ({ sign, count: all.reduce((total, counts) => total + counts[sign], 0) }))
    .filter(({ count }) => count > 0)
    .map(({ sign, count }) => `${count} ${sign} (${marks[sign]})`);
  return totals.length === 0
    ? `${plural(all.length, "dashboard")}, no panel changed`
    : `${plural(all.length, "dashboard")}; panels: ${totals.join(", ")}`;
}

function sum(counts: PanelCounts): number {
  return countedSigns.reduce((total, sign) => total + counts[sign], 0);
}
