#!/usr/bin/env node
/** The process: the only file that reads `process` and ends it. */
import { readFileSync } from "node:fs";
import { isatty } from "node:tty";
import { helpText } from "./help.ts";
import type { CommandIo } from "./io.ts";

const version = (
  JSON.parse(readFileSync(new URL("../../package.json", import.meta.url), "utf8")) as {
    readonly version: string;
  }
).version;

let isOutputLost = false;
const exitCode = await run(process.argv.slice(2));
process.exitCode = isOutputLost ? 2 : exitCode;

/** `--version` and `--help` are answered with what is loaded by now: the table of commands and no more. */
async function run(argv: readonly string[]): Promise<number> {
  const [first] = argv;
  if (argv.length === 1 && (first === "--version" || first === "-V")) return print(`${version}\n`);
  if (argv.length === 1 && (first === "--help" || first === "-h")) {
    return print(helpText(version));
  }
  const { main } = await import("./main.ts");
  return main(argv, createIo());
}

function print(text: string): number {
  process.stdout.write(text);
  return 0;
}

function createIo(): CommandIo {
  const interruption = new AbortController();
  // The first Ctrl-C lets the command tidy up; the second one ends it where it is.
  process.once("SIGINT", () => interruption.abort());
  process.once("SIGTERM", () => interruption.abort());
  for (const stream of [process.stdout, process.stderr]) stream.on("error", loseOutput);
  return {
    stdout: process.stdout,
    stderr: process.stderr,
    // Opened by who reads it: a command that does not ask must not wait for it.
    get stdin() {
      return process.stdin;
    },
    isStdinTTY: isatty(0),
    env: process.env,
    cwd: process.cwd(),
    isTTY: process.stderr.isTTY === true,
    columns: process.stderr.columns ?? 80,
    signal: interruption.signal,
    version,
    platform: process.platform,
    nodeVersion: process.version,
    now: () => new Date(),
    random: Math.random,
    sleep: async (milliseconds, signal) => {
      const { setTimeout } = await import("node:timers/promises");
      await setTimeout(milliseconds, undefined, signal && { signal });
    },
    run: runProgram,
  };
}

/** A reader such as `head` that goes away is no failure of ours; a full disk must not look like a finding. */
function loseOutput({ code = "unknown" }: NodeJS.ErrnoException): void {
  if (code === "EPIPE" || isOutputLost) return;
  isOutputLost = true;
  process.exitCode = 2;
  process.stderr.write(`error: The output cannot be written (${code}). (unwritable-output)\n`);
}

async function runProgram(program: string, args: readonly string[]): Promise<string | undefined> {
  const { execFile } = await import("node:child_process");
  return new Promise((resolve) => {
    execFile(program, [...args], { timeout: 10_000, windowsHide: true }, (error, stdout) =>
      resolve(error === null ? stdout : undefined),
    );
  });
}
