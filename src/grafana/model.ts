/**
 * What the rest of the program knows of a Grafana: objects as they are stored, and the few things that can be done to
 * them, the same for every version. Behind it stand two families of calls: the classic API (9.5 to 11, and wherever
 * the other one is not served) and the resource API under `/apis` (12 and later), which knows managers.
 */
import type { JsonObject } from "../schema/json.ts";
import type { Stamp } from "./stamp.ts";

/** Who keeps an object up to date. */
export type Owner =
  | { readonly kind: "nobody" }
  /** A project of dash, by its {@link projectKey}. */
  | { readonly kind: "dash"; readonly project: string }
  /** Another tool, such as Git Sync (`repo`) or Terraform; `identity` is its own name for the source, or empty. */
  | { readonly kind: "tool"; readonly tool: string; readonly identity: string }
  /** File provisioning; the path is as far as Grafana tells it, or empty. */
  | { readonly kind: "file"; readonly path: string };

/** What is known of a Grafana and of the caller before anything is planned. */
export interface GrafanaFacts {
  /** The address without credentials and without a final slash. */
  readonly url: string;
  /** For example `12.4.0`; empty when the server hides it. */
  readonly version: string;
  /** The calls that are used for folders and dashboards. */
  readonly api: "classic" | "resources";
  readonly orgId: number;
  /** The shortest refresh that this Grafana allows, for example `5s`. */
  readonly minRefreshInterval: string;
  /** Whether folders can lie in folders (11 and later; a feature toggle before). */
  readonly nestedFolders: boolean;
  /** The scopes by action that the caller may use; `undefined` when the server does not tell. */
  readonly permissions: ReadonlyMap<string, readonly string[]> | undefined;
}

/** When and by whom an object was changed last, as far as the server tells; both may be empty. */
export interface LastChange {
  readonly updatedBy: string;
  /** In ISO 8601. */
  readonly updated: string;
}

/** What a write must present, so that it is refused when the object was changed since it was read. */
export interface Revision {
  /** The number that rises with every change of content. */
  readonly version: number;
  /** The server's own mark of this state: the version, or the `resourceVersion`. */
  readonly revision: string;
  /** What the server keeps beside the content and wants back unchanged, such as others' annotations. */
  readonly metadata?: JsonObject;
}

/** A dashboard as Grafana has it. */
export interface StoredDashboard extends LastChange, Revision {
  readonly uid: string;
  readonly title: string;
  /** Empty for the root. */
  readonly folderUid: string;
  /** The document without `id`, `uid`, `version` and dash's own tag. */
  readonly document: JsonObject;
  /** `v2` when it is stored in the newer schema, so that `document` is only a conversion. */
  readonly format: "classic" | "v2";
  readonly owner: Owner;
  /** The stamp of the newest version where reading brings it along (resource API); see {@link DashboardStore.history}. */
  readonly stamp?: Stamp;
}

/** A dashboard in a list. */
export interface ListedDashboard {
  readonly uid: string;
  readonly title: string;
  /** Empty for the root. */
  readonly folderUid: string;
}

/** One entry of a dashboard's history. */
export interface DashboardVersion {
  readonly version: number;
  /** In ISO 8601. */
  readonly created: string;
  readonly createdBy: string;
  readonly message: string;
  /** Present when dash wrote this version. */
  readonly stamp?: Stamp;
}

/** What became of a write. Expected outcomes are values; only an unusable connection is thrown. */
export type WriteResult =
  | { readonly kind: "written"; readonly version: number }
  /** The object is not what the write presented: changed, created or deleted by somebody else meanwhile. */
  | { readonly kind: "stale"; readonly message: string }
  /** The server understood and said no; repeating does not help. */
  | { readonly kind: "refused"; readonly status: number; readonly message: string; readonly hint?: string }
  /** No usable answer: it may have happened. Read before repeating. */
  | { readonly kind: "uncertain"; readonly message: string };

/** A dashboard to be written whole. */
export interface DashboardWrite {
  readonly uid: string;
  /** Empty for the root. */
  readonly folderUid: string;
  /** Without `id`, `uid`, `version` and dash's own tag: the store adds what the server needs. */
  readonly document: JsonObject;
  readonly stamp: Stamp;
  /** What people read in the version history, before the stamp. */
  readonly message: string;
  /** The file of the project that it comes from. */
  readonly source?: string;
  /** The state that is replaced; absent to create, which is refused when the uid exists. */
  readonly base?: Revision;
}

