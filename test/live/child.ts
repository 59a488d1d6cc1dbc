import { type ChildProcess, spawn } from "node:child_process";
import { createServer } from "node:net";
import { once } from "node:events";
import process from "node:process";
import { setTimeout as sleep } from "node:timers/promises";

/** A program that the live test started and must stop. */
export interface Child {
  /** An error that says how it ended and what it wrote last, or nothing while it runs. */
  readonly failure: () => Error | undefined;
  /** Ends it: SIGTERM, and SIGKILL after ten seconds. */
  stop(): Promise<void>;
}

const loggedCharacters = 8_000;
const running = new Set<ChildProcess>();

// The last resort when the test runner ends without its teardown: nothing may outlive it.
process.once("exit", () => {
  for (const child of running) child.kill("SIGTERM");
});

/** Starts a program; what it writes is kept for error messages. */
export function startChild(command: string, args: readonly string[]): Child {
  return watchChild(command, spawn(command, args, { stdio: ["ignore", "pipe", "pipe"] }));
}

/** Takes charge of a process that somebody else spawned. */
export function watchChild(name: string, child: ChildProcess): Child {
  let written = "";
  let failure: Error | undefined;
  const keep = (chunk: Buffer): void => {
    written = (written + chunk.toString()).slice(-loggedCharacters);
  };
  const end = (reason: string): void => {
    running.delete(child);
    failure ??= new Error(`\`${name}\` ended (${reason}). Its log ends:\n${written}`);
  };
  running.add(child);
  child.stdout?.on("data", keep);
  child.stderr?.on("data", keep);
  child.once("error", (error) => end(error.message));
  child.once("exit", (code, signal) => end(signal ?? `exit code ${code}`));
  return { failure: () => failure, stop: () => stopProcess(child) };
}

async function stopProcess(child: ChildProcess): Promise<void> {
  if (!running.has(child)) return;
  const ended = once(child, "exit");
  child.kill("SIGTERM");
  const patience = new AbortController();
  const timeout = sleep(10_000, undefined, { signal: patience.signal }).then(
    () => child.kill("SIGKILL"),
    () => undefined,
  );
  await ended;
  patience.abort();
  await timeout;
}

/** A loopback TCP port that nobody listens on at this moment. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  await once(server, "close");
  if (address === null || typeof address === "string") throw new Error("The system gave no port.");
  return address.port;
}
