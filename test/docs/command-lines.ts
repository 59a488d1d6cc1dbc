import type { Page } from "./markdown.ts";
import type { CommandSpec } from "../../src/cli/table.ts";

/** A command line that a page shows. */
export interface CommandLine {
  readonly place: string;
  /** The words behind `dash`. */
  readonly words: readonly string[];
}

const shellLanguages = new Set(["sh", "bash", "console", "shell", "yaml", "json", "text", "dockerfile"]);

/** The lines with `dash` in blocks that can be typed, and in `code`. */
export function commandLinesOf(page: Page): readonly CommandLine[] {
  const lines = page.blocks
    .filter(({ language }) => shellLanguages.has(language))
    .flatMap(({ text, line }) => text.split("\n").map((shown, index) => ({ shown, line: line + index + 1 })));
  const spans = page.prose
    .split("\n")
    .flatMap((prose, index) =>
      [...prose.matchAll(/`([^`]+)`/g)].map(([, shown = ""]) => ({ shown, line: index + 1 })),
    )
    .filter(({ shown }) => /^(?:\$ )?(?:npx )?(?:grafana-)?dash /.test(shown));
  return [...lines, ...spans].flatMap(({ shown, line }) =>
    // A comment or a path such as `dash.yaml` is no command.
    [...shown.replace(/(^|\s)#.*/, "").matchAll(/(?<![\w./:-])dash (?=[a-z<-])(.*)/g)].map(
      ([, rest = ""]) => ({
        place: `${page.path}:${line}`,
        words: shellWords(rest),
      }),
    ),
  );
}

/** The words up to the end of the command, without their quotes. */
function shellWords(text: string): readonly string[] {
  const words: string[] = [];
  for (const [token, double, single] of text.matchAll(/"([^"]*)"|'([^']*)'|[|&;>`"']|[^\s|&;>`"']+/g)) {
    if (/^[|&;>`"']$/.test(token)) break;
    words.push(double ?? single ?? token);
  }
  return words;
}

/** What is wrong with a command line, judged by the table of commands; `undefined` when nothing is. */
export function mistakeIn({ words }: CommandLine, table: readonly CommandSpec[]): string | undefined {
  const [name = "", ...rest] = words;
  if (name === "--help" || name === "--version") return undefined;
  // A placeholder for any command.
  if (name.startsWith("<")) return undefined;
  const command = table.find((spec) => spec.name === name);
  if (command === undefined) return `There is no command \`${name}\`.`;
  return mistakeInRest(rest, command);
}

function mistakeInRest(rest: readonly string[], command: CommandSpec): string | undefined {
  let positional = 0;
  for (let index = 0; index < rest.length; index++) {
    const word = rest[index] ?? "";
    // As a usage line names them.
    if (word === "[options]") continue;
    if (!word.startsWith("-") || word === "-") {
      positional++;
      continue;
    }
    if (word === "--help" || word === "-h") continue;
    const option = command.options.find(({ flags }) => flags.split(" ")[0] === word);
    if (option === undefined) return `\`${command.name}\` has no option \`${word}\`.`;
    if (!option.flags.includes("<")) continue;
    const value = rest[++index];
    if (value === undefined) return `\`${word}\` has no value.`;
    if (option.choices?.includes(value) === false) return `\`${word}\` cannot be \`${value}\`.`;
  }
  const given = command.arguments ?? [];
  const most = given.at(-1)?.name.includes("...") === true ? Infinity : given.length;
  return positional > most ? `\`${command.name}\` takes ${most} arguments.` : undefined;
}
