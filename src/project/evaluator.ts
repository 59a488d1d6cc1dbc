import { createRequire, syncBuiltinESMExports } from "node:module";
import { rmSync } from "node:fs";
import process from "node:process";
import { fileURLToPath } from "node:url";
import { evaluateGroups, type EvaluationHost } from "./entry-run.ts";
import { writeFrame } from "./frames.ts";
import type { ChildEvent, Command, FailureRule, ModuleInspection } from "./messages.ts";
import { guardNetwork } from "./network-guard.ts";
import { describeThrown } from "./thrown.ts";

/*
 * The program of the child process. User code runs here and only here: without the parent's environment,
 * without the network, and where an endless loop or a crash costs no more than this process.
 */

/** The descriptor of the pipe that results go to; 1 and 2 belong to the user's own output. */
const resultChannel = 3;

/** Frames of library code may lie between an error and the user's call. */
Error.stackTraceLimit = 25;

/** What user code attempted and must not do; the attempt is reported even when the error is caught. */
class Refusal extends Error {
  override readonly name: string = "Refusal";
}

const exit = process.exit.bind(process);
/** Bound before user code may replace them. */
const outputs = [process.stdout, process.stderr].map((stream) => stream.write.bind(stream));
/** Refusals are reported when they happen, and may arrive a second time as what the module throws. */
const refusals = new WeakSet();
let entry: string | undefined;
let emptyLoop: (() => void) | undefined;
let temporary: string | undefined;
let bundleUrl: string | undefined;

const host: EvaluationHost = {
  report: (event) => writeFrame(resultChannel, event),
  fail,
  begin(file) {
    entry = file;
  },
  whenLoopEmpties(action) {
    emptyLoop = action;
  },
  activeResources: () => process.getActiveResourcesInfo(),
  flushOutput,
  channel: resultChannel,
};

function fail(rule: FailureRule, value: unknown, failedEntry: string | undefined): void {
  if (typeof value === "object" && value !== null && refusals.has(value)) return;
  host.report({ kind: "failure", failure: { rule, entry: failedEntry, thrown: describeThrown(value) } });
}

/** Reports what happens outside of an entry's own code: the stack tells the file, unless there is none. */
function failLater(rule: FailureRule, value: unknown): void {
  const isLocated = bundleUrl !== undefined && describeThrown(value).stack.includes(bundleUrl);
  fail(rule, value, isLocated ? undefined : entry);
}

function refuse(rule: FailureRule, attempt: string): Error {
  const refusal = new Refusal(attempt);
  fail(rule, refusal, entry);
  refusals.add(refusal);
  return refusal;
}

/** Resolves when everything that was printed has left this process; pipes take large texts piece by piece. */
async function flushOutput(): Promise<void> {
  await Promise.all(outputs.map((write) => new Promise<void>((resolve) => void write("", () => resolve()))));
}

function guardProcess(): void {
  process.exit = (code): never => {
    throw refuse("load-exit", `process.exit(${code ?? ""})`);
  };
  process.abort = (): never => {
    throw refuse("load-exit", "process.abort()");
  };
  const kill = process.kill.bind(process);
  process.kill = (pid, signal): true => {
    if (pid === process.pid) throw refuse("load-exit", "process.kill(process.pid)");
    return kill(pid, signal);
  };
  process.on("unhandledRejection", (reason) => failLater("load-rejects", reason));
  process.on("uncaughtException", (error) => failLater("load-throws", error));
  // CommonJS files in the bundle reach packages through `require`, which a module does not have.
  const require = createRequire(import.meta.url);
  Object.defineProperty(globalThis, "require", {
    value: (id: string): unknown => require(id.startsWith("file:") ? fileURLToPath(id) : id) as unknown,
    configurable: true,
    writable: true,
  });
}

async function inspectModule(url: string): Promise<ModuleInspection> {
  try {
    return { url, names: Object.keys((await import(url)) as object) };
  } catch (error) {
    return { url, thrown: describeThrown(error) };
  }
}

async function obey(command: Command): Promise<void> {
  switch (command.kind) {
    case "preload":
      // What fails here fails again, and is then reported, when the module is used.
      for (const module of command.modules) void import(module).catch(() => undefined);
      return;
    case "inspect":
      host.report({ kind: "begun" });
      host.report({ kind: "inspected", modules: await Promise.all(command.modules.map(inspectModule)) });
      host.report({ kind: "done" });
      return;
    case "evaluate":
      host.report({ kind: "begun" });
      temporary = command.temporary;
      bundleUrl = command.folderUrl;
      // Nothing of ours may keep the event loop alive: an empty loop then means that user code waits in vain.
      process.channel?.unref();
      try {
        await evaluateGroups(host, command);
      } catch (error) {
        host.report({ kind: "bug", thrown: describeThrown(error) });
      } finally {
        process.channel?.ref();
        entry = undefined;
      }
      host.report({ kind: "done" } satisfies ChildEvent);
  }
}

let queue: Promise<void> = Promise.resolve();
process.on("message", (command) => {
  queue = queue.then(() => obey(command as Command));
});
process.on("disconnect", () => {
  // The parent is gone without having tidied up.
  if (temporary !== undefined) rmSync(temporary, { recursive: true, force: true });
  exit(0);
});
process.on("beforeExit", () => {
  if (emptyLoop !== undefined) setImmediate(emptyLoop);
});
guardProcess();
guardNetwork((attempt) => refuse("load-network", attempt));
syncBuiltinESMExports();
