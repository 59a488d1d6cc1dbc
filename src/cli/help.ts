import { type CommandSpec, commandTable, type OptionSpec } from "./table.ts";

/** The text of `dash --help`, without loading a command or a parser. */
export function helpText(version: string): string {
  return [
    `dash ${version}: dashboards as code for Grafana`,
    "",
    "Usage: npx dash <command> [options]",
    "",
    "Commands:",
    ...columns(commandTable.map(({ name, summary }) => [name, summary])),
    "",
    "Options:",
    ...columns([
      ["--help", "show this text; `npx dash <command> --help` shows a command's options"],
      ["--version", "print the version"],
    ]),
    "",
    "Examples:",
    ...commandTable.flatMap(({ examples }) => examples.slice(0, 1).map((example) => `  ${example}`)),
    "",
    "Exit codes: 0 done, 1 stale output, conflicts or differences, 2 usage, configuration or dashboards,",
    "3 a server refused or is unreachable, 4 partly applied, 70 a bug, 130 interrupted",
    "",
  ].join("\n");
}

/** The text of `dash <command> --help`. */
export function commandHelpText({
  name,
  summary,
  arguments: given = [],
  options,
  examples,
}: CommandSpec): string {
  const usage = ["npx dash", name, ...given.map((argument) => argument.name), "[options]"].join(" ");
  return [
    `dash ${name}: ${summary}`,
    "",
    `Usage: ${usage}`,
    "",
    ...(given.length === 0
      ? []
      : ["Arguments:", ...columns(given.map((argument) => [argument.name, argument.description])), ""]),
    "Options:",
    ...columns([...options.map(optionRow), ["--help", "show this text"]]),
    "",
    "Examples:",
    ...examples.map((example) => `  ${example}`),
    "",
  ].join("\n");
}

type Row = readonly [term: string, text: string];

function optionRow({ flags, description, choices, repeatable }: OptionSpec): Row {
  const words = choices === undefined ? "" : `: ${choices.join(", ")}`;
  return [flags, description + words + (repeatable === true ? "; may be repeated" : "")];
}

/** The longest line of a help text, in characters. */
const lineLength = 100;

/** Terms with their texts beside them; a long text goes on below itself. */
function columns(rows: readonly Row[]): readonly string[] {
  const width = Math.max(...rows.map(([term]) => term.length)) + 2;
  return rows.flatMap(([term, text]) =>
    wrap(text, lineLength - width - 2).map(
      (line, index) => `  ${(index === 0 ? term : "").padEnd(width)}${line}`,
    ),
  );
}

function wrap(text: string, length: number): readonly string[] {
  const lines: string[] = [];
  for (const word of text.split(" ")) {
    const last = lines.at(-1);
    if (last !== undefined && `${last} ${word}`.length <= length) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}
