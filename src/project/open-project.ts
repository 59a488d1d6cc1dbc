import { readFileSync } from "node:fs";
import { join } from "node:path";
import { hasErrors, type Problem } from "../base/problem.ts";
import { defaultDashboards, type ProjectConfig, readConfig } from "../config/read-config.ts";
import type { LoadFacts } from "./cache.ts";
import { findEntries, type FoundProject, findProject } from "./find.ts";
import type { LoadResult } from "./load-entries.ts";
import { createLoader, type Loader } from "./loader.ts";
import type { LoaderOptions } from "./session.ts";
import { createSpool, type Spool } from "./spool.ts";

/** Which project to open, and for which Grafana. */
export interface ProjectRequest extends Pick<
  LoaderOptions,
  "env" | "signal" | "stderr" | "watch" | "timeoutSeconds"
> {
  /** Where the search for the configuration starts. */
  readonly cwd: string;
  /** The configuration file. @default the nearest dash.config.ts, upwards */
  readonly configFile?: string | undefined;
  /** The environment whose data sources are used. @default those of the configuration itself */
  readonly environment?: string | undefined;
}

/** An opened project: its configuration, or what is wrong with it, and the loader of its files. */
export interface Project {
  readonly root: string;
  /** The configuration file, relative to the root. */
  readonly configFile: string;
  readonly config: ProjectConfig | undefined;
  readonly problems: readonly Problem[];
  /** What the configuration was made of, for caches and for watching. */
  readonly configLoad: LoadFacts & Pick<LoadResult, "inputs">;
  readonly loader: Loader;
  readonly spool: Spool;
  close(): void;
}

const workerModule = new URL("../../dist/project/compile-worker.js", import.meta.url).href;

/** Finds a project, starts its loader and evaluates its configuration. It must be closed. */
export async function openProject(request: ProjectRequest): Promise<Project> {
  const found = findProject(request.cwd, request.configFile);
  const loader = createLoader({
    root: found.root,
    workerModule,
    env: request.env,
    signal: request.signal,
    stderr: request.stderr,
    ...(request.watch === undefined ? {} : { watch: request.watch }),
    ...(request.timeoutSeconds === undefined ? {} : { timeoutSeconds: request.timeoutSeconds }),
  });
  const spool = createSpool();
  const close = (): void => {
    loader.close();
    spool.close();
  };
  // Most projects keep their dashboards where the default looks; their files are bundled while the configuration runs.
  const ahead = findEntries(found.root, [defaultDashboards]).then(loader.prepare, () => undefined);
  try {
    const evaluated = await loader.evaluateModule(found.configFile);
    const { config, problems } = hasErrors(evaluated.problems)
      ? { config: undefined, problems: evaluated.problems }
      : readConfig(evaluated.value, sourceOf(found), request.environment);
    await ahead;
    return { ...found, config, problems, configLoad: evaluated, loader, spool, close };
  } catch (error) {
    close();
    throw error;
  }
}

function sourceOf({ root, configFile }: FoundProject): { readonly file: string; readonly text: string } {
  return { file: configFile, text: readFileSync(join(root, configFile), "utf8") };
}