/** The dashboards of an organisation. */
export interface DashboardStore {
  /**
   * Those of the wanted uids that exist, in few calls. When `exact` is false (a search index that lags behind
   * writes), a uid that is missing may still exist.
   */
  find(uids: readonly string[]): Promise<{ readonly found: ReadonlySet<string>; readonly exact: boolean }>;
  /** Every dashboard that carries the project's stamp; may miss those of the last seconds. */
  owned(project: string): Promise<readonly ListedDashboard[]>;
  /** Every dashboard that the caller may see. */
  all(): Promise<readonly ListedDashboard[]>;
  read(uid: string): Promise<StoredDashboard | undefined>;
  /** Newest first; as many as the server keeps, at most `limit`. */
  history(uid: string, limit: number): Promise<readonly DashboardVersion[]>;
  /** The content of an older version. */
  readVersion(uid: string, version: number): Promise<JsonObject | undefined>;
  write(write: DashboardWrite): Promise<WriteResult>;
  /** Deletes the state that was read; a dashboard that is gone already counts as deleted. */
  remove(uid: string, base: Revision): Promise<WriteResult>;
}

/** A folder as Grafana has it. */
export interface StoredFolder extends LastChange, Revision {
  readonly uid: string;
  readonly title: string;
  /** Empty at the root. */
  readonly parentUid: string;
  readonly owner: Owner;
  /** The hash of what dash wrote last; only where folders can carry a stamp. */
  readonly hash?: string;
}

/** A folder to be written. */
export interface FolderWrite {
  readonly uid: string;
  readonly title: string;
  /** Empty at the root. */
  readonly parentUid: string;
  readonly stamp: Stamp;
  /** The state that is replaced; absent to create. */
  readonly base?: StoredFolder;
}

/** How much lies in a folder, at any depth. */
export interface FolderContents {
  readonly folders: number;
  readonly dashboards: number;
  /** Alert rules, library panels and whatever else the server counts. */
  readonly others: number;
}

/** The folders of an organisation. */
export interface FolderStore {
  /** Whether folders can carry dash's stamp: only the resource API keeps one. */
  readonly stamped: boolean;
  read(uid: string): Promise<StoredFolder | undefined>;
  /** Every folder that carries the project's stamp; none where folders carry none. */
  owned(project: string): Promise<readonly StoredFolder[]>;
  contents(uid: string): Promise<FolderContents>;
  /** Creates, renames and moves. */
  write(write: FolderWrite): Promise<WriteResult>;
  /** Deletes a folder that was seen to be empty; one that is gone already counts as deleted. */
  remove(folder: StoredFolder): Promise<WriteResult>;
}

/** The settings of a data source that dash knows, without secrets. */
export interface DataSourceSettings {
  readonly uid: string;
  readonly name: string;
  /** The plugin, for example `prometheus`. */
  readonly type: string;
  readonly url: string;
  readonly isDefault: boolean;
  readonly basicAuth: boolean;
  readonly basicAuthUser: string;
  readonly withCredentials: boolean;
  /** Without dash's own stamp. */
  readonly jsonData: JsonObject;
}

/** A data source as Grafana has it. */
export interface StoredDataSource extends DataSourceSettings {
  readonly version: number;
  /** Provisioned from a file, so that the API cannot change it. */
  readonly readOnly: boolean;
  /** The names of the secrets that are set; their values never leave the server. */
  readonly secrets: readonly string[];
  readonly owner: Owner;
  /** The hash of what dash wrote last. */
  readonly hash?: string;
}

/** A data source to be written whole. */
export interface DataSourceWrite {
  readonly settings: DataSourceSettings;
  /** The secrets that are given now; others keep their stored value. */
  readonly secrets: Readonly<Record<string, string>>;
  readonly stamp: Stamp;
  /** The state that is replaced; absent to create. */
  readonly base?: StoredDataSource;
}

/** What a data source says of itself. */
export interface DataSourceHealth {
  /** `unknown` when this Grafana cannot be asked, or the caller may not. */
  readonly status: "ok" | "failed" | "unknown";
  readonly message: string;
}

/** The data sources of an organisation. */
export interface DataSourceStore {
  read(uid: string): Promise<StoredDataSource | undefined>;
  /** All, without what only reading one tells: `secrets` and `version` may be missing their values. */
  list(): Promise<readonly Pick<StoredDataSource, "uid" | "name" | "type" | "isDefault" | "owner">[]>;
  write(write: DataSourceWrite): Promise<WriteResult>;
  remove(uid: string): Promise<WriteResult>;
  /** Asks the plugin; where it has no health check (Prometheus on 9.5), a test query is sent. Never throws. */
  health(uid: string): Promise<DataSourceHealth>;
}

/** A mark on the time axis. */
export interface AnnotationWrite {
  /** In milliseconds since 1970. */
  readonly time: number;
  readonly tags: readonly string[];
  readonly text: string;
}

/** A connected Grafana. It must be closed. */
export interface Grafana {
  readonly facts: GrafanaFacts;
  readonly dashboards: DashboardStore;
  readonly folders: FolderStore;
  readonly dataSources: DataSourceStore;
  annotate(annotation: AnnotationWrite): Promise<WriteResult>;
  /** The address of a dashboard for people. */
  dashboardUrl(uid: string): string;
  close(): void;
}
