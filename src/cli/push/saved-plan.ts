import type { Plan } from "../../push/plan.ts";
import type { CommandIo } from "../io.ts";
import { writeAtomically } from "../output/single-file.ts";

/** Saves a plan whole or not at all. Secrets are in it as references only. */
export async function savePlan(plan: Plan, file: string, io: CommandIo): Promise<void> {
  await writeAtomically(io.cwd, file, `${JSON.stringify(plan, null, 2)}\n`);
  io.stderr.write(`The plan is saved in ${file}.\n`);
}
