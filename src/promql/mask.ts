import { placeholders, type MaskToken } from "./placeholder.ts";

/**
 * Grafana replaces variables before Prometheus sees a query, so `rate(up[$__rate_interval])` is no PromQL.
 * Masking puts a placeholder of the same length in the place of each variable, chosen by what stands around
 * it, so that the text parses and every offset stays true. Nothing here loads the parser.
 */

/** One use of a Grafana variable: `$x`, `${x}`, `${x.field:format}` or `[[x]]`. */
export interface VariableUse {
  /** The name alone: `x`. */
  readonly name: string;
  /** Offset of the `$` or `[[`. */
  readonly from: number;
  /** Offset after the last character. */
  readonly to: number;
  /** Whether it stands inside a quoted string. */
  readonly inString: boolean;
}

/** A text in which the variables outside of strings are placeholders of the same length. */
export interface MaskedText {
  readonly text: string;
  readonly variables: readonly VariableUse[];
}

// Names start with a letter, so that `$1` in a replacement and `$` at the end of a regex are left alone.
// Neither an open brace nor an escaped quote begins anything anew, so that long texts are read only once.
const variableSource = String.raw`\$\{([A-Za-z_]\w*)(?:\.[^:{}]*)?(?::[^{}]*)?\}|\[\[([A-Za-z_]\w*)(?::[\w-]+)?\]\]|\$([A-Za-z_]\w*)`;
const stringSource = String.raw`(?<!\\)"(?:[^"\\\n]|\\[^])*"|(?<!\\)'(?:[^'\\\n]|\\[^])*'|` + "`[^`]*`";
const variablePattern = new RegExp(variableSource, "g");
const textPattern = new RegExp(`${variableSource}|(${stringSource})`, "g");
const tokenPattern = new RegExp(
  String.raw`${variableSource}|(${stringSource})|#[^\n]*|[A-Za-z_:][\w:]*|\.?\d[\w.]*|[=!]~|[=!<>]=|[^\s]`,
  "g",
);

const globalVariables: ReadonlySet<string> = new Set(
  (
    "__all_variables __auto_interval __calc __cell __cell_0 __cell_1 __cell_2 __cell_3 __cell_4 __cell_5 " +
    "__dashboard __data __dbuid __field __from __interval __interval_ms __name __org __range __range_ms " +
    "__range_s __rate_interval __rate_interval_ms __searchFilter __series __timeFilter __timeFrom __timeTo " +
    "__timezone __to __unixEpochFilter __unixEpochFrom __unixEpochTo __url __url_time_range __user __value " +
    "interval_ms timeFilter"
  ).split(" "),
);

/** The names of the variables that Grafana itself defines. */
export const globalVariableNames: readonly string[] = [...globalVariables];

/** Whether Grafana itself defines the variable (Grafana 9.5 to 13), so that no dashboard has to. */
export function isGlobalVariable(name: string): boolean {
  return globalVariables.has(name) || name.startsWith("__auto_interval_");
}

/** The variables in any text of a dashboard: a title, a legend, a URL, a query. */
export function variablesIn(text: string): readonly VariableUse[] {
  return mayHoldVariables(text) ? findVariables(text, text.matchAll(textPattern)) : [];
}

/** The PromQL text with placeholders of the same length in the place of its variables. */
export function maskVariables(text: string): MaskedText {
  if (!mayHoldVariables(text)) return { text, variables: [] };
  const matches = [...text.matchAll(tokenPattern)].filter((match) => !match[0].startsWith("#"));
  const variables = findVariables(text, matches);
  const outside = new Set(variables.filter((use) => !use.inString).map((use) => use.from));
  const tokens: MaskToken[] = matches.map((match) => ({
    text: match[0],
    from: match.index,
    to: match.index + match[0].length,
    variable: outside.has(match.index),
  }));
  let masked = text;
  for (const { from, text: placeholder } of placeholders(tokens)) {
    masked = masked.slice(0, from) + placeholder + masked.slice(from + placeholder.length);
  }
  return { text: masked, variables };
}

/** Whether Grafana decides the value of a string, so that nothing can be said about it. */
export function holdsVariableText(text: string): boolean {
  return mayHoldVariables(text) && text.search(variablePattern) >= 0;
}

function mayHoldVariables(text: string): boolean {
  return text.includes("$") || text.includes("[[");
}

function findVariables(text: string, matches: Iterable<RegExpExecArray>): readonly VariableUse[] {
  const captures = namedCaptures(text);
  const uses: VariableUse[] = [];
  for (const match of matches) {
    const string = match[4];
    if (string === undefined) addUse(uses, match, { offset: 0, inString: false });
    else if (mayHoldVariables(string)) {
      for (const inner of string.matchAll(variablePattern)) {
        addUse(uses, inner, { offset: match.index, inString: true });
      }
    }
  }
  return uses.filter((use) => !captures.has(use.name));
}

function addUse(
  uses: VariableUse[],
  match: RegExpExecArray,
  place: { readonly offset: number; readonly inString: boolean },
): void {
  const name = match[1] ?? match[2] ?? match[3];
  if (name === undefined) return;
  const from = place.offset + match.index;
  uses.push({ name, from, to: from + match[0].length, inString: place.inString });
}

// In `label_replace(x, "a", "$host", "b", "(?P<host>.*)")`, `$host` is the capture, as long as no dashboard
// variable has its name.
function namedCaptures(text: string): ReadonlySet<string> {
  if (!text.includes("(?")) return new Set();
  return new Set([...text.matchAll(/\(\?P?<(\w+)>/g)].map((match) => match[1] ?? ""));
}
