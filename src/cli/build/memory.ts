/**
 * Remembers a finished build, so that one in which nothing changed starts no child process: neither the sources (as
 * the project's cache tells) nor the written files (by size and time) may differ.
 */
import { lstatSync } from "node:fs";
import { join } from "node:path";
import { type BuildCache, openCache } from "../../project/cache.ts";
import { findEntries, findProject } from "../../project/find.ts";
import { readOwnPackage } from "../../project/own-package.ts";
import type { Project } from "../../project/open-project.ts";
import type { CommandIo } from "../io.ts";
import type { Build } from "./builder.ts";
import type { BuildOptions } from "./options.ts";
import type { BuildReport } from "./report.ts";

/** What is remembered of a build. */
interface Memory {
  /** The globs of the configuration, which need no evaluation as long as the configuration is unchanged. */
  readonly patterns: readonly string[];
  /** The output folder. */
  readonly folder: string;
  /** What every written file looked like: path, size, time. */
  readonly stamps: readonly Stamp[];
  readonly report: BuildReport;
}

type Stamp = readonly [path: string, size: number, mtimeMs: number];

/** A build that need not be repeated. */
export interface RecalledBuild {
  readonly root: string;
  readonly report: BuildReport;
}

/** Recalls the last build when nothing that it was made of, and nothing that it wrote, has changed since. */
export async function recallBuild(options: BuildOptions, io: CommandIo): Promise<RecalledBuild | undefined> {
  if (!usesMemory(options)) return undefined;
  const { root } = findProject(io.cwd, options.configFile);
  const cache = cacheOf(root, options, io);
  const memory = cache?.peek() as Memory | undefined;
  if (cache === undefined || memory === undefined) return undefined;
  if (!memory.stamps.every((stamp) => isAsWritten(memory.folder, stamp))) return undefined;
  const entries = await findEntries(root, memory.patterns);
  if (cache.readUnchanged(entries) === undefined) return undefined;
  const files = { written: [], removed: [], unchanged: memory.stamps.length - 1 };
  return { root, report: { ...memory.report, files } };
}

/** Remembers a build that wrote its files. */
export function rememberBuild(project: Project, build: Build, options: BuildOptions, io: CommandIo): void {
  const { load, delivered } = build;
  if (!usesMemory(options) || load === undefined || delivered === undefined || project.config === undefined)
    return;
  const stamps = delivered.paths
    .map((path) => stampOf(delivered.folder, path))
    .filter((stamp) => stamp !== undefined);
  if (stamps.length !== delivered.paths.length) return;
  // A change by hand that was overwritten is over.
  const report = {
    ...build.report,
    problems: build.report.problems.filter(({ rule }) => rule !== "output-edited"),
  };
  const memory: Memory = {
    patterns: project.config.dashboards,
    folder: delivered.folder,
    stamps,
    report,
  };
  cacheOf(project.root, options, io)?.write(delivered.entries, [project.configLoad, load], memory);
}

function usesMemory({ cache, check, watch }: BuildOptions): boolean {
  return cache && !check && !watch;
}

function cacheOf(root: string, options: BuildOptions, io: CommandIo): BuildCache | undefined {
  const { format, out = "", environment = "", configFile = "" } = options;
  // The report names paths from the working folder.
  const circumstances = [io.nodeVersion, io.platform, format, out, environment, configFile, io.cwd];
  return openCache({ root, own: readOwnPackage(), environment: circumstances });
}

function isAsWritten(folder: string, [path, size, mtimeMs]: Stamp): boolean {
  const found = stampOf(folder, path);
  return found !== undefined && found[1] === size && found[2] === mtimeMs;
}

function stampOf(folder: string, path: string): Stamp | undefined {
  const stats = lstatSync(join(folder, path), { throwIfNoEntry: false });
  return stats?.isFile() === true ? [path, stats.size, stats.mtimeMs] : undefined;
}
