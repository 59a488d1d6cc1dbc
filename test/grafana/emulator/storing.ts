/** Storing what was found to be right: versions, generations and history, the same for every way in. */
import type { Content } from "./content.ts";
import {
  dashboardsIn,
  foldersBelow,
  putDashboard,
  putFolder,
  removeDashboard,
  removeFolder,
  type DashboardRecord,
  type FolderRecord,
  type OrgState,
} from "./state.ts";
import { textOf } from "./content.ts";
import type { World } from "./world.ts";

export interface DashboardSave {
  readonly uid: string;
  readonly folderUid: string;
  readonly content: Content;
  /** The version of the resource in which the content is. @default "v0alpha1" */
  readonly storedVersion?: string;
  readonly message: string;
  /** A login. */
  readonly by: string;
  /** @default none but the message's */
  readonly annotations?: Readonly<Record<string, string>>;
  readonly labels?: Readonly<Record<string, string>>;
  readonly restoredFrom?: number;
}

export const messageAnnotation = "grafana.app/message";

/**
 * Stores a dashboard. Every save makes a version before 12; later the version is the generation, which rises only
 * when content or folder change.
 */
export function storeDashboard(world: World, org: OrgState, save: DashboardSave): DashboardRecord {
  const before = org.dashboards.get(save.uid);
  const storedVersion = save.storedVersion ?? "v0alpha1";
  const same =
    before !== undefined && before.folderUid === save.folderUid && before.content.equals(save.content);
  const now = world.now();
  const record: DashboardRecord = {
    ...before,
    uid: save.uid,
    id: before?.id ?? world.nextId(),
    title: textOf(save.content.value["title"]).trim(),
    folderUid: save.folderUid,
    // The same text is kept once.
    content: same ? before.content : save.content,
    storedVersion,
    version: before === undefined ? 1 : world.profile.unified && same ? before.version : before.version + 1,
    resourceVersion: world.nextResourceVersion(),
    annotations: save.annotations ?? (save.message === "" ? {} : { [messageAnnotation]: save.message }),
    labels: save.labels ?? {},
    created: before?.created ?? now,
    createdBy: before?.createdBy ?? save.by,
    updated: now,
    updatedBy: save.by,
    history: before?.history ?? [],
  };
  record.history.push({
    version: record.version,
    message: save.message,
    created: now,
    createdBy: save.by,
    folderUid: record.folderUid,
    resourceVersion: record.resourceVersion,
    storedVersion,
    content: record.content,
    annotations: record.annotations,
    parentVersion: before?.version ?? 0,
    restoredFrom: save.restoredFrom ?? 0,
  });
  if (record.history.length > world.versionsToKeep) record.history.shift();
  putDashboard(org, record);
  return record;
}

export interface FolderSave {
  readonly uid: string;
  readonly title: string;
  readonly description: string;
  readonly parentUid: string;
  /** A login. */
  readonly by: string;
  /** @default those of before */
  readonly annotations?: Readonly<Record<string, string>>;
  readonly labels?: Readonly<Record<string, string>>;
}

/** Stores a folder. */
export function storeFolder(world: World, org: OrgState, save: FolderSave): FolderRecord {
  const before = org.folders.get(save.uid);
  const same =
    before !== undefined &&
    before.title === save.title &&
    before.folderUid === save.parentUid &&
    before.description === save.description;
  const now = world.now();
  const record: FolderRecord = {
    uid: save.uid,
    id: before?.id ?? world.nextId(),
    title: save.title,
    description: save.description,
    folderUid: save.parentUid,
    version: before === undefined ? 1 : world.profile.unified && same ? before.version : before.version + 1,
    resourceVersion: world.nextResourceVersion(),
    annotations: save.annotations ?? before?.annotations ?? {},
    labels: save.labels ?? before?.labels ?? {},
    created: before?.created ?? now,
    createdBy: before?.createdBy ?? save.by,
    updated: now,
    updatedBy: save.by,
    alertRules: before?.alertRules ?? 0,
  };
  putFolder(org, record);
  return record;
}

/** Deletes a folder with everything in it. */
export function removeFolderTree(org: OrgState, uid: string): void {
  const gone = new Set([uid, ...foldersBelow(org, uid).map((folder) => folder.uid)]);
  for (const dashboard of dashboardsIn(org, gone)) removeDashboard(org, dashboard.uid);
  for (const folder of gone) removeFolder(org, folder);
}
