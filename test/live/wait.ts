import { setTimeout as sleep } from "node:timers/promises";

/** How long, and how often, {@link waitUntil} looks. */
export interface WaitOptions {
  /** Milliseconds until it gives up. */
  readonly timeout: number;
  /** Milliseconds between two looks. @default 100 */
  readonly interval?: number;
  /** The reason why waiting is pointless by now, such as a dead process. */
  readonly failure?: () => Error | undefined;
}

/** Waits until `look` answers something; an error or `undefined` means "not yet". */
export async function waitUntil<Value>(
  what: string,
  look: () => Promise<Value | undefined>,
  { timeout, interval = 100, failure }: WaitOptions,
): Promise<Value> {
  const deadline = performance.now() + timeout;
  let cause: unknown;
  while (performance.now() < deadline) {
    const pointless = failure?.();
    if (pointless !== undefined) throw pointless;
    try {
      const value = await look();
      if (value !== undefined) return value;
      cause = undefined;
    } catch (error) {
      cause = error;
    }
    await sleep(interval);
  }
  const reason = cause instanceof Error ? ` Last: ${cause.message}` : "";
  throw new Error(`Waited ${timeout / 1000} s in vain until ${what}.${reason}`, { cause });
}
