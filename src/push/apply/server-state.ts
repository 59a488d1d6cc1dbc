/**
 * The state of an object on the server, as far as deciding about writes needs it: whose it is, and the content hash
 * that tells whether it changed.
 */
import type {
  Grafana,
  Owner,
  Revision,
  StoredDashboard,
  StoredDataSource,
  StoredFolder,
} from "../../grafana/model.ts";
import { cleanDocument } from "../compare/clean-document.ts";
import { contentHash, dataSourceHash, folderHash } from "../compare/content-hash.ts";
import type { Action, Base } from "../plan.ts";

/** What is on the server. `Stored` is absent where only the plan's memory of the state is at hand. */
export interface ServerState<Stored> {
  readonly hash: string;
  readonly revision: Revision;
  readonly owner: Owner | undefined;
  readonly stored?: Stored;
}

/** The state that an action was planned against; `undefined` when the object was not there. */
export function plannedState(base: Base | undefined): ServerState<never> | undefined {
  if (base === undefined) return undefined;
  const { hash, ...revision } = base;
  return { hash, revision, owner: undefined };
}

/** The present state of a dashboard. */
export async function readDashboardState(
  grafana: Grafana,
  uid: string,
): Promise<ServerState<StoredDashboard> | undefined> {
  const stored = await grafana.dashboards.read(uid);
  if (stored === undefined) return undefined;
  const { folderUid, document, owner } = stored;
  const hash = contentHash({ uid, folderUid, document: cleanDocument(document) });
  return { hash, revision: revisionOf(stored), owner, stored };
}

/** The present state of a folder. */
export async function readFolderState(
  grafana: Grafana,
  uid: string,
): Promise<ServerState<StoredFolder> | undefined> {
  const stored = await grafana.folders.read(uid);
  if (stored === undefined) return undefined;
  return {
    hash: folderHash(stored),
    revision: revisionOf(stored),
    owner: stored.owner,
    stored,
  };
}

/** The present state of a data source. */
export async function readDataSourceState(
  grafana: Grafana,
  uid: string,
): Promise<ServerState<StoredDataSource> | undefined> {
  const stored = await grafana.dataSources.read(uid);
  if (stored === undefined) return undefined;
  const { version, owner } = stored;
  return { hash: dataSourceHash(stored), revision: { version, revision: String(version) }, owner, stored };
}

/** The present state of what an action is about. */
export function readState(
  grafana: Grafana,
  { object, uid }: Pick<Action, "object" | "uid">,
): Promise<ServerState<StoredDashboard | StoredFolder | StoredDataSource> | undefined> {
  if (object === "dashboard") return readDashboardState(grafana, uid);
  return object === "folder" ? readFolderState(grafana, uid) : readDataSourceState(grafana, uid);
}

/** Whether an owner is this project of dash. */
export function isOwn(owner: Owner | undefined, project: string): boolean {
  return owner?.kind === "dash" && owner.project === project;
}

/** Whether a file, a tool or another project keeps an object. */
export function isForeign(owner: Owner | undefined, project: string): boolean {
  return owner !== undefined && owner.kind !== "nobody" && !isOwn(owner, project);
}

function revisionOf({ version, revision, metadata }: Revision): Revision {
  return { version, revision, ...(metadata === undefined ? {} : { metadata }) };
}
