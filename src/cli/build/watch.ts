import { type FSWatcher, watch } from "node:fs";
import { dirname, join, relative } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { DashError } from "../../base/dash-error.ts";
import { openProject, type Project, type ProjectRequest } from "../../project/open-project.ts";
import { choosePalette } from "../../report/palette.ts";
import { formatFailure } from "../../report/failure.ts";
import type { CommandIo } from "../io.ts";
import { type Build, createBuilder } from "./builder.ts";
import type { BuildOptions } from "./options.ts";
import { printReport } from "./report.ts";

/** How long to wait for more changes, in milliseconds: editors write a file in several steps. */
const settleMilliseconds = 20;

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
  try {
    let changed: readonly string[] | undefined;
    while (!io.signal.aborted) {
      const build = await attempt(() => builder.build(changed), io);
      if (build !== undefined) report(build, project, options, io);
      changes.follow([
        ...configFiles,
        ...foldersOf(build),
        ...(project.config?.dashboards.map(staticPart) ?? []),
      ]);
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

/** The source files of a build: their folders are watched, because editors replace files. */
function foldersOf(build: Build | undefined): readonly string[] {
  return [...(build?.load?.inputs.values() ?? [])].flat();
}

/** The part of a glob before its first magic, as if it were a file in that folder. */
function staticPart(pattern: string): string {
  const parts = pattern.split("/");
  const magic = parts.findIndex((part) => /[*?{}[\]()!]/.test(part));
  return [...parts.slice(0, magic < 0 ? -1 : magic), "."].join("/");
}

/** Changes below a folder. */
interface Changes {
  /** Watches the folders of these files too. */
  follow(files: readonly string[]): void;
  /** The files that changed, relative to the root, once it is quiet again. */
  next(): Promise<readonly string[]>;
  close(): void;
}

function watchFolders(root: string, signal: AbortSignal): Changes {
  const watchers = new Map<string, FSWatcher>();
  const changed = new Set<string>();
  let wake = (): void => undefined;
  signal.addEventListener("abort", () => wake());
  const onChange = (folder: string, name: string | null): void => {
    changed.add(relative(root, join(folder, name ?? "")).replaceAll("\\", "/"));
    wake();
  };
  const watchFolder = (folder: string): void => {
    if (watchers.has(folder)) return;
    try {
      const watcher = watch(folder, (_, name) => onChange(folder, name));
      // A folder that is removed ends its watcher; it is watched again when it comes back.
      watcher.on("error", () => watchers.delete(folder));
      watchers.set(folder, watcher);
    } catch {
      // The folder is not there (yet); its parent's watcher tells when it comes.
    }
  };
  return {
    follow(files) {
      for (const folder of new Set(files.map((file) => dirname(join(root, file))))) watchFolder(folder);
    },
    async next() {
      if (changed.size === 0 && !signal.aborted) await new Promise<void>((resolve) => (wake = resolve));
      await sleep(settleMilliseconds);
      const files = [...changed];
      changed.clear();
      return files;
    },
    close() {
      for (const watcher of watchers.values()) watcher.close();
    },
  };
}
