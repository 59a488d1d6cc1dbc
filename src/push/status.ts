/**
 * How the code and a Grafana relate, object by object: what a push would do, seen from the other side.
 */
import type { Grafana } from "../grafana/model.ts";
import type { Action, Conflict } from "./plan.ts";
import { planPush, type PushRequest } from "./planning/plan-push.ts";

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
  return plan.actions.map((action) => {
    const { object, uid, title, changes, conflict } = action;
    return {
      object,
      uid,
      title,
      state: stateOf(action),
      changes,
      since: conflict?.since ?? [],
      ...(conflict?.edits === undefined ? {} : { edits: conflict.edits }),
      ...(conflict === undefined ? {} : { message: conflict.message }),
    };
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

function stateOf(action: Action): StatusState {
  if (action.kind !== "conflict") return plainStates[action.kind];
  const { conflict, hash } = action;
  if (conflict?.reason !== "edited") return "unmanaged";
  // Only deletions want nothing.
  if (hash === "") return "orphaned";
  return conflict.pushedHash === hash ? "server-ahead" : "both-changed";
}
