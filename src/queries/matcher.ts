import { DashError } from "../base/dash-error.ts";
import { escapeRegex, formatLabel, quoteString } from "./literal.ts";

/** A condition on a label's value: what {@link matches}, {@link not} and {@link variable} make. */
export interface Matcher {
  readonly kind: "matcher";
  readonly operator: "=" | "!=" | "=~" | "!~";
  /** The text or RE2 expression before PromQL's string escapes. */
  readonly value: string;
}

/** A label's wanted value: a text (equal), a list (one of them), or a {@link Matcher}. */
export type MatcherValue = string | readonly string[] | Matcher;

/** The series whose label matches the RE2 regular expression as a whole (`=~`). */
export function matches(regex: string): Matcher {
  return { kind: "matcher", operator: "=~", value: regex };
}

/** The series whose label does not match the RE2 regular expression (`!~`). */
export function notMatches(regex: string): Matcher {
  return { kind: "matcher", operator: "!~", value: regex };
}

const opposites = { "=": "!=", "!=": "=", "=~": "!~", "!~": "=~" } as const;

/** The series whose label is not the value (`!=`), or none of the values (`!~`). */
export function not(value: MatcherValue): Matcher {
  const { operator, value: text } = toMatcher(value);
  return { kind: "matcher", operator: opposites[operator], value: text };
}

/** How {@link variable} compares. */
export interface VariableOptions {
  /** Whether the variable always holds one plain value, so that `=` does. @default false (`=~`: several values and All) */
  readonly exact?: boolean;
}

/** The series whose label has the value of a Grafana variable: `variable("job")` is `=~"$job"`. */
export function variable(name: string, options: VariableOptions = {}): Matcher {
  if (!/^\w+$/.test(name)) {
    throw new DashError("invalid-definition", {
      message: `\`${name}\` cannot be the name of a Grafana variable.`,
      hint: "Write the name alone, from letters, digits and underscores, without `$` and braces.",
    });
  }
  return { kind: "matcher", operator: options.exact ? "=" : "=~", value: `$${name}` };
}

function toMatcher(value: MatcherValue): Matcher {
  if (typeof value === "string") return { kind: "matcher", operator: "=", value };
  if ("kind" in value) return value;
  return { kind: "matcher", operator: "=~", value: alternatives(value) };
}

/** The RE2 expression that matches just the texts. */
export function alternatives(values: readonly string[]): string {
  if (values.length === 0) {
    throw new DashError("invalid-definition", {
      message: "A list of label values is empty, so that it would match only series without the label.",
      hint: "Give one value at least, or leave the label out.",
    });
  }
  return values.map(escapeRegex).join("|");
}

/** One matcher as it stands between the braces: `code=~"5.."`. */
export function formatMatcher(label: string, value: MatcherValue): string {
  if (typeof value === "string") return `${formatLabel(label)}=${quoteString(value)}`;
  const matcher = toMatcher(value);
  return `${formatLabel(label)}${matcher.operator}${quoteString(matcher.value)}`;
}
