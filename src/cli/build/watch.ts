import { DashError } from "../../base/dash-error.ts";
import { openProject, type Project, type ProjectRequest } from "../../project/open-project.ts";
import { choosePalette } from "../../report/palette.ts";
import { formatFailure } from "../../report/failure.ts";
import type { CommandIo } from "../io.ts";
import { type Build, createBuilder } from "./builder.ts";
import { watchFolders } from "./changes.ts";
import type { BuildOptions } from "./options.ts";
import { printReport } from "./report.ts";

/** Builds, and builds again at every change, until the user interrupts. Answers with the exit code. */
export async function watchBuild(
  request: ProjectRequest,
  options: BuildOptions,
  io: CommandIo,
): Promise<number> {
  while (!io.signal.aborted) {
    const project = await openProject({ ...request, watch: true });
    try {
      await watchProject(project, options, io);
    } finally {
      project.close();
    }
  }
  return 130;
}

/** Watches until the configuration changes or the user interrupts. */
async function watchProject(project: Project, options: BuildOptions, io: CommandIo): Promise<void> {
  const builder = createBuilder(project, options, io);
  const changes = watchFolders(project.root, io.signal);
  const configFiles = new Set([project.configFile, ...project.configLoad.hashes.keys()]);
  const always = [...configFiles, ...(project.config?.dashboards.map(staticPart) ?? [])];
  // Before the first build: what changes while it runs must not be missed.
  changes.follow(always, project.configLoad.hashes);
  try {
    let changed: readonly string[] | undefined;
    while (!io.signal.aborted) {
      const build = await attempt(() => builder.build(changed), io);
      if (build !== undefined) report(build, project, options, io);
      const hashes = build?.load?.hashes ?? new Map<string, string>();
      changes.follow([...always, ...hashes.keys()], hashes);
      changed = await changes.next();
      if (changed.some((file) => configFiles.has(file))) return;
    }
  } finally {
    changes.close();
  }
}

function report(build: Build, project: Project, options: BuildOptions, io: CommandIo): void {
  printReport(io, build.report, project.root, options.json);
  if (build.exitCode !== 0) io.stderr.write("Nothing was written. Waiting for a change …\n");
}

/** An expected failure, such as a folder that became empty, is told; the next change may mend it. */
async function attempt(build: () => Promise<Build | undefined>, io: CommandIo): Promise<Build | undefined> {
  try {
    return await build();
  } catch (error) {
    if (io.signal.aborted || !(error instanceof DashError)) throw error;
    io.stderr.write(formatFailure(error, choosePalette(io.isTTY, io.env)));
    return undefined;
  }
}

/** The part of a glob before its first magic, as if it were a file in that folder. */
function staticPart(pattern: string): string {
  const parts = pattern.split("/");
  const magic = parts.findIndex((part) => /[*?{}[\]()!]/.test(part));
  return [...parts.slice(0, magic < 0 ? -1 : magic), "."].join("/");
}
