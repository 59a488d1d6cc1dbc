/** The comparison of two sides: pure, the same for definitions, files and servers. */
import { compareText } from "../base/text.ts";
import { sortBreaks } from "./breaks/breaks.ts";
import { type Reference, referencesOf } from "./breaks/references.ts";
import { type DashboardContext, diffDashboard } from "./dashboards/dashboard-diff.ts";
import { pairDashboards } from "./dashboards/pair-dashboards.ts";
import type { Side } from "./documents/side.ts";
import { worstImpact } from "./impact.ts";
import type { DashboardDiff, DiffReport, DiffSummary, ObjectDiff } from "./model.ts";
import type { DataSourceNames } from "./normal/data-source-ref.ts";
import { brokenObjects, diffObjects } from "./objects/object-diff.ts";
import { redactPart } from "./redact/redact.ts";

/** Two sides. */
export interface SidePair {
  readonly before: Side;
  readonly after: Side;
}

/**
 * Compares two sides. Texts that are secrets are hidden in the answer. Where the sides are parts of larger ones, what
 * refers to them is looked for in those.
 */
export function diffSides(before: Side, after: Side, whole: SidePair = { before, after }): DiffReport {
  const context = contextOf(whole);
  const areFiles = before.ref.from === "files" && after.ref.from === "files";
  const pairs = pairDashboards(before.dashboards, after.dashboards, areFiles);
  const dashboards = pairs
    .flatMap((pair) => diffDashboard(pair, context) ?? [])
    .sort(
      (left, right) => compareText(titleOf(left), titleOf(right)) || compareText(uidOf(left), uidOf(right)),
    );
  const objects = diffObjects(before.objects, after.objects);
  const breaks = [...dashboards.flatMap((diff) => diff.breaks), ...brokenObjects(objects, whole.after)];
  return {
    formatVersion: "1.0",
    base: redactPart(before.ref),
    head: redactPart(after.ref),
    breaks: redactPart(sortBreaks(breaks)),
    // Each was redacted by itself, because most hold no secret.
    dashboards,
    objects: redactPart(objects),
    summary: summaryOf(dashboards, objects, pairs.length),
    notes: redactPart([...new Set([...before.notes, ...after.notes])]),
  };
}

function contextOf({ before, after }: SidePair): DashboardContext {
  let references: readonly Reference[] | undefined;
  return {
    dataSources: namesOf(before, after),
    // Reading every text of every document is worth it only when something may break.
    references: () => (references ??= referencesOf(before, after)),
  };
}

/** The uids of data sources by name, as far as the sides know them. */
function namesOf(before: Side, after: Side): DataSourceNames {
  return new Map(
    [...before.objects, ...after.objects].flatMap(({ ref: { kind, title, uid } }) =>
      kind === "data-source" && uid !== "" ? [[title, uid] as const] : [],
    ),
  );
}

function titleOf({ before, after }: DashboardDiff): string {
  return (after ?? before)?.title ?? "";
}

function uidOf({ before, after }: DashboardDiff): string {
  return (after ?? before)?.uid ?? "";
}

function summaryOf(
  dashboards: readonly DashboardDiff[],
  objects: readonly ObjectDiff[],
  pairs: number,
): DiffSummary {
  const actions = dashboards.map(({ action }) => action).filter((action) => action !== "none");
  const count = (action: "added" | "removed"): number => actions.filter((each) => each === action).length;
  const added = count("added");
  const removed = count("removed");
  return {
    added,
    removed,
    changed: actions.length - added - removed,
    unchanged: pairs - actions.length,
    worst: worstImpact([...dashboards, ...objects].map(({ impact }) => impact)),
  };
}
