import { DashError } from "../base/dash-error.ts";
import type { Metric } from "../metrics/metric.ts";
import { enclose, shapeOf } from "./compose.ts";
import { isDuration } from "./duration.ts";
import type { Expression } from "./expression.ts";
import { escapeRegex, escapeString, formatLabels, formatNumber, isGrafanaVariable } from "./literal.ts";
import { alternatives, type Matcher } from "./matcher.ts";
import type { RawScanner } from "./raw-scanner.ts";
import { type Selector, toSelector } from "./selector.ts";

/** Text that {@link unsafe} lets into a query as it is. */
export interface UnsafeText {
  readonly kind: "unsafe";
  readonly text: string;
}

/** PromQL in a text, for example from a file: it goes into a `promql` template as it is, without escapes. */
export function unsafe(text: string): UnsafeText {
  return { kind: "unsafe", text };
}

/** What may stand in the `${}` of a `promql` template. */
export type Interpolation =
  | string
  | number
  | readonly string[]
  | Expression
  | Metric
  | Selector
  | Matcher
  | UnsafeText;

/** What an interpolation becomes: its text, and what it adds to the shape of the query. */
export interface Interpolated {
  readonly text: string;
  readonly shape: string;
  /** Whether the text has to be scanned, because it can be anything. */
  readonly isOpen: boolean;
}

/** Stands in the shape for the content of a string, which cannot make a query wrong. */
const anyText = "⟨text⟩";

/** The interpolation as it stands in a string of the query: escaped, so that it cannot end the string. */
export function interpolateInString(value: Interpolation, scanner: RawScanner): Interpolated {
  if (isUnsafe(value)) return { text: value.text, shape: value.text, isOpen: true };
  const content = stringContent(value, scanner.inRegex);
  return { text: escapeContent(content, scanner), shape: anyText, isOpen: false };
}

function stringContent(value: Interpolation, inRegex: boolean): string {
  if (typeof value === "string") return inRegex ? escapeRegex(value) : value;
  if (typeof value === "number") return stringContent(String(value), inRegex);
  if (isList(value)) {
    if (inRegex) return alternatives(value);
    throw impossible(
      "A list of texts stands in a string that is no regular expression.",
      "Match it with `=~`, so that it becomes `a|b`.",
    );
  }
  if (value.kind === "matcher") return matcherContent(value, inRegex);
  if (value.kind === "expression" || value.kind === "selector") {
    throw impossible(
      `The query \`${textOf(value)}\` stands in a string.`,
      "Interpolate it outside of quotes.",
    );
  }
  return stringContent((value as Metric).name, inRegex);
}

function matcherContent(matcher: Matcher, inRegex: boolean): string {
  if (isGrafanaVariable(matcher.value)) return matcher.value;
  if (matcher.operator.endsWith("~") === inRegex) return matcher.value;
  throw impossible(
    `The value \`${matcher.value}\` is for \`${matcher.operator}\`, but the string is matched otherwise.`,
    inRegex ? "Use `matches()`, or interpolate the text itself." : "Match the string with `=~`.",
  );
}

function escapeContent(content: string, scanner: RawScanner): string {
  if (scanner.end === '"' || scanner.end === "'") return escapeString(content, scanner.end);
  if (!content.includes("`")) return content;
  throw impossible(
    `The text \`${content}\` has a backtick, which a string in backticks cannot hold.`,
    "Write the string in double quotes.",
  );
}

/** What stands around an interpolation outside of strings. */
export interface Neighbours {
  /** Whether nothing but parentheses and commas touch it, so that it needs no parentheses of its own. */
  readonly isAlone: boolean;
  /** Whether `^` follows, which binds more tightly than a sign. */
  readonly isBase: boolean;
}

/** The interpolation as it stands outside of strings. */
export function interpolateOutside(value: Interpolation, { isAlone, isBase }: Neighbours): Interpolated {
  if (typeof value === "string") return open(checkWord(value));
  if (typeof value === "number") return interpolateNumber(value, isBase && value < 0);
  if (isList(value)) return open(formatLabels(value));
  if (isUnsafe(value)) return open(value.text);
  if (value.kind === "matcher") {
    throw impossible(
      `The value \`${value.value}\` stands outside quotes.`,
      'Write the matcher around it, as in `{job=~"…"}`.',
    );
  }
  if (value.kind !== "expression") return { text: textOf(value), shape: "⟨selector⟩", isOpen: false };
  const expression = isAlone ? value : enclose(value, 7);
  return { text: expression.text, shape: shapeOf(expression), isOpen: false };
}

function open(text: string): Interpolated {
  return { text, shape: text, isOpen: true };
}

function interpolateNumber(value: number, isEnclosed: boolean): Interpolated {
  const [text, shape] = [formatNumber(value), numberShape(value)];
  return isEnclosed
    ? { text: `(${text})`, shape: `(${shape})`, isOpen: true }
    : { text, shape, isOpen: true };
}

/** Numbers of one kind can stand in the same places: `5` but not `-5` or `0.5` in `[5m]`. */
function numberShape(value: number): string {
  if (!Number.isFinite(value)) return formatNumber(value);
  const sign = value < 0 ? "-" : "";
  return sign + (Number.isInteger(value) && Math.abs(value) < 1e21 ? "1" : "0.5");
}

function checkWord(text: string): string {
  if (/^[a-zA-Z_:][\w:]*$/.test(text) || isDuration(text) || isGrafanaVariable(text)) return text;
  throw new DashError("invalid-definition", {
    message: `The text \`${text}\` cannot stand outside quotes: it is no name, duration or Grafana variable.`,
    hint: "Put quotes around it when it is a label's value; write `unsafe(text)` when it is PromQL.",
  });
}

function textOf(value: Expression | Metric | Selector): string {
  if (value.kind === "expression") return value.text;
  const { text, modifiers } = toSelector(value, "A PromQL text");
  return text + modifiers;
}

function isUnsafe(value: Interpolation): value is UnsafeText {
  return typeof value === "object" && !isList(value) && value.kind === "unsafe";
}

function isList(value: Interpolation): value is readonly string[] {
  return Array.isArray(value);
}

function impossible(message: string, hint: string): DashError {
  return new DashError("invalid-definition", { message, hint });
}
