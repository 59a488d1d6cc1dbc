/**
 * How the code and a Grafana relate, object by object: what a push would do, seen from the other side.
 */
import { DashError } from "../base/dash-error.ts";
import type { Grafana } from "../grafana/model.ts";
import type { Action, Conflict } from "./plan.ts";
import { planPush, type PushRequest } from "./planning/plan-push.ts";
import { mapPool } from "./pool.ts";

/** How an object of the code and of Grafana relate. */
export type StatusState =
  /** Grafana has what the code says. */
  | "in-step"
  /** The code changed since the last push, Grafana did not. */
  | "code-ahead"
  /** Somebody changed it in Grafana since the last push, the code did not change. */
  | "server-ahead"
  /** Both changed since the last push. */
  | "both-changed"
  /** It exists, but no push of this project wrote it, or something else keeps it. */
  | "unmanaged"
  /** The code has it, Grafana does not. */
  | "missing"
  /** A push of this project wrote it, and the code has it no longer. */
  | "orphaned";

/** The status of one object. */
export interface ObjectStatus {
  readonly object: Action["object"];
  readonly uid: string;
  readonly title: string;
  readonly state: StatusState;
  /** What a push would change, one for each line; what the code changed since the last push where `edits` are known. */
  readonly changes: readonly string[];
  /** What was changed in Grafana since the last push. */
  readonly edits?: readonly string[];
  /** Who changed it in Grafana since the last push, newest first. */
  readonly since: Conflict["since"];
  /** Why it is left alone. */
  readonly message?: string;
}

/** What to look at: a push, without what only concerns writing. */
export type StatusRequest = Omit<PushRequest, "force" | "prune" | "updateSecrets">;

/** The status of everything in the code, and of what the project left in Grafana. Reads only. */
export async function readStatus(grafana: Grafana, request: StatusRequest): Promise<readonly ObjectStatus[]> {
  const plan = await planPush(grafana, { ...request, force: false, prune: true, updateSecrets: false });
  const pool = { concurrency: request.concurrency, signal: request.signal };
  const states = await mapPool(plan.actions, pool, (action) => stateOf(grafana, action, plan.project));
  return plan.actions.flatMap((action, index) => {
    const state = states[index];
    if (state === undefined) return [];
    const { object, uid, title, changes, conflict } = action;
    return [
      {
        object,
        uid,
        title,
        state,
        changes,
        since: conflict?.since ?? [],
        ...(conflict?.edits === undefined ? {} : { edits: conflict.edits }),
        ...(conflict === undefined ? {} : { message: conflict.message }),
      },
    ];
  });
}

/** Whether anything is not as the code says. */
export function hasDrift(statuses: readonly Pick<ObjectStatus, "state">[]): boolean {
  return statuses.some(({ state }) => state !== "in-step");
}

const plainStates = {
  create: "missing",
  update: "code-ahead",
  move: "code-ahead",
  adopt: "unmanaged",
  unchanged: "in-step",
  delete: "orphaned",
} as const satisfies Record<Exclude<Action["kind"], "conflict">, StatusState>;

async function stateOf(grafana: Grafana, action: Action, project: string): Promise<StatusState> {
  if (action.kind !== "conflict") return plainStates[action.kind];
  if (action.conflict?.reason !== "edited") return "unmanaged";
  // Only deletions want nothing.
  if (action.hash === "") return "orphaned";
  return (await readPushedHash(grafana, action, project)) === action.hash ? "server-ahead" : "both-changed";
}

/** As many versions as Grafana keeps, unless it is told otherwise. */
const keptVersions = 20;

/** The hash of what the project pushed last; `undefined` when nobody can tell. */
async function readPushedHash(
  grafana: Grafana,
  { object, uid }: Action,
  project: string,
): Promise<string | undefined> {
  if (object === "folder") return (await grafana.folders.read(uid))?.hash;
  if (object === "data-source") return (await grafana.dataSources.read(uid))?.hash;
  const stamp = (await grafana.dashboards.read(uid))?.stamp;
  if (stamp?.project === project) return stamp.hash;
  try {
    const history = await grafana.dashboards.history(uid, keptVersions);
    return history.find((version) => version.stamp?.project === project)?.stamp?.hash;
  } catch (error) {
    // Reading the history takes more than a token for reading has; the conflict says so already.
    if (error instanceof DashError && error.code === "forbidden") return undefined;
    throw error;
  }
}
