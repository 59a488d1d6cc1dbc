import { Session, type Debugger } from "node:inspector";
import { parentPort, workerData } from "node:worker_threads";
import process from "node:process";
import { writeFrame } from "./frames.ts";
import type { ChildEvent, Diagnosis } from "./messages.ts";

/*
 * The thread of a diagnosing run. It pauses the main thread, which is busy or about to run out of memory and
 * cannot tell itself where it is, and writes the call stack to the result pipe.
 */

/** What the main thread gives to this one. */
export interface PauseRequest {
  readonly diagnosis: Diagnosis;
  /** The descriptor of the result pipe. */
  readonly channel: number;
}

const { diagnosis, channel } = workerData as PauseRequest;
const session = new Session();
const scripts = new Map<string, string>();
const exceptionStacks: string[] = [];
/** Exceptions that are remembered, at most; library code may throw and catch many. */
const maximumExceptions = 50;
const pollMilliseconds = 5;

function stackText(frames: readonly Debugger.CallFrame[]): string {
  return frames
    .map(({ functionName, location }) => {
      const url = scripts.get(location.scriptId) ?? "";
      return `    at ${functionName} (${url}:${location.lineNumber + 1}:${(location.columnNumber ?? 0) + 1})`;
    })
    .join("\n");
}

function tell(stacks: readonly string[]): void {
  writeFrame(channel, { kind: "located", stacks } satisfies ChildEvent);
}

function pause(): void {
  session.post("Debugger.pause");
}

function pauseWhenMemoryGrows(megabytes: number): void {
  const start = process.memoryUsage.rss();
  const timer = setInterval(() => {
    if (process.memoryUsage.rss() - start < megabytes * 1_000_000) return;
    clearInterval(timer);
    pause();
  }, pollMilliseconds);
}

/** Starts to watch; the main thread goes on with the entry when it hears `ready`. */
function watch(): void {
  if (diagnosis.kind === "hang") setTimeout(pause, diagnosis.milliseconds);
  if (diagnosis.kind === "memory") pauseWhenMemoryGrows(diagnosis.megabytes);
  parentPort?.postMessage("ready");
}

session.connectToMainThread();
session.on("Debugger.scriptParsed", ({ params }) => void scripts.set(params.scriptId, params.url));
session.on("Debugger.paused", ({ params }) => {
  if (diagnosis.kind !== "throw") {
    tell([stackText(params.callFrames)]);
    return;
  }
  // The parent decides which one is the user's: it alone knows the source map.
  if (exceptionStacks.length < maximumExceptions) {
    exceptionStacks.push(stackText(params.callFrames));
    tell(exceptionStacks);
  }
  session.post("Debugger.resume");
});
session.post("Debugger.enable", () => {
  if (diagnosis.kind === "throw") session.post("Debugger.setPauseOnExceptions", { state: "all" }, watch);
  else watch();
});
// A session alone does not keep its thread alive.
setInterval(() => undefined, 60_000);
