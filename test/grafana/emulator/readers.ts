/** What is stored, as copies for tests. */
import type { DashboardState, FolderState, StateReader } from "./contract.ts";
import type { DashboardRecord, FolderRecord, OrgState } from "./state.ts";

export function createReader(org: OrgState): StateReader {
  const one = <Stored, State>(
    stored: Stored | undefined,
    toState: (stored: Stored) => State,
  ): State | undefined => (stored === undefined ? undefined : toState(stored));
  return {
    dashboards: () => byUid(org.dashboards).map(dashboardState),
    dashboard: (uid) => one(org.dashboards.get(uid), dashboardState),
    folders: () => byUid(org.folders).map(folderState),
    folder: (uid) => one(org.folders.get(uid), folderState),
    dataSources: () => structuredClone(byUid(org.dataSources)),
    dataSource: (uid) => structuredClone(org.dataSources.get(uid)),
    annotations: () => structuredClone(org.annotations),
  };
}

function byUid<Stored extends { readonly uid: string }>(all: ReadonlyMap<string, Stored>): readonly Stored[] {
  return [...all.values()].toSorted((a, b) => (a.uid < b.uid ? -1 : a.uid > b.uid ? 1 : 0));
}

function dashboardState(record: DashboardRecord): DashboardState {
  const { uid, id, title, folderUid, version, resourceVersion, storedVersion } = record;
  const { created, createdBy, updated, updatedBy } = record;
  return {
    uid,
    id,
    title,
    folderUid,
    document: structuredClone(record.content.value),
    version,
    resourceVersion,
    annotations: { ...record.annotations },
    storedVersion,
    created,
    createdBy,
    updated,
    updatedBy,
    ...(record.provisioning === undefined ? {} : { provisionedFrom: record.provisioning.path }),
    history: record.history.toReversed().map((entry) => ({
      version: entry.version,
      message: entry.message,
      created: entry.created,
      createdBy: entry.createdBy,
      folderUid: entry.folderUid,
      document: structuredClone(entry.content.value),
    })),
  };
}

function folderState(record: FolderRecord): FolderState {
  const { folderUid, labels: _labels, annotations, ...rest } = record;
  return { ...rest, annotations: { ...annotations }, parentUid: folderUid };
}
