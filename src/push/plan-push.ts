import { DashError } from "../base/dash-error.ts";
import type { Grafana } from "../grafana/model.ts";
import type { Bundle } from "../schema/bundle.ts";
import type { Plan } from "./plan.ts";
import type { Environment } from "./references.ts";
import type { Selection } from "./select.ts";

/** What to plan. */
export interface PushRequest {
  readonly bundle: Bundle;
  /** The file of the project that each dashboard comes from, by uid. */
  readonly files: ReadonlyMap<string, string>;
  /** The name of the project as the configuration has it. */
  readonly project: string;
  /** The name of the environment; absent without one. */
  readonly environment?: string | undefined;
  readonly env: Environment;
  readonly selection: Selection;
  /** Whether forcible conflicts become updates. */
  readonly force: boolean;
  /** Whether objects with the project's stamp that are no longer in the code are deleted. */
  readonly prune: boolean;
  /** Whether secrets are sent even when Grafana has some. */
  readonly updateSecrets: boolean;
  /** How many reads run at the same time. */
  readonly concurrency: number;
  /** Whether a dashboard that a lagging list lacks is read before it counts as missing. */
  readonly exact: boolean;
  readonly signal?: AbortSignal | undefined;
}

/** What a push would do. Reads only. */
export async function planPush(grafana: Grafana, request: PushRequest): Promise<Plan> {
  await Promise.resolve();
  throw new DashError("plan-invalid", { message: `${grafana.facts.url} ${request.project}` });
}
