/** Planning pushes of small bundles to a Grafana, as tests need it. */
import type { Grafana } from "../../src/grafana/model.ts";
import type { Action, Plan } from "../../src/push/plan.ts";
import { planPush, type PushRequest } from "../../src/push/planning/plan-push.ts";
import type { Bundle } from "../../src/schema/bundle.ts";
import { project } from "./actions.ts";

export type PlanOptions = Partial<Omit<PushRequest, "bundle" | "env">> & {
  readonly env?: Readonly<Record<string, string>>;
};

export async function plan(grafana: Grafana, bundle: Bundle, options: PlanOptions = {}): Promise<Plan> {
  const { env = {}, ...rest } = options;
  return planPush(grafana, {
    bundle,
    files: new Map([["overview", "dashboards/overview.ts"]]),
    project,
    env: (name) => env[name],
    selection: { names: [] },
    force: false,
    prune: false,
    updateSecrets: false,
    concurrency: 8,
    ...rest,
  });
}

/** The kind of each action by `object uid`. */
export function kindsOf({ actions }: Pick<Plan, "actions">): Readonly<Record<string, string>> {
  return Object.fromEntries(
    actions.map(({ object, uid, kind, conflict }) => [
      `${object} ${uid}`,
      conflict === undefined ? kind : `${kind} ${conflict.reason}`,
    ]),
  );
}

/** The action on an object. */
export function actionOn({ actions }: Pick<Plan, "actions">, uid: string): Action {
  const found = actions.find((action) => action.uid === uid);
  if (found === undefined) throw new Error(`There is no action on ${uid}.`);
  return found;
}
