/**
 * Where an authoring function was called. Capturing must be cheap (it happens for every panel), so only
 * V8's raw stack is kept; it is formatted when a problem needs the place.
 */
export interface CallSite {
  /** V8's stack text, one `at …` line for each frame; formatted on first access. */
  readonly stack: string;
}

/** Captures the stack above `caller`, the authoring function that the user called. */
export function captureCallSite(caller: (...args: never[]) => unknown): CallSite {
  const site = {};
  Error.captureStackTrace(site, caller);
  return site as CallSite;
}
