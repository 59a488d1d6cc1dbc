/**
 * The words of a review that all its renderers share: labels, marks, names, counts. They hold texts of other people as
 * they are; making those safe is the renderer's part. Values stand in backticks.
 */
import { compareText, plural } from "../../base/text.ts";
import { impacts, reaches, worstImpact } from "../../diff/impact.ts";
import type {
  DashboardDiff,
  DashboardRef,
  DiffReport,
  DiffSummary,
  EntryDiff,
  Impact,
  ObjectDiff,
  ObjectKind,
  PanelDiff,
  PanelKind,
  PanelRef,
  SideRef,
} from "../../diff/model.ts";
import { countsText, objectNouns } from "../object-line.ts";

/** What people call the impacts. */
export const impactWords: Readonly<Record<Impact, string>> = {
  none: "no effect",
  cosmetic: "cosmetic",
  presentation: "presentation",
  data: "data",
  "breaks-links": "breaks links",
  destroys: "destroys",
};

/** What happened to a part, as far as one mark can tell it. */
export type Sign =
  | "added"
  | "removed"
  | "changed"
  | "moved"
  | "resized"
  | "shifted"
  | "same"
  | "breaks"
  | "unsure";

/** The marks that stand before the parts, readable without colour. */
export const marks: Readonly<Record<Sign, string>> = {
  added: "+",
  removed: "-",
  changed: "~",
  moved: "⇄",
  resized: "↔",
  shifted: "↓",
  same: "=",
  breaks: "!",
  unsure: "?",
};

/** What people call the kinds of objects. */
export const kindNouns: Readonly<Record<ObjectKind, string>> = {
  ...objectNouns,
  "alert-rule": "alert rule",
};

/** A name between backticks; its own backticks become apostrophes, so that the pair is never torn. */
export function quote(name: string): string {
  return `\`${name.replaceAll("`", "'")}\``;
}

/** Where a side comes from, in a heading: `main 1a2b3c4`. */
export function sideText(side: SideRef): string {
  const commit = shortCommit(side);
  return commit === undefined ? side.label : `${side.label} ${commit}`;
}

/** What is compared, in a heading: `main 1a2b3c4 → working tree`; the one name of both states of a file. */
export function sidesText({ base, head }: Pick<DiffReport, "base" | "head">): string {
  const [before, after] = [sideText(base), sideText(head)];
  return before === after ? before : `${before} → ${after}`;
}

/** Where a side comes from, in a sentence: `main (1a2b3c4)`, `the working tree`. */
export function sideName(side: SideRef): string {
  const commit = shortCommit(side);
  const label = side.label === "working tree" ? "the working tree" : side.label;
  return commit === undefined ? label : `${label} (${commit})`;
}

function shortCommit({ label, commit = "" }: SideRef): string | undefined {
  const short = commit.slice(0, 7);
  // A side that was named by its commit does not need it twice.
  return short === "" || (label.length >= 7 && commit.startsWith(label)) ? undefined : short;
}

/** The mark of a dashboard. */
export function dashboardSign({ action }: Pick<DashboardDiff, "action">): Sign {
  switch (action) {
    case "relocated":
      return "moved";
    case "re-identified":
      return "changed";
    case "none":
      return "same";
    default:
      return action;
  }
}

const movedKinds: ReadonlySet<PanelKind> = new Set(["moved", "reparented"]);
const changedKinds: ReadonlySet<PanelKind> = new Set(["retitled", "retyped", "edited"]);

/** The mark of a panel: what it says weighs more than where it stands. */
export function panelSign(panel: PanelDiff): Sign {
  const { kinds } = panel;
  if (kinds.includes("added")) return "added";
  if (kinds.includes("removed")) return "removed";
  if (kinds.some((kind) => changedKinds.has(kind)) || hasParts(panel)) return "changed";
  if (kinds.some((kind) => movedKinds.has(kind))) return "moved";
  if (kinds.includes("resized")) return "resized";
  return kinds.includes("shifted") ? "shifted" : "same";
}

function hasParts({ queries, fields, overrides, transformations, links, unknown }: PanelDiff): boolean {
  return [queries, fields, overrides, transformations, links, unknown].some((parts) => parts.length > 0);
}

/** The mark of an element of a list. */
export function entrySign({ kinds, changes }: Pick<EntryDiff, "kinds" | "changes">): Sign {
  if (kinds.includes("added")) return "added";
  if (kinds.includes("removed")) return "removed";
  return kinds.length === 1 && kinds[0] === "moved" && changes.length === 0 ? "moved" : "changed";
}

/** The side of a dashboard that people know: the second one, the first one where that is gone. */
export function dashboardRef({ before, after }: Pick<DashboardDiff, "before" | "after">): DashboardRef {
  return after ?? before ?? { uid: "", title: "", folder: [] };
}

