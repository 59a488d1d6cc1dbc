/** A piece of a text that is no white space, with the white space before it. */
export interface Lexeme {
  readonly gap: string;
  readonly text: string;
}

/** A text as lexemes, and the white space after the last one. */
export interface SplitText {
  readonly lexemes: readonly Lexeme[];
  readonly end: string;
}

/** Which comments and operators a text has. */
export type TextLanguage = "promql" | "other";

// Nothing is looked for behind an escaped quote or an open brace, so that long texts are read only once.
const variables = String.raw`\$\{[^{}]*\}|\[\[\w+(?::[\w-]+)?\]\]|\$[A-Za-z_]\w*`;
const numbers = String.raw`(?:\d+(?:\.\d*)?|\.\d+)[eE][+-]?\d+|\.?\d[\w.]*`;
const name = String.raw`[\p{L}_][\p{L}\p{N}_]*`;

const patterns: Readonly<Record<TextLanguage, RegExp>> = {
  promql: new RegExp(
    `${variables}|` +
      String.raw`(?<!\\)"(?:[^"\\\n]|\\[^])*"|(?<!\\)'(?:[^'\\\n]|\\[^])*'|` +
      "`[^`]*`|" +
      String.raw`#[^\n]*|${name}(?::[\p{L}\p{N}_:]+)*|:[A-Za-z_][\w:]*|${numbers}|[=!]~|[=!<>]=|\s+|[^]`,
    "gu",
  ),
  // SQL, LogQL, Flux and the like. `#A` is another query in Graphite, not a comment.
  other: new RegExp(
    `${variables}|` +
      String.raw`(?<!\\)"(?:[^"\\]|\\[^])*"|(?<!\\)'(?:[^'\\]|\\[^])*'|` +
      "`[^`]*`|" +
      String.raw`--[^\n]*|\/\/[^\n]*|\/\*[^]*?(?:\*\/|$)|#(?![A-Z]\b)[^\n]*|` +
      String.raw`${name}|${numbers}|[-+*\/<>=!~|&:^%]+|\s+|[^]`,
    "gu",
  ),
};

/** Splits any text; all pieces together are the text. */
export function splitText(text: string, language: TextLanguage): SplitText {
  const lexemes: Lexeme[] = [];
  let gap = "";
  for (const piece of text.match(patterns[language]) ?? []) {
    if (/^\s/.test(piece)) {
      gap += piece;
      continue;
    }
    lexemes.push({ gap, text: piece });
    gap = "";
  }
  return { lexemes, end: gap };
}

/** Whether white space may come and go between any two symbols, or only where every language allows it. */
export type Spacing = "free" | "careful";

/** Whether two texts differ in white space only, and only where it means nothing. */
export function isRespaced(before: string, after: string, language: TextLanguage, spacing: Spacing): boolean {
  if (language === "other" && [before, after].some(isUnsure)) return false;
  const left = splitText(before, language).lexemes;
  const right = splitText(after, language).lexemes;
  if (left.length !== right.length) return false;
  return left.every((lexeme, index) => {
    const other = right[index];
    if (other === undefined || other.text !== lexeme.text) return false;
    const previous = left[index - 1];
    if (previous === undefined || (lexeme.gap === "") === (other.gap === "")) return true;
    return !countsBetween(previous.text, lexeme.text, spacing);
  });
}

/** Whether a string may end at a backslash and a quote: it does in some dialects of SQL, and not in others. */
function isUnsure(text: string): boolean {
  return text.includes("\\'");
}

/** Whether it makes a difference that there is white space: `${a}b` is one name, `-b` excludes `b` in Lucene. */
function countsBetween(left: string, right: string, spacing: Spacing): boolean {
  if (isSolid(left) && isSolid(right)) return true;
  return spacing === "careful" && !isSoft(left) && !isSoft(right);
}

function isSolid(lexeme: string): boolean {
  return /^[\p{L}\p{N}_"'`]|^[$:.].|^\[\[/u.test(lexeme);
}

function isSoft(lexeme: string): boolean {
  return /^[()[\]{},;=<>|]+$/.test(lexeme);
}
