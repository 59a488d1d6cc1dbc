import { env } from "node:process";
import type { TestProject } from "vitest/node";
import { exerciseStack, startStack } from "./stack.ts";
import { reasonNotToRun } from "./tools.ts";

/** What the tests know of the stack, which lives in the process of the test runner. */
export type LiveContext =
  | {
      readonly kind: "running";
      /** The URL of Prometheus. */
      readonly prometheus: string;
      /** The moment of all queries, in Unix seconds: the stack was at rest. */
      readonly time: number;
      readonly containers: { readonly running: number; readonly paused: number; readonly stopped: number };
      /** The number of scraped targets per job. */
      readonly targets: Readonly<Record<string, number>>;
    }
  | { readonly kind: "skipped"; readonly reason: string };

declare module "vitest" {
  interface ProvidedContext {
    live: LiveContext;
  }
}

/** Starts the stack once for all test files, and ends it after them. */
export async function setup(project: TestProject): Promise<(() => Promise<void>) | undefined> {
  const reason = reasonNotToRun();
  if (reason !== undefined) {
    if (env["CI"] === "true") throw new Error(`The live test cannot run: ${reason}`);
    project.vitest.logger.warn(`The live test is skipped: ${reason}`);
    project.provide("live", { kind: "skipped", reason });
    return undefined;
  }
  const stack = await startStack();
  try {
    const { time, containers } = await exerciseStack(stack);
    const targets = Object.fromEntries(stack.jobs.map(({ name, targets }) => [name, targets.length]));
    project.provide("live", { kind: "running", prometheus: stack.prometheus, time, containers, targets });
  } catch (error) {
    await stack.stop().catch(() => undefined);
    throw error;
  }
  return () => stack.stop();
}
