import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { DashError } from "../../base/dash-error.ts";
import { projectKey } from "../../grafana/stamp.ts";
import type { Plan } from "../../push/plan.ts";
import { checkPlanTarget, formatPlan, parsePlan, verifyPlan } from "../../push/saved-plan/saved-plan.ts";
import type { Link } from "../grafana/link.ts";
import type { CommandIo } from "../io.ts";
import { writeAtomically } from "../output/single-file.ts";

/** Saves a plan whole or not at all. Secrets are in it as references only. */
export async function savePlan(plan: Plan, file: string, io: CommandIo): Promise<void> {
  await writeAtomically(io.cwd, file, formatPlan(plan));
  io.stderr.write(`The plan is saved in ${file}.\n`);
}

/** Reads a saved plan. */
export async function readPlan(file: string, { cwd }: Pick<CommandIo, "cwd">): Promise<Plan> {
  let text: string;
  try {
    text = await readFile(resolve(cwd, file), "utf8");
  } catch (error) {
    const code = error instanceof Error && "code" in error ? String(error.code) : "unknown";
    throw new DashError("unreadable-input", {
      message: `The plan \`${file}\` cannot be read (${code}).`,
      hint: "Check the path, or save a plan: `npx dash push --dry-run --out plan.json`.",
      at: { file },
      cause: error,
    });
  }
  return parsePlan(text, file);
}

/** Where a saved plan is about to be applied. */
export interface PlanUse {
  readonly link: Link;
  /** The name of the project, where a configuration was read. */
  readonly project?: string;
  /** The environment of the command line. */
  readonly environment: string | undefined;
  readonly concurrency: number;
}

/** Fails unless a saved plan belongs to this Grafana, project and environment, and Grafana is as it was. */
export async function checkPlan(
  plan: Plan,
  { link, project, environment, concurrency }: PlanUse,
  signal: AbortSignal,
): Promise<void> {
  if (environment !== undefined && environment !== plan.environment) {
    throw new DashError("plan-invalid", {
      message:
        plan.environment === undefined
          ? `The plan was made without an environment, and \`--env ${environment}\` is given.`
          : `The plan was made for the environment \`${plan.environment}\`, and \`--env ${environment}\` is given.`,
      hint: "Apply it to the environment that it was made for, or make a new plan.",
    });
  }
  const grafana = await link.connect();
  const key = project === undefined ? plan.project : projectKey(project);
  checkPlanTarget(plan, { facts: grafana.facts, project: key });
  await verifyPlan(grafana, plan, { concurrency, signal });
}
