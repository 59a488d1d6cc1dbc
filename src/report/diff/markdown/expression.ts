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
  const isOneLine = tokens.every(({ text }) => !text.trim().includes("\n"));
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

interface OpenLine {
  readonly text: string;
  readonly isChanged: boolean;
}

/** Both sides of an expression of several lines, each line that holds an edit once for each side. */
function sideLines(tokens: readonly TokenEdit[]): readonly string[] {
  const lines: string[] = [];
  let [before, after] = [emptyLine, emptyLine];
  let [went, came]: [string[], string[]] = [[], []];
  const flush = (): void => {
    lines.push(...went.map((line) => `- ${line}`), ...came.map((line) => `+ ${line}`));
    [went, came] = [[], []];
  };
  const endBoth = (): void => {
    if (before.isChanged || after.isChanged || before.text !== after.text) {
      // What is on one side only has no empty line on the other.
      if (before.text !== "") went.push(before.text);
      if (after.text !== "") came.push(after.text);
    } else {
      flush();
      lines.push(`  ${before.text}`);
    }
    [before, after] = [emptyLine, emptyLine];
  };
  for (const { op, text } of tokens) {
    text.split("\n").forEach((piece, index) => {
      if (index > 0 && op === "=") endBoth();
      if (index > 0 && op === "-") before = endOne(before, went);
      if (index > 0 && op === "+") after = endOne(after, came);
      if (op !== "+") before = { text: before.text + piece, isChanged: before.isChanged || op === "-" };
      if (op !== "-") after = { text: after.text + piece, isChanged: after.isChanged || op === "+" };
    });
  }
  endBoth();
  flush();
  return lines.filter((line) => line.trim() !== "");
}

const emptyLine: OpenLine = { text: "", isChanged: false };

function endOne(line: OpenLine, lines: string[]): OpenLine {
  lines.push(line.text);
  // What follows stands on another line than on the other side.
  return { text: "", isChanged: true };
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
