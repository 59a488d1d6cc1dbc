/** The edits of an expression as lines of a diff, which GitHub and GitLab colour. */
import type { TokenEdit } from "../../../diff/model.ts";
import { cutTokens, firstTokens, shorten } from "../expression.ts";

/** What fits into a comment without scrolling to the side. */
const longestLine = 110;
/** How many lines of an expression are shown, and how many unchanged ones around a change. */
const mostLines = 24;
const context = 2;

/** The lines of a diff; what is longer than a line of a comment is cut around its edits. */
export function expressionLines(tokens: readonly TokenEdit[]): readonly string[] {
  const all = tokens.map(({ text }) => text).join("");
  const isOneLine = !all.trim().includes("\n");
  const lines = isOneLine ? cutLines(tokens) : cutContext(sideLines(tokens));
  const shown = lines.length > mostLines + 1 ? lines.slice(0, mostLines) : lines;
  return [
    ...shown.map((line) => shorten(line, longestLine * 2)),
    ...(lines.length > shown.length ? [`  … and ${lines.length - shown.length} more lines`] : []),
  ];
}

function cutLines(tokens: readonly TokenEdit[]): readonly string[] {
  const { shown, hidden } = firstTokens(cutTokens(tokens, longestLine), longestLine * 2);
  const side = (op: "+" | "-"): string =>
    shown
      .filter((token) => token.op === "=" || token.op === op)
      .map(({ text }) => text)
      .join("");
  const rest = hidden > 0 ? "…" : "";
  const isOn = (op: "+" | "-"): boolean => tokens.some((token) => token.op === "=" || token.op === op);
  return [...(isOn("-") ? [`- ${side("-")}${rest}`] : []), ...(isOn("+") ? [`+ ${side("+")}${rest}`] : [])];
}

/** Both sides of an expression of several lines, each line that differs once for each side. */
function sideLines(tokens: readonly TokenEdit[]): readonly string[] {
  const lines: string[] = [];
  let [before, after] = ["", ""];
  let [went, came]: [string[], string[]] = [[], []];
  const flush = (): void => {
    lines.push(...went.map((line) => `- ${line}`), ...came.map((line) => `+ ${line}`));
    [went, came] = [[], []];
  };
  const endLine = (): void => {
    if (before === after) {
      flush();
      lines.push(`  ${before}`);
    } else {
      // What is on one side only has no empty line on the other.
      if (before !== "") went.push(before);
      if (after !== "") came.push(after);
    }
    [before, after] = ["", ""];
  };
  for (const { op, text } of tokens) {
    for (const [index, piece] of text.split("\n").entries()) {
      if (index > 0 && op === "=") endLine();
      if (index > 0 && op === "-") before = end(before, went);
      if (index > 0 && op === "+") after = end(after, came);
      if (op !== "+") before += piece;
      if (op !== "-") after += piece;
    }
  }
  endLine();
  flush();
  return lines.filter((line) => line.trim() !== "");
}

/** Ends a line that only one side has, and gives the next one. */
function end(line: string, lines: string[]): string {
  lines.push(line);
  return "";
}

/** Without the unchanged lines that are far from every change. */
function cutContext(lines: readonly string[]): readonly string[] {
  const isNear = lines.map((_, index) =>
    lines.slice(Math.max(0, index - context), index + context + 1).some((line) => !line.startsWith("  ")),
  );
  return lines.flatMap((line, index) => {
    if (isNear[index] === true) return [line];
    return index > 0 && isNear[index - 1] === true ? ["  …"] : [];
  });
}
