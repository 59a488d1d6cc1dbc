import { fork, type ChildProcess } from "node:child_process";
import type { Socket } from "node:net";
import type { Readable } from "node:stream";
import { setImmediate as nextTurn } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { createFrameDecoder } from "./frames.ts";
import type { ChildEvent, Command } from "./messages.ts";

/** Takes what the user's files print. */
export interface OutputSink {
  write(text: string): unknown;
}

/** How to start a child. */
export interface ChildOptions {
  /** The environment of this process, of which the child gets what it needs to start. */
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Where the user's output goes, whatever stream it was written to. */
  readonly stderr: OutputSink;
  /** The limit of the child's heap in megabytes. */
  readonly memoryMegabytes: number;
  readonly cwd: string;
}

/** How a command ended. */
export type CommandEnd =
  | { readonly kind: "done" }
  | { readonly kind: "timeout" }
  | { readonly kind: "exit"; readonly reason: string; readonly outOfMemory: boolean };

/** Handles an event; the child waits while a promise that it returned is pending. */
export type EventHandler = (event: ChildEvent) => void | Promise<void>;

/** A child process that evaluates user code, one command after the other. */
export interface Child {
  /** Sends a command without an answer. */
  tell(command: Command): void;
  /** Runs a command; the time-out counts from the last sign of progress. */
  run(command: Command, onEvent: EventHandler, timeoutSeconds: number): Promise<CommandEnd>;
  /** Ends the process at once; safe to repeat. */
  kill(): void;
  readonly isAlive: () => boolean;
}

/**
 * The compiled program of the child, which is the same whether this module runs from the sources or from the
 * build output.
 */
const program = fileURLToPath(new URL("../../dist/project/evaluator.js", import.meta.url));

/** Variables without which programs do not start; tokens and settings stay outside. */
const passedVariables = [
  "PATH",
  "Path",
  "SystemRoot",
  "SYSTEMROOT",
  "windir",
  "SystemDrive",
  "ComSpec",
  "PATHEXT",
  "TEMP",
  "TMP",
  "USERPROFILE",
];

/** How long a child may take to boot, in milliseconds. */
const bootMilliseconds = 30_000;
/** How long the streams may stay open after the process ended, in milliseconds. */
const drainMilliseconds = 500;

/** Starts a child; it boots while the caller goes on. */
export function startChild(options: ChildOptions): Child {
  const child = fork(program, [], {
    cwd: options.cwd,
    env: childEnvironment(options.env),
    execArgv: [`--max-old-space-size=${options.memoryMegabytes}`],
    stdio: ["ignore", "pipe", "pipe", "pipe", "ipc"],
    serialization: "advanced",
  });
  let alive = true;
  let listener: EventHandler = () => undefined;
  const drained = readEvents(child.stdio[3] as Readable, (event) => listener(event));
  const ended = watchEnd(child, options.stderr).then(async (end) => {
    alive = false;
    // Everything that was written before the end counts.
    await drained;
    return end;
  });
  const send = (command: Command): void => {
    if (alive && child.connected) child.send(command, () => undefined);
  };
  return {
    tell: send,
    isAlive: () => alive,
    kill() {
      alive = false;
      child.kill("SIGKILL");
    },
    run(command, onEvent, timeoutSeconds) {
      return new Promise((resolve, reject) => {
        const watch = watchProgress(timeoutSeconds * 1000, () => finish(() => resolve({ kind: "timeout" })));
        const finish = (settle: () => void): void => {
          watch.stop();
          listener = () => undefined;
          settle();
        };
        listener = async (event) => {
          try {
            await watch.during(() => onEvent(event));
            if (event.kind !== "done") return;
            await outputReceived(child);
            finish(() => resolve({ kind: "done" }));
          } catch (error) {
            finish(() => reject(error as Error));
          }
        };
        void ended.then((end) => finish(() => resolve(end)));
        send(command);
      });
    },
  };
}

function childEnvironment(env: ChildOptions["env"]): Record<string, string> {
  const passed = passedVariables.flatMap((name) => {
    const value = env[name];
    return value === undefined ? [] : [[name, value] as const];
  });
  return { ...Object.fromEntries(passed), TZ: "UTC", LANG: "C", LC_ALL: "C" };
}

/**
 * Waits for what the files printed before the last event, which comes by another pipe: it is there, but may not
 * have been read. Two turns of the event loop without more of it are enough.
 */
async function outputReceived(child: ChildProcess): Promise<void> {
  const bytes = (): number =>
    [child.stdout, child.stderr].reduce(
      (sum, stream) => sum + ((stream as Socket | null)?.bytesRead ?? 0),
      0,
    );
  for (let quiet = 0, seen = bytes(); quiet < 2; quiet++) {
    await nextTurn();
    if (bytes() !== seen) quiet = 0;
    seen = bytes();
  }
}

/** Hands on one event after the other; while a handler is busy, the child blocks on the full pipe. */
async function readEvents(pipe: Readable, handle: EventHandler): Promise<void> {
  const decoder = createFrameDecoder();
  try {
    for await (const chunk of pipe) {
      for (const event of decoder.push(chunk as Buffer)) {
        const handled = handle(event as ChildEvent);
        if (handled !== undefined) await handled;
      }
    }
  } catch {
    // The pipe broke: the end of the process tells more.
  }
}

interface ProgressWatch {
  /** Runs a handler, whose own time does not count as the child's. */
  during(handler: () => void | Promise<void>): void | Promise<void>;
  stop(): void;
}

function watchProgress(milliseconds: number, onTimeout: () => void): ProgressWatch {
  let progress = 0;
  let busy = false;
  let stopped = false;
  const check = (): void => {
    const seen = progress;
    // When this process was busy itself, events wait in the pipe: read them before judging.
    setImmediate(() => {
      if (stopped) return;
      if (busy || progress !== seen) timer.refresh();
      else onTimeout();
    });
  };
  // Until the first event the child boots, which is nobody's fault.
  let timer = setTimeout(check, Math.max(milliseconds, bootMilliseconds));
  const done = (): void => {
    busy = false;
    if (!stopped) timer.refresh();
  };
  return {
    during(handler) {
      if (progress++ === 0) {
        clearTimeout(timer);
        timer = setTimeout(check, milliseconds);
      }
      busy = true;
      const handled = handler();
      return handled === undefined ? done() : handled.finally(done);
    },
    stop() {
      stopped = true;
      clearTimeout(timer);
    },
  };
}

/** The first words of V8's report when the heap is full, which is of no use to the user. */
const heapReport = /\n?<--- Last few GCs --->|FATAL ERROR: .*heap/;

function watchEnd(child: ChildProcess, stderr: OutputSink): Promise<Extract<CommandEnd, { kind: "exit" }>> {
  let outOfMemory = false;
  const forward = (text: string): void => {
    if (!outOfMemory && heapReport.test(text)) {
      outOfMemory = true;
      stderr.write(text.slice(0, text.search(heapReport)));
    } else if (!outOfMemory) stderr.write(text);
  };
  for (const stream of [child.stdout, child.stderr]) stream?.setEncoding("utf8").on("data", forward);
  return new Promise((resolve) => {
    const end = (reason: string): void => resolve({ kind: "exit", reason, outOfMemory });
    child.once("error", (error) => end(error.message));
    child.once("exit", (code, signal) => {
      const reason = signal ?? `exit code ${code}`;
      child.once("close", () => end(reason));
      // A process that the user's code started may hold the streams open.
      setTimeout(() => end(reason), drainMilliseconds).unref();
    });
  });
}
