import { longestDuration, readDuration } from "./duration.ts";
import { finding, type PromqlFinding } from "./finding.ts";
import { groupingWords } from "./keywords.ts";
import { readString } from "./string-literal.ts";

/** What a token is; every bracket, comma and operator sign is a `symbol`. */
type TokenKind = "word" | "number" | "duration" | "string" | "symbol";

/** What the innermost open bracket around a token holds. */
type Context = "top" | "parentheses" | "grouping" | "braces" | "range";

/** A piece of PromQL that is neither blank nor comment. */
export interface Token {
  readonly kind: TokenKind;
  readonly text: string;
  readonly from: number;
  readonly to: number;
  /** For an opening bracket the context that it stands in, for a closing one the context that it ends. */
  readonly context: Context;
}

/** The tokens, up to the first mistake that makes the rest unreadable. */
export interface Tokens {
  readonly tokens: readonly Token[];
  readonly findings: readonly PromqlFinding[];
}

const closers: Readonly<Record<string, string>> = { "(": ")", "[": "]", "{": "}" };

const blanks = /(?:[ \t\r\n]+|#[^\n]*(?:\n|$))*/y;
const digits = String.raw`\d(?:_?\d)*`;
const patterns: readonly (readonly [TokenKind, RegExp])[] = [
  ["word", /[A-Za-z_:][\w:]*/y],
  ["symbol", /=~|!~|==|!=|>=|<=|[-+*/%^<>=@,:()[\]{}]/y],
  ["string", /"(?:[^"\\\n]|\\[^])*"|'(?:[^'\\\n]|\\[^])*'|`[^`]*`/y],
  ["duration", /(?:\d+(?:ms|[smhdwy]))+(?![\w.])/y],
  [
    "number",
    new RegExp(
      `(?:0[xX][0-9a-fA-F]+|(?:${digits}(?:\\.(?:${digits})?)?|\\.${digits})(?:[eE][+-]?${digits})?)(?![\\w.])`,
      "y",
    ),
  ],
];
// Inside braces and ranges a colon is never part of a name.
const innerPatterns = patterns.map(
  ([kind, pattern]) => [kind, kind === "word" ? /[A-Za-z_]\w*/y : pattern] as const,
);

/** Splits a masked PromQL text as Prometheus's own lexer does (`promql/parser/lex.go`). */
export function tokenize(text: string): Tokens {
  const tokens: Token[] = [];
  const findings: PromqlFinding[] = [];
  const open: { readonly bracket: Token; readonly holds: Context }[] = [];
  for (let at = skipBlanks(text, 0); at < text.length;) {
    const token = readToken(text, at, open.at(-1)?.holds ?? "top");
    if (token === undefined)
      return { tokens, findings: [...findings, unreadable(text, at, open.at(-1)?.holds)] };
    const bracket = open.at(-1)?.bracket;
    if (")]}".includes(token.text)) {
      const mistake = closingMistake(token, open);
      if (mistake !== undefined) return { tokens, findings: [...findings, mistake] };
      open.pop();
    } else if (closers[token.text] !== undefined) {
      if (token.context === "braces" && bracket !== undefined)
        return { tokens, findings: [...findings, unclosed(bracket)] };
      open.push({ bracket: token, holds: contextInside(token, tokens.at(-1)) });
    }
    findings.push(...literalFindings(token));
    tokens.push(token);
    at = skipBlanks(text, token.to);
  }
  const left = open.at(-1)?.bracket;
  return { tokens, findings: left === undefined ? findings : [...findings, unclosed(left)] };
}

function skipBlanks(text: string, at: number): number {
  blanks.lastIndex = at;
  blanks.exec(text);
  return blanks.lastIndex;
}

function readToken(text: string, from: number, context: Context): Token | undefined {
  for (const [kind, pattern] of context === "braces" || context === "range" ? innerPatterns : patterns) {
    pattern.lastIndex = from;
    const found = pattern.exec(text)?.[0];
    if (found !== undefined) return { kind, text: found, from, to: from + found.length, context };
  }
  return undefined;
}

