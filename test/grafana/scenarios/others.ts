/** What other people do beside a push, by plain HTTP calls that every Grafana from 9.5 to 13 answers. */
import type { Json, JsonObject } from "../../../src/schema/json.ts";
import { profileOf } from "../emulator/profile.ts";
import { savedByUi } from "../emulator/ui-document.ts";

/** A person with the right to change everything. */
export interface Others {
  /** Creates a dashboard. */
  create(dashboard: {
    readonly uid: string;
    readonly document: JsonObject;
    readonly folderUid?: string;
  }): Promise<void>;
  /** Saves as the editor of this Grafana does, with all that it adds by itself. */
  save(uid: string, change: (document: JsonObject) => JsonObject, message?: string): Promise<void>;
  /** Saves by the classic API, as other tools do: nothing is added, and marks of managers get lost. */
  saveByTool(uid: string, change: (document: JsonObject) => JsonObject): Promise<void>;
  /** Moves a dashboard; the empty text is the root. */
  move(uid: string, folderUid: string): Promise<void>;
  remove(uid: string): Promise<void>;
  createFolder(folder: {
    readonly uid: string;
    readonly title: string;
    readonly parentUid?: string;
  }): Promise<void>;
  renameFolder(uid: string, title: string): Promise<void>;
  /** With everything in it; one that is not there is no error. */
  removeFolder(uid: string): Promise<void>;
  createDataSource(source: JsonObject): Promise<void>;
  editDataSource(uid: string, change: (source: JsonObject) => JsonObject): Promise<void>;
  removeDataSource(uid: string): Promise<void>;
  /** How many versions of a dashboard there are; 0 without it. */
  versions(uid: string): Promise<number>;
  /** The version of a data source; 0 without it. */
  dataSourceVersion(uid: string): Promise<number>;
  /** Any call; undefined for 404. */
  call(method: string, path: string, body?: JsonObject): Promise<JsonObject | undefined>;
}

/** How a Grafana is reached by hand. */
export interface OthersAccess {
  readonly url: string;
  readonly authorization: string;
  readonly version: string;
  readonly api: "classic" | "resources";
}

type Call = Others["call"];

/** A person at a Grafana. */
export function createOthers(access: OthersAccess): Others {
  const call = callerOf(access);
  return {
    call,
    ...dashboardsOf(call, access),
    ...foldersOf(call),
    ...dataSourcesOf(call),
  };
}

function callerOf({ url, authorization }: OthersAccess): Call {
  return async (method, path, body) => {
    const response = await fetch(`${url}${path}`, {
      method,
      headers: { authorization, "content-type": "application/json" },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    if (response.status === 404) return undefined;
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`);
    return JSON.parse(text) as JsonObject;
  };
}

type DashboardActs = Pick<Others, "create" | "save" | "saveByTool" | "move" | "remove" | "versions">;

function dashboardsOf(call: Call, access: OthersAccess): DashboardActs {
  const classicPath = (uid: string): string => `/api/dashboards/uid/${encodeURIComponent(uid)}`;
  const classicSave = async (
    uid: string,
    change: (document: JsonObject) => JsonObject,
    { folderUid, message = "" }: { readonly folderUid?: string; readonly message?: string } = {},
  ): Promise<void> => {
    const stored = there(await call("GET", classicPath(uid)), uid);
    const { dashboard, meta } = stored as { dashboard: JsonObject; meta: JsonObject };
    await call("POST", "/api/dashboards/db", {
      dashboard: {
        ...change(dashboard),
        id: dashboard["id"],
        uid,
        version: dashboard["version"],
      } as JsonObject,
      folderUid: folderUid ?? meta["folderUid"] ?? "",
      message,
      overwrite: false,
    });
  };
  const profile = profileOf(access.version);
  return {
    create: async ({ uid, document, folderUid = "" }) => {
      await call("POST", "/api/dashboards/db", {
        dashboard: { ...document, uid },
        folderUid,
        overwrite: false,
      });
    },
    save: async (uid, change, message = "") => {
      const saved = (document: JsonObject): JsonObject => savedByUi(change(document), profile);
      if (access.api === "classic") await classicSave(uid, saved, { message });
      else await resourceSave(call, uid, { change: saved, message });
    },
    saveByTool: (uid, change) => classicSave(uid, change),
    move: async (uid, folderUid) => {
      if (access.api === "classic") await classicSave(uid, (document) => document, { folderUid });
      else await resourceSave(call, uid, { change: (document) => document, folderUid, message: "" });
    },
    remove: async (uid) => {
      await call("DELETE", classicPath(uid));
    },
    versions: async (uid) => {
      const answer = await call("GET", `${classicPath(uid)}/versions?limit=100`);
      if (answer === undefined) return 0;
      const list = Array.isArray(answer) ? answer : (answer["versions"] as readonly Json[]);
      return list.length;
    },
  };
}

interface ResourceChange {
  readonly change: (document: JsonObject) => JsonObject;
  readonly folderUid?: string;
  readonly message: string;
}

/** The editor of 12 and later: the annotations stay, the message is the new one. */
async function resourceSave(
  call: Call,
  uid: string,
  { change, folderUid, message }: ResourceChange,
): Promise<void> {
  const path = `/apis/dashboard.grafana.app/v0alpha1/namespaces/default/dashboards/${encodeURIComponent(uid)}`;
  const stored = there(await call("GET", path), uid);
  const metadata = stored["metadata"] as JsonObject;
  const { "grafana.app/message": _, ...kept } = metadata["annotations"] as JsonObject;
  await call("PUT", path, {
    ...stored,
    metadata: {
      ...metadata,
      annotations: {
        ...kept,
        ...(message === "" ? {} : { "grafana.app/message": message }),
        ...(folderUid === undefined ? {} : { "grafana.app/folder": folderUid }),
      },
    },
    spec: change(stored["spec"] as JsonObject),
  });
}

type FolderActs = Pick<Others, "createFolder" | "renameFolder" | "removeFolder">;

function foldersOf(call: Call): FolderActs {
  const pathOf = (uid: string): string => `/api/folders/${encodeURIComponent(uid)}`;
  return {
    createFolder: async ({ uid, title, parentUid }) => {
      await call("POST", "/api/folders", {
        uid,
        title,
        ...(parentUid === undefined || parentUid === "" ? {} : { parentUid }),
      });
    },
    renameFolder: async (uid, title) => {
      const { version } = there(await call("GET", pathOf(uid)), uid);
      await call("PUT", pathOf(uid), { title, version, overwrite: false });
    },
    removeFolder: async (uid) => {
      await call("DELETE", `${pathOf(uid)}?forceDeleteRules=true`);
    },
  };
}

type DataSourceActs = Pick<
  Others,
  "createDataSource" | "editDataSource" | "removeDataSource" | "dataSourceVersion"
>;

function dataSourcesOf(call: Call): DataSourceActs {
  const pathOf = (uid: string): string => `/api/datasources/uid/${encodeURIComponent(uid)}`;
  return {
    createDataSource: async (source) => {
      await call("POST", "/api/datasources", { access: "proxy", ...source });
    },
    editDataSource: async (uid, change) => {
      await call("PUT", pathOf(uid), change(there(await call("GET", pathOf(uid)), uid)));
    },
    removeDataSource: async (uid) => {
      await call("DELETE", pathOf(uid));
    },
    dataSourceVersion: async (uid) => Number((await call("GET", pathOf(uid)))?.["version"] ?? 0),
  };
}

function there(answer: JsonObject | undefined, uid: string): JsonObject {
  if (answer === undefined) throw new Error(`there is no ${uid}`);
  return answer;
}
