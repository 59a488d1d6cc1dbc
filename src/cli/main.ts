import { Command, CommanderError, Option } from "commander";
import { DashError } from "../base/dash-error.ts";
import { failureJson, formatBug, formatFailure } from "../report/failure.ts";
import { choosePalette } from "../report/palette.ts";
import { helpText } from "./help.ts";
import type { CommandIo } from "./io.ts";
import { type CommandSpec, commandTable, type CommandValues, type OptionSpec } from "./table.ts";

/** What a bug and an interruption end with; every expected failure has a code of its own. */
const bugExitCode = 70;
const interruptedExitCode = 130;
const usageExitCode = 2;

/** Runs a command line; the answer is the exit code. Nothing but `io` is touched. */
export async function main(argv: readonly string[], io: CommandIo): Promise<number> {
  let exitCode = 0;
  const program = createProgram(io, async (command, values) => {
    const run = await command.load();
    exitCode = await run(io, values);
  });
  try {
    await program.parseAsync([...argv], { from: "user" });
    return exitCode;
  } catch (error) {
    return reportFailure(error, argv, io);
  }
}

type Dispatch = (command: CommandSpec, values: CommandValues) => Promise<void>;

function createProgram(io: CommandIo, dispatch: Dispatch): Command {
  const program = new Command("dash")
    .exitOverride()
    .configureOutput({
      writeOut: (text) => void io.stdout.write(text),
      writeErr: (text) => void io.stderr.write(text),
    })
    .configureHelp({ helpWidth: 100 })
    .showSuggestionAfterError()
    .enablePositionalOptions()
    .version(io.version, "-V, --version", "print the version")
    .helpCommand(false)
    .action(() => {
      throw new DashError("usage", {
        message: "No command was given.",
        hint: "Run `dash --help` to see the commands.",
      });
    });
  program.helpInformation = () => helpText(io.version);
  for (const spec of commandTable) addCommand(program, spec, dispatch);
  return program;
}

function addCommand(program: Command, spec: CommandSpec, dispatch: Dispatch): void {
  const command = program.command(spec.name).description(spec.summary);
  for (const argument of spec.arguments ?? []) command.argument(argument.name, argument.description);
  for (const option of spec.options) command.addOption(toOption(option));
  command.addHelpText("after", ["\nExamples:", ...spec.examples.map((example) => `  ${example}`)].join("\n"));
  command.action(async (...given: unknown[]) => {
    const names = (spec.arguments ?? []).map(({ name }) => name.replace(/[<>[\].]/g, ""));
    const positional = Object.fromEntries(names.map((name, index) => [name, given[index]]));
    await dispatch(spec, { ...positional, ...command.opts() });
  });
}

function toOption({ flags, description, choices, repeatable }: OptionSpec): Option {
  const option = new Option(flags, description);
  if (choices !== undefined) option.choices(choices);
  if (repeatable === true) {
    option.argParser((value: string, previous: readonly string[] | undefined) => [
      ...(previous ?? []),
      value,
    ]);
  }
  return option;
}

function reportFailure(error: unknown, argv: readonly string[], io: CommandIo): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : usageExitCode;
  if (io.signal.aborted) return interruptedExitCode;
  const json = argv.includes("--json");
  if (json) io.stdout.write(`${JSON.stringify(failureJson(error), null, 2)}\n`);
  if (error instanceof DashError) {
    if (!json) io.stderr.write(formatFailure(error, choosePalette(io.isTTY, io.env)));
    return error.exitCode;
  }
  io.stderr.write(formatBug(error, { dash: io.version, node: io.nodeVersion }));
  return bugExitCode;
}
