import { relative, resolve } from "node:path";
import { hasErrors, type Problem } from "../../base/problem.ts";
import type { ProjectConfig } from "../../config/read-config.ts";
import { createProjectCompiler, type ProjectDashboard } from "../../project/compile-project.ts";
import { findEntries } from "../../project/find.ts";
import type { LoadResult } from "../../project/load-entries.ts";
import type { Project } from "../../project/open-project.ts";
import type { OutputFile } from "../../provision/output-file.ts";
import type { CommandIo } from "../io.ts";
import type { BuildOptions } from "./options.ts";
import { createProgress } from "./progress.ts";
import type { BuildReport } from "./report.ts";

/** What a build gave: the report, the exit code, and what a cache needs. */
export interface Build {
  readonly report: BuildReport;
  readonly exitCode: number;
  readonly load: LoadResult | undefined;
}

/** Where a build writes to. */
export interface OutputTarget {
  readonly folder: string;
  /** The folder as messages call it. */
  readonly label: string;
}

/** The output folder: as the command line says (from the working folder), else as the configuration does (from the root). */
export function outputTarget(
  options: BuildOptions,
  config: ProjectConfig,
  root: string,
  cwd: string,
): OutputTarget {
  // Another format in the same folder would remove the files of the first: to the manifest, both are dash's.
  const standard = options.format === "provisioning" ? config.output : options.format;
  const folder = options.out === undefined ? resolve(root, standard) : resolve(cwd, options.out);
  return { folder, label: (relative(cwd, folder) || ".").replaceAll("\\", "/") };
}

/** Compiles a project, and writes or checks its output. Nothing is written when there is an error. */
export async function buildOnce(project: Project, options: BuildOptions, io: CommandIo): Promise<Build> {
  const { config, root } = project;
  if (config === undefined) return failed(options, [], project.problems, undefined);
  const entries = await findEntries(root, config.dashboards);
  const progress = createProgress(io);
  const compiling = createProjectCompiler(project, config).compile(entries, entries, progress.step);
  // Loaded while the child works: the YAML writer alone takes longer than starting Node.
  const provisioning = Promise.all([import("../../provision/provision.ts"), import("../output/output.ts")]);
  const compiled = await compiling;
  progress.clear();
  const { dashboards, load } = compiled;
  if (hasErrors(compiled.problems)) return failed(options, dashboards, compiled.problems, load);
  const [{ bundleOf, provision }] = await provisioning;
  const { files, problems } = provision(options.format, bundleOf(dashboards, config), config);
  const all = [...compiled.problems, ...problems];
  if (hasErrors(all)) return failed(options, dashboards, all, load);
  const target = outputTarget(options, config, root, io.cwd);
  const base = { ...reportBase(options, dashboards, all), output: target.label };
  return { ...(await deliver(files, target, base, { options, io })), load };
}

async function deliver(
  files: readonly OutputFile[],
  { folder, label }: OutputTarget,
  base: BuildReport,
  { options, io }: { readonly options: BuildOptions; readonly io: CommandIo },
): Promise<Pick<Build, "report" | "exitCode">> {
  const { createOutput } = await import("../output/output.ts");
  const output = createOutput({ root: folder, label });
  for (const { path, content } of files) output.add(path, content);
  if (options.check) {
    const stale = output.check();
    return { report: { ...base, stale }, exitCode: stale.length === 0 ? 0 : 1 };
  }
  const { problems, ...written } = await output.commit(io.signal);
  return { report: { ...base, files: written, problems: [...base.problems, ...problems] }, exitCode: 0 };
}

function failed(
  options: BuildOptions,
  dashboards: readonly ProjectDashboard[],
  problems: readonly Problem[],
  load: LoadResult | undefined,
): Build {
  return { report: reportBase(options, dashboards, problems), exitCode: 2, load };
}

function reportBase(
  { format, out }: BuildOptions,
  dashboards: readonly ProjectDashboard[],
  problems: readonly Problem[],
): BuildReport {
  return {
    formatVersion: 1,
    dashboards: dashboards.map(({ uid, title, folder, file }) => ({ uid, title, folder, file })),
    output: out ?? "",
    format,
    problems,
  };
}
