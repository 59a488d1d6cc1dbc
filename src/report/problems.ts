/** Problems as a person reads them: what, where with the line itself, and what to do. */
import { formatPlace, type Place } from "../base/place.ts";
import type { Problem } from "../base/problem.ts";
import { compareText, plural } from "../base/text.ts";
import type { Palette } from "./palette.ts";

/** Reads a source file of the project, for the line that a problem stands in; `undefined` when it cannot be read. */
export type ReadSource = (file: string) => string | undefined;

/** How many problems are printed in full; the rest is counted. */
const longest = 50;

/** The text of all problems, sorted by place, with a last line that counts them. */
export function formatProblems(
  problems: readonly Problem[],
  palette: Palette,
  readSource: ReadSource,
): string {
  if (problems.length === 0) return "";
  const sorted = sortProblems(problems);
  const shown = sorted.slice(0, longest).map((problem) => formatProblem(problem, palette, readSource));
  const rest = sorted.length > longest ? [`… and ${plural(sorted.length - longest, "more problem")}.\n`] : [];
  return [...shown, ...rest, `${countProblems(problems)}\n`].join("\n");
}

/** Problems by file, line and column; the order in which files were loaded does not matter. */
export function sortProblems(problems: readonly Problem[]): readonly Problem[] {
  return [...problems].sort(
    (left, right) =>
      compareText(left.at.file ?? "", right.at.file ?? "") ||
      (left.at.line ?? 0) - (right.at.line ?? 0) ||
      (left.at.column ?? 0) - (right.at.column ?? 0) ||
      compareText(left.at.part ?? "", right.at.part ?? "") ||
      compareText(left.message, right.message),
  );
}

/** How many errors and warnings there are, as one line. */
export function countProblems(problems: readonly Problem[]): string {
  const count = (severity: Problem["severity"]): number =>
    problems.filter((problem) => problem.severity === severity).length;
  const parts = [
    plural(count("error"), "error"),
    count("warning") > 0 ? plural(count("warning"), "warning") : "",
  ];
  return parts.filter(Boolean).join(", ");
}

function formatProblem(problem: Problem, palette: Palette, readSource: ReadSource): string {
  const colour = problem.severity === "error" ? palette.red : palette.yellow;
  const lines = [
    `${colour(`${problem.severity}:`)} ${problem.message} ${palette.dim(`(${problem.rule})`)}`,
    ...placeLines(problem.at, palette),
    ...(problem.at.span === undefined
      ? sourceLines(problem.at, palette, readSource)
      : spanLines(problem.at.span, palette)),
    ...(problem.hint === undefined || problem.hint === ""
      ? []
      : [`  ${palette.cyan("hint:")} ${problem.hint}`]),
  ];
  return `${lines.join("\n")}\n`;
}

function placeLines(place: Place, palette: Palette): readonly string[] {
  const text = formatPlace(place);
  return text === "" ? [] : [`  ${palette.bold(text)}`];
}

/** The line of the source with a mark below the column. */
function sourceLines(
  { file, line, column }: Place,
  palette: Palette,
  readSource: ReadSource,
): readonly string[] {
  if (file === undefined || line === undefined) return [];
  const text = readSource(file)?.split(/\r?\n/)[line - 1];
  if (text === undefined || text.trim() === "") return [];
  return marked(`${line}`, text, (column ?? 1) - 1, wordLength(text, (column ?? 1) - 1), palette);
}

/** The query with a mark below the characters that are meant. */
function spanLines({ text, from, to }: NonNullable<Place["span"]>, palette: Palette): readonly string[] {
  const start = text.lastIndexOf("\n", Math.max(0, from - 1)) + 1;
  const end = text.indexOf("\n", from);
  const line = text.slice(start, end < 0 ? undefined : end);
  return marked("", line, from - start, Math.max(1, to - from), palette);
}

/** The longest piece of a line that is shown. */
const window = 110;

function marked(
  label: string,
  text: string,
  column: number,
  length: number,
  palette: Palette,
): readonly string[] {
  const start = column > window - 20 ? column - 40 : 0;
  const piece = text.slice(start, start + window);
  const [before, after] = [start > 0 ? "…" : "", start + window < text.length ? "…" : ""];
  const margin = `  ${label} ${palette.dim("|")} `;
  // Tabs are kept before the mark, so that it stands below its character whatever a tab's width is.
  const indent = `${before === "" ? "" : " "}${piece.slice(0, column - start).replace(/[^\t]/g, " ")}`;
  const mark = "^".repeat(Math.max(1, Math.min(length, piece.length - (column - start))));
  return [
    `${margin}${before}${piece}${after}`,
    `  ${" ".repeat(label.length)} ${palette.dim("|")} ${indent}${palette.red(mark)}`,
  ];
}

/** How long the word at a column is, so that the mark underlines it whole. */
function wordLength(text: string, column: number): number {
  return /^[\w$]+/.exec(text.slice(column))?.[0].length ?? 1;
}
