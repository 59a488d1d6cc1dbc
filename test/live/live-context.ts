import { inject } from "vitest";
import type { LiveContext } from "./global-setup.ts";

/** What a test knows of the running stack; empty when the stack cannot run here. */
export type RunningContext = Extract<LiveContext, { readonly kind: "running" }>;

/** Why the tests are skipped, or nothing: they run. */
export function skipReason(): string | undefined {
  const live = inject("live");
  return live.kind === "skipped" ? live.reason : undefined;
}

/** The running stack; only for tests that are not skipped. */
export function runningContext(): RunningContext {
  const live = inject("live");
  if (live.kind === "skipped") throw new Error(live.reason);
  return live;
}

/** The title of a group of tests; it tells what to install where the group is skipped. */
export function liveTitle(title: string): string {
  const reason = skipReason();
  return reason === undefined ? title : `${title} (skipped: ${reason})`;
}