/** Where a dashboard is defined: file and line where they are known. */
export function dashboardFile(dashboard: DashboardDiff): string | undefined {
  const { at } = dashboard;
  if (at?.file === undefined) return dashboardRef(dashboard).file;
  return at.line === undefined ? at.file : `${at.file}:${at.line}`;
}

/** What people call a title that may be empty. */
export function titleText(title: string, kind: string): string {
  return title.trim() === "" ? `untitled ${kind}` : title;
}

/** What people call a panel or a row. */
export function panelName({ before, after }: Pick<PanelDiff, "before" | "after">): string {
  const panel = after ?? before;
  if (panel === undefined) return "untitled panel";
  const title = titleText(panel.title, panel.type);
  return panel.type === "row" && panel.title.trim() !== "" ? `row ${title}` : title;
}

/** The kind, size and row of a panel: ``timeseries 12×8 in `Overview` ``. */
export function panelPlace(panel: PanelRef): string {
  const { w, h } = panel.position;
  const what = panel.type === "row" ? "row" : `${panel.type} ${w}×${h}`;
  return panel.row === undefined ? what : `${what} in ${quote(panel.row)}`;
}

/** The folders that hold a dashboard. */
export function folderText(folder: readonly string[]): string {
  return folder.length === 0 ? "the root" : quote(folder.join(" / "));
}

/** The panels that have a line of their own: not those that are only shifted or renumbered. */
export function listedPanels({ panels }: Pick<DashboardDiff, "panels">): readonly PanelDiff[] {
  return panels.filter((panel) => {
    const sign = panelSign(panel);
    return (sign !== "shifted" && sign !== "same") || (panel.match.ambiguous ?? []).length > 0;
  });
}

/** How many different shifts are told apart. */
const mostShifts = 3;

/** The panels that stand elsewhere only because of others: `9 panels shifted down by 8`; absent without any. */
export function shiftText({ panels }: Pick<DashboardDiff, "panels">): string | undefined {
  const all = panels.filter((panel) => panelSign(panel) === "shifted");
  // Rows go with their panels; alone they are told when nothing else is.
  const inside = all.filter(({ after }) => after?.type !== "row");
  const shifts = inside.length > 0 ? inside : all;
  const counts = new Map<string, number>();
  for (const { before, after } of shifts) {
    const distance = (after?.position.y ?? 0) - (before?.position.y ?? 0);
    const where = distance === 0 ? "sideways" : `${distance > 0 ? "down" : "up"} by ${Math.abs(distance)}`;
    counts.set(where, (counts.get(where) ?? 0) + 1);
  }
  if (counts.size === 0) return undefined;
  const total = `${plural(shifts.length, inside.length > 0 ? "panel" : "row")} shifted`;
  if (counts.size > mostShifts) return total;
  const sorted = [...counts].sort((a, b) => b[1] - a[1] || compareText(a[0], b[0]));
  return counts.size === 1
    ? `${total} ${sorted[0]?.[0]}`
    : `${total}: ${sorted.map(([where, count]) => `${count} ${where}`).join(", ")}`;
}

/** What differs without making a difference, one piece each, for example `schema 39 → 42`. */
export function noiseTexts({ noise }: Pick<DashboardDiff, "noise">): readonly string[] {
  const { schemaVersion, pluginVersions, renumbered, relaxed } = noise;
  return [
    ...(schemaVersion === undefined ? [] : [`schema ${schemaVersion.before} → ${schemaVersion.after}`]),
    ...(pluginVersions === 0 ? [] : [`plugin versions of ${plural(pluginVersions, "panel")}`]),
    ...(renumbered.length === 0 ? [] : [`ids of ${plural(renumbered.length, "panel")}`]),
    ...(relaxed.length === 0 ? [] : ["how defaults are written"]),
  ];
}

/** What stayed: `14 panels unchanged · schema 39 → 42 (no visible effect)`; absent where there is nothing to say. */
export function sameText(dashboard: DashboardDiff): string | undefined {
  const noise = noiseTexts(dashboard);
  const { unchangedPanels } = dashboard;
  const pieces = [
    ...(unchangedPanels === 0 ? [] : [`${plural(unchangedPanels, "panel")} unchanged`]),
    ...(noise.length === 0 ? [] : [`${noise.join(", ")} (no visible effect)`]),
  ];
  return pieces.length === 0 ? undefined : pieces.join(" · ");
}

/** The dashboards that differ in noise only, together; absent without any. */
export function noisyText(dashboards: readonly DashboardDiff[]): string | undefined {
  const noisy = dashboards.filter(({ action }) => action === "none");
  if (noisy.length === 0) return undefined;
  const kinds = new Set(noisy.flatMap(noiseTexts));
  const what = kinds.size > 0 && kinds.size <= mostShifts ? `: ${[...kinds].join(", ")}` : "";
  const verb = noisy.length === 1 ? "differs" : "differ";
  return `${plural(noisy.length, "dashboard")} ${verb} without visible effect${what}`;
}

