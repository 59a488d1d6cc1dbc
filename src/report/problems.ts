/** Problems as a person reads them: what, where with the line itself, and what to do. */
import { formatPlace, type Place } from "../base/place.ts";
import { sortProblems, type Problem, type Severity } from "../base/problem.ts";
import { plural } from "../base/text.ts";
import { codeFrame } from "./code-frame.ts";
import type { Palette } from "./palette.ts";
import { toVisible } from "./visible.ts";

/** Reads a source file of the project, for the line that a problem stands in; `undefined` when it cannot be read. */
export type ReadSource = (file: string) => string | undefined;

/** How many problems are printed in full; the rest is counted. */
const longest = 50;

const severities = ["error", "warning", "info"] as const satisfies readonly Severity[];

const colours = {
  error: "red",
  warning: "yellow",
  info: "cyan",
} as const satisfies Record<Severity, keyof Palette>;

/** The text of all problems, sorted by place, with a last line that counts them. */
export function formatProblems(
  problems: readonly Problem[],
  palette: Palette,
  readSource: ReadSource,
): string {
  if (problems.length === 0) return "";
  const shown = sortProblems(worst(problems)).map((problem) => formatProblem(problem, palette, readSource));
  const more = problems.length - shown.length;
  const rest = more > 0 ? [`… and ${plural(more, "more problem")}.\n`] : [];
  return [...shown, ...rest, `${countProblems(problems)}\n`].join("\n");
}

/** How many errors, warnings and infos there are, as one line. */
export function countProblems(problems: readonly Problem[]): string {
  const counts = severities.map((severity) => {
    const { length } = problems.filter((problem) => problem.severity === severity);
    return length > 0 ? plural(length, severity) : "";
  });
  return counts.filter(Boolean).join(", ");
}

/** As many as are printed: when there are too many, no error is left out for a warning. */
function worst(problems: readonly Problem[]): readonly Problem[] {
  if (problems.length <= longest) return problems;
  const sorted = sortProblems(problems);
  return severities
    .flatMap((severity) => sorted.filter((problem) => problem.severity === severity))
    .slice(0, longest);
}

function formatProblem(problem: Problem, palette: Palette, readSource: ReadSource): string {
  const colour = palette[colours[problem.severity]];
  const lines = [
    `${colour(`${problem.severity}:`)} ${toVisible(problem.message)} ${palette.dim(`(${problem.rule})`)}`,
    ...placeLines(problem.at, palette),
    ...(problem.at.span === undefined
      ? sourceLines(problem.at, palette, readSource)
      : spanLines(problem.at.span, palette)),
    ...hintLines(problem.hint, palette),
  ];
  return `${lines.join("\n")}\n`;
}

/** The line that says where; none when nothing is known. */
export function placeLines(place: Place | undefined, palette: Palette): readonly string[] {
  const text = place === undefined ? "" : toVisible(formatPlace(place));
  return text === "" ? [] : [`  ${palette.bold(text)}`];
}

/** The line that says what to do; none without a hint. */
export function hintLines(hint: string | undefined, palette: Palette): readonly string[] {
  return hint === undefined || hint === "" ? [] : [`  ${palette.cyan("hint:")} ${toVisible(hint)}`];
}

/** The line of the source with a mark below the word at the column. */
function sourceLines(
  { file, line, column = 1 }: Place,
  palette: Palette,
  readSource: ReadSource,
): readonly string[] {
  if (file === undefined || line === undefined) return [];
  const text = readSource(file)?.split(/\r?\n/)[line - 1];
  if (text === undefined || text.trim() === "") return [];
  const from = column - 1;
  return codeFrame({ label: `${line}`, text, from, to: from + wordLength(text, from) }, palette);
}

/** The line of the query with a mark below the characters that are meant, as far as they stand in it. */
function spanLines({ text, from, to }: NonNullable<Place["span"]>, palette: Palette): readonly string[] {
  const start = from === 0 ? 0 : text.lastIndexOf("\n", from - 1) + 1;
  const line = text.slice(start).split(/\r?\n/, 1)[0] ?? "";
  return codeFrame(
    { label: "", text: line, from: from - start, to: Math.min(to - start, line.length) },
    palette,
  );
}

/** How long the word at a position is, so that the mark underlines it whole. */
function wordLength(text: string, from: number): number {
  return /^[\p{L}\p{N}\p{M}_$]+/u.exec(text.slice(from))?.[0].length ?? 1;
}
