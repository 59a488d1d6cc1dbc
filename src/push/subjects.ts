/**
 * What writing or deleting each kind of object means: how it is read back, and when its state is the wanted one.
 */
import type {
  Grafana,
  StoredDashboard,
  StoredDataSource,
  StoredFolder,
  WriteResult,
} from "../grafana/model.ts";
import type { Stamp } from "../grafana/stamp.ts";
import { dataSourceHash } from "./content-hash.ts";
import type { Action, DashboardAction, DataSourceAction, FolderAction } from "./plan.ts";
import { type Environment, expandSettings, expandText, unsetNames } from "./references.ts";
import { removeEmptyFolder } from "./remove-folder.ts";
import {
  isForeign,
  isOwn,
  plannedState,
  pushedHash,
  readDashboardState,
  readDataSourceState,
  readFolderState,
  type ServerState,
} from "./server-state.ts";
import type { Pacing, Subject } from "./write-verified.ts";

/** What writes say besides their content. */
export interface WriteContext {
  /** The project key. */
  readonly project: string;
  /** The name of the push. */
  readonly push: string;
  /** What people read in the version history. */
  readonly message: string;
  readonly env: Environment;
  /** Whether secrets are sent even when nothing else changes. */
  readonly updateSecrets: boolean;
  readonly pacing: Pacing;
}

/** Any object's subject; what is stored concerns nobody but the subject itself. */
export type ObjectSubject = Subject<ServerState<unknown>>;

/** The subject of an action that writes. */
export function subjectOf(grafana: Grafana, action: Action, context: WriteContext): ObjectSubject {
  // Each subject only ever gets back states that it read itself, or the planned one, which stores nothing.
  switch (action.object) {
    case "folder":
      return folderSubject(grafana, action, context) as ObjectSubject;
    case "dashboard":
      return dashboardSubject(grafana, action, context) as ObjectSubject;
    case "data-source":
      return dataSourceSubject(grafana, action, context) as ObjectSubject;
  }
}

const changedSince: WriteResult = { kind: "stale", message: "" };

/** What all subjects agree on. */
function commonSubject<Stored>(
  action: Action,
  context: WriteContext,
): Pick<Subject<ServerState<Stored>>, "base" | "isBase"> {
  return {
    base: plannedState(action.base),
    isBase: (state) => state?.hash === action.base?.hash && !isForeign(state?.owner, context.project),
  };
}

function stampOf(context: WriteContext, hash: string): Stamp {
  return { project: context.project, push: context.push, hash };
}

function dashboardSubject(
  grafana: Grafana,
  action: DashboardAction,
  context: WriteContext,
): Subject<ServerState<StoredDashboard>> {
  const { uid, folderUid, document, source, hash } = action;
  const read = (): Promise<ServerState<StoredDashboard> | undefined> => readDashboardState(grafana, uid);
  const common = { ...commonSubject<StoredDashboard>(action, context), read };
  if (action.kind === "delete" || document === undefined) {
    return deletion(common, context, (stored) => grafana.dashboards.remove(uid, stored));
  }
  return {
    ...common,
    isWanted: (state) => state?.hash === hash && isOwn(state.owner, context.project),
    isOurs: async ({ stored, owner, hash: present }) =>
      stored !== undefined &&
      isOwn(owner, context.project) &&
      (await pushedHash(grafana, stored, context.project)) === present,
    write: (base) =>
      grafana.dashboards.write({
        uid,
        folderUid,
        document,
        stamp: stampOf(context, hash),
        message:
          action.restores === undefined
            ? context.message
            : `${context.message} (restores version ${action.restores})`,
        ...(source === undefined ? {} : { source }),
        ...(base === undefined ? {} : { base: base.revision }),
      }),
  };
}

