import { aggregations } from "./functions.ts";
import { groupingWords, keywords } from "./keywords.ts";
import { holdsVariableText } from "./mask.ts";
import { readRegex } from "./regex.ts";
import { remember } from "./remember.ts";
import { readString } from "./string-literal.ts";

/**
 * Texts of one shape get one verdict: metric names become `m`, strings become `"s"`, or `""` where they match
 * series without the label. Names of functions and labels, numbers, durations and variables stay, and so does a
 * string that is wrong by itself.
 */

const strings = String.raw`"(?:[^"\\\n]|\\[^])*"|'(?:[^'\\\n]|\\[^])*'|` + "`[^`]*`";
const variables = String.raw`\$\{[^}]*\}|\$\w+|\[\[\w+(?::[\w-]+)?\]\]`;
const token = new RegExp(
  String.raw`([A-Za-z_:][\w:]*)|(${strings})|(${variables})|(#[^\n]*)|\.?\d[\w.]*|[{}()[\]$]|=~|!~|!=|=|,`,
  "g",
);

const call = /(?:\s|#[^\n]*(?:\n|$))*\(/y;

const notMetrics: ReadonlySet<string> = new Set([
  ...aggregations.keys(),
  ...keywords,
  ..."inf nan start end smoothed anchored".split(" "),
]);
const longestKeyword = Math.max(...[...notMetrics].map((word) => word.length));

/** What the innermost bracket means for the words and strings in it. */
type Inside = "expression" | "braces" | "names";

/** The shape of a PromQL text: whatever has the same shape is accepted or refused alike. */
export function shapeOf(text: string): string {
  let shape = "";
  let copied = 0;
  let inside: Inside = "expression";
  let previous = "";
  let previousEnd = -1;
  token.lastIndex = 0;
  for (let match = token.exec(text); match !== null; match = token.exec(text)) {
    const found = match[0];
    const from = match.index;
    const to = token.lastIndex;
    let kept = found;
    if (match[1] !== undefined) {
      const glued = previousEnd === from && /[\w.\]}$]$/.test(previous);
      if (inside === "expression" && !glued && isMetric(text, found, to)) kept = "m";
    } else if (match[2] !== undefined) kept = stringShape(found, inside, previous);
    else if (match[4] !== undefined) kept = "#";
    else if (match[3] === undefined) inside = nextInside(inside, found, previous);
    if (kept !== found) {
      shape += text.slice(copied, from) + kept;
      copied = to;
    }
    if (match[4] === undefined) {
      previous = found;
      previousEnd = to;
    }
  }
  return shape + text.slice(copied);
}

function isMetric(text: string, word: string, to: number): boolean {
  if (word.length <= longestKeyword && (notMetrics.has(word) || notMetrics.has(word.toLowerCase())))
    return false;
  call.lastIndex = to;
  return !call.test(text);
}

function nextInside(inside: Inside, found: string, previous: string): Inside {
  if (found === "{") return "braces";
  if (found === "[") return "names";
  if (found === "(")
    return inside === "expression" && groupingWords.has(previous.toLowerCase()) ? "names" : inside;
  return found === "}" || found === "]" || found === ")" ? "expression" : inside;
}

function stringShape(literal: string, inside: Inside, previous: string): string {
  if (inside === "names") return literal;
  if (inside === "expression") return plainShape(literal);
  if (previous === "=" || previous === "!=") return plainShape(literal);
  return previous === "=~" || previous === "!~" ? regexShape(literal) : literal;
}

function plainShape(literal: string): string {
  if (literal.includes("\\")) return escapedShape(literal);
  return literal.length > 2 ? '"s"' : '""';
}

const escapedShape = remember(4096, (literal: string): string => {
  const { value, findings } = readString(literal);
  return findings.length > 0 ? literal : value === "" ? '""' : '"s"';
});

const regexShape = remember(4096, (literal: string): string => {
  const { value, findings } = readString(literal);
  if (findings.length > 0) return literal;
  if (holdsVariableText(literal)) return '"s"';
  const { mistake, matchesEmpty } = readRegex(value);
  return mistake !== undefined ? literal : matchesEmpty ? '""' : '"s"';
});
