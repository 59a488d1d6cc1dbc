import { DashError } from "../base/dash-error.ts";
import {
  type FailureJson,
  failureJson,
  formatBug,
  formatFailure,
  interruptionJson,
} from "../report/failure.ts";
import { choosePalette } from "../report/palette.ts";
import { readCommandLine, readValues } from "./command-line.ts";
import { commandHelpText, helpText } from "./help.ts";
import type { CommandIo } from "./io.ts";

/** What a bug and an interruption end with; every expected failure has a code of its own. */
const bugExitCode = 70;
const interruptedExitCode = 130;

/** Runs a command line; the answer is the exit code. Nothing but `io` is touched. */
export async function main(argv: readonly string[], io: CommandIo): Promise<number> {
  try {
    return await run(argv, io);
  } catch (error) {
    return reportFailure(error, argv, io);
  }
}

async function run(argv: readonly string[], io: CommandIo): Promise<number> {
  const line = readCommandLine(argv);
  switch (line.kind) {
    case "help":
      io.stdout.write(line.command === undefined ? helpText(io.version) : commandHelpText(line.command));
      return 0;
    case "version":
      io.stdout.write(`${io.version}\n`);
      return 0;
    case "nothing":
      if (!wantsJson(argv)) io.stderr.write(`${helpText(io.version)}\n`);
      throw new DashError("usage", {
        message: "No command was given.",
        hint: "Run `npx dash build`, or `npx dash init` to start.",
      });
    case "run": {
      const values = readValues(line.command, line.words);
      const command = await line.command.load();
      return command(io, values);
    }
  }
}

function reportFailure(error: unknown, argv: readonly string[], io: CommandIo): number {
  const printJson = (document: FailureJson): void => {
    if (wantsJson(argv)) io.stdout.write(`${JSON.stringify(document, null, 2)}\n`);
  };
  if (io.signal.aborted) {
    printJson(interruptionJson);
    return interruptedExitCode;
  }
  printJson(failureJson(error));
  if (error instanceof DashError) {
    if (!wantsJson(argv)) io.stderr.write(formatFailure(error, choosePalette(io.isTTY, io.env)));
    return error.exitCode;
  }
  io.stderr.write(formatBug(error, { dash: io.version, node: io.nodeVersion }));
  return bugExitCode;
}

function wantsJson(argv: readonly string[]): boolean {
  const format = argv.indexOf("--format");
  return (
    argv.includes("--json") || argv.includes("--format=json") || (format >= 0 && argv[format + 1] === "json")
  );
}
