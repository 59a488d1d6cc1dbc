import { openProject } from "../../project/open-project.ts";
import { buildOnce } from "../build/build-once.ts";
import { readBuildOptions } from "../build/options.ts";
import { printReport } from "../build/report.ts";
import type { CommandIo } from "../io.ts";
import type { CommandValues } from "../table.ts";

/** Runs `dash build`. Answers with the exit code. */
export async function runBuild(io: CommandIo, values: CommandValues): Promise<number> {
  const options = readBuildOptions(values);
  const { env, cwd, signal, stderr } = io;
  const { configFile, environment, timeoutSeconds } = options;
  const project = await openProject({
    ...{ env, cwd, signal, stderr, configFile, environment },
    ...(timeoutSeconds === undefined ? {} : { timeoutSeconds }),
  });
  try {
    const { report, exitCode } = await buildOnce(project, options, io);
    printReport(io, report, project.root, options.json);
    return exitCode;
  } finally {
    project.close();
  }
}
