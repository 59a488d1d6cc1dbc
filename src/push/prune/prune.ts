/**
 * Deletions: what carries the project's stamp and is no longer in the code. Only what a push is known to have
 * written is deleted, and only when nobody edited it since (unless forced).
 */
import type { Grafana, ListedDashboard } from "../../grafana/model.ts";
import type { Bundle } from "../../schema/bundle.ts";
import { cleanDocument } from "../compare/clean-document.ts";
import { describeConflict } from "../planning/conflicts.ts";
import { type FolderPaths, folderPaths } from "./folder-paths.ts";
import type { ObjectContext } from "../planning/object-context.ts";
import type { Action, DashboardAction, DataSourceAction } from "../plan.ts";
import { traceDashboard } from "../planning/dashboard-traces.ts";
import {
  dataSourceBase,
  type ListedDataSources,
  settingsOf,
  traceDataSource,
} from "../planning/plan-data-source.ts";
import { mapPool, type PoolOptions } from "../pool.ts";
import { pruneFolders } from "./prune-folders.ts";
import { includesDataSource, isInFolder, isNamed, type Selection } from "../planning/select.ts";

/** What deletions are planned from. */
export interface PruneRequest {
  /** The whole code, also what is not selected. */
  readonly bundle: Bundle;
  readonly selection: Selection;
  readonly context: ObjectContext;
  readonly pool: PoolOptions;
  readonly listed: ListedDataSources;
  /** The uids of the folders that the whole code has on this Grafana. */
  readonly folderUids: ReadonlySet<string>;
  /** What else the plan does: dashboards that leave a folder do not keep it. */
  readonly actions: readonly Action[];
}

/** Actions with what people should know besides. */
export interface Deletions {
  readonly actions: readonly Action[];
  readonly notes: readonly string[];
}

/** Plans the deletions: dashboards, data sources, then folders, the deepest first. */
export async function planDeletions(grafana: Grafana, request: PruneRequest): Promise<Deletions> {
  const { selection } = request;
  const dataSources = await pruneDataSources(grafana, request);
  if (selection.only === "datasources") return dataSources;
  const paths = folderPaths(grafana.folders);
  const owned = await grafana.dashboards.owned(request.context.project);
  const dashboards = await pruneDashboards(grafana, request, { owned, paths });
  const folders =
    selection.names.length > 0
      ? noDeletions
      : await pruneFolders(grafana, request, { paths, owned, deleted: dashboards.actions });
  return join([dashboards, dataSources, folders]);
}

const noDeletions: Deletions = { actions: [], notes: [] };

function join(parts: readonly Deletions[]): Deletions {
  return { actions: parts.flatMap(({ actions }) => actions), notes: parts.flatMap(({ notes }) => notes) };
}

interface OwnedDashboards {
  readonly owned: readonly ListedDashboard[];
  readonly paths: FolderPaths;
}

async function pruneDashboards(
  grafana: Grafana,
  request: PruneRequest,
  { owned, paths }: OwnedDashboards,
): Promise<Deletions> {
  const { bundle, selection, pool } = request;
  const wanted = new Set(bundle.dashboards.map(({ uid }) => uid));
  const surplus = owned.filter((entry) => !wanted.has(entry.uid) && isNamed(selection, entry));
  const planned = await mapPool(surplus, pool, async (entry) => {
    const isOutside = selection.folder !== undefined && !isInFolder(selection, await paths(entry.folderUid));
    return isOutside ? undefined : pruneDashboard(grafana, entry.uid, request.context);
  });
  return join(planned.flatMap((entry) => entry ?? []));
}

async function pruneDashboard(grafana: Grafana, uid: string, context: ObjectContext): Promise<Deletions> {
  const stored = await grafana.dashboards.read(uid);
  const { project, force } = context;
  // A list lags behind: what counts is what the dashboard says of itself.
  if (stored?.owner.kind !== "dash" || stored.owner.project !== project) return noDeletions;
  const document = cleanDocument(stored.document);
  const traces = traceDashboard(grafana, { ...stored, document }, project);
  const { trace, since, isHistoryHidden } = await traces.read();
  const { title, folderUid, version, revision, metadata } = stored;
  if (trace === "none" && !isHistoryHidden) {
    return {
      actions: [],
      notes: [
        `The dashboard \`${title}\` (\`${uid}\`) carries the mark of this project, but no push is known to have written it: it may be a copy. It is not deleted; delete it in Grafana, or take the mark off it.`,
      ],
    };
  }
  const action: Omit<DashboardAction, "kind"> = {
    object: "dashboard",
    uid,
    title,
    changes: [],
    base: { version, revision, ...(metadata === undefined ? {} : { metadata }), hash: traces.hash() },
    folderUid,
    hash: "",
  };
  if (trace === "untouched" || trace === "resaved" || (trace === "edited" && force)) {
    return { actions: [{ ...action, kind: "delete" }], notes: [] };
  }
  const conflict = describeConflict("edited", {
    object: "dashboard",
    uid,
    title,
    owner: stored.owner,
    last: stored,
    since,
    isHistoryHidden,
    isDeletion: true,
  });
  return { actions: [{ ...action, kind: "conflict", conflict }], notes: [] };
}

async function pruneDataSources(grafana: Grafana, request: PruneRequest): Promise<Deletions> {
  const { bundle, selection, context, listed, pool } = request;
  const wanted = new Set(bundle.dataSources.map(({ uid }) => uid));
  const surplus = listed.filter(
    ({ uid, name, owner }) =>
      !wanted.has(uid) &&
      owner.kind === "dash" &&
      owner.project === context.project &&
      includesDataSource(selection, { uid, title: name }),
  );
  const planned = await mapPool(surplus, pool, ({ uid }) => pruneDataSource(grafana, uid, context));
  return { actions: planned.flatMap((action) => action ?? []), notes: [] };
}

async function pruneDataSource(
  grafana: Grafana,
  uid: string,
  { project, force }: ObjectContext,
): Promise<DataSourceAction | undefined> {
  const stored = await grafana.dataSources.read(uid);
  if (stored === undefined || stored.readOnly) return undefined;
  const trace = traceDataSource(stored, project);
  if (trace === "none") return undefined;
  const { name: title, owner } = stored;
  const base = dataSourceBase(stored);
  const action: Omit<DataSourceAction, "kind"> = {
    object: "data-source",
    uid,
    title,
    changes: [],
    base,
    secrets: {},
    hash: "",
  };
  if (trace === "untouched" || force) return { ...action, kind: "delete", previous: settingsOf(stored) };
  const conflict = describeConflict("edited", { object: "data-source", uid, title, owner, isDeletion: true });
  return { ...action, kind: "conflict", conflict };
}
