import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { onTestFinished } from "vitest";
import { DashError } from "../../src/base/dash-error.ts";
import { runMetrics, type MetricsArguments } from "../../src/cli/commands/metrics.ts";
import { createTestIo } from "./command-io.ts";

/** What a run of `dash metrics` left. */
export interface MetricsRun {
  readonly stdout: string;
  readonly stderr: string;
  /** The exit code, or the failure. */
  readonly result: number | DashError;
}

/** An empty folder that is removed when the test ends. */
export async function emptyFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "dash-metrics-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

/** Runs `dash metrics` in process. */
export async function dashMetrics(cwd: string, args: MetricsArguments, stdin = ""): Promise<MetricsRun> {
  const { io, printed } = createTestIo({ cwd, stdin: Readable.from(Buffer.from(stdin)) });
  const result = await runMetrics(io, args).catch((error: unknown) => {
    if (error instanceof DashError) return error;
    throw error;
  });
  return { ...printed, result };
}
