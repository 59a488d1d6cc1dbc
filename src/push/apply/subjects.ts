/**
 * What writing or deleting each kind of object means: how it is read back, and when its state is the wanted one.
 */
import type {
  Grafana,
  StoredDashboard,
  StoredDataSource,
  StoredFolder,
  WriteResult,
} from "../../grafana/model.ts";
import type { Stamp } from "../../grafana/stamp.ts";
import { dataSourceHash } from "../compare/content-hash.ts";
import type { Action, DashboardAction, DataSourceAction, FolderAction } from "../plan.ts";
import { changesDefault, desiredOf, planObject } from "../planning/plan-object.ts";
import { type Environment, expandSettings, expandText, unsetNames } from "../desired/references.ts";
import { removeEmptyFolder } from "./remove-folder.ts";
import {
  isForeign,
  isOwn,
  plannedState,
  readDashboardState,
  readDataSourceState,
  readFolderState,
  type ServerState,
} from "./server-state.ts";
import type { Pacing, Replan, Subject } from "./write-verified.ts";

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
  grafana: Grafana,
  action: Action,
  context: WriteContext,
): Pick<Subject<ServerState<Stored>>, "base" | "isBase" | "replan"> {
  return {
    base: plannedState(action.base),
    isBase: (state) => state?.hash === action.base?.hash && !isForeign(state?.owner, context.project),
    replan: (state) =>
      state === undefined ? Promise.resolve(deletedSince) : replan(grafana, action, context),
  };
}

const deletedSince = {
  kind: "conflict",
  message: "It was deleted since the plan was made.",
  hint: "Push again to create it anew, or remove it from the code.",
} as const;

const changedSincePlan = {
  kind: "conflict",
  message: "It was changed since the plan was made, and was left as it is.",
  hint: "Push again to see what changed.",
} as const;

/** Plans a single object anew, without force: whatever is there now was not seen when somebody agreed to force. */
async function replan(
  grafana: Grafana,
  action: Action,
  context: WriteContext,
): Promise<Replan<ServerState<never>>> {
  const desired = desiredOf(action);
  if (desired === undefined) return changedSincePlan;
  const { project, env, updateSecrets } = context;
  const planned = await planObject(grafana, desired, { project, env, updateSecrets, force: false });
  const { kind, conflict, base } = planned.action;
  if (kind === "unchanged") return { kind: "already" };
  if (conflict !== undefined) return { kind: "conflict", message: conflict.message, hint: conflict.hint };
  return base === undefined ? deletedSince : { kind: "write", base: plannedState(base) };
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
  const common = { ...commonSubject<StoredDashboard>(grafana, action, context), read };
  if (action.kind === "delete" || document === undefined) {
    return deletion(common, context, (stored) => grafana.dashboards.remove(uid, stored));
  }
  return {
    ...common,
    isWanted: (state) => state?.hash === hash && isOwn(state.owner, context.project),
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
  const common = { ...commonSubject<StoredFolder>(grafana, action, context), read };
  if (action.kind === "delete") {
    return deletion(common, context, (stored) => removeEmptyFolder(grafana, stored, context.pacing));
  }
  const isMarked = (state: ServerState<StoredFolder>): boolean =>
    !grafana.folders.stamped || isOwn(state.owner, context.project);
  return {
    ...common,
    isWanted: (state) => state?.hash === hash && isMarked(state),
    write: withStored(common, context, (base) =>
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
  const common = { ...commonSubject<StoredDataSource>(grafana, action, context), read };
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
    write: withStored(common, context, (base) =>
      grafana.dataSources.write({
        settings:
          base === undefined || changesDefault(action)
            ? settings
            : { ...settings, isDefault: base.isDefault },
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
  { read }: Pick<Reading<Stored>, "read">,
  { project }: WriteContext,
  write: (stored: Stored | undefined) => Promise<WriteResult>,
): (base: ServerState<Stored> | undefined) => Promise<WriteResult> {
  return async (base) => {
    if (base === undefined) return write(undefined);
    if (base.stored !== undefined) return write(base.stored);
    const state = await read();
    const isThere = state?.hash === base.hash && !isForeign(state.owner, project);
    return isThere && state.stored !== undefined ? write(state.stored) : changedSince;
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
    replan: () => Promise.resolve(changedSincePlan),
    write: async () => {
      const state = await reading.read();
      if (state?.stored === undefined || !isOwn(state.owner, project) || !reading.isBase(state))
        return changedSince;
      return remove(state.stored);
    },
  };
}
