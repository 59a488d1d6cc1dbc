/** Reads a command line by the table of commands; whatever is wrong with it is a `usage` error with a hint. */
import { Command, CommanderError, Option } from "commander";
import { DashError } from "../base/dash-error.ts";
import { nearest, plural, quoteList, suggest } from "../base/text.ts";
import { type CommandSpec, commandTable, type CommandValues, type OptionSpec } from "./table.ts";

/** What a command line asks for. */
export type CommandLine =
  | { readonly kind: "run"; readonly command: CommandSpec; readonly words: readonly string[] }
  | { readonly kind: "help"; readonly command?: CommandSpec }
  | { readonly kind: "version" }
  | { readonly kind: "nothing" };

/** Finds the command and what is asked of it; its own words are left to {@link readValues}. */
export function readCommandLine(argv: readonly string[]): CommandLine {
  const at = argv.findIndex((word) => !/^-./.test(word));
  const before = at < 0 ? argv : argv.slice(0, at);
  const words = [...before, ...(at < 0 ? [] : argv.slice(at + 1))];
  const name = at < 0 ? undefined : argv[at];
  if (before.some(isVersionFlag)) return { kind: "version" };
  if (name === "help") {
    const topic = words.find((word) => !word.startsWith("-"));
    return topic === undefined ? { kind: "help" } : { kind: "help", command: findCommand(topic) };
  }
  const isHelp = words.some(isHelpFlag);
  if (name !== undefined) {
    const command = findCommand(name);
    return isHelp ? { kind: "help", command } : { kind: "run", command, words };
  }
  if (isHelp) return { kind: "help" };
  const option = before.find((word) => word !== "--json");
  if (option !== undefined) throw strayOption(option);
  return { kind: "nothing" };
}

/** The values of a command's arguments and options. */
export function readValues(spec: CommandSpec, words: readonly string[]): CommandValues {
  const command = new Command(spec.name)
    .exitOverride()
    .configureOutput({ writeOut: () => undefined, writeErr: () => undefined })
    .showSuggestionAfterError(false)
    .helpOption(false)
    .allowExcessArguments();
  for (const option of spec.options) command.addOption(toOption(option));
  try {
    command.parse([...words], { from: "user" });
  } catch (error) {
    throw error instanceof CommanderError ? explain(error, spec) : error;
  }
  return { ...readArguments(spec, command.args), ...command.opts() };
}

const isHelpFlag = (word: string): boolean => word === "--help" || word === "-h";
const isVersionFlag = (word: string): boolean => word === "--version" || word === "-V";

function findCommand(name: string): CommandSpec {
  const command = commandTable.find((spec) => spec.name === name);
  if (command !== undefined) return command;
  const names = commandTable.map((spec) => spec.name);
  const near = nearest(name, names);
  throw new DashError("usage", {
    message: `There is no command \`${name}\`.`,
    hint:
      near.length === 1
        ? `Did you mean \`npx dash ${near[0]}\`?`
        : `The commands are ${quoteList(names)}; \`npx dash --help\` describes them.`,
  });
}

/** The refusal of an option without a command. */
function strayOption(word: string): DashError {
  const flag = flagOf(word);
  const owner = commandTable.find(({ options }) => options.some((option) => flagOf(option.flags) === flag));
  return new DashError("usage", {
    message: `\`${flag}\` is given, but no command.`,
    hint:
      owner === undefined
        ? "Run `npx dash --help` to see the commands."
        : `Name the command: \`npx dash ${owner.name} ${flag}\`.`,
  });
}

function toOption(spec: OptionSpec): Option {
  const { flags, description, choices, repeatable } = spec;
  const option = new Option(flags, description);
  return option.argParser<unknown>((value, previous) => {
    if (choices !== undefined && !choices.includes(value)) throw wrongChoice(spec, value, choices);
    return repeatable === true ? [...(Array.isArray(previous) ? previous : []), value] : value;
  });
}

function wrongChoice({ flags }: OptionSpec, value: string, choices: readonly string[]): DashError {
  return new DashError("usage", {
    message: `\`${flagOf(flags)}\` cannot be \`${value}\`.`,
    hint: suggest(value, choices),
  });
}

function readArguments(spec: CommandSpec, given: readonly string[]): CommandValues {
  const { arguments: expected = [], name, examples } = spec;
  const rest = expected.findIndex((argument) => argument.name.includes("..."));
  if (rest < 0 && given.length > expected.length) {
    const count = expected.length === 0 ? "no arguments" : plural(expected.length, "argument");
    // What was given is not repeated: an address may hold a password.
    throw new DashError("usage", {
      message: `\`dash ${name}\` takes ${count}, but ${given.length} were given.`.replace("1 were", "1 was"),
      hint: seeOptions(spec),
    });
  }
  const missing = expected[given.length];
  if (missing?.name.startsWith("<") === true) {
    throw new DashError("usage", {
      message: `\`dash ${name}\` needs \`${missing.name}\`: ${missing.description}.`,
      hint: `For example: \`${examples[0]}\`.`,
    });
  }
  return Object.fromEntries(
    expected.map((argument, index) =>
      index === rest
        ? [argument.name.slice(1, -4), given.slice(index)]
        : [argument.name.slice(1, -1), given[index]],
    ),
  );
}

/** What commander found, in our words. */
function explain(error: CommanderError, spec: CommandSpec): DashError {
  const quoted = /'(.*)'/s.exec(error.message)?.[1] ?? "";
  if (error.code === "commander.unknownOption") return unknownOption(quoted, spec);
  if (error.code === "commander.optionMissingArgument") {
    return new DashError("usage", {
      message: `\`${flagOf(quoted)}\` needs a value: \`${quoted}\`.`,
      hint: seeOptions(spec),
    });
  }
  return new DashError("usage", { message: error.message, hint: seeOptions(spec), cause: error });
}

function unknownOption(word: string, spec: CommandSpec): DashError {
  const flag = flagOf(word);
  const flags = spec.options.map((option) => flagOf(option.flags));
  if (flags.includes(flag)) {
    return new DashError("usage", {
      message: `\`${flag}\` takes no value.`,
      hint: `Write \`npx dash ${spec.name} ${flag}\`.`,
    });
  }
  return new DashError("usage", {
    message: `\`dash ${spec.name}\` has no option \`${flag}\`.`,
    hint: suggest(flag, flags) || seeOptions(spec),
  });
}

function seeOptions({ name }: CommandSpec): string {
  return `Run \`npx dash ${name} --help\` to see what it takes.`;
}

/** `--out` of `--out <folder>` and of `--out=folder`, whose value may be a secret. */
function flagOf(text: string): string {
  return text.split(/[ =]/, 1)[0] ?? text;
}
