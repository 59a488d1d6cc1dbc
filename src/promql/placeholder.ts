import { aggregations, functions, type ValueType } from "./functions.ts";
import { groupingWords, keywords } from "./keywords.ts";

/** A token of a text with variables: a variable, a string, a word, a number or a symbol. */
export interface MaskToken {
  readonly text: string;
  readonly from: number;
  readonly to: number;
  readonly variable: boolean;
}

/** What goes into the text from an offset on; always as long as what it covers. */
interface Placeholder {
  readonly from: number;
  readonly text: string;
}

/** A bracket that is open, and what may stand in it. */
interface Opened {
  readonly kind: "arguments" | "grouping" | "braces" | "range" | "parentheses";
  /** Whether an operand is complete once the bracket closes. */
  readonly completes: boolean;
  readonly callee: string;
  argument: number;
}

const unit = /^(?:ms|[smhdwy])(?![\w])/;

/** The placeholders for the variables among the tokens, in order. */
export function placeholders(tokens: readonly MaskToken[]): readonly Placeholder[] {
  const made: Placeholder[] = [];
  const open: Opened[] = [];
  let complete = false;
  for (const [index, token] of tokens.entries()) {
    if (token.variable) {
      const place = describe(tokens, index, { inside: open.at(-1), complete });
      const text = choose(place);
      made.push({ from: token.from, text });
      if (text.trim() === "" && place.inside?.kind === "braces" && place.next?.text === ",") {
        made.push({ from: place.next.from, text: " " });
      }
      complete = !(complete && /^(?:\+|==)/.test(text));
    } else {
      complete = step(tokens, index, { open, complete });
    }
  }
  return made;
}

/** Follows one token that is no variable; returns whether an operand is complete after it. */
function step(
  tokens: readonly MaskToken[],
  index: number,
  state: { readonly open: Opened[]; readonly complete: boolean },
): boolean {
  const { open, complete } = state;
  const text = tokens[index]?.text ?? "";
  if ("([{".includes(text)) {
    open.push(openBracket(tokens, index));
    return false;
  }
  if (")]}".includes(text)) return open.pop()?.completes ?? true;
  if (text === ",") {
    const inside = open.at(-1);
    if (inside !== undefined) inside.argument += 1;
    return false;
  }
  if (/^[\w:"'`]|^\.\d/.test(text)) {
    return !(complete && keywords.has(text.toLowerCase())) && text.toLowerCase() !== "bool";
  }
  return false;
}

function openBracket(tokens: readonly MaskToken[], index: number): Opened {
  const bracket = tokens[index]?.text;
  const callee = tokens[index - 1]?.text.toLowerCase() ?? "";
  const opened = { callee, argument: 0, completes: true };
  if (bracket === "{") return { ...opened, kind: "braces" };
  if (bracket === "[") return { ...opened, kind: "range" };
  if (groupingWords.has(callee)) {
    return {
      ...opened,
      kind: "grouping",
      completes: tokens[index - 2]?.text === ")" && /^(?:by|without)$/.test(callee),
    };
  }
  return { ...opened, kind: /^[a-z_]/.test(callee) ? "arguments" : "parentheses" };
}

/** What stands around a variable. */
interface Surroundings {
  readonly width: number;
  readonly inside: Opened | undefined;
  /** Whether a complete operand stands before it, so that an operator must follow. */
  readonly complete: boolean;
  readonly previous: MaskToken | undefined;
  readonly beforePrevious: string;
  readonly next: MaskToken | undefined;
  /** Whether no space is between it and its neighbour. */
  readonly gluedLeft: boolean;
  readonly gluedRight: boolean;
}

function describe(
  tokens: readonly MaskToken[],
  index: number,
  state: { readonly inside: Opened | undefined; readonly complete: boolean },
): Surroundings {
  const token = tokens[index];
  const previous = tokens[index - 1];
  const next = tokens[index + 1];
  return {
    ...state,
    width: token === undefined ? 0 : token.to - token.from,
    previous,
    beforePrevious: tokens[index - 2]?.text.toLowerCase() ?? "",
    next,
    gluedLeft: previous !== undefined && previous.to === token?.from,
    gluedRight: next !== undefined && next.from === token?.to,
  };
}

function choose(place: Surroundings): string {
  const { width, inside, previous, next, beforePrevious } = place;
  const before = previous?.text.toLowerCase() ?? "";
  const signed = before === "-" || before === "+";
  if (inside?.kind === "range" || before === "offset" || (signed && beforePrevious === "offset")) {
    return duration(place);
  }
  if (before === "@" || (signed && beforePrevious === "@")) return digits(width);
  if (place.gluedLeft && previous !== undefined) {
    if (previous.variable || /^[a-z_:]/.test(before)) return identifier(width);
    if (/^[\d.]/.test(before)) return digits(width);
  }
  if (place.gluedRight && next !== undefined && (next.variable || /^[A-Za-z_:\d]/.test(next.text))) {
    return identifier(width);
  }
  if (inside?.kind === "braces") return inBraces(place);
  if (inside?.kind === "grouping") return identifier(width);
  if (place.complete) return afterOperand(place);
  return operand(place);
}

function operand({ width, inside, next }: Surroundings): string {
  if (next !== undefined && /^(?:\(|by$|without$)/i.test(next.text)) {
    return (width >= 3 ? "sum" : "ln").padEnd(width);
  }
  const expected = inside?.kind === "arguments" ? argumentType(inside) : undefined;
  if (expected === "scalar") return digits(width);
  if (expected === "string") return quoted(width);
  return identifier(width);
}

function argumentType({ callee, argument }: Opened): ValueType | undefined {
  if (aggregations.has(callee)) return argument === 0 ? aggregations.get(callee) : "vector";
  const args = functions.get(callee)?.args;
  return args?.[argument] ?? args?.at(-1);
}

/** After an operand a variable is an operator (`a $op b`) or something that may be left out (`a $offset`). */
function afterOperand({ width, next }: Surroundings): string {
  const text = next?.text ?? "";
  if (/^bool$/i.test(text)) return "==".padEnd(width);
  const joins =
    next?.variable === true ||
    /^(?:on|ignoring)$/i.test(text) ||
    (/^[\w:."'`({]/.test(text) && !keywords.has(text.toLowerCase()));
  return (joins ? "+" : "").padEnd(width);
}

function inBraces({ width, previous, next }: Surroundings): string {
  const before = previous?.text ?? "";
  if (/^[=!]=?~?$/.test(before)) return quoted(width);
  if (before !== "{" && before !== ",") return " ".repeat(width);
  if (next?.text !== "," && next?.text !== "}") return identifier(width);
  const matcher = width >= 5 ? 'x="1"' : width >= 4 ? 'x=""' : "";
  return matcher.padEnd(width);
}

function duration({ width, next, gluedRight }: Surroundings): string {
  const unitFollows =
    gluedRight && next !== undefined && (next.variable || unit.test(next.text.replace(/:.*/, "")));
  return unitFollows ? digits(width) : "1s".padStart(width, "0");
}

function digits(width: number): string {
  return "1".padStart(width, "0");
}

function identifier(width: number): string {
  return "v".padEnd(width, "_");
}

function quoted(width: number): string {
  return `"${"x".repeat(width - 2)}"`;
}
