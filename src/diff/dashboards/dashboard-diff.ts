/** What happened to one dashboard. */
import { isSame } from "../../schema/json.ts";
import { breaksOf } from "../breaks/breaks.ts";
import type { Reference } from "../breaks/references.ts";
import { variableUses } from "../breaks/variable-use.ts";
import type { SideDashboard } from "../documents/side.ts";
import { diffAnnotations } from "../entries/annotations.ts";
import { diffDashboardLinks } from "../entries/dashboard-links.ts";
import { diffVariables } from "../entries/variables.ts";
import { diffSettings } from "../fields/settings.ts";
import { worstImpact } from "../impact.ts";
import type { Change, DashboardDiff, DashboardRef, Impact, PanelDiff, PanelKind } from "../model.ts";
import type { DataSourceNames } from "../normal/data-source-ref.ts";
import type { NormalDashboard } from "../normal/normal-form.ts";
import type { KnownPanels } from "../normal/normal-panels.ts";
import { normalizeSide } from "../normal/normal-side.ts";
import type { Normalized } from "../normal/normalize.ts";
import { matchPanels } from "../panels/match.ts";
import { diffPanels, type PanelComparison } from "../panels/panel-diff.ts";
import { redactBoth, redactPart } from "../redact/redact.ts";
import { mayHoldSecrets } from "../redact/secrets.ts";
import { dashboardDocument } from "./dashboard-document.ts";
import { layoutOf } from "./layout.ts";
import { noiseOf } from "./noise.ts";
import type { DashboardPair } from "./pair-dashboards.ts";
import { followIds, newIds } from "./panel-ids.ts";

/** What comparing dashboards needs besides them. */
export interface DashboardContext {
  readonly dataSources: DataSourceNames;
  /** References that the second side holds; made when something may break. */
  readonly references: () => readonly Reference[];
}

/** Compares a dashboard, and hides its secrets; `undefined` where nothing differs at all, not even in noise. */
export function diffDashboard(pair: DashboardPair, context: DashboardContext): DashboardDiff | undefined {
  const { before, after } = pair;
  if (before !== undefined && after !== undefined) return diffBoth(before, after, context);
  const lone = before ?? after;
  if (lone === undefined) return undefined;
  return redactPart(diffLone(lone, before === undefined ? "added" : "removed", context));
}

function diffLone(
  dashboard: SideDashboard,
  action: "added" | "removed",
  context: DashboardContext,
): DashboardDiff {
  const { dashboard: normal } = normalizeSide(dashboard, context.dataSources);
  const isAdded = action === "added";
  const boxes = layoutOf({ diffs: [], lists: { before: [], after: normal.panels, pairs: [] } }).after;
  const state = isAdded ? "added" : "removed";
  const layout = boxes.map((box) => ({ ...box, state }) as const);
  const diff: DashboardDiff = {
    [isAdded ? "after" : "before"]: refOf(dashboard, normal),
    action,
    impact: isAdded ? "data" : "destroys",
    ...nothing,
    layout: isAdded ? { before: [], after: layout } : { before: layout, after: [] },
    ...placeOf(dashboard),
    document: dashboardDocument(normal),
  };
  return isAdded ? diff : withBreaks(diff, emptyDashboard, context);
}

const emptyDashboard: NormalDashboard = {
  settings: {},
  variables: [],
  annotations: [],
  links: [],
  panels: [],
};

const nothing = {
  breaks: [],
  settings: [],
  variables: [],
  annotations: [],
  links: [],
  panels: [],
  unknown: [],
  unchangedPanels: 0,
  noise: { pluginVersions: 0, renumbered: [], relaxed: [] },
} as const satisfies Partial<DashboardDiff>;

function diffBoth(
  one: SideDashboard,
  other: SideDashboard,
  context: DashboardContext,
): DashboardDiff | undefined {
  const isInPlace = one.uid === other.uid && folderText(one) === folderText(other);
  if (isInPlace && (one.text === other.text || isSame(one.document(), other.document()))) return undefined;
  const holdsSecrets = [one, other].some((side) =>
    [side.text, side.title, side.file ?? "", ...side.folder].some(mayHoldSecrets),
  );
  const [before, after] = normalized([one, other], holdsSecrets, context);
  const matching = matchPanels(before.dashboard.panels, after.dashboard.panels);
  // Where ids changed, what refers to them within the dashboard changes with them, and is no difference.
  const base = followIds(before.dashboard, newIds(before.dashboard, after.dashboard, matching));
  const types = new Map([...before.dataSourceTypes, ...after.dataSourceTypes]);
  const panels = diffPanels({ before: base, after: after.dashboard }, matching, types);
  const diff = assemble({ one, other, before: { ...before, dashboard: base }, after, panels });
  if (diff.action === "none" && isSilent(diff)) return undefined;
  const whole = withBreaks(diff, after.dashboard, context);
  // What breaks is told with the names of others.
  return holdsSecrets ? redactPart(whole) : { ...whole, breaks: redactPart(whole.breaks) };
}

/** Secrets are hidden before anything is said of them. */
function normalized(
  [one, other]: readonly [SideDashboard, SideDashboard],
  holdsSecrets: boolean,
  { dataSources }: DashboardContext,
): readonly [before: Normalized, after: Normalized] {
  const known: KnownPanels = new Map();
  const [before, after] = [normalizeSide(one, dataSources, known), normalizeSide(other, dataSources, known)];
  if (!holdsSecrets) return [before, after];
  const [left, right] = redactBoth(before.dashboard, after.dashboard);
  return [
    { ...before, dashboard: left },
    { ...after, dashboard: right },
  ];
}

