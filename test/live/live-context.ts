import { inject } from "vitest";
import type { LiveContext } from "./global-setup.ts";

/** What a test knows of the running stack; empty when the stack cannot run here. */
type RunningContext = Extract<LiveContext, { readonly kind: "running" }>;

/** Whether the stack cannot run here; the runner has told why. */
export function isSkipped(): boolean {
  return inject("live").kind === "skipped";
}

/** The running stack; only for tests that are not skipped. */
export function runningContext(): RunningContext {
  const live = inject("live");
  if (live.kind === "skipped") throw new Error(live.reason);
  return live;
}