/** The dashboards that differ visibly. */
export function listedDashboards(dashboards: readonly DashboardDiff[]): readonly DashboardDiff[] {
  return dashboards.filter(({ action }) => action !== "none");
}

/** The worst impact of a dashboard and, where that is not all, that its data changed; mildest first. */
export function dashboardImpacts(dashboard: DashboardDiff): readonly Impact[] {
  const parts = [
    ...dashboard.panels,
    ...dashboard.variables,
    ...dashboard.annotations,
    ...dashboard.links,
    ...dashboard.settings,
    ...dashboard.unknown,
    ...dashboard.breaks,
  ];
  const found = new Set(parts.map(({ impact }) => impact).filter((impact) => reaches(impact, "data")));
  found.add(dashboard.impact);
  return impacts.filter((impact) => found.has(impact) && reaches(dashboard.impact, impact));
}

/** Impacts in words: `data, breaks links`. */
export function impactText(some: readonly Impact[]): string {
  return some.map((impact) => impactWords[impact]).join(", ");
}

/** What panels are counted by. */
export type CountedSign = "added" | "removed" | "changed" | "moved" | "resized";

/** What panels are counted by, in this order. */
export const countedSigns: readonly CountedSign[] = ["added", "removed", "changed", "moved", "resized"];

/** How many panels and rows of a dashboard have each mark. */
export type PanelCounts = Readonly<Record<CountedSign, number>>;

/** Counts the panels of a dashboard; those of a whole new or removed one by its layout. */
export function countPanels({ action, layout, panels }: DashboardDiff): PanelCounts {
  const none = { added: 0, removed: 0, changed: 0, moved: 0, resized: 0 };
  if (action === "added") return { ...none, added: Math.max(layout.after.length, panels.length) };
  if (action === "removed") return { ...none, removed: Math.max(layout.before.length, panels.length) };
  for (const panel of panels) {
    const sign = panelSign(panel);
    if (sign !== "shifted" && sign !== "same" && sign !== "breaks" && sign !== "unsure") none[sign] += 1;
  }
  return none;
}

/** How many changes a dashboard has besides those of its panels. */
export function countOthers(dashboard: DashboardDiff): number {
  const { variables, annotations, links, settings, unknown } = dashboard;
  return [variables, annotations, links, settings, unknown].reduce((sum, parts) => sum + parts.length, 0);
}

/** How many panels have which mark, in words: `1 panel added, 2 changed`; absent where none has. */
export function countPanelsText(dashboard: DashboardDiff): string | undefined {
  const counts = countPanels(dashboard);
  const text = nounCounts(
    countedSigns.map((sign) => [counts[sign], sign]),
    "panel",
  );
  return text === "" ? undefined : text;
}

/** The counts of a report and its worst impact: `2 dashboards changed, 1 added; worst: breaks links`. */
export function summaryText({
  summary,
  objects,
}: {
  readonly summary: DiffSummary;
  readonly objects: readonly ObjectDiff[];
}): string {
  const counts = nounCounts(
    [
      [summary.changed, "changed"],
      [summary.added, "added"],
      [summary.removed, "removed"],
    ],
    "dashboard",
  );
  const others = objectCounts(objects);
  const worst = worstImpact([summary.worst, ...objects.map(({ impact }) => impact)]);
  return [
    [counts, others].filter(Boolean).join(", ") || "No dashboards changed",
    ...(worst === "none" ? [] : [`worst: ${impactWords[worst]}`]),
  ].join("; ");
}

/** Whether nothing differs visibly. */
export function isEmpty({ dashboards, objects }: Pick<DiffReport, "dashboards" | "objects">): boolean {
  return listedDashboards(dashboards).length === 0 && objects.length === 0;
}

/** The sentence of a report in which nothing differs visibly. */
export function nothingText({ base, head }: Pick<DiffReport, "base" | "head">): string {
  const [before, after] = [sideName(base), sideName(head)];
  return before === after ? `No differences in ${before}.` : `No differences between ${before} and ${after}.`;
}

function objectCounts(objects: readonly ObjectDiff[]): string {
  const kinds = [...new Set(objects.map(({ object }) => object.kind))];
  return kinds
    .map((kind) => {
      const own = objects.filter(({ object }) => object.kind === kind);
      const actions = ["changed", "added", "removed"] as const;
      return nounCounts(
        actions.map((action) => [own.filter((each) => each.action === action).length, action]),
        kindNouns[kind],
      );
    })
    .join(", ");
}

/** Counts with their words, the first one with the noun. */
function nounCounts(counts: readonly (readonly [count: number, words: string])[], noun: string): string {
  const some = counts.filter(([count]) => count > 0);
  const [first, ...rest] = some;
  if (first === undefined) return "";
  return [`${plural(first[0], noun)} ${first[1]}`, ...(rest.length > 0 ? [countsText(rest)] : [])].join(", ");
}
