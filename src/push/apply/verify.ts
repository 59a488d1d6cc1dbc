/**
 * Reads written objects back and compares them with what was wanted: each by its uid, because Grafana's search lags
 * behind writes (12 and later).
 */
import { DashError } from "../../base/dash-error.ts";
import type { Grafana } from "../../grafana/model.ts";
import { explainError, type Explanation } from "./explain.ts";
import type { Action } from "../plan.ts";
import { mapPool } from "../pool.ts";
import { subjectOf, type WriteContext } from "./subjects.ts";

/** How objects are read back. */
export interface ConfirmContext extends WriteContext {
  /** How many are read at the same time. */
  readonly concurrency: number;
}

/** Instances of Grafana that share a database may cache for a moment. */
const pauses = [500, 1500];

/** The actions whose objects are not as they were written, with what is wrong. */
export async function confirmObjects(
  grafana: Grafana,
  actions: readonly Action[],
  context: ConfirmContext,
): Promise<ReadonlyMap<Action, Explanation>> {
  const pool = { concurrency: context.concurrency, signal: context.pacing.signal };
  const found = await mapPool(actions, pool, (action) => findDoubt(grafana, action, context));
  return new Map(
    actions.flatMap((action, index) => {
      const doubt = found[index];
      return doubt === undefined ? [] : [[action, doubt] as const];
    }),
  );
}

async function findDoubt(
  grafana: Grafana,
  action: Action,
  context: ConfirmContext,
): Promise<Explanation | undefined> {
  const subject = subjectOf(grafana, action, context);
  try {
    let state = await subject.read();
    for (const pause of pauses) {
      if (subject.isWanted(state)) return undefined;
      await context.pacing.sleep(pause);
      state = await subject.read();
    }
    if (subject.isWanted(state)) return undefined;
    return {
      message: `It was written, but reading it back shows ${state === undefined ? "nothing there" : "something else"}.`,
      hint: "Look at its version history; somebody may have changed it right after. Then push again.",
    };
  } catch (error) {
    if (!(error instanceof DashError)) throw error;
    const { message, hint } = explainError(error);
    return { message: `It was written, but cannot be read back. ${message}`, hint };
  }
}
