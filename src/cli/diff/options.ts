import { extname } from "node:path";
import { DashError } from "../../base/dash-error.ts";
import { suggest } from "../../base/text.ts";
import type { Impact } from "../../diff/model.ts";
import { type ConnectionOptions, readConnectionOptions } from "../grafana/connection-options.ts";
import { textOption, textsOption } from "../grafana/option-values.ts";
import type { CommandValues } from "../table.ts";

/** The forms that a review can be printed in. */
export const diffFormats = ["text", "markdown", "json", "html"] as const;

/** One of {@link diffFormats}. */
export type DiffFormat = (typeof diffFormats)[number];

/** A file that a review is written to. */
export interface DiffOutput {
  readonly file: string;
  readonly format: DiffFormat;
}

/** Two commits, or a commit and the working tree. */
export interface CommitSubject {
  readonly kind: "git";
  /** @default what a branch changes */
  readonly range: string | undefined;
  readonly staged: boolean;
}

/** Two files or two folders. */
export interface PathSubject {
  readonly kind: "files";
  readonly before: string;
  readonly after: string;
  /** What people call the file on both sides, where git made copies of it and calls dash. */
  readonly names?: { readonly before: string; readonly after: string };
}

/** The options of `dash diff`. */
export interface DiffOptions {
  /** What is compared. */
  readonly subject: CommitSubject | PathSubject;
  /** Whether a running Grafana is compared as well. */
  readonly live: boolean;
  /** Whether the files that `dash build` wrote are compared instead of what the code says. */
  readonly committed: boolean;
  /** Kinds, uids or titles; empty for everything. */
  readonly only: readonly string[];
  readonly format: DiffFormat;
  readonly outputs: readonly DiffOutput[];
  readonly stat: boolean;
  readonly exitCode: boolean;
  /** From which impact on the command fails. */
  readonly failOn: Impact | undefined;
  readonly connection: ConnectionOptions;
}

/** Reads the options that the command line gave. */
export function readDiffOptions(values: CommandValues): DiffOptions {
  const json = values["json"] === true;
  const live = values["live"] !== undefined;
  const subject = readSubject(textsOption(values, "sides"), values["staged"] === true);
  refuse(
    subject.kind === "files" && (live || values["staged"] === true || values["committed"] === true),
    "Two paths are compared as they are: `--live`, `--staged` and `--committed` are about a project.",
    "Leave the paths or the options out.",
  );
  const format = textOption(values, "format");
  refuse(
    json && format !== undefined && format !== "json",
    `\`--json\` and \`--format ${format ?? ""}\` are different forms of what is printed.`,
    "Leave one of them out; `--out` writes further forms to files.",
  );
  return {
    subject,
    live,
    committed: values["committed"] === true,
    only: textsOption(values, "only"),
    format: json ? "json" : ((format ?? "text") as DiffFormat),
    outputs: textsOption(values, "out").map(readOutput),
    stat: values["stat"] === true,
    exitCode: values["exitCode"] === true,
    failOn: textOption(values, "failOn") as Impact | undefined,
    connection: readConnection(values),
  };
}

/** One word names commits, two name paths; git gives its own programs seven, or nine of a renamed file. */
function readSubject(sides: readonly string[], staged: boolean): CommitSubject | PathSubject {
  const [first, second] = sides;
  if (sides.length === 0) return { kind: "git", range: undefined, staged };
  if (sides.length === 1) return { kind: "git", range: first, staged };
  if (sides.length === 2) return { kind: "files", before: first ?? "", after: second ?? "" };
  if (sides.length === 7 || sides.length === 9) {
    const names = { before: first ?? "", after: sides[7] ?? first ?? "" };
    return { kind: "files", before: second ?? "", after: sides[4] ?? "", names };
  }
  throw new DashError("usage", {
    message: `\`dash diff\` compares two things, but ${sides.length} were given.`,
    hint: "Name commits as in `npx dash diff main..feature`, or two files or folders.",
  });
}

/** `--live NAME` names the environment, as `--env NAME` does. */
function readConnection(values: CommandValues): ConnectionOptions {
  const connection = readConnectionOptions(values);
  const live = textOption(values, "live");
  if (live === undefined) return connection;
  const { environment } = connection;
  refuse(
    environment !== undefined && environment !== live,
    `\`--live ${live}\` and \`--env ${environment ?? ""}\` name different environments.`,
    "Name one of them.",
  );
  return { ...connection, environment: live };
}

const endings: Readonly<Record<string, DiffFormat>> = {
  ".html": "html",
  ".json": "json",
  ".md": "markdown",
  ".txt": "text",
};

function readOutput(file: string): DiffOutput {
  const format = endings[extname(file).toLowerCase()];
  if (format !== undefined) return { file, format };
  throw new DashError("usage", {
    message: `\`--out ${file}\` does not tell what is to be written.`,
    hint:
      suggest(extname(file), Object.keys(endings)) ||
      "Let the name end in `.md`, `.html`, `.json` or `.txt`.",
  });
}

function refuse(isWrong: boolean, message: string, hint: string): void {
  if (isWrong) throw new DashError("usage", { message, hint });
}
