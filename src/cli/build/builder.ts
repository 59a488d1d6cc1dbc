import { hasErrors, type Problem } from "../../base/problem.ts";
import { isSameList } from "../../base/text.ts";
import type { ProjectConfig } from "../../config/read-config.ts";
import { createProjectCompiler, type ProjectDashboard } from "../../project/compile-project.ts";
import { findEntries } from "../../project/find.ts";
import type { LoadResult } from "../../project/load-entries.ts";
import type { Project } from "../../project/open-project.ts";
import type { CommandIo } from "../io.ts";
import { compileEntries } from "./compile-whole.ts";
import { createDelivery, type Delivery } from "./delivery.ts";
import type { BuildOptions } from "./options.ts";
import type { BuildReport } from "./report.ts";
import { outputTarget } from "./target.ts";

/** What a build gave: the report, the exit code, and what a later build needs. */
export interface Build {
  readonly report: BuildReport;
  readonly exitCode: number;
  readonly load: LoadResult | undefined;
  /** What was written: absent when nothing was. */
  readonly delivered?: Delivered;
}

/** The output of a build. */
export interface Delivered {
  /** The entries that were built. */
  readonly entries: readonly string[];
  readonly folder: string;
  /** The files that dash owns in the folder, the manifest included. */
  readonly paths: readonly string[];
}

/** Builds a project, once or again and again. */
export interface Builder {
  /**
   * Compiles what changed since the last build (everything at first), and writes or checks the output. Nothing is
   * written when there is an error. `undefined` when no entry is affected by the changes.
   */
  build(changedFiles?: readonly string[]): Promise<Build | undefined>;
}

/** Makes the builder of a project. */
export function createBuilder(project: Project, options: BuildOptions, io: CommandIo): Builder {
  const { config, loader, root, problems } = project;
  if (config === undefined)
    return {
      build: async () => ({ ...failed(reportOf(options, [], options.out ?? ""), problems), load: undefined }),
    };
  const compiler = createProjectCompiler(project, config);
  const delivery = createDelivery(outputTarget(options, config, { root, cwd: io.cwd }), options, io);
  let before: readonly string[] = [];
  return {
    async build(changedFiles) {
      const entries = await findEntries(root, config.dashboards);
      const changed = changedFiles === undefined ? entries : loader.update(changedFiles, entries);
      if (changed.length === 0 && isSameList(entries, before)) return undefined;
      before = entries;
      const compiling = compileEntries(compiler, { changed, entries }, io);
      // Loaded while the child works: the YAML writer alone takes longer than starting Node.
      void Promise.all([import("../../provision/provision.ts"), import("../output/output.ts")]);
      const { dashboards, problems: found, load } = await compiling;
      return { ...(await finish({ dashboards, found, config, entries }, options, delivery)), load };
    },
  };
}

interface Compiled {
  readonly dashboards: readonly ProjectDashboard[];
  readonly found: readonly Problem[];
  readonly config: ProjectConfig;
  readonly entries: readonly string[];
}

async function finish(
  compiled: Compiled,
  options: BuildOptions,
  delivery: Delivery,
): Promise<Omit<Build, "load">> {
  const { dashboards, found, config, entries } = compiled;
  const base = reportOf(options, dashboards, delivery.target.label);
  if (hasErrors(found)) return failed(base, found);
  const { bundleOf, provision } = await import("../../provision/provision.ts");
  const { files, problems } = provision(options.format, bundleOf(dashboards, config), config);
  const all = [...found, ...problems];
  if (hasErrors(all)) return failed(base, all);
  if (options.check) {
    const stale = await delivery.check(files);
    return { report: { ...base, problems: all, stale }, exitCode: stale.length === 0 ? 0 : 1 };
  }
  const { paths, result } = await delivery.write(files);
  const { problems: edits, ...written } = result;
  return {
    report: { ...base, files: written, problems: [...all, ...edits] },
    exitCode: 0,
    delivered: { entries, folder: delivery.target.folder, paths },
  };
}

function failed(base: BuildReport, problems: readonly Problem[]): Omit<Build, "load"> {
  return { report: { ...base, problems }, exitCode: 2 };
}

function reportOf(
  { format }: BuildOptions,
  dashboards: readonly ProjectDashboard[],
  output: string,
): BuildReport {
  return {
    formatVersion: 1,
    dashboards: dashboards.map(({ uid, title, folder, file }) => ({ uid, title, folder, file })),
    output,
    format,
    problems: [],
  };
}
