import { finding, type PromqlFinding } from "./finding.ts";

/** The value of a PromQL string literal, or what is wrong with its escapes. */
export interface StringValue {
  readonly value: string;
  readonly findings: readonly PromqlFinding[];
}

const simple: Readonly<Record<string, string>> = {
  a: "\x07",
  b: "\b",
  f: "\f",
  n: "\n",
  r: "\r",
  t: "\t",
  v: "\v",
  "\\": "\\",
};

const numeric = /\\(?:[0-7]{3}|x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8})/y;

/**
 * Reads a closed literal, quotes included. Prometheus knows Go's escapes only: `"\d"` is an error, not a
 * backslash (`promql/parser/lex.go`, `lexEscape`); backquoted strings have none. Offsets count from the quote.
 */
export function readString(literal: string): StringValue {
  const quote = literal.charAt(0);
  const body = literal.slice(1, -1);
  if (quote === "`" || !body.includes("\\")) return { value: body, findings: [] };
  let value = "";
  const findings: PromqlFinding[] = [];
  for (let at = 1; at < literal.length - 1;) {
    if (literal[at] !== "\\") {
      value += literal[at++];
      continue;
    }
    const escape = readEscape(literal, at, quote);
    if (typeof escape.value === "string") value += escape.value;
    else findings.push(escapeFinding(literal, at, escape.to));
    at = escape.to;
  }
  return { value, findings };
}

function readEscape(literal: string, at: number, quote: string): { value: string | undefined; to: number } {
  const letter = literal.charAt(at + 1);
  const plain = letter === quote ? quote : simple[letter];
  if (plain !== undefined) return { value: plain, to: at + 2 };
  numeric.lastIndex = at;
  const digits = numeric.exec(literal)?.[0];
  if (digits === undefined) return { value: undefined, to: at + 2 };
  const code = /[xuU]/.test(letter)
    ? Number.parseInt(digits.slice(2), 16)
    : Number.parseInt(digits.slice(1), 8);
  const legal = /[uU]/.test(letter) ? code <= 0x10ffff && !(code >= 0xd800 && code < 0xe000) : code <= 0xff;
  return { value: legal ? String.fromCodePoint(code) : undefined, to: at + digits.length };
}

function escapeFinding(literal: string, from: number, to: number): PromqlFinding {
  const escape = literal.slice(from, to);
  const letter = literal.charAt(from + 1);
  if (/[0-7xuU]/.test(letter)) return finding(`The escape \`${escape}\` names no character.`, { from, to });
  return finding(
    `The string has the unknown escape \`${escape}\`.`,
    { from, to },
    `Write \`\\${escape}\` for a backslash, or put the string in backquotes.`,
  );
}
