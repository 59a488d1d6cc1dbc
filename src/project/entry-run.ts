import { once } from "node:events";
import { serialize } from "node:v8";
import { Worker } from "node:worker_threads";
import type { ChildEvent, Command, Diagnosis, EntryGroup, FailureRule } from "./messages.ts";
import type { PauseRequest } from "./pause.ts";
import { traceResources, type ResourceTrace } from "./resource-trace.ts";
import { describeThrown } from "./thrown.ts";
import type { EntryWorker, WorkerModule } from "./worker.ts";

/** What the child process offers to the evaluation of entries. */
export interface EvaluationHost {
  report(event: ChildEvent): void;
  /** Reports what an entry threw. */
  fail(rule: FailureRule, value: unknown, entry: string | undefined): void;
  /** Names the entry that later failures belong to. */
  begin(file: string): void;
  /** Sets what happens when nothing is left that could go on by itself. */
  whenLoopEmpties(action: (() => void) | undefined): void;
  /** The kinds of what keeps the event loop alive. */
  activeResources(): readonly string[];
  /** Resolves when everything that was printed has left the process. */
  flushOutput(): Promise<void>;
  /** The descriptor of the result pipe. */
  readonly channel: number;
}

type EvaluateCommand = Extract<Command, { kind: "evaluate" }>;
type LoadTable = Readonly<Record<string, () => unknown>>;

/** How long timers that a file left behind may take to end by themselves, in milliseconds. */
const graceMilliseconds = 100;

/** The mark of a file that the bundler replaced because it is broken; its own problem is known already. */
const brokenMark = "dashBrokenFile";

/** Thrown in place of the result of a promise that nothing can settle any more. */
const stuck = Symbol("stuck");

/** Evaluates the groups in order, and hands the exports of each entry to the worker. */
export async function evaluateGroups(host: EvaluationHost, command: EvaluateCommand): Promise<void> {
  const trace = await startDiagnosis(host, command);
  const worker = await createEntryWorker(host, command);
  const run: Run = { host, command, worker, trace, suspects: new Map() };
  const before = countKinds(host.activeResources());
  for (const group of command.groups) {
    const table = await importGroup(run, group);
    if (table === undefined) break;
    for (const file of group.entries) await evaluateEntry(run, file, table);
  }
  await worker.finish();
  // Text that waits for its reader keeps the event loop alive, and is no leak.
  await host.flushOutput();
  await reportLeaks(run, before);
}

interface Run {
  readonly host: EvaluationHost;
  readonly command: EvaluateCommand;
  readonly worker: EntryWorker;
  readonly trace: ResourceTrace | undefined;
  /** The entries after which more kept the loop alive than before, with the kinds of what was added. */
  readonly suspects: Map<string, readonly string[]>;
}

async function importGroup(run: Run, group: EntryGroup): Promise<LoadTable | undefined> {
  const { host } = run;
  host.begin(group.entries[0] ?? "");
  try {
    const module = (await settled(host, import(group.url))) as { load: LoadTable };
    return module.load;
  } catch (error) {
    reportLinkFailure(run, group.entries, error);
    return undefined;
  }
}

async function evaluateEntry(run: Run, file: string, table: LoadTable): Promise<void> {
  const { host } = run;
  host.begin(file);
  host.report({ kind: "entry", file });
  const before = host.activeResources();
  const exports = await loadEntry(run, file, table);
  if (exports !== undefined) await addToWorker(run, file, exports);
  // Rejections that nobody handles are known after a turn of the event loop.
  await new Promise((resolve) => setImmediate(resolve));
  const added = addedKinds(before, host.activeResources());
  if (added.length > 0) run.suspects.set(file, added);
}

async function loadEntry(
  run: Run,
  file: string,
  table: LoadTable,
): Promise<Readonly<Record<string, unknown>> | undefined> {
  let loaded: unknown;
  try {
    loaded = table[file]?.();
    return toNamespace(loaded instanceof Promise ? await settled(run.host, loaded) : loaded);
  } catch (error) {
    if (loaded instanceof Promise && isOutsideBundle(run.command, error))
      reportLinkFailure(run, [file], error);
    else reportLoadFailure(run, file, error);
    return undefined;
  }
}

/** Whether an error came from what the bundle imports rather than from its code. */
function isOutsideBundle({ folderUrl }: EvaluateCommand, error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const frames = describeThrown(error)
    .stack.split("\n")
    .filter((line) => /^\s+at /.test(line));
  return !frames.some((frame) => frame.includes(folderUrl));
}

/** A package cannot be imported, or lacks a name: the parent finds out which, and bundles again. */
function reportLinkFailure(run: Run, entries: readonly string[], error: unknown): void {
  run.host.report({ kind: "link-failed", entries, thrown: describeThrown(error) });
}

function reportLoadFailure(run: Run, file: string, error: unknown): void {
  if (typeof error === "object" && error !== null && brokenMark in error) {
    run.host.report({ kind: "incomplete", file });
    return;
  }
  if (error !== stuck) {
    run.host.fail("load-throws", error, file);
    return;
  }
  if (run.trace !== undefined) run.host.report({ kind: "located", stacks: run.trace.pendingPromises() });
  reportPlain(run, "load-pending", file);
}

