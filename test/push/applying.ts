/** Applying plans to a Grafana in memory, without waiting. */
import { applyPlan, type ApplyOptions } from "../../src/push/apply/apply.ts";
import type { ObjectOutcome, Outcome } from "../../src/push/outcome.ts";
import type { Action } from "../../src/push/plan.ts";
import { plan } from "./actions.ts";
import type { FaultyGrafana } from "./faulty-grafana.ts";

export async function apply(
  grafana: FaultyGrafana,
  actions: readonly Action[],
  options: Partial<ApplyOptions> = {},
): Promise<Outcome> {
  return applyPlan(grafana, plan(...actions), {
    push: "p2",
    message: "dash push",
    env: () => undefined,
    sleep: async () => {},
    random: () => 0.5,
    ...options,
  });
}

type Objects = Pick<Outcome, "objects">;

/** The state of each object by its uid. */
export function statesOf({ objects }: Objects): Readonly<Record<string, ObjectOutcome["state"]>> {
  return Object.fromEntries(objects.map(({ uid, state }) => [uid, state]));
}

/** The outcome of the first object. */
export function only({ objects }: Objects): ObjectOutcome | undefined {
  return objects[0];
}