function folderSubject(
  grafana: Grafana,
  action: FolderAction,
  context: WriteContext,
): Subject<ServerState<StoredFolder>> {
  const { uid, title, parentUid, hash } = action;
  const read = (): Promise<ServerState<StoredFolder> | undefined> => readFolderState(grafana, uid);
  const common = { ...commonSubject<StoredFolder>(action, context), read };
  if (action.kind === "delete") {
    return deletion(common, context, (stored) => removeEmptyFolder(grafana, stored, context.pacing));
  }
  const isMarked = (state: ServerState<StoredFolder>): boolean =>
    !grafana.folders.stamped || isOwn(state.owner, context.project);
  return {
    ...common,
    isWanted: (state) => state?.hash === hash && isMarked(state),
    isOurs: async ({ stored, owner, hash: present }) =>
      isOwn(owner, context.project) && stored?.hash === present,
    write: withStored(common, (base) =>
      grafana.folders.write({
        uid,
        title,
        parentUid,
        stamp: stampOf(context, hash),
        ...(base === undefined ? {} : { base }),
      }),
    ),
  };
}

function dataSourceSubject(
  grafana: Grafana,
  action: DataSourceAction,
  context: WriteContext,
): Subject<ServerState<StoredDataSource>> {
  const { uid } = action;
  const read = (): Promise<ServerState<StoredDataSource> | undefined> => readDataSourceState(grafana, uid);
  const common = { ...commonSubject<StoredDataSource>(action, context), read };
  if (action.kind === "delete" || action.settings === undefined) {
    return deletion(common, context, () => grafana.dataSources.remove(uid));
  }
  const settings = expandSettings(action.settings, context.env);
  const hash = dataSourceHash(settings);
  const secrets = secretsToSend(action, context);
  return {
    ...common,
    // Secrets cannot be read back: that they were written shows in the version only.
    isWanted: (state) =>
      state?.stored?.hash === hash &&
      state.hash === hash &&
      isOwn(state.owner, context.project) &&
      state.revision.version !== action.base?.version,
    isOurs: async ({ stored, owner, hash: present }) =>
      isOwn(owner, context.project) && stored?.hash === present,
    write: withStored(common, (base) =>
      grafana.dataSources.write({
        settings,
        secrets,
        stamp: stampOf(context, hash),
        ...(base === undefined ? {} : { base }),
      }),
    ),
  };
}

/** The secrets of an existing data source whose variables are not set are left out, and so keep their values. */
function secretsToSend(
  action: DataSourceAction,
  { env, updateSecrets }: WriteContext,
): Readonly<Record<string, string>> {
  if (action.kind === "adopt" && !updateSecrets) return {};
  return Object.fromEntries(
    Object.entries(action.secrets)
      .filter(([, text]) => unsetNames(text, env).length === 0)
      .map(([name, text]) => [name, expandText(text, env)]),
  );
}

type Reading<Stored> = Pick<Subject<ServerState<Stored>>, "base" | "isBase" | "read">;

/** A write whose store needs the whole stored object, which a plan does not hold: it is read right before. */
function withStored<Stored>(
  { isBase, read }: Reading<Stored>,
  write: (stored: Stored | undefined) => Promise<WriteResult>,
): (base: ServerState<Stored> | undefined) => Promise<WriteResult> {
  return async (base) => {
    if (base === undefined) return write(undefined);
    if (base.stored !== undefined) return write(base.stored);
    const state = await read();
    return state?.stored === undefined || !isBase(state) ? changedSince : write(state.stored);
  };
}

/** A deletion: only of what is the project's own, and as it was when it was planned. */
function deletion<Stored>(
  reading: Reading<Stored>,
  { project }: WriteContext,
  remove: (stored: Stored) => Promise<WriteResult>,
): Subject<ServerState<Stored>> {
  return {
    ...reading,
    isBase: (state) => isOwn(state?.owner, project) && reading.isBase(state),
    isWanted: (state) => state === undefined,
    isOurs: async () => false,
    write: async () => {
      const state = await reading.read();
      if (state?.stored === undefined || !isOwn(state.owner, project) || !reading.isBase(state))
        return changedSince;
      return remove(state.stored);
    },
  };
}
