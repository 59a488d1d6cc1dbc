import { printProblems } from "../build/report.ts";
import { openLink } from "../grafana/link.ts";
import { closing, withLink } from "../grafana/with-link.ts";
import { endWithProblems, withProject } from "../grafana/with-project.ts";
import type { CommandIo } from "../io.ts";
import { planFromCode, requireName } from "../push/from-code.ts";
import { type PushOptions, readPushOptions } from "../push/options.ts";
import type { CommandValues } from "../table.ts";

/** Runs `dash push`. Answers with the exit code. */
export async function runPush(io: CommandIo, values: CommandValues): Promise<number> {
  const options = readPushOptions(values);
  return options.plan === undefined || options.rollback !== undefined
    ? pushProject(options, io)
    : pushSaved(options, options.plan, io);
}

function pushProject(options: PushOptions, io: CommandIo): Promise<number> {
  const { connection, concurrency, json, rollback } = options;
  return withProject({ connection, json }, io, async (usable) => {
    const { project, config } = usable;
    const { root } = project;
    requireName(config, project.configFile);
    return closing(openLink({ connection, concurrency, project: { root, config } }, io), async (link) => {
      const { plan, problems } = await (rollback === undefined ? planFromCode : planBack)(
        usable,
        link,
        options,
        io,
      );
      if (plan === undefined) return endWithProblems(problems, { root, json }, io);
      if (!json) printProblems(io, problems, root);
      const { carryOut } = await import("../push/carry-out.ts");
      return carryOut({ plan, problems, link, options }, io);
    });
  });
}

const planBack: typeof planFromCode = async (...request) => {
  const { planFromRollback } = await import("../push/from-rollback.ts");
  return { plan: await planFromRollback(...request), problems: [] };
};

/** A plan says all: of the project only the address of an environment is asked. */
async function pushSaved(options: PushOptions, file: string, io: CommandIo): Promise<number> {
  const { readPlan, checkPlan } = await import("../push/saved-plan.ts");
  const { carryOut } = await import("../push/carry-out.ts");
  const plan = await readPlan(file, io);
  return withLink(options, io, async (link, config) => {
    const { environment } = options.connection;
    const { concurrency } = options;
    await checkPlan(
      plan,
      { link, environment, concurrency, ...(config?.named ? { project: config.project } : {}) },
      io.signal,
    );
    return carryOut({ plan, problems: [], link, options }, io);
  });
}
