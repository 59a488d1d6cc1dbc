import type { Problem } from "../../base/problem.ts";
import type { ProjectConfig } from "../../config/read-config.ts";
import { openProject, type Project } from "../../project/open-project.ts";
import { printProblems } from "../build/report.ts";
import type { CommandIo } from "../io.ts";
import { printJson } from "./print-json.ts";
import type { ConnectionOptions } from "./connection-options.ts";

/** A project whose configuration can be used. */
export interface UsableProject {
  readonly project: Project;
  readonly config: ProjectConfig;
}

/** How a project is opened. */
export interface ProjectUse {
  readonly connection: Pick<ConnectionOptions, "environment" | "configFile">;
  readonly json: boolean;
}

/** Runs a command on the project and closes it; a configuration that cannot be used is told, and ends with 2. */
export async function withProject(
  { connection, json }: ProjectUse,
  io: CommandIo,
  run: (usable: UsableProject) => Promise<number>,
): Promise<number> {
  const { env, cwd, signal, stderr } = io;
  const { configFile, environment } = connection;
  const project = await openProject({ env, cwd, signal, stderr, configFile, environment });
  try {
    const { config, problems } = project;
    if (config === undefined) return endWithProblems(problems, { root: project.root, json }, io);
    return await run({ project, config });
  } finally {
    project.close();
  }
}

/** Tells the problems that keep a command from going on; the answer is its exit code. */
export function endWithProblems(
  problems: readonly Problem[],
  { root, json }: { readonly root: string; readonly json: boolean },
  io: CommandIo,
): number {
  if (json) printJson(io, { problems });
  else printProblems(io, problems, root);
  return 2;
}
