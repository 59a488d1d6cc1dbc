/** Plans as tests write them: short, with the hashes that planning would give them. */
import type { DataSourceSettings, Owner } from "../../src/grafana/model.ts";
import { cleanDocument } from "../../src/push/compare/clean-document.ts";
import { contentHash, dataSourceHash, folderHash } from "../../src/push/compare/content-hash.ts";
import type {
  Action,
  ActionKind,
  Base,
  DashboardAction,
  DataSourceAction,
  FolderAction,
  Plan,
} from "../../src/push/plan.ts";
import type { JsonObject } from "../../src/schema/json.ts";
import type { FaultyGrafana } from "./faulty-grafana.ts";

export const project = "shop";
export const own: Owner = { kind: "dash", project };

/** A document with some content. */
export function document(title: string, content = 1): JsonObject {
  return { title, panels: [], content };
}

type Some<A extends Action> = { readonly uid: string; readonly kind?: ActionKind } & Partial<A>;

export function dashboardAction(given: Some<DashboardAction>): DashboardAction {
  const { uid, folderUid = "" } = given;
  const wanted = given.document ?? document(uid);
  return {
    object: "dashboard",
    kind: given.base === undefined ? "create" : "update",
    title: uid,
    changes: [],
    folderUid,
    ...(given.kind === "delete" || given.kind === "unchanged" || given.kind === "conflict"
      ? {}
      : { document: wanted }),
    hash: given.kind === "delete" ? "" : contentHash({ uid, folderUid, document: cleanDocument(wanted) }),
    ...given,
  };
}

export function folderAction(given: Some<FolderAction>): FolderAction {
  const { uid, parentUid = "", title = uid } = given;
  return {
    object: "folder",
    kind: given.base === undefined ? "create" : "update",
    title,
    changes: [],
    parentUid,
    hash: given.kind === "delete" ? "" : folderHash({ title, parentUid }),
    ...given,
  };
}

export function settings(uid: string, changed: Partial<DataSourceSettings> = {}): DataSourceSettings {
  return {
    uid,
    name: uid,
    type: "prometheus",
    url: "http://prometheus:9090",
    isDefault: false,
    basicAuth: false,
    basicAuthUser: "",
    withCredentials: false,
    jsonData: { httpMethod: "POST" },
    ...changed,
  };
}

export function dataSourceAction(given: Some<DataSourceAction>): DataSourceAction {
  const wanted = given.settings ?? settings(given.uid);
  return {
    object: "data-source",
    kind: given.base === undefined ? "create" : "update",
    title: wanted.name,
    changes: [],
    ...(given.kind === "delete" ? {} : { settings: wanted }),
    secrets: {},
    hash: given.kind === "delete" ? "" : dataSourceHash(wanted),
    ...given,
  };
}

export function plan(...actions: readonly Action[]): Plan {
  return {
    formatVersion: 1,
    project,
    server: { url: "http://grafana.test", version: "12.4.0", api: "resources", orgId: 1 },
    actions,
    notes: [],
  };
}

/** Puts a dashboard of the project onto the server as a push would have, and gives the base for the next action on it. */
export function havePushed(
  grafana: FaultyGrafana,
  uid: string,
  wanted: JsonObject = document(uid),
  { push = "p1", folderUid = "" }: { readonly push?: string; readonly folderUid?: string } = {},
): Base {
  const hash = contentHash({ uid, folderUid, document: wanted });
  grafana.pushed({ uid, folderUid, document: wanted, stamp: { project, push, hash } });
  return dashboardBase(grafana, uid);
}

/** The base for an action on what the server has. */
export function dashboardBase(grafana: FaultyGrafana, uid: string): Base {
  const newest = grafana.dashboardsByUid.get(uid)?.versions[0];
  if (newest === undefined) throw new Error(`There is no dashboard ${uid}.`);
  const { version, folderUid, document: content } = newest;
  return { version, revision: String(version), hash: contentHash({ uid, folderUid, document: content }) };
}

/** Puts a folder onto the server, and gives the base for the next action on it. */
export function haveFolder(grafana: FaultyGrafana, uid: string, parentUid = "", owner: Owner = own): Base {
  const hash = folderHash({ title: uid, parentUid });
  const revision = { version: 1, revision: "1" };
  grafana.foldersByUid.set(uid, {
    uid,
    title: uid,
    parentUid,
    ...revision,
    updatedBy: "ci",
    updated: "",
    owner,
    hash,
  });
  return { ...revision, hash };
}

/** Puts a data source of the project onto the server, and gives the base for the next action on it. */
export function haveDataSource(
  grafana: FaultyGrafana,
  wanted: DataSourceSettings,
  secretValues: Readonly<Record<string, string>> = {},
  stamped = dataSourceHash(wanted),
): Base {
  const hash = dataSourceHash(wanted);
  grafana.dataSourcesByUid.set(wanted.uid, {
    ...wanted,
    version: 1,
    readOnly: false,
    secrets: Object.keys(secretValues),
    secretValues,
    owner: own,
    hash: stamped,
  });
  return { version: 1, revision: "1", hash };
}
