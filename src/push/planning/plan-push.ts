import { compareText, plural, quoteList } from "../../base/text.ts";
import type { Grafana } from "../../grafana/model.ts";
import { projectKey } from "../../grafana/stamp.ts";
import type { Bundle } from "../../schema/bundle.ts";
import { type DesiredDashboard, desiredState, type DesiredState } from "../desired/desired.ts";
import type { ObjectContext } from "./object-context.ts";
import { type Action, type DashboardAction, type Plan, planFormatVersion } from "../plan.ts";
import { createDashboard, planDashboard } from "./plan-dashboard.ts";
import { type ListedDataSources, planDataSource } from "./plan-data-source.ts";
import { planFolder } from "./plan-folder.ts";
import { mapPool, type PoolOptions } from "../pool.ts";
import { type Deletions, planDeletions } from "../prune/prune.ts";
import {
  type Environment,
  type Hide,
  referencingTexts,
  unsetError,
  unsetNames,
} from "../desired/references.ts";
import { requireSelected, selectBundle, type Selection } from "./select.ts";

/** What to plan. */
export interface PushRequest {
  readonly bundle: Bundle;
  /** The file of the project that each dashboard comes from, by uid. */
  readonly files: ReadonlyMap<string, string>;
  /** The name of the project as the configuration has it. */
  readonly project: string;
  /** The name of the environment; absent without one. */
  readonly environment?: string | undefined;
  readonly env: Environment;
  /** Hides the values of variables in texts that are shown. @default nothing is hidden */
  readonly hide?: Hide | undefined;
  readonly selection: Selection;
  /** Whether forcible conflicts become updates. */
  readonly force: boolean;
  /** Whether objects with the project's stamp that are no longer in the code are deleted. */
  readonly prune: boolean;
  /** Whether secrets are sent even when Grafana has some. */
  readonly updateSecrets: boolean;
  /** How many reads run at the same time. */
  readonly concurrency: number;
  readonly signal?: AbortSignal | undefined;
}

/** What a push would do. Reads only. After an abort the plan lacks what was not looked at, and must not be applied. */
export async function planPush(grafana: Grafana, request: PushRequest): Promise<Plan> {
  const { facts } = grafana;
  const { bundle, selection } = request;
  const selected = selectBundle(bundle, selection);
  // What is to be deleted is known later only.
  if (!request.prune) requireSelected(bundle, selection, { selected, deletions: [] });
  const desired = desiredState(selected, facts, request.files);
  requireSettings(desired, request.env);
  const planning = planningOf(grafana, request, desired);
  const folders = await mapPool(desired.folders, planning.pool, (folder) =>
    planFolder(grafana, folder, planning.context),
  );
  const listed = await listDataSources(grafana, request, desired);
  const dataSources = await planDataSources(planning, listed);
  const dashboards = await planDashboards(planning);
  const actions = [...compact(folders), ...dataSources.actions, ...dashboards];
  const deletions = request.prune ? await prune(planning, { request, listed, actions }) : none;
  requireSelected(bundle, selection, { selected, deletions: deletions.actions });
  return {
    formatVersion: planFormatVersion,
    project: planning.context.project,
    ...(request.environment === undefined ? {} : { environment: request.environment }),
    server: { url: facts.url, version: facts.version, api: facts.api, orgId: facts.orgId },
    actions: [...actions, ...deletions.actions],
    notes: [...refreshNotes(desired, facts.minRefreshInterval), ...dataSources.notes, ...deletions.notes],
  };
}

/** What all parts of planning share. */
interface Planning {
  readonly grafana: Grafana;
  readonly desired: DesiredState;
  readonly context: ObjectContext;
  readonly pool: PoolOptions;
}

const none: Deletions = { actions: [], notes: [] };

function planningOf(grafana: Grafana, request: PushRequest, desired: DesiredState): Planning {
  const { project, env, hide, force, updateSecrets, concurrency, signal } = request;
  const folderTitles = new Map(desired.folders.map(({ uid, title }) => [uid, title]));
  return {
    grafana,
    desired,
    context: { project: projectKey(project), env, hide, force, updateSecrets, folderTitles },
    pool: { concurrency, signal },
  };
}

/** Without the values of settings nothing can be compared; secrets are needed only when they are sent. */
function requireSettings({ dataSources }: DesiredState, env: Environment): void {
  const missing = dataSources.flatMap(({ settings }) =>
    referencingTexts(settings, {}).flatMap((text) => unsetNames(text, env)),
  );
  if (missing.length > 0) throw unsetError(missing);
}

/** All data sources, where their names, their default flag or their stamps matter. */
async function listDataSources(
  grafana: Grafana,
  { prune: prunes, selection }: PushRequest,
  { dataSources }: DesiredState,
): Promise<ListedDataSources> {
  const isNeeded = dataSources.length > 0 || (prunes && selection.only !== "dashboards");
  return isNeeded ? grafana.dataSources.list() : [];
}

async function planDataSources(
  { grafana, desired, context, pool }: Planning,
  listed: ListedDataSources,
): Promise<Deletions> {
  const planned = compact(
    await mapPool(desired.dataSources, pool, (source) =>
      planDataSource(grafana, source, { ...context, listed }),
    ),
  );
  return { actions: planned.map(({ action }) => action), notes: planned.flatMap(({ notes }) => notes) };
}

/** Dashboards that are not there need no reading, when the list of those that are does not lag behind. */
async function planDashboards({
  grafana,
  desired,
  context,
  pool,
}: Planning): Promise<readonly DashboardAction[]> {
  const { dashboards } = desired;
  if (dashboards.length === 0) return [];
  const listed = await grafana.dashboards.find(dashboards.map(({ uid }) => uid));
  const isMissing = ({ uid }: DesiredDashboard): boolean => listed.exact && !listed.found.has(uid);
  const planned = await mapPool(dashboards, pool, async (dashboard) =>
    isMissing(dashboard) ? createDashboard(dashboard) : planDashboard(grafana, dashboard, context),
  );
  return compact(planned);
}

interface PruneParts {
  readonly request: PushRequest;
  readonly listed: ListedDataSources;
  readonly actions: readonly Action[];
}

function prune(
  { grafana, context, pool }: Planning,
  { request, listed, actions }: PruneParts,
): Promise<Deletions> {
  const { bundle, selection, files } = request;
  const { folders } = desiredState({ ...bundle, dataSources: [] }, grafana.facts, files);
  const folderUids = new Set(folders.map(({ uid }) => uid));
  return planDeletions(grafana, { bundle, selection, context, pool, listed, folderUids, actions });
}

/** The results that a pool has, without those that an abort left out. */
function compact<Result>(results: readonly (Result | undefined)[]): readonly Result[] {
  return results.flatMap((result) => result ?? []);
}

function refreshNotes({ dashboards }: DesiredState, shortest: string): readonly string[] {
  const raised = dashboards.filter((dashboard) => dashboard.isRefreshRaised()).map(({ uid }) => uid);
  if (raised.length === 0) return [];
  const named = [...raised].sort(compareText).slice(0, 5);
  const rest = raised.length - named.length;
  return [
    `The refresh of ${plural(raised.length, "dashboard")} is set to \`${shortest}\`, the shortest that this Grafana allows: ${quoteList(named)}${rest > 0 ? ` and ${rest} more` : ""}.`,
  ];
}
