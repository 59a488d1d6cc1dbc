/** What others do to an organisation, past the HTTP side. */
import type { JsonObject } from "../../../src/schema/json.ts";
import { Content } from "./content.ts";
import type { DataSourceState, FileProvisioning, NewDashboard, OtherPeople, UiSave } from "./contract.ts";
import { toV2 } from "./conversions.ts";
import { storeDataSource } from "./data-source-routes.ts";
import {
  putDashboard,
  putFolder,
  removeDashboard,
  type DashboardRecord,
  type FolderRecord,
  type OrgState,
} from "./state.ts";
import { messageAnnotation, removeFolderTree, storeDashboard, storeFolder } from "./storing.ts";
import { savedByUi } from "./ui-document.ts";
import type { World } from "./world.ts";

const anybody = "ann";

function there<Stored>(stored: Stored | undefined, what: string): Stored {
  if (stored === undefined) throw new Error(`there is no ${what}`);
  return stored;
}

/** What tests pass stays theirs. */
function copied(document: JsonObject): Content {
  return new Content(JSON.stringify(document));
}

export function createPeople(world: World, org: OrgState): OtherPeople {
  const dashboard = (uid: string): DashboardRecord => there(org.dashboards.get(uid), `dashboard ${uid}`);
  const folder = (uid: string): FolderRecord => there(org.folders.get(uid), `folder ${uid}`);
  const source = (uid: string): DataSourceState => there(org.dataSources.get(uid), `data source ${uid}`);
  const editFolder = (uid: string, change: { title?: string; parentUid?: string }, by?: string): void => {
    const before = folder(uid);
    const { title, description, folderUid: parentUid } = before;
    storeFolder(world, org, { uid, title, description, parentUid, ...change, by: by ?? anybody });
  };
  return {
    createInUi: (wanted) => createInUi(world, org, wanted),
    saveInUi: (uid, change, save = {}) => {
      const before = dashboard(uid);
      const changed = change(structuredClone(before.content.value));
      const plain = save.plain === true || before.storedVersion.startsWith("v2");
      saveAgain(world, org, {
        before,
        document: plain ? changed : savedByUi(changed, world.profile),
        save,
      });
    },
    moveInUi: (uid, folderUid, { by } = {}) => {
      const before = dashboard(uid);
      if (folderUid !== "") folder(folderUid);
      const save = by === undefined ? {} : { by };
      saveAgain(world, org, { before, document: before.content.value, folderUid, save });
    },
    deleteInUi: (uid) => removeDashboard(org, dashboard(uid).uid),
    createFolderInUi: ({ uid = world.nextUid(), title, parentUid = "", by }) => {
      if (parentUid !== "") folder(parentUid);
      storeFolder(world, org, { uid, title, description: "", parentUid, by: by ?? anybody });
      return uid;
    },
    renameFolderInUi: (uid, title, { by } = {}) => editFolder(uid, { title }, by),
    moveFolderInUi: (uid, parentUid, { by } = {}) => editFolder(uid, { parentUid }, by),
    deleteFolderInUi: (uid) => removeFolderTree(org, folder(uid).uid),
    provisionFromFile: (uid, provisioning = {}) => provision(world, org, { uid, ...provisioning }),
    manageByTool: (uid, kind, identity) => {
      const annotations = { "grafana.app/managedBy": kind, "grafana.app/managerId": identity };
      const record = org.dashboards.get(uid);
      const resourceVersion = world.nextResourceVersion();
      if (record === undefined) putFolder(org, { ...folder(uid), annotations, resourceVersion });
      else putDashboard(org, { ...record, annotations, resourceVersion });
    },
    belongsToPlugin: (uid, plugin) => putDashboard(org, { ...dashboard(uid), plugin }),
    storeAsV2: (uid) => {
      const before = dashboard(uid);
      saveAgain(world, org, {
        before,
        document: toV2(before.content.value),
        storedVersion: world.profile.atLeast(13) ? "v2" : "v2alpha1",
        save: {},
      });
    },
    addAlertRule: (uid) => {
      const before = folder(uid);
      putFolder(org, { ...before, alertRules: before.alertRules + 1 });
    },
    ...dataSourcePeople(world, org, source),
  };
}

function dataSourcePeople(
  world: World,
  org: OrgState,
  source: (uid: string) => DataSourceState,
): Pick<OtherPeople, "createDataSource" | "editDataSource" | "provisionDataSource" | "deleteDataSource"> {
  return {
    createDataSource: (wanted) =>
      storeDataSource(org, {
        access: "proxy",
        url: "http://prometheus:9090",
        user: "",
        database: "",
        basicAuth: false,
        basicAuthUser: "",
        withCredentials: false,
        isDefault: false,
        jsonData: {},
        secrets: {},
        version: 1,
        readOnly: false,
        ...structuredClone(wanted),
        id: world.nextId(),
      }),
    editDataSource: (uid, change) => {
      const before = source(uid);
      storeDataSource(org, { ...before, ...structuredClone(change), version: before.version + 1 });
    },
    provisionDataSource: (uid) => storeDataSource(org, { ...source(uid), readOnly: true }),
    deleteDataSource: (uid) => {
      org.dataSources.delete(source(uid).uid);
    },
  };
}

function createInUi(world: World, org: OrgState, wanted: NewDashboard): string {
  const { uid = world.nextUid(), document, folderUid = "", message = "", by, plain } = wanted;
  if (org.dashboards.has(uid)) throw new Error(`there is a dashboard ${uid} already`);
  const { id: _id, uid: _uid, version: _version, ...rest } = document;
  const content = copied(plain === true ? rest : savedByUi(rest, world.profile));
  storeDashboard(world, org, { uid, folderUid, content, message, by: by ?? anybody });
  return uid;
}

interface Again {
  readonly before: DashboardRecord;
  readonly document: JsonObject;
  readonly folderUid?: string;
  readonly storedVersion?: string;
  readonly save: UiSave;
}

/** A new version; the annotations of managers stay, those of the last message go. */
function saveAgain(world: World, org: OrgState, again: Again): void {
  const { before, save } = again;
  const { [messageAnnotation]: lastMessage, ...others } = before.annotations;
  const message = save.message ?? (save.keepsMessage === true ? (lastMessage ?? "") : "");
  storeDashboard(world, org, {
    uid: before.uid,
    folderUid: again.folderUid ?? before.folderUid,
    content: copied(again.document),
    storedVersion: again.storedVersion ?? before.storedVersion,
    message,
    by: save.by ?? anybody,
    annotations: {
      ...(save.dropsManager === true ? {} : others),
      ...(message === "" ? {} : { [messageAnnotation]: message }),
    },
    labels: before.labels,
  });
}

/** A file makes a dashboard, or takes over one that is there. */
function provision(
  world: World,
  org: OrgState,
  {
    uid,
    path = `${uid}.json`,
    provider = "files",
    allowUiUpdates = false,
    ...file
  }: FileProvisioning & { uid: string },
): void {
  const before = org.dashboards.get(uid);
  const document = file.document ?? before?.content.value ?? { title: uid };
  const record = storeDashboard(world, org, {
    uid,
    folderUid: file.folderUid ?? before?.folderUid ?? "",
    content: copied(document),
    message: "",
    by: "Anonymous",
    annotations: {
      "grafana.app/managedBy": "classic-file-provisioning",
      "grafana.app/managerId": provider,
      "grafana.app/sourcePath": path,
      ...(allowUiUpdates ? { "grafana.app/managerAllowsEdits": "true" } : {}),
    },
  });
  putDashboard(org, { ...record, provisioning: { path, provider, allowUiUpdates } });
}
