/**
 * How much is said of each dashboard, so that all of it fits: those that reach furthest keep their detail longest, and
 * whole pieces are left out rather than cut.
 */
import { impacts } from "../../../diff/impact.ts";
import type { DashboardDiff } from "../../../diff/model.ts";
import { dashboardMarkdown, type Detail } from "./dashboard.ts";

/** A dashboard with what is said of it. */
export interface Folded {
  readonly dashboard: DashboardDiff;
  readonly detail: Detail;
  readonly markdown: string;
}

/** In this order: everybody gets a line before anybody gets more. */
const details = ["line", "facts", "expressions", "full"] as const satisfies readonly Detail[];
/** What is between two blocks. */
const separator = 2;
/** With less room than this nothing is tried. */
const least = 60;

/** As much detail as fits into a number of characters; dashboards that do not fit at all are left out. */
export function foldDashboards(
  dashboards: readonly DashboardDiff[],
  { budget, isOpen }: { readonly budget: number; readonly isOpen: boolean },
): readonly Folded[] {
  const order = [...dashboards.keys()].sort((a, b) => reach(dashboards[b]) - reach(dashboards[a]) || a - b);
  const levels = new Map<number, Folded>();
  let left = budget;
  for (const detail of details) {
    for (const index of order) {
      if (left < least) break;
      const dashboard = dashboards[index];
      const had = levels.get(index);
      if (dashboard === undefined || (had === undefined && detail !== "line")) continue;
      const markdown = dashboardMarkdown(dashboard, detail, isOpen);
      const cost = length(markdown) - (had === undefined ? 0 : length(had.markdown));
      // A large one must not keep the small ones from being told.
      if (cost > left) continue;
      left -= cost;
      levels.set(index, { dashboard, detail, markdown });
    }
  }
  return [...levels].sort(([a], [b]) => a - b).map(([, folded]) => folded);
}

function length(markdown: string): number {
  return markdown.length + separator;
}

function reach(dashboard: DashboardDiff | undefined): number {
  return dashboard === undefined ? 0 : impacts.indexOf(dashboard.impact);
}
