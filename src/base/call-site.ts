/**
 * Where an authoring function was called: V8's raw stack, formatted only when somebody reads it.
 *
 * Capturing costs microseconds, which add up over tens of thousands of panels. So a build first runs without it,
 * and evaluates the files in which something was found once more with it.
 */
export interface CallSite {
  /** V8's stack text, one `at …` line for each frame; empty when it was not captured. */
  readonly stack: string;
}

const notCaptured: CallSite = Object.freeze({ stack: "" });

let capturing = true;

/** Whether calls are captured from now on. @default true */
export function setCallSiteCapture(enabled: boolean): void {
  capturing = enabled;
}

/** Captures the stack above `caller`, the authoring function that the user called. */
export function captureCallSite(caller: (...args: never[]) => unknown): CallSite {
  if (!capturing) return notCaptured;
  const site = {};
  Error.captureStackTrace(site, caller);
  return site as CallSite;
}
