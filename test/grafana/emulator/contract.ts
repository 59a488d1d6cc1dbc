/**
 * What tests see of the emulated Grafana. It is started with `startEmulator` of `start.ts`; everything beyond the
 * server itself (seeding, acting as other people, reading the state, faults) is called in process.
 */
import type { IncomingHttpHeaders } from "node:http";
import type { JsonObject } from "../../../src/schema/json.ts";
import type { Faults } from "./fault-rules.ts";

/** A basic role; `None` may do nothing but what its `permissions` say. */
export type Role = "Admin" | "Editor" | "Viewer" | "None";

/** What a service account's token may do. */
export interface TokenGrant {
  readonly role: Role;
  /** The only organisation that the token acts in. @default 1 */
  readonly orgId?: number;
  readonly state?: "valid" | "expired" | "revoked";
  /** Scopes by action, in place of those of the role. */
  readonly permissions?: Readonly<Record<string, readonly string[]>>;
}

/** Answers what the data source plugin would ask of a Prometheus; the body is Prometheus' own JSON. */
export type PrometheusHandler = (
  /** For example `/api/v1/query`. */
  path: string,
  parameters: URLSearchParams,
) =>
  | { readonly status: number; readonly body: string }
  | Promise<{ readonly status: number; readonly body: string }>;

export interface EmulatorOptions {
  /** Any version string; behaviour is that of its major and minor. @default "12.4.0" */
  readonly version?: string;
  /** For example `/grafana`, as with `serve_from_sub_path`. @default "" */
  readonly subpath?: string;
  /** @default 0, a free one */
  readonly port?: number;
  /** @default "127.0.0.1" */
  readonly host?: string;
  /** How long every answer takes, in milliseconds. @default 0 */
  readonly latency?: number;
  /**
   * How far the search index lags behind writes on 12 and later, in milliseconds; `manual`: until `flushIndex()`.
   * @default 0
   */
  readonly indexDelay?: number | "manual";
  /** @default "5s" */
  readonly minRefreshInterval?: string;
  /** Whether folders can lie in folders. @default true from 11 on, false before (a feature toggle there) */
  readonly nestedFolders?: boolean;
  /** Health tells neither version nor commit. @default false */
  readonly hideVersion?: boolean;
  /** Callers without credentials are Viewers. @default false */
  readonly anonymous?: boolean;
  /** Tokens besides the three of every emulator. */
  readonly tokens?: Readonly<Record<string, TokenGrant>>;
  /** Whether `/apis` is served from 12 on. @default true */
  readonly resourceApi?: boolean;
  /** What stands behind every Prometheus data source. @default one that answers every query with `1` */
  readonly prometheus?: PrometheusHandler;
  /** The clock of the server, in milliseconds since 1970. @default Date.now */
  readonly now?: () => number;
  /** How many versions of a dashboard are kept. @default 20 */
  readonly versionsToKeep?: number;
  /** Whether the request log keeps bodies. @default true */
  readonly logBodies?: boolean;
}

/** One request that reached the server. */
export interface RequestRecord {
  readonly method: string;
  /** As it was sent, without subpath and query. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingHttpHeaders;
  /** The body's text; empty without one. */
  readonly body: string;
  /** What was answered; 0 while there is no answer, or when a fault kept it from the caller. */
  readonly status: number;
  /** The login of the caller; empty when there was none. */
  readonly by: string;
  /** The kind of the fault that met the request. */
  readonly fault?: string;
}

export interface RequestLog {
  /** In the order of arrival. */
  readonly all: readonly RequestRecord[];
  /** Those that could change something: POST, PUT, PATCH and DELETE, but neither queries nor dry runs. */
  writes(): readonly RequestRecord[];
  matching(method: string, path: RegExp): readonly RequestRecord[];
  clear(): void;
}

/** A request that a real Grafana may well answer, but of which the emulator does not know how. */
export interface UnknownRequest {
  readonly method: string;
  readonly path: string;
  readonly why: string;
}

/** One entry of a dashboard's history. */
export interface HistoryState {
  readonly version: number;
  readonly message: string;
  /** In ISO 8601. */
  readonly created: string;
  readonly createdBy: string;
  readonly folderUid: string;
  /** Without `id`, `uid` and `version`. */
  readonly document: JsonObject;
}

/** A dashboard as it is stored. */
export interface DashboardState {
  readonly uid: string;
  readonly id: number;
  readonly title: string;
  /** Empty for the root. */
  readonly folderUid: string;
  /** As stored: without `id`, `uid` and `version`, in the schema of `storedVersion`. */
  readonly document: JsonObject;
  /** The version of the classic API, which is the generation of the resource API. */
  readonly version: number;
  readonly resourceVersion: string;
  /** Of the resource: for example `grafana.app/managedBy`. */
  readonly annotations: Readonly<Record<string, string>>;
  /** For example `v0alpha1`. */
  readonly storedVersion: string;
  readonly created: string;
  readonly createdBy: string;
  readonly updated: string;
  readonly updatedBy: string;
  /** The file that it is provisioned from. */
  readonly provisionedFrom?: string;
  /** Newest first. */
  readonly history: readonly HistoryState[];
}

/** A folder as it is stored. */
export interface FolderState {
  readonly uid: string;
  readonly id: number;
  readonly title: string;
  readonly description: string;
  /** Empty at the root. */
  readonly parentUid: string;
  readonly version: number;
  readonly resourceVersion: string;
  readonly annotations: Readonly<Record<string, string>>;
  readonly created: string;
  readonly createdBy: string;
  readonly updated: string;
  readonly updatedBy: string;
  /** How many alert rules lie directly in it. */
  readonly alertRules: number;
}

