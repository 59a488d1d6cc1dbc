import { existsSync, realpathSync, statSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { DashError } from "../base/dash-error.ts";
import { compareText, quoteList } from "../base/text.ts";

/** A project on disk. */
export interface FoundProject {
  /** The folder of the configuration, without symbolic links. */
  readonly root: string;
  /** The configuration file, relative to the root. */
  readonly configFile: string;
}

const configNames = ["dash.config.ts", "dash.config.mts", "dash.config.js", "dash.config.mjs"] as const;

/** The name of the configuration in a folder; `undefined` where it has none. */
export function configIn(folder: string): string | undefined {
  return configNames.find((candidate) => existsSync(join(folder, candidate)));
}

/** Finds the configuration: the given file, or the nearest `dash.config.*` from a folder upwards. */
export function findProject(cwd: string, configFile?: string): FoundProject {
  if (configFile !== undefined) return givenProject(resolve(cwd, configFile), configFile);
  for (let folder = resolve(cwd); ; folder = dirname(folder)) {
    const name = configIn(folder);
    if (name !== undefined) return { root: realpathSync(folder), configFile: name };
    if (dirname(folder) === folder) break;
  }
  throw new DashError("config-not-found", {
    message: `There is no dash.config.ts in \`${cwd}\` or above.`,
    hint: "Run `npx dash init` to make a project here, or name the file with `--config`.",
  });
}

function givenProject(path: string, given: string): FoundProject {
  if (!existsSync(path) || !statSync(path).isFile()) {
    throw new DashError("config-not-found", {
      message: `The configuration \`${given}\` is not there.`,
      hint: "Check the path; it starts from the current folder.",
    });
  }
  const root = realpathSync(dirname(path));
  return { root, configFile: relative(root, realpathSync(path)).replaceAll("\\", "/") };
}

/** The files that export dashboards, relative to the root, in an order that no file system decides. */
export async function findEntries(root: string, patterns: readonly string[]): Promise<readonly string[]> {
  // Loaded here, so that the child process and the bundler, which start meanwhile, do not wait for it.
  const { glob } = await import("tinyglobby");
  const files = await glob([...patterns], {
    cwd: root,
    ignore: ["**/node_modules/**", "**/*.d.ts"],
    onlyFiles: true,
    expandDirectories: false,
  });
  if (files.length === 0) {
    throw new DashError("no-dashboards", {
      message: `No file matches ${quoteList(patterns)} in \`${root}\`.`,
      hint: "Write a dashboard there, or change `dashboards` in dash.config.ts.",
    });
  }
  return files.map((file) => file.replaceAll("\\", "/")).sort(compareText);
}