interface Compared {
  readonly one: SideDashboard;
  readonly other: SideDashboard;
  readonly before: Normalized;
  readonly after: Normalized;
  readonly panels: PanelComparison;
}

function assemble({ one, other, before, after, panels }: Compared): DashboardDiff {
  const left = before.dashboard;
  const right = after.dashboard;
  const { settings, unknown } = diffSettings(left.settings, right.settings);
  const parts = {
    settings: [...placeChanges(one, other), ...settings],
    variables: diffVariables(left.variables, right.variables),
    annotations: diffAnnotations(left.annotations, right.annotations),
    links: diffDashboardLinks(left.links, right.links),
    panels: panels.diffs.map((diff) => withPanelPlace(diff, other)),
    unknown,
  };
  const impact = worstImpact(Object.values(parts).flatMap((list) => list.map((each) => each.impact)));
  return {
    before: refOf(one, left),
    after: refOf(other, right),
    action: actionOf(one, other, parts),
    impact,
    breaks: [],
    ...parts,
    unchangedPanels:
      panels.lists.after.filter(({ type }) => type !== "row").length - countTouched(parts.panels),
    noise: noiseOf(before, after, { ...panels, isEdited: isOwnEdited(parts) }),
    layout: layoutOf(panels),
    ...placeOf(other),
  };
}

type Parts = Pick<DashboardDiff, "settings" | "variables" | "annotations" | "links" | "panels" | "unknown">;

/** Whether something besides the panels changed. */
function isOwnEdited({ panels: _panels, settings, ...lists }: Parts): boolean {
  return (
    settings.some(({ path }) => path[0] !== "folder" && path[0] !== "uid") ||
    Object.values(lists).some((list) => list.length > 0)
  );
}

/** Rows are no panels; what is only shifted or renumbered did not change. */
function countTouched(panels: readonly PanelDiff[]): number {
  return panels.filter(
    ({ after, kinds }) => after !== undefined && after.type !== "row" && !kinds.every(isQuiet),
  ).length;
}

function isQuiet(kind: PanelKind): boolean {
  return kind === "shifted" || kind === "renumbered";
}

function actionOf(one: SideDashboard, other: SideDashboard, parts: Parts): DashboardDiff["action"] {
  if (one.uid !== other.uid && one.uid !== "" && other.uid !== "") return "re-identified";
  const { panels, settings, ...lists } = parts;
  const isChanged =
    settings.some(({ path }) => path[0] !== "folder") ||
    panels.some(({ kinds }) => !kinds.every((kind) => kind === "renumbered")) ||
    Object.values(lists).some((list) => list.length > 0);
  if (isChanged) return "changed";
  return folderText(one) === folderText(other) ? "none" : "relocated";
}

/** What a document does not say of itself: its address and its folder. */
function placeChanges(one: SideDashboard, other: SideDashboard): readonly Change[] {
  const change = (
    label: "uid" | "folder",
    before: string,
    after: string,
    impact: Impact,
  ): readonly Change[] =>
    before === after
      ? []
      : [{ path: [label], label, text: `${named(before)} → ${named(after)}`, before, after, impact }];
  return [
    ...change(
      "uid",
      one.uid,
      other.uid,
      one.uid === "" || other.uid === "" ? "presentation" : "breaks-links",
    ),
    ...change("folder", folderText(one), folderText(other), "presentation"),
  ];
}

/** Provisioning files hold nested folders as one, under the joined titles (see `provision/folders.ts`). */
function folderText({ folder }: SideDashboard): string {
  return folder.join(" / ");
}

function named(text: string): string {
  return text === "" ? "none" : `\`${text}\``;
}

/** Whether not even noise is to be told. */
function isSilent({ noise, panels }: DashboardDiff): boolean {
  return (
    panels.length === 0 &&
    noise.schemaVersion === undefined &&
    noise.pluginVersions === 0 &&
    noise.renumbered.length === 0 &&
    noise.relaxed.length === 0
  );
}

function withBreaks(diff: DashboardDiff, after: NormalDashboard, context: DashboardContext): DashboardDiff {
  if (!mayBreak(diff)) return diff;
  const breaks = breaksOf(diff, {
    references: context.references(),
    uses: diff.variables.length === 0 ? new Map<string, number>() : variableUses(after),
    ids: new Set(after.panels.map(({ id }) => id)),
  });
  // Another number of a panel is noise until somebody uses it.
  const action = diff.action === "none" && breaks.length > 0 ? "changed" : diff.action;
  return {
    ...diff,
    action,
    breaks,
    impact: worstImpact([diff.impact, ...breaks.map(({ impact }) => impact)]),
  };
}

/** Whether it is worth asking who refers to what. */
function mayBreak({ action, panels, variables }: DashboardDiff): boolean {
  return (
    action === "removed" ||
    action === "re-identified" ||
    panels.some(({ kinds }) => kinds.includes("removed") || kinds.includes("renumbered")) ||
    variables.some(({ kinds }) => kinds.includes("removed") || kinds.includes("renamed"))
  );
}

function refOf({ uid, title, folder, file }: SideDashboard, { settings }: NormalDashboard): DashboardRef {
  const own = settings["title"];
  return {
    uid,
    title: typeof own === "string" ? own : title,
    folder,
    ...(file === undefined ? {} : { file }),
  };
}

function placeOf({ sources }: SideDashboard): Pick<DashboardDiff, "at"> {
  return sources?.at === undefined ? {} : { at: sources.at };
}

function withPanelPlace(diff: PanelDiff, { sources }: SideDashboard): PanelDiff {
  const id = diff.after?.id;
  const at = id === undefined ? undefined : sources?.panels.get(id)?.at;
  return at === undefined ? diff : { ...diff, at };
}
