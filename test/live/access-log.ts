import { fork } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { type Child, watchChild } from "./child.ts";
import { makeFolder, startOrUndo } from "./cleanup.ts";

/** A running replica of the access-log application. */
export interface AccessLogReplica {
  /** Its `host:port`. */
  readonly target: string;
  /** Ends the process and starts a new one on the same port, as a deployment does. */
  restart(): Promise<void>;
}

/** The running access-log application. */
export interface AccessLog {
  readonly replicas: readonly AccessLogReplica[];
  stop(): Promise<void>;
}

/** Starts the access-log application in so many processes. */
export async function startAccessLog(replicaCount: number): Promise<AccessLog> {
  return startOrUndo(async (cleanup) => {
    const program = join(await makeFolder(cleanup, "access-log"), "app.cjs");
    // Node 20 runs no TypeScript.
    await build({
      entryPoints: [fileURLToPath(new URL("access-log-app.ts", import.meta.url))],
      outfile: program,
      bundle: true,
      platform: "node",
      format: "cjs",
      logLevel: "error",
    });
    const hostnames = Array.from({ length: replicaCount }, (_, index) => `accesslog-${index + 1}`);
    const replicas = await Promise.all(
      hostnames.map(async (hostname) => {
        const { replica, stop } = await startReplica(program, hostname);
        cleanup.add(stop);
        return replica;
      }),
    );
    return { replicas, stop: () => cleanup.run() };
  });
}

async function startReplica(
  program: string,
  hostname: string,
): Promise<{ replica: AccessLogReplica; stop: () => Promise<void> }> {
  let { child, port } = await forkApp(program, hostname, 0);
  const restart = async (): Promise<void> => {
    await child.stop();
    ({ child } = await forkApp(program, hostname, port));
  };
  return { replica: { target: `127.0.0.1:${port}`, restart }, stop: () => child.stop() };
}

async function forkApp(
  program: string,
  hostname: string,
  port: number,
): Promise<{ readonly child: Child; readonly port: number }> {
  const forked = fork(program, [hostname, String(port)], {
    // A small young generation makes garbage collections frequent, so that their metrics exist soon.
    execArgv: ["--max-semi-space-size=1"],
    stdio: ["ignore", "pipe", "pipe", "ipc"],
  });
  const child = watchChild(`access-log ${hostname}`, forked);
  const [address] = (await Promise.race([
    once(forked, "message"),
    once(forked, "exit").then(() => Promise.reject(child.failure() ?? new Error("It ended at once."))),
  ])) as [{ port: number }];
  return { child, port: address.port };
}
