/** What an organisation has stored, and the only functions that change it. */
import type { AnnotationState, DataSourceState, HistoryState } from "./contract.ts";
import type { Content } from "./content.ts";
import { SearchIndex } from "./search-index.ts";
import { slugOf } from "./slug.ts";

interface Stamps {
  created: string;
  createdBy: string;
  updated: string;
  updatedBy: string;
}

/** What dashboards and folders have in common as resources. */
interface StoredResource extends Stamps {
  readonly uid: string;
  readonly id: number;
  title: string;
  /** The folder that it lies in; empty at the root. */
  folderUid: string;
  /** The version of the classic API, the generation of the resource API. */
  version: number;
  resourceVersion: string;
  /** Without the folder and what the server sets. */
  annotations: Readonly<Record<string, string>>;
  labels: Readonly<Record<string, string>>;
}

export interface HistoryRecord extends Omit<HistoryState, "document"> {
  readonly resourceVersion: string;
  readonly storedVersion: string;
  readonly content: Content;
  readonly annotations: Readonly<Record<string, string>>;
  readonly parentVersion: number;
  readonly restoredFrom: number;
}

export interface DashboardRecord extends StoredResource {
  /** Without `id`, `uid` and `version`. */
  content: Content;
  storedVersion: string;
  provisioning?: { readonly path: string; readonly provider: string; readonly allowUiUpdates: boolean };
  plugin?: string;
  /** Oldest first. */
  history: HistoryRecord[];
}

export interface FolderRecord extends StoredResource {
  description: string;
  alertRules: number;
}

export interface OrgState {
  readonly id: number;
  readonly name: string;
  readonly folders: Map<string, FolderRecord>;
  readonly dashboards: Map<string, DashboardRecord>;
  /** The uids of dashboards by their numeric ids. */
  readonly dashboardIds: Map<number, string>;
  /** The uids of dashboards by folder and slug. */
  readonly dashboardSlugs: Map<string, Set<string>>;
  /** Deleted dashboards as they were last. */
  readonly trash: Map<string, DashboardRecord>;
  readonly dataSources: Map<string, DataSourceState>;
  readonly annotations: AnnotationState[];
  readonly index: SearchIndex;
}

export function createOrg(id: number, name: string): OrgState {
  return {
    id,
    name,
    folders: new Map(),
    dashboards: new Map(),
    dashboardIds: new Map(),
    dashboardSlugs: new Map(),
    trash: new Map(),
    dataSources: new Map(),
    annotations: [],
    index: new SearchIndex(),
  };
}

const slugKey = (folderUid: string, title: string): string => `${folderUid}/${slugOf(title)}`;

/** The dashboards of a folder that have the same slug as a title. */
export function dashboardsOfSlug(org: OrgState, folderUid: string, title: string): readonly string[] {
  return [...(org.dashboardSlugs.get(slugKey(folderUid, title)) ?? [])];
}

/** Adds a dashboard, or replaces it by a record with the same uid. */
export function putDashboard(org: OrgState, record: DashboardRecord): void {
  forgetSlug(org, org.dashboards.get(record.uid));
  org.dashboards.set(record.uid, record);
  org.dashboardIds.set(record.id, record.uid);
  const key = slugKey(record.folderUid, record.title);
  const same = org.dashboardSlugs.get(key) ?? new Set();
  org.dashboardSlugs.set(key, same.add(record.uid));
  org.index.put({
    kind: "dashboard",
    uid: record.uid,
    id: record.id,
    title: record.title,
    folderUid: record.folderUid,
    tags: tagsOf(record.content),
  });
}

export function removeDashboard(org: OrgState, uid: string): void {
  const record = org.dashboards.get(uid);
  if (record === undefined) return;
  forgetSlug(org, record);
  org.dashboards.delete(uid);
  org.trash.set(uid, record);
  org.dashboardIds.delete(record.id);
  org.index.remove("dashboard", uid);
}

function forgetSlug(org: OrgState, record: DashboardRecord | undefined): void {
  if (record === undefined) return;
  const key = slugKey(record.folderUid, record.title);
  const same = org.dashboardSlugs.get(key);
  same?.delete(record.uid);
  if (same?.size === 0) org.dashboardSlugs.delete(key);
}

function tagsOf(content: Content): readonly string[] {
  const tags = content.value["tags"];
  return Array.isArray(tags) ? tags.filter((tag): tag is string => typeof tag === "string") : [];
}

export function putFolder(org: OrgState, record: FolderRecord): void {
  org.folders.set(record.uid, record);
  const { uid, id, title, folderUid } = record;
  org.index.put({ kind: "folder", uid, id, title, folderUid, tags: [] });
}

export function removeFolder(org: OrgState, uid: string): void {
  org.folders.delete(uid);
  org.index.remove("folder", uid);
}

/** The folders under a folder at any depth, without itself. */
export function foldersBelow(org: OrgState, uid: string): readonly FolderRecord[] {
  const direct = [...org.folders.values()].filter(({ folderUid }) => folderUid === uid);
  return direct.flatMap((folder) => [folder, ...foldersBelow(org, folder.uid)]);
}

/** The dashboards in any of some folders. */
export function dashboardsIn(org: OrgState, folders: ReadonlySet<string>): readonly DashboardRecord[] {
  return [...org.dashboards.values()].filter(({ folderUid }) => folders.has(folderUid));
}

/** The folders that lead to a folder, the outermost first, without itself. */
export function parentsOf(org: OrgState, uid: string): readonly FolderRecord[] {
  const parent = org.folders.get(org.folders.get(uid)?.folderUid ?? "");
  return parent === undefined ? [] : [...parentsOf(org, parent.uid), parent];
}
