import { DashError } from "../../base/dash-error.ts";
import { hasErrors, type Problem } from "../../base/problem.ts";
import type { ProjectConfig } from "../../config/read-config.ts";
import type { Plan } from "../../push/plan.ts";
import { compileWhole } from "../build/compile-whole.ts";
import type { Link } from "../grafana/link.ts";
import type { UsableProject } from "../grafana/with-project.ts";
import type { CommandIo } from "../io.ts";
import type { PushOptions } from "./options.ts";

/** A plan of what the code says, or the problems that keep it from being made. */
export interface PlannedFromCode {
  /** Absent when there are errors. */
  readonly plan?: Plan;
  readonly problems: readonly Problem[];
}

/** Plans to bring Grafana to what the code says. The code is compiled while Grafana is probed. */
export async function planFromCode(
  { project, config }: UsableProject,
  link: Link,
  options: PushOptions,
  io: CommandIo,
): Promise<PlannedFromCode> {
  const [{ bundle, files, problems }, grafana, { planPush }] = await Promise.all([
    compileWhole(project, config, io),
    link.connect(),
    import("../../push/planning/plan-push.ts"),
  ]);
  if (hasErrors(problems)) return { problems };
  const { selection, force, prune, updateSecrets, concurrency } = options;
  const plan = await planPush(grafana, {
    bundle,
    files,
    project: config.project,
    environment: config.environment?.name,
    env: link.env,
    hide: link.hide,
    selection,
    force,
    prune,
    updateSecrets,
    concurrency,
    // What is missing in a lagging list is found when it is created; a plan that is only shown must be right by itself.
    signal: io.signal,
  });
  return { plan, problems };
}

/** Fails for a project without a name: what it pushes could not be told from what other projects push. */
export function requireName({ named }: Pick<ProjectConfig, "named">, configFile: string): void {
  if (named) return;
  throw new DashError("config-invalid", {
    message:
      "The configuration has no `project`: what is pushed carries its name, so that no other project touches it.",
    hint: 'Add a name that no other project in this Grafana has, for example `project: "shop"`.',
    at: { file: configFile },
  });
}
