/**
 * Rolling back: a plan that restores, for the objects of one push, what was there before it. Dashboards come from
 * Grafana's version history, data sources from the plan that the push applied, which keeps their settings. What
 * somebody changed since is a conflict, as in any push.
 */
import { DashError } from "../../base/dash-error.ts";
import { compareText } from "../../base/text.ts";
import type { Grafana } from "../../grafana/model.ts";
import { type Plan, planFormatVersion } from "../plan.ts";
import type { Hide } from "../desired/references.ts";
import { mapPool } from "../pool.ts";
import { isPushId } from "../push-id.ts";
import { type DashboardHistory, isOf, planDashboardRollback, type Rolled } from "./rollback-dashboard.ts";
import { planDataSourceRollbacks } from "./rollback-data-source.ts";

/** What to roll back. */
export interface RollbackRequest {
  /** The project key. */
  readonly project: string;
  /** The name of the push. @default the newest one that left something */
  readonly push?: string | undefined;
  /** The saved plan that the push applied, for data sources. */
  readonly plan?: Plan | undefined;
  /** The name of the environment. */
  readonly environment?: string | undefined;
  /** Whether what was changed since is rolled back as well. @default false */
  readonly force?: boolean;
  /** Hides the values of variables in texts that are shown. @default nothing is hidden */
  readonly hide?: Hide | undefined;
  /** How many objects are read at the same time. @default 8 */
  readonly concurrency?: number;
  readonly signal?: AbortSignal | undefined;
}

/** More than Grafana keeps unless it is told otherwise (20). */
const mostVersions = 100;

/** The plan that takes a push back. Reads only. */
export async function planRollback(grafana: Grafana, request: RollbackRequest): Promise<Plan> {
  const { project, environment = request.plan?.environment, hide } = request;
  if (request.push !== undefined && !isPushId(request.push)) throw unknownPush(request.push, []);
  const pool = { concurrency: request.concurrency ?? 8, signal: request.signal };
  const histories = await readHistories(grafana, project, pool);
  const push = request.push ?? newestPush(histories, project);
  const context = { project, push: push ?? "", force: request.force ?? false, hide };
  const touched = histories.filter(({ versions }) => versions.some((version) => isOf(version, context)));
  if (touched.length === 0 && request.plan === undefined)
    throw unknownPush(push, pushesOf(histories, project));
  const dashboards = await mapPool(touched, pool, (history) =>
    planDashboardRollback(grafana, history, context),
  );
  const dataSources = await planDataSourceRollbacks(grafana, request.plan, context);
  const rolled = [...dataSources, ...dashboards].flatMap((entry) => entry ?? []);
  const { url, version, api, orgId } = grafana.facts;
  return {
    formatVersion: planFormatVersion,
    project,
    ...(environment === undefined ? {} : { environment }),
    server: { url, version, api, orgId },
    actions: sortDeletionsLast(rolled),
    notes: [...rolled.flatMap(({ notes }) => notes), ...generalNotes(request, push)],
  };
}

async function readHistories(
  grafana: Grafana,
  project: string,
  pool: { readonly concurrency: number; readonly signal?: AbortSignal | undefined },
): Promise<readonly DashboardHistory[]> {
  const owned = [...(await grafana.dashboards.owned(project))].sort((a, b) => compareText(a.uid, b.uid));
  const histories = await mapPool(owned, pool, async (dashboard) => ({
    ...dashboard,
    versions: await grafana.dashboards.history(dashboard.uid, mostVersions),
  }));
  return histories.flatMap((history) => history ?? []);
}

/** The newest stamp of each dashboard tells by which push it was written last; of those, the newest push. */
function newestPush(histories: readonly DashboardHistory[], project: string): string | undefined {
  return pushesOf(
    histories.map((history) => ({
      ...history,
      versions: history.versions.filter(({ stamp }) => stamp?.project === project).slice(0, 1),
    })),
    project,
  )[0];
}

/** The names of all pushes that the histories know, newest first. */
function pushesOf(histories: readonly DashboardHistory[], project: string): readonly string[] {
  const names = histories.flatMap(({ versions }) =>
    versions.flatMap(({ stamp }) => (stamp?.project === project ? [stamp.push] : [])),
  );
  return [...new Set(names)].sort((left, right) => compareText(right, left));
}

function unknownPush(push: string | undefined, known: readonly string[]): DashError {
  if (push === undefined) {
    return new DashError("plan-invalid", {
      message: "There is nothing to roll back: no dashboard of this project is in this Grafana.",
      hint: "Check the address, the organisation and the name of the project.",
    });
  }
  const newest = known.slice(0, 3).map((name) => `\`${name}\``);
  return new DashError("plan-invalid", {
    message: `No dashboard of this project knows the push \`${push}\`.`,
    hint:
      newest.length === 0
        ? "Leave its name out to roll back the last push."
        : `The last pushes are ${newest.join(", ")}.`,
  });
}

function sortDeletionsLast(rolled: readonly Rolled[]): Plan["actions"] {
  const actions = rolled.flatMap(({ action }) => action ?? []);
  return [
    ...actions.filter(({ kind }) => kind !== "delete"),
    ...actions.filter(({ kind, object }) => kind === "delete" && object === "dashboard"),
    ...actions.filter(({ kind, object }) => kind === "delete" && object !== "dashboard"),
  ];
}

function generalNotes({ plan }: RollbackRequest, push: string | undefined): readonly string[] {
  const deleted =
    plan?.actions.filter(({ kind, object }) => kind === "delete" && object === "dashboard") ?? [];
  return [
    ...(push === undefined ? [] : [`This takes back the push \`${push}\`.`]),
    "Folders stay as they are, and dashboards stay in the folders where they are now: Grafana's history does not know folders.",
    plan === undefined
      ? "Data sources are not rolled back: only a plan that was saved with `--out` knows their settings before the push."
      : "",
    deleted.length === 0
      ? ""
      : `What the push deleted is not restored: ${deleted.map(({ title }) => `\`${title}\``).join(", ")}.`,
  ].filter((note) => note !== "");
}
