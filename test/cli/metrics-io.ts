import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { onTestFinished } from "vitest";
import { DashError } from "../../src/base/dash-error.ts";
import { runMetrics, type MetricsArguments } from "../../src/cli/commands/metrics.ts";
import type { CommandIo } from "../../src/cli/io.ts";

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
  const written = { stdout: "", stderr: "" };
  const io: CommandIo = {
    stdout: { write: (text) => (written.stdout += text) },
    stderr: { write: (text) => (written.stderr += text) },
    stdin: Readable.from(Buffer.from(stdin)),
    env: {},
    cwd,
    isTTY: false,
    version: "0.0.0",
    platform: process.platform,
    nodeVersion: process.version,
    signal: new AbortController().signal,
  };
  const result = await runMetrics(io, args).catch((error: unknown) => {
    if (error instanceof DashError) return error;
    throw error;
  });
  return { ...written, result };
}