/** The exports of a file, also of a CommonJS one, where they are the default export. */
function toNamespace(loaded: unknown): Readonly<Record<string, unknown>> {
  const isNamespace =
    typeof loaded === "object" &&
    loaded !== null &&
    ("__esModule" in loaded || Object.prototype.toString.call(loaded) === "[object Module]");
  return isNamespace ? (loaded as Readonly<Record<string, unknown>>) : { default: loaded };
}

async function addToWorker(
  run: Run,
  file: string,
  exports: Readonly<Record<string, unknown>>,
): Promise<void> {
  try {
    const added = run.worker.add(file, exports);
    if (added instanceof Promise) await settled(run.host, added);
  } catch (error) {
    if (error === stuck) reportLoadFailure(run, file, error);
    else if (isThrownByUser(run.command, error)) run.host.fail("load-throws", error, file);
    else throw error;
  }
}

/** Whether user code, which the worker called back, threw it: then the user's frames come before ours. */
function isThrownByUser(command: EvaluateCommand, error: unknown): boolean {
  const { name, stack } = describeThrown(error);
  if (name === "DashError") return true;
  const own = [new URL("../", import.meta.url).href, command.worker?.module].flatMap((url) => {
    const position = url === undefined ? -1 : stack.indexOf(url);
    return position < 0 ? [] : [position];
  });
  const user = stack.indexOf(command.folderUrl);
  return user >= 0 && own.every((position) => user < position);
}

async function createEntryWorker(host: EvaluationHost, command: EvaluateCommand): Promise<EntryWorker> {
  const send = (body: unknown): void => host.report({ kind: "message", body });
  if (command.worker === undefined) return dataWorker(host, send);
  const { createWorker } = (await import(command.worker.module)) as WorkerModule;
  return createWorker(command.worker.settings, send);
}

/** Sends the default export itself. */
function dataWorker(host: EvaluationHost, send: (message: unknown) => void): EntryWorker {
  return {
    add(file, exports) {
      try {
        serialize(exports["default"]);
      } catch (error) {
        host.fail("load-not-data", error, file);
        return;
      }
      send({ value: exports["default"] });
    },
    finish: () => undefined,
  };
}

/** The promise's result, or the rejection `stuck` when the event loop runs empty before it settles. */
function settled<T>(host: EvaluationHost, promise: Promise<T>): Promise<T> {
  return new Promise<T>((resolve, reject) => {
    host.whenLoopEmpties(() => reject(stuck));
    promise.then(resolve, reject);
  }).finally(() => host.whenLoopEmpties(undefined));
}

async function reportLeaks(run: Run, before: ReadonlyMap<string, number>): Promise<void> {
  if (await loopEmpties(run.host)) return;
  const left = countKinds(run.host.activeResources());
  const leaked = new Set(
    [...left].filter(([kind, count]) => count > (before.get(kind) ?? 0)).map(([kind]) => kind),
  );
  if (leaked.size === 0) return;
  if (run.trace !== undefined) run.host.report({ kind: "located", stacks: run.trace.openHandles() });
  for (const [file, kinds] of run.suspects) {
    const kind = kinds.find((added) => leaked.has(added));
    if (kind !== undefined) reportPlain(run, "load-leaked-handle", file, kind);
  }
}

/** Reports a failure in which nothing was thrown. */
function reportPlain(run: Run, rule: FailureRule, entry: string, message = ""): void {
  const thrown = { name: "", message, stack: "", causes: [] };
  run.host.report({ kind: "failure", failure: { rule, entry, thrown } });
}

function loopEmpties(host: EvaluationHost): Promise<boolean> {
  return new Promise<boolean>((resolve) => {
    host.whenLoopEmpties(() => resolve(true));
    setTimeout(() => resolve(false), graceMilliseconds).unref();
  }).finally(() => host.whenLoopEmpties(undefined));
}

function countKinds(kinds: readonly string[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const kind of kinds) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  return counts;
}

function addedKinds(before: readonly string[], after: readonly string[]): readonly string[] {
  const counts = countKinds(before);
  return [...countKinds(after)]
    .filter(([kind, count]) => count > (counts.get(kind) ?? 0))
    .map(([kind]) => kind);
}

/** Prepares the run to tell a place: by a thread that pauses this one, or by traces of what is asynchronous. */
async function startDiagnosis(
  host: EvaluationHost,
  command: EvaluateCommand,
): Promise<ResourceTrace | undefined> {
  const { diagnosis } = command;
  if (diagnosis === undefined) return undefined;
  if (diagnosis.kind === "handles" || diagnosis.kind === "promise") return traceResources(command.folderUrl);
  await startPauseThread(host, diagnosis);
  if (diagnosis.kind !== "hang") return undefined;
  const trace = traceResources(command.folderUrl);
  // When this timer fires, the main thread is idle: it waits for a promise while something else keeps it alive.
  const tellPromises = (): void => host.report({ kind: "located", stacks: trace.pendingPromises() });
  setTimeout(tellPromises, diagnosis.milliseconds / 2).unref();
  return trace;
}

async function startPauseThread(host: EvaluationHost, diagnosis: Diagnosis): Promise<void> {
  const workerData: PauseRequest = { diagnosis, channel: host.channel };
  const thread = new Worker(new URL("../project/pause.js", import.meta.url), { workerData, execArgv: [] });
  await once(thread, "message");
  thread.unref();
}
