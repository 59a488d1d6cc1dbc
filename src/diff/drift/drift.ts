/** What a running Grafana has that the common base has not, and what both it and the code changed since. */
import type { Side } from "../documents/side.ts";
import { diffSides } from "../diff.ts";
import type { Conflict, DashboardDiff, DiffReport } from "../model.ts";
import { conflictsOf } from "./conflicts.ts";

/** Three sides: what was there, what the code makes of it, what Grafana made of it. */
export interface ThreeSides {
  readonly base: Side;
  readonly head: Side;
  readonly live: Side;
}

/**
 * Compares all three; what the code did and what somebody did in Grafana stay apart. Where the sides are parts of larger
 * ones, what refers to them is looked for in those.
 */
export function diffThreeSides(sides: ThreeSides, whole: ThreeSides = sides): DiffReport {
  const { base, head, live } = sides;
  const report = diffSides(base, head, { before: whole.base, after: whole.head });
  const { dashboards, objects, summary, notes } = diffSides(base, live, {
    before: whole.base,
    after: whole.live,
  });
  const drifted = dashboards.filter(({ action }) => action !== "none");
  return {
    ...report,
    drift: {
      live: live.ref,
      dashboards: drifted,
      objects,
      summary,
      conflicts: allConflicts(report, drifted),
    },
    notes: [...new Set([...report.notes, ...notes])],
  };
}

function allConflicts(report: DiffReport, drifted: readonly DashboardDiff[]): readonly Conflict[] {
  const byUid = new Map(
    drifted.flatMap((diff) => (diff.before === undefined ? [] : [[diff.before.uid, diff]])),
  );
  return report.dashboards.flatMap((code) => {
    const live = code.before === undefined ? undefined : byUid.get(code.before.uid);
    return live === undefined || code.action === "none" ? [] : conflictsOf(code, live);
  });
}
