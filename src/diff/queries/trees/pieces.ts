import type { Span } from "../../../promql/ast.ts";
import { readDuration } from "../../../promql/duration.ts";
import { keywords } from "../../../promql/keywords.ts";
import type { VariableUse } from "../../../promql/mask.ts";
import type { PromqlSource } from "../../../promql/source.ts";
import { readString } from "../../../promql/string-literal.ts";
import type { Token } from "../../../promql/tokens.ts";

/** A token of a PromQL text in which variables are whole, also those that the parser sees as blanks. */
export interface Piece extends Span {
  readonly kind: Token["kind"] | "variable";
  /** As written. */
  readonly text: string;
  /** The same for all spellings that Prometheus reads alike. */
  readonly key: string;
}

/** The pieces of a text, in order; comments and white space, which Prometheus's lexer drops, are none. */
export function piecesOf(source: PromqlSource): readonly Piece[] {
  const variables = source.variables.filter((use) => !use.inString);
  const pieces: Piece[] = [];
  let next = 0;
  for (let index = 0; index < source.tokens.length; index++) {
    const token = source.tokens[index];
    if (token === undefined) continue;
    for (let use = variables[next]; use !== undefined && use.to <= token.from; use = variables[++next]) {
      pieces.push(variablePiece(source, use));
    }
    const united = unite(source.tokens, index, variables.slice(next));
    index = united.last;
    next += united.uses;
    pieces.push(united.uses === 0 ? tokenPiece(source, token) : variablePiece(source, united));
  }
  return [...pieces, ...variables.slice(next).map((use) => variablePiece(source, use))];
}

/** The tokens that share variables with one another: `foo_$x` is one token, `$filter` may stand for several. */
function unite(
  tokens: readonly Token[],
  first: number,
  variables: readonly VariableUse[],
): Span & { readonly last: number; readonly uses: number } {
  let [from, to, last, uses] = [tokens[first]?.from ?? 0, tokens[first]?.to ?? 0, first, 0];
  for (;;) {
    const [use, token] = [variables[uses], tokens[last + 1]];
    if (use !== undefined && use.from < to) {
      [from, to] = [Math.min(from, use.from), Math.max(to, use.to)];
      uses++;
    } else if (token !== undefined && token.from < to) {
      to = Math.max(to, token.to);
      last++;
    } else {
      return { from, to, last, uses };
    }
  }
}

function variablePiece(source: PromqlSource, { from, to }: Span): Piece {
  const text = source.original.slice(from, to);
  return { kind: "variable", text, key: variablesKey(source, { from, to }), from, to };
}

/** Grafana reads `$x`, `${x}` and `[[x]]` as the same variable, also with the same format behind a colon. */
function variablesKey(source: PromqlSource, { from, to }: Span): string {
  let key = "";
  let at = from;
  for (const use of source.variables) {
    if (use.from < from || use.to > to) continue;
    const text = source.original.slice(use.from, use.to);
    const name = text.startsWith("$") ? text.replace(/^\$\{?|\}$/g, "") : text.slice(2, -2);
    key += `${source.original.slice(at, use.from)}\${${name}}`;
    at = use.to;
  }
  return key + source.original.slice(at, to);
}

function tokenPiece(source: PromqlSource, { kind, text, from, to }: Token): Piece {
  return {
    kind,
    text: source.original.slice(from, to),
    key: tokenKey(source, { kind, text, from, to }),
    from,
    to,
  };
}

function tokenKey(source: PromqlSource, { kind, text, from, to }: Omit<Token, "context">): string {
  switch (kind) {
    case "number":
      return numberKey(readNumber(text));
    case "duration":
      // Prometheus keeps durations as nanoseconds: `60s` and `1m` are the same number.
      return `${readDuration(text)}ms`;
    case "string":
      return stringKey(source, { from, to });
    case "word":
    case "symbol":
      return text;
  }
}

/** The key of a string. Prometheus keeps the value and forgets which quotes and escapes made it. */
function stringKey(source: PromqlSource, span: Span): string {
  const literal = source.original.slice(span.from, span.to);
  const holds = source.variables.some((use) => use.from >= span.from && use.to <= span.to);
  if (!holds) return JSON.stringify(readString(literal).value);
  // Grafana escapes what it puts in for strings in which backslashes count; in backquotes the same text means something else.
  const inner = { from: span.from + 1, to: span.to - 1 };
  return `${literal.startsWith("`") ? "raw " : ""}${JSON.stringify(variablesKey(source, inner))}`;
}

/** The key of a number: all numbers are 64-bit floats in Prometheus, so `1.0`, `1e0` and `0x1` are the same. */
export function numberKey(value: number): string {
  return Object.is(value, -0) ? "-0" : String(value);
}

/** The value of an unsigned number; a leading 0 makes it octal, as for Go's `ParseInt`, which Prometheus asks first. */
export function readNumber(text: string): number {
  const plain = text.replaceAll("_", "").toLowerCase();
  if (plain === "inf") return Number.POSITIVE_INFINITY;
  return /^0[0-7]+$/.test(plain) ? Number.parseInt(plain, 8) : Number(plain);
}

/** The word in lower case where it is one of the grammar: Prometheus takes those in any case, and other words not. */
export function keywordOf(piece: Piece | undefined): string {
  if (piece?.kind !== "word") return "";
  const word = piece.key.toLowerCase();
  return keywords.has(word) ? word : "";
}