/** A data source as it is stored, with its secrets. */
export interface DataSourceState {
  readonly uid: string;
  readonly id: number;
  readonly name: string;
  readonly type: string;
  readonly access: string;
  readonly url: string;
  readonly user: string;
  readonly database: string;
  readonly basicAuth: boolean;
  readonly basicAuthUser: string;
  readonly withCredentials: boolean;
  readonly isDefault: boolean;
  readonly jsonData: JsonObject;
  readonly secrets: Readonly<Record<string, string>>;
  readonly version: number;
  readonly readOnly: boolean;
}

/** A mark on the time axis as it is stored. */
export interface AnnotationState {
  readonly id: number;
  readonly time: number;
  readonly timeEnd: number;
  readonly tags: readonly string[];
  readonly text: string;
  readonly dashboardUid: string;
  readonly login: string;
}

/** Copies of what is stored, sorted by uid; changing them changes nothing. */
export interface StateReader {
  dashboards(): readonly DashboardState[];
  dashboard(uid: string): DashboardState | undefined;
  folders(): readonly FolderState[];
  folder(uid: string): FolderState | undefined;
  dataSources(): readonly DataSourceState[];
  dataSource(uid: string): DataSourceState | undefined;
  annotations(): readonly AnnotationState[];
}

/** Who acts beside the client under test. */
export interface Actor {
  /** A login. @default "ann" */
  readonly by?: string;
}

export interface UiSave extends Actor {
  /** @default "" */
  readonly message?: string;
  /** 12 and later: the message of the save before stays, as some releases of the UI leave it. @default false */
  readonly keepsMessage?: boolean;
  /** 12 and later: the annotations of managers get lost, as with a save through the classic API. @default false */
  readonly dropsManager?: boolean;
  /** Nothing is added to the document. @default false */
  readonly plain?: boolean;
}

export interface NewDashboard extends Actor {
  /** @default one that the server makes */
  readonly uid?: string;
  /** With its title. */
  readonly document: JsonObject;
  /** @default "", the root */
  readonly folderUid?: string;
  readonly message?: string;
  /** Nothing is added to the document. @default false */
  readonly plain?: boolean;
}

export interface NewFolder extends Actor {
  readonly uid?: string;
  readonly title: string;
  readonly parentUid?: string;
}

export interface FileProvisioning {
  /** As the server tells it. @default "<uid>.json" */
  readonly path?: string;
  /** The provider's name. @default "files" */
  readonly provider?: string;
  /** @default false */
  readonly allowUiUpdates?: boolean;
  /** What the file says, when the dashboard is not there yet or the file changes it. */
  readonly document?: JsonObject;
  readonly folderUid?: string;
}

/** The fields of a data source that have defaults are optional. */
export type NewDataSource = Pick<DataSourceState, "uid" | "name" | "type"> & Partial<DataSourceState>;

/**
 * What others do to an organisation, past the request log and the faults. Every function throws when what it acts on
 * is not there.
 */
export interface OtherPeople {
  /** Returns the uid. */
  createInUi(dashboard: NewDashboard): string;
  /** Saves as the UI does: a new version, with what the UI adds to documents. */
  saveInUi(uid: string, change: (document: JsonObject) => JsonObject, save?: UiSave): void;
  moveInUi(uid: string, folderUid: string, actor?: Actor): void;
  deleteInUi(uid: string): void;
  createFolderInUi(folder: NewFolder): string;
  renameFolderInUi(uid: string, title: string, actor?: Actor): void;
  moveFolderInUi(uid: string, parentUid: string, actor?: Actor): void;
  /** With everything in it. */
  deleteFolderInUi(uid: string): void;
  /** Makes a dashboard one that comes from a file, and creates it when it is not there. */
  provisionFromFile(uid: string, provisioning?: FileProvisioning): void;
  /** A dashboard or a folder; kinds are for example `repo` and `terraform`. */
  manageByTool(uid: string, kind: string, identity: string): void;
  /** The dashboard came with a plugin. */
  belongsToPlugin(uid: string, plugin: string): void;
  /** Stores the dashboard in the v2 schema, as the UI of 13 does. */
  storeAsV2(uid: string): void;
  addAlertRule(folderUid: string): void;
  createDataSource(source: NewDataSource): void;
  editDataSource(uid: string, change: Partial<Omit<DataSourceState, "uid" | "id" | "version">>): void;
  /** Makes it one that comes from a file (read-only). */
  provisionDataSource(uid: string): void;
  deleteDataSource(uid: string): void;
}

/** One organisation of the server. */
export interface Organisation extends OtherPeople {
  readonly state: StateReader;
}

/** A running server. Its own state and people are those of organisation 1. */
export interface Emulator extends Organisation {
  /** Where it is reached, with the subpath and without a final slash. */
  readonly url: string;
  readonly port: number;
  readonly version: string;
  /** Of service accounts in organisation 1. */
  readonly tokens: { readonly admin: string; readonly editor: string; readonly viewer: string };
  /** For basic authentication; `admin` is the server's administrator and in organisations 1 and 2, others in 1. */
  readonly users: Readonly<
    Record<"admin" | "editor" | "viewer", { readonly name: string; readonly password: string }>
  >;
  readonly requests: RequestLog;
  /** Tests of a client expect this to be empty. */
  readonly unknown: readonly UnknownRequest[];
  readonly faults: Faults;
  /** Organisation 2 exists beside 1. */
  organisation(id: number): Organisation;
  /** Search sees everything from now on that was written before. */
  flushIndex(): void;
  /** Called before a request is handled (and logged), until the returned function is called. */
  intercept(hook: (request: RequestRecord) => void | Promise<void>): () => void;
  /** Goes on as another version with the same state. */
  upgrade(version: string): void;
  /** What health says of the database. */
  setDatabase(state: "ok" | "failing"): void;
  close(): Promise<void>;
}
