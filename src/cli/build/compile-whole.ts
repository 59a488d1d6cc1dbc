import type { Problem } from "../../base/problem.ts";
import type { ProjectConfig } from "../../config/read-config.ts";
import {
  type CompiledProject,
  createProjectCompiler,
  type ProjectCompiler,
} from "../../project/compile-project.ts";
import { findEntries } from "../../project/find.ts";
import type { Project } from "../../project/open-project.ts";
import type { Bundle } from "../../schema/bundle.ts";
import type { CommandIo } from "../io.ts";
import { createProgress } from "./progress.ts";

/** All of a project, compiled once. */
export interface CompiledWhole {
  readonly bundle: Bundle;
  /** The file that each dashboard comes from, by uid. */
  readonly files: ReadonlyMap<string, string>;
  readonly problems: readonly Problem[];
}

/** Compiles all files of a project. */
export async function compileWhole(
  project: Project,
  config: ProjectConfig,
  io: CommandIo,
): Promise<CompiledWhole> {
  const entries = await findEntries(project.root, config.dashboards);
  const compiler = createProjectCompiler(project, config);
  const [{ dashboards, problems }, { foldersOf }] = await Promise.all([
    compileEntries(compiler, { changed: entries, entries }, io),
    import("../../provision/folders.ts"),
  ]);
  return {
    bundle: { dashboards, dataSources: config.dataSources, folders: foldersOf(dashboards) },
    files: new Map(dashboards.map(({ uid, file }) => [uid, file])),
    problems,
  };
}

/** Compiles the changed ones of all entries, and counts on a terminal meanwhile. */
export async function compileEntries(
  compiler: ProjectCompiler,
  { changed, entries }: { readonly changed: readonly string[]; readonly entries: readonly string[] },
  io: CommandIo,
): Promise<CompiledProject> {
  const progress = createProgress(io);
  try {
    return await compiler.compile(changed, entries, progress.step);
  } finally {
    progress.clear();
  }
}
