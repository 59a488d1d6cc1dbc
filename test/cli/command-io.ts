import { setImmediate } from "node:timers/promises";
import { Readable } from "node:stream";
import type { CommandIo } from "../../src/cli/io.ts";

/** What a command printed. */
export interface Printed {
  stdout: string;
  stderr: string;
}

/** The surroundings of a command in process, and what it prints. No terminal, no environment, a clock that stands. */
export function createTestIo(overrides: Partial<CommandIo> = {}): {
  readonly io: CommandIo;
  readonly printed: Readonly<Printed>;
} {
  const printed: Printed = { stdout: "", stderr: "" };
  const io: CommandIo = {
    stdout: { write: (text) => (printed.stdout += text) },
    stderr: { write: (text) => (printed.stderr += text) },
    stdin: Readable.from([]),
    isStdinTTY: false,
    env: {},
    cwd: "/",
    isTTY: false,
    columns: 80,
    signal: new AbortController().signal,
    version: "1.2.3",
    platform: "linux",
    nodeVersion: "v20.19.0",
    now: () => new Date("2026-11-22T22:03:11Z"),
    random: () => 0.5,
    // Waits are never what a command is tested for.
    sleep: (_, signal) => setImmediate(undefined, signal && { signal }),
    run: () => Promise.resolve(undefined),
    ...overrides,
  };
  return { io, printed };
}
