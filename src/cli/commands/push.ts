import { openLink } from "../grafana/link.ts";
import { endWithProblems, withProject } from "../grafana/with-project.ts";
import { printProblems } from "../build/report.ts";
import type { CommandIo } from "../io.ts";
import { type PushOptions, readPushOptions } from "../push/options.ts";
import { planFromCode, requireName } from "../push/from-code.ts";
import type { CommandValues } from "../table.ts";

/** Runs `dash push`. Answers with the exit code. */
export async function runPush(io: CommandIo, values: CommandValues): Promise<number> {
  const options = readPushOptions(values);
  return pushCode(options, io);
}

function pushCode(options: PushOptions, io: CommandIo): Promise<number> {
  const { connection, concurrency, json } = options;
  return withProject({ connection, json }, io, async (usable) => {
    const { project, config } = usable;
    const { root } = project;
    requireName(config, project.configFile);
    const link = openLink({ connection, concurrency, project: { root, config } }, io);
    try {
      const { plan, problems } = await planFromCode(usable, link, options, io);
      if (plan === undefined) return endWithProblems(problems, { root, json }, io);
      if (!json) printProblems(io, problems, root);
      const { carryOut } = await import("../push/carry-out.ts");
      return await carryOut({ plan, problems, link, options }, io);
    } finally {
      link.close();
    }
  });
}
