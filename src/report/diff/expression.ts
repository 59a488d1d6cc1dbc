/** The edits of an expression cut to a length: the middles of what stayed are left out, what stands around an edit stays. */
import type { TokenEdit } from "../../diff/model.ts";

/** What an edit takes besides its text: `[+` and `+]`. */
const markLength = 4;

/** How much of what stayed is kept on each side of an edit, tried in this order. */
const contexts = [64, 56, 48, 40, 32, 28, 24, 20, 16, 12] as const;

/** The edits of an expression in one line, at most as long as the limit wherever that leaves 12 characters around each edit. */
export function cutTokens(tokens: readonly TokenEdit[], limit: number): readonly TokenEdit[] {
  const line = joinTokens(tokens);
  if (tokensLength(line) <= limit) return line;
  const [only] = line;
  if (line.length === 1 && only !== undefined) return [{ op: only.op, text: shorten(only.text, limit) }];
  let cut = line;
  for (const context of contexts) {
    cut = line.map((token, index) => cutToken(token, context, index === line.length - 1));
    if (tokensLength(cut) <= limit) break;
  }
  return cut;
}

/** As many of the edits as a length holds, with what stands before them; at least one. */
export function firstTokens(
  tokens: readonly TokenEdit[],
  limit: number,
): { readonly shown: readonly TokenEdit[]; readonly hidden: number } {
  if (tokensLength(tokens) <= limit) return { shown: tokens, hidden: 0 };
  const firstEdit = tokens.findIndex(({ op }) => op !== "=");
  let end = firstEdit + 1;
  while (end < tokens.length && tokensLength(tokens.slice(0, end + 1)) <= limit) end++;
  // A kept piece at the end leads nowhere.
  if (tokens[end - 1]?.op === "=" && end > 1) end--;
  return {
    shown: tokens.slice(0, end),
    hidden: tokens.slice(end).filter(({ op }) => op !== "=").length,
  };
}

/** The columns that the edits take in one line with their marks. */
export function tokensLength(tokens: readonly TokenEdit[]): number {
  return tokens.reduce((sum, { op, text }) => sum + text.length + (op === "=" ? 0 : markLength), 0);
}

/** Each run of equal edits as one, lines joined, and what went before what came. */
function joinTokens(tokens: readonly TokenEdit[]): readonly TokenEdit[] {
  const joined: TokenEdit[] = [];
  let went = "";
  let came = "";
  const flush = (): void => {
    if (went !== "") joined.push({ op: "-", text: went });
    if (came !== "") joined.push({ op: "+", text: came });
    went = came = "";
  };
  for (const { op, text } of tokens) {
    const line = oneLine(text);
    if (line === "") continue;
    if (op === "-") went += line;
    else if (op === "+") came += line;
    else {
      flush();
      const last = joined.at(-1);
      if (last?.op === "=") joined[joined.length - 1] = { op, text: last.text + line };
      else joined.push({ op, text: line });
    }
  }
  flush();
  return joined;
}

/** A text without line breaks, and without the spaces that only a line of its own needs. */
function oneLine(text: string): string {
  return text.replace(/([([{]?)(\s+)([)\]}]?)/g, (run, open: string, gap: string, close: string) => {
    if (!gap.includes("\n")) return run;
    return open + (open === "" && close === "" ? " " : "") + close;
  });
}

function cutToken(token: TokenEdit, context: number, isLast: boolean): TokenEdit {
  const { op, text } = token;
  if (op !== "=") return { op, text: shortenMiddle(text, 3 * context) };
  return { op, text: isLast ? shorten(text, context) : shortenMiddle(text, 2 * context) };
}

/** The beginning of a text, with `…` where something is left out. */
export function shorten(text: string, limit: number): string {
  return text.length <= limit ? text : `${beginning(text, limit - 1)}…`;
}

/** The beginning and the end of a text, with `…` between them where something is left out. */
function shortenMiddle(text: string, limit: number): string {
  if (text.length <= limit) return text;
  const half = Math.floor((limit - 1) / 2);
  return `${beginning(text, half)}…${ending(text, half)}`;
}

/** Long names of metrics are cut at their underscores. */
const word: RegExp = /[\p{L}\p{N}]/u;
/** A low surrogate must not be torn from its high one. */
const low: RegExp = /[\udc00-\udfff]/;

function beginning(text: string, length: number): string {
  let end = Math.max(0, length);
  const least = Math.floor(end / 2);
  while (end > least && word.test(text[end] ?? "") && word.test(text[end - 1] ?? "")) end--;
  if (end === least) end = Math.max(0, length);
  if (low.test(text[end] ?? "")) end--;
  return text.slice(0, Math.max(0, end));
}

function ending(text: string, length: number): string {
  let start = text.length - length;
  const most = text.length - Math.floor(length / 2);
  while (start < most && word.test(text[start] ?? "") && word.test(text[start - 1] ?? "")) start++;
  if (start === most) start = text.length - length;
  if (low.test(text[start] ?? "")) start++;
  return text.slice(start);
}
