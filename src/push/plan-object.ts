import { DashError } from "../base/dash-error.ts";
import type { Grafana } from "../grafana/model.ts";
import type { Desired } from "./desired.ts";
import type { Action } from "./plan.ts";
import type { Environment } from "./references.ts";

/** What planning one object needs besides the object. */
export interface ObjectContext {
  /** The project key, see `grafana/stamp.ts`. */
  readonly project: string;
  readonly env: Environment;
  /** Whether forcible conflicts become updates. */
  readonly force: boolean;
  /** Whether secrets are sent even when Grafana has some. */
  readonly updateSecrets: boolean;
}

/** What is to be done to one object, after reading it. Writes nothing. */
export async function planObject(
  grafana: Grafana,
  desired: Desired,
  context: ObjectContext,
): Promise<Action> {
  await Promise.resolve();
  throw new DashError("plan-invalid", { message: `${grafana.facts.url} ${desired.uid} ${context.project}` });
}

/** What an action of a plan wants to be there; `undefined` for deletions and for what is only left alone. */
export function desiredOf(action: Action): Desired | undefined {
  if (action.object === "folder" && action.kind !== "delete") {
    const { object, uid, title, parentUid } = action;
    return { object, uid, title, parentUid };
  }
  return undefined;
}
