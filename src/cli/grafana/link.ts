import { readFileSync } from "node:fs";
import { DashError } from "../../base/dash-error.ts";
import type { ProjectConfig } from "../../config/read-config.ts";
import type { Grafana } from "../../grafana/model.ts";
import { expandedHider } from "../../push/desired/references.ts";
import type { CommandIo } from "../io.ts";
import type { ConnectionOptions } from "./connection-options.ts";
import { chooseTarget } from "./target.ts";

/** The way to a Grafana. It must be closed. */
export interface Link {
  /** Connects, once however often it is called. */
  connect(): Promise<Grafana>;
  /** Looks up environment variables for what is sent to Grafana; refuses when the user did not name the server. */
  readonly env: (name: string) => string | undefined;
  /** Writes references in the place of the values that the project's data sources refer to, in texts that are shown. */
  readonly hide: (text: string) => string;
  /** From now on an interruption no longer breaks calls off. */
  finishCalls(): void;
  close(): void;
}

/** What a link is made from. */
export interface LinkRequest {
  readonly connection: ConnectionOptions;
  readonly concurrency: number;
  /** The project, where a command opened it. */
  readonly project?: { readonly root: string; readonly config: ProjectConfig };
}

/** Finds out where to go and as whom; whatever is wrong with that is an error before any request. */
export function openLink({ connection, concurrency, project }: LinkRequest, io: CommandIo): Link {
  const { target, trusted } = chooseTarget({
    options: connection,
    env: io.env,
    environment: project?.config.environment,
    environments: project?.config.environments ?? [],
    cwd: io.cwd,
    root: project?.root ?? io.cwd,
    readFile: (path) => readFileSync(path, "utf8"),
  });
  const calls = new AbortController();
  const breakOff = (): void => calls.abort();
  if (io.signal.aborted) breakOff();
  io.signal.addEventListener("abort", breakOff, { once: true });
  const finishCalls = (): void => io.signal.removeEventListener("abort", breakOff);
  let connecting: Promise<Grafana> | undefined;
  const connect = async (): Promise<Grafana> => {
    const { connectGrafana } = await import("../../grafana/grafana.ts");
    const { sleep, random, env: environment } = io;
    return connectGrafana(target, { concurrency, signal: calls.signal, environment, sleep, random });
  };
  return {
    connect: () => (connecting ??= connect()),
    env: (name) => lookUp(name, io.env, trusted),
    // Nothing is sent, so that every server may be the one.
    hide: expandedHider([JSON.stringify(project?.config.dataSources ?? [])], (name) => io.env[name]),
    finishCalls,
    close() {
      finishCalls();
      connecting?.then(
        (grafana) => grafana.close(),
        () => undefined,
      );
    },
  };
}

function lookUp(name: string, env: CommandIo["env"], trusted: boolean): string | undefined {
  const value = env[name];
  if (value === undefined || trusted) return value;
  throw new DashError("usage", {
    message: `The data sources refer to \`${name}\`, whose value goes only to a server that you name.`,
    hint: "Set `GRAFANA_URL` to the address of the environment when it is the server that you mean.",
  });
}
