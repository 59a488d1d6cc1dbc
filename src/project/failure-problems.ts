import type { Place } from "../base/place.ts";
import type { Problem } from "../base/problem.ts";
import type { Failure, FailureRule, Thrown } from "./messages.ts";

/** What the wording of a failure needs besides the failure. */
export interface FailureContext {
  /** The project folder; its path is left out of messages, which must be the same on every machine. */
  readonly root: string;
  readonly timeoutSeconds: number;
  readonly memoryMegabytes: number;
}

/** A failure of user code as a problem at the place where it happened, or else at its entry. */
export function failureProblem(failure: Failure, place: Place | undefined, context: FailureContext): Problem {
  const { rule, entry, thrown } = failure;
  const at = thrown.at ?? place ?? (entry === undefined ? {} : { file: entry });
  if (thrown.name === "DashError") {
    const hint = thrown.hint === undefined ? {} : { hint: thrown.hint };
    return { rule: thrown.code ?? rule, severity: "error", message: thrown.message, ...hint, at };
  }
  const file = at.file === undefined ? "A file" : `\`${at.file}\``;
  const { message, hint } = wordings[rule](file, thrown, context);
  const text = message.replaceAll(`${context.root}/`, "").replaceAll(`${context.root}\\`, "");
  return { rule, severity: "error", message: text, ...(hint === undefined ? {} : { hint }), at };
}

interface Wording {
  readonly message: string;
  readonly hint?: string;
}

type Describe = (file: string, thrown: Thrown, context: FailureContext) => Wording;

const wordings: Readonly<Record<FailureRule, Describe>> = {
  "load-throws": (file, thrown) => ({ message: `${file} throws ${describeError(thrown)}` }),
  "load-rejects": (file, thrown) => ({
    message: `${file} leaves a rejected promise unhandled: ${describeError(thrown)}`,
    hint: "Await the promise, or handle its rejection.",
  }),
  "load-exit": (file, thrown) => ({
    message: `${file} ends the process: \`${thrown.message}\`.`,
    hint: "Throw an error instead; it is reported with its place.",
  }),
  "load-network": (file, thrown) => ({
    message: `${file} ${thrown.message}, which dashboard files must not do.`,
    hint: "Fetch the data beforehand, save it as a JSON file and import that file.",
  }),
  "load-pending": (file) => ({
    message: `${file} waits for a promise that nothing can settle.`,
  }),
  "load-timeout": (file, _thrown, { timeoutSeconds }) => ({
    message: `${file} has not finished loading after ${timeoutSeconds} s.`,
    hint: "Look for an endless loop, or for a promise that is never settled.",
  }),
  "load-memory": (file, _thrown, { memoryMegabytes }) => ({
    message: `${file} needs more than ${memoryMegabytes} MB of memory.`,
    hint: "Look for a list that grows without an end.",
  }),
  "load-leaked-handle": (file, thrown) => ({
    message: `${file} leaves ${handleName(thrown.message)} open after it was loaded.`,
    hint: "Close it, or do not open it in a dashboard file.",
  }),
  "load-not-data": (_file, thrown) => ({
    message: `The default export is not plain data: ${describeError(thrown)}`,
    hint: "Export an object of strings, numbers, booleans, lists and objects.",
  }),
  "load-skipped": (_file, thrown) => ({ message: thrown.message }),
};

/** `TypeError: x is not a function. Caused by Error: y.` */
export function describeError(thrown: Thrown): string {
  const own = thrown.name === "" ? thrown.message : `${thrown.name}: ${thrown.message}`;
  const causes = thrown.causes.map((cause) => ` Caused by ${describeError(cause)}`).join("");
  return `${/[.!?]$/.test(own) ? own : `${own}.`}${causes}`;
}

const handleNames: Readonly<Record<string, string>> = {
  Timeout: "a timer",
  Immediate: "a timer",
  FSEventWrap: "a file watcher",
  StatWatcher: "a file watcher",
  FSReqCallback: "a file operation",
  FSReqPromise: "a file operation",
  ProcessWrap: "a child process",
  Worker: "a worker thread",
  MessagePort: "a worker thread",
  PipeWrap: "a pipe",
  TTYWrap: "the terminal",
};

function handleName(kind: string): string {
  return handleNames[kind] ?? `\`${kind}\``;
}
