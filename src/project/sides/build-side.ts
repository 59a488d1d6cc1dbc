import { DashError } from "../../base/dash-error.ts";
import { hasErrors, type Problem } from "../../base/problem.ts";
import type { ProjectConfig } from "../../config/read-config.ts";
import type { DefinitionSources } from "../../diff/documents/side.ts";
import type { SideRef } from "../../diff/model.ts";
import { foldersOf } from "../../provision/folders.ts";
import { createProjectCompiler, type ProjectCompiler, type ProjectDashboard } from "../compile-project.ts";
import { findEntries } from "../find.ts";
import type { Project } from "../open-project.ts";
import { sideOfBundle } from "./bundle-side.ts";
import type { OpenSide } from "./open-side.ts";

/** A side that was built, or what keeps it from being built. */
export type SideBuild =
  | { readonly kind: "built"; readonly side: OpenSide }
  | { readonly kind: "failed"; readonly problems: readonly Problem[] };

/** How a side is built. */
export interface SideBuildOptions {
  /** Whether a project without dashboards is a side as well, not a failure. @default false */
  readonly mayBeEmpty?: boolean;
  /** Hears of each dashboard, for a progress line. */
  readonly onDashboard?: (() => void) | undefined;
}

/** Builds the side of an opened project; closing the side closes the project. */
export async function buildSide(
  project: Project,
  ref: Omit<SideRef, "from">,
  options: SideBuildOptions = {},
): Promise<SideBuild> {
  const { config } = project;
  if (config === undefined) return { kind: "failed", problems: project.problems };
  const entries = await entriesOf(project, config, options);
  const compiler = createProjectCompiler(project, config, { panelKeys: true });
  const { dashboards, problems } = await compiler.compile(entries, entries, options.onDashboard);
  if (hasErrors(problems)) return { kind: "failed", problems };
  const bundle = { dashboards, dataSources: config.dataSources, folders: foldersOf(dashboards) };
  return {
    kind: "built",
    side: {
      side: sideOfBundle(bundle, { ...ref, from: "definitions" }),
      problems,
      built: { project, config, bundle },
      locate: (uids) => locate(compiler, dashboards, new Set(uids)),
      close: () => project.close(),
    },
  };
}

async function entriesOf(
  project: Project,
  config: ProjectConfig,
  { mayBeEmpty = false }: SideBuildOptions,
): Promise<readonly string[]> {
  try {
    return await findEntries(project.root, config.dashboards);
  } catch (error) {
    if (mayBeEmpty && error instanceof DashError && error.code === "no-dashboards") return [];
    throw error;
  }
}

async function locate(
  compiler: ProjectCompiler,
  dashboards: readonly ProjectDashboard[],
  uids: ReadonlySet<string>,
): Promise<ReadonlyMap<string, DefinitionSources>> {
  const wanted = dashboards.filter(({ uid, sources }) => sources !== undefined && uids.has(uid));
  const located = await compiler.locate([...new Set(wanted.map(({ file }) => file))]);
  return new Map([...located].filter(([uid]) => uids.has(uid)));
}
