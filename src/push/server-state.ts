/**
 * The state of an object on the server, as far as deciding about writes needs it: whose it is, and the content hash
 * that tells whether it changed.
 */
import type {
  Grafana,
  LastChange,
  Owner,
  Revision,
  StoredDashboard,
  StoredDataSource,
  StoredFolder,
} from "../grafana/model.ts";
import { cleanDocument } from "./clean-document.ts";
import { contentHash, dataSourceHash, folderHash } from "./content-hash.ts";
import type { Action, Base } from "./plan.ts";

/** What is on the server. `Stored` is absent where only the plan's memory of the state is at hand. */
export interface ServerState<Stored> {
  readonly hash: string;
  readonly revision: Revision;
  readonly owner: Owner | undefined;
  readonly stored?: Stored;
  /** By whom and when it was changed last, as far as it is known. */
  readonly last?: LastChange;
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
  const hash = contentHash({ folderUid, document: cleanDocument(document) });
  return { hash, revision: revisionOf(stored), owner, stored, last: stored };
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
    last: stored,
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

/** How many versions are looked through for a stamp: as many as Grafana keeps unless it is told otherwise. */
const searchedVersions = 20;

/** The hash that the newest stamp of the project on a dashboard holds; `undefined` when it never pushed it. */
export async function pushedHash(
  grafana: Grafana,
  { uid, stamp }: Pick<StoredDashboard, "uid" | "stamp">,
  project: string,
): Promise<string | undefined> {
  if (stamp?.project === project) return stamp.hash;
  const history = await grafana.dashboards.history(uid, searchedVersions);
  return history.find((version) => version.stamp?.project === project)?.stamp?.hash;
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