function contextInside(bracket: Token, before: Token | undefined): Context {
  if (bracket.text === "{") return "braces";
  if (bracket.text === "[") return "range";
  if (bracket.context === "range") return "range";
  return before?.kind === "word" && groupingWords.has(before.text.toLowerCase()) ? "grouping" : "parentheses";
}

function closingMistake(
  closer: Token,
  open: readonly { readonly bracket: Token }[],
): PromqlFinding | undefined {
  const last = open.at(-1)?.bracket;
  if (last !== undefined && closers[last.text] === closer.text) return undefined;
  const opened = open.some(({ bracket }) => closers[bracket.text] === closer.text);
  if (last !== undefined && (opened || last.text === "{")) return unclosed(last);
  return finding(`Unexpected \`${closer.text}\`: it closes nothing.`, closer);
}

function unclosed(bracket: Token): PromqlFinding {
  return finding(`Unclosed \`${bracket.text}\`.`, bracket);
}

function literalFindings(token: Token): readonly PromqlFinding[] {
  if (token.kind === "string") {
    return readString(token.text).findings.map((inner) => ({
      ...inner,
      from: token.from + inner.from,
      to: token.from + inner.to,
    }));
  }
  if (token.kind === "duration") {
    const length = readDuration(token.text);
    if (length === undefined) {
      const hint = "Each unit stands once, the large ones first: `y`, `w`, `d`, `h`, `m`, `s`, `ms`.";
      return [finding(`\`${token.text}\` is no duration.`, token, hint)];
    }
    if (length > longestDuration)
      return [finding(`The duration \`${token.text}\` is longer than 292 years.`, token)];
  }
  if (token.kind === "number" && !isRepresentable(token.text.replaceAll("_", ""))) {
    return [finding(`The number \`${token.text}\` is too large.`, token)];
  }
  return [];
}

function isRepresentable(number: string): boolean {
  return /^0x/i.test(number) ? BigInt(number) < 2n ** 63n : Number.isFinite(Number(number));
}

function unreadable(text: string, at: number, context: Context | undefined): PromqlFinding {
  const character = String.fromCodePoint(text.codePointAt(at) ?? 0);
  const here = { from: at, to: at + character.length };
  if (/["'`]/.test(character))
    return finding(`Unclosed string: the closing \`${character}\` is missing.`, {
      from: at,
      to: text.length,
    });
  const number = /^\.?\d[\w.]*/.exec(text.slice(at))?.[0];
  if (number !== undefined) return badNumber(number, { from: at, to: at + number.length }, context);
  if (/^\s/u.test(character)) {
    const code = character.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0");
    return finding(`Unexpected invisible character U+${code}.`, here, "Replace it by an ordinary space.");
  }
  return finding(`Unexpected \`${character}\`.`, here, characterHint(text.slice(at)));
}

function badNumber(
  text: string,
  range: { from: number; to: number },
  context: Context | undefined,
): PromqlFinding {
  if (context === "braces") return finding(`\`${text}\` is no label name: names start with a letter.`, range);
  const unit = /^\d+([A-Za-z]+)$/.exec(text)?.[1];
  if (unit !== undefined) {
    const hint = "The units are `ms`, `s`, `m`, `h`, `d`, `w` and `y`.";
    return finding(`\`${text}\` is neither a number nor a duration.`, range, hint);
  }
  const hint = /^\d*\.\d*[smhdwy]/.test(text)
    ? "Durations have whole numbers: `1h30m`, not `1.5h`."
    : undefined;
  return finding(`\`${text}\` is no number.`, range, hint);
}

function characterHint(rest: string): string | undefined {
  if (rest.startsWith("&&")) return "The operator is called `and`.";
  if (rest.startsWith("||")) return "The operator is called `or`.";
  if (rest.startsWith("!")) return "Use `!=`, `!~` or `unless`.";
  if (/^[“”‘’]/.test(rest)) return "Write straight quotes.";
  if (/^\.\w/.test(rest)) return 'Names with dots need quotes (Prometheus 3): `{"my.metric"}`.';
  if (rest.startsWith("$")) return "A Grafana variable is written `$name` or `${name}`.";
  return undefined;
}
