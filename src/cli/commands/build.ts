import { openProject, type ProjectRequest } from "../../project/open-project.ts";
import { type Build, createBuilder } from "../build/builder.ts";
import { recallBuild, rememberBuild } from "../build/memory.ts";
import { type BuildOptions, readBuildOptions } from "../build/options.ts";
import { printReport } from "../build/report.ts";
import type { CommandIo } from "../io.ts";
import type { CommandValues } from "../table.ts";

/** Runs `dash build`. Answers with the exit code. */
export async function runBuild(io: CommandIo, values: CommandValues): Promise<number> {
  const options = readBuildOptions(values);
  const recalled = await recallBuild(options, io);
  if (recalled !== undefined) {
    printReport(io, recalled.report, recalled.root, options.json);
    return 0;
  }
  const request = requestOf(options, io);
  if (options.watch) return (await import("../build/watch.ts")).watchBuild(request, options, io);
  const project = await openProject(request);
  try {
    const build = (await createBuilder(project, options, io).build()) as Build;
    rememberBuild(project, build, options, io);
    printReport(io, build.report, project.root, options.json);
    return build.exitCode;
  } finally {
    project.close();
  }
}

function requestOf({ configFile, environment, timeoutSeconds }: BuildOptions, io: CommandIo): ProjectRequest {
  const { env, cwd, signal, stderr } = io;
  const from = { env, cwd, signal, stderr };
  return {
    ...from,
    configFile,
    environment,
    ...(timeoutSeconds === undefined ? {} : { timeoutSeconds }),
  };
}
