import { projectKey } from "../../grafana/stamp.ts";
import type { Plan } from "../../push/plan.ts";
import { checkPlanTarget } from "../../push/saved-plan/saved-plan.ts";
import { planRollback } from "../../push/rollback/rollback.ts";
import type { Link } from "../grafana/link.ts";
import type { UsableProject } from "../grafana/with-project.ts";
import type { CommandIo } from "../io.ts";
import type { PushOptions } from "./options.ts";
import { readPlan } from "./saved-plan.ts";

/** Plans to take a push back: the last one, or the one that is named. Nothing is compiled. */
export async function planFromRollback(
  { config }: Pick<UsableProject, "config">,
  link: Link,
  options: PushOptions,
  io: CommandIo,
): Promise<Plan> {
  const { rollback, plan: file, force, concurrency } = options;
  const project = projectKey(config.project);
  const saved = file === undefined ? undefined : await readPlan(file, io);
  const grafana = await link.connect();
  if (saved !== undefined) checkPlanTarget(saved, { facts: grafana.facts, project });
  return planRollback(grafana, {
    project,
    push: typeof rollback === "object" ? rollback.push : undefined,
    plan: saved,
    environment: config.environment?.name,
    force,
    hide: link.hide,
    concurrency,
    signal: io.signal,
  });
}
