import { createHook } from "node:async_hooks";

/** What keeps a process alive and where it was made; for diagnosing runs only, since it slows everything. */
export interface ResourceTrace {
  /** The stacks of the promises that are not settled, the latest first. */
  pendingPromises(): readonly string[];
  /** The stacks of the handles that keep the process alive, the latest first. */
  openHandles(): readonly string[];
}

interface Resource {
  readonly promise: boolean;
  readonly handle: { hasRef?: () => boolean };
  readonly stack: string;
}

/** Starts to record where each asynchronous resource is made. `marker` is a part of every user frame. */
export function traceResources(marker: string): ResourceTrace {
  const resources = new Map<number, Resource>();
  const forget = (id: number): void => void resources.delete(id);
  createHook({
    init(id, type, _trigger, handle) {
      const holder = { stack: "" };
      Error.captureStackTrace(holder);
      if (!holder.stack.includes(marker)) return;
      resources.set(id, { promise: type === "PROMISE", handle, stack: holder.stack });
    },
    promiseResolve: forget,
    destroy: forget,
  }).enable();
  const stacks = (wanted: (resource: Resource) => boolean): readonly string[] =>
    [...resources.values()]
      .filter(wanted)
      .map(({ stack }) => stack)
      .reverse();
  return {
    pendingPromises: () => stacks(({ promise }) => promise),
    openHandles: () => stacks(({ promise, handle }) => !promise && keepsAlive(handle)),
  };
}

function keepsAlive(handle: { hasRef?: () => boolean }): boolean {
  return typeof handle.hasRef === "function" ? handle.hasRef() : false;
}
