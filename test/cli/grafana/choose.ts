import { DashError } from "../../../src/base/dash-error.ts";
import { readConnectionOptions } from "../../../src/cli/grafana/connection-options.ts";
import { chooseTarget, type ChosenTarget, type TargetRequest } from "../../../src/cli/grafana/target.ts";
import type { ProjectEnvironment } from "../../../src/config/read-config.ts";

/** What a target is chosen from. */
export interface Given {
  /** What commander made of the command line. */
  readonly flags?: Readonly<Record<string, unknown>>;
  readonly env?: Readonly<Record<string, string>>;
  readonly environment?: Partial<ProjectEnvironment>;
  readonly files?: Readonly<Record<string, string>>;
}

/** Chooses the target in the folder `/work`, of a project in `/project`. */
export function choose({ flags = {}, env = {}, environment, files = {} }: Given): ChosenTarget {
  const request: TargetRequest = {
    options: readConnectionOptions(flags),
    env,
    environment: environment && { name: "prod", headers: {}, ...environment },
    environments: environment ? ["prod", "staging"] : [],
    cwd: "/cwd",
    root: "/project",
    readFile: (path) => {
      const text = files[path];
      if (text === undefined) throw Object.assign(new Error("gone"), { code: "ENOENT" });
      return text;
    },
  };
  return chooseTarget(request);
}

/** The message and the hint of the error. */
export function refusal(given: Given): string {
  try {
    choose(given);
  } catch (error) {
    if (error instanceof DashError) return `${error.code}: ${error.message} ${error.hint}`;
    throw error;
  }
  throw new Error("It was not refused.");
}
