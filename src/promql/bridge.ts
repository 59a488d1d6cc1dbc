import { suggest } from "../base/text.ts";
import { finding, type PromqlFinding } from "./finding.ts";
import { aggregations, functions, victoriaMetricsFunctions } from "./functions.ts";
import { binaryWords, groupingWords, keywords, matchingWords } from "./keywords.ts";
import { holdsVariable, type PromqlSource } from "./source.ts";
import type { Token } from "./tokens.ts";

/**
 * Where the lezer grammar and Prometheus disagree on what is legal, this puts something of the same length in
 * the place that lezer takes for what Prometheus means, or reports what lezer would let pass. Found by the
 * differential test against promtool.
 */

/** A text that the lezer grammar accepts if and only if Prometheus's grammar accepts the source. */
export interface BridgedText {
  readonly text: string;
  readonly findings: readonly PromqlFinding[];
}

const notLabels: ReadonlySet<string> = new Set(["without", "inf", "nan"]);
const grafanaMacros: ReadonlySet<string> = new Set([
  "label_names",
  "label_values",
  "metrics",
  "query_result",
]);
// Functions that Prometheus 2 knows and the grammar, which follows the newest server, does not.
const oldFunctions: ReadonlySet<string> = new Set(["holt_winters"]);

/** Bridges the tokens of a source. */
export function bridge(source: PromqlSource): BridgedText {
  const findings: PromqlFinding[] = [];
  let text = source.masked;
  const replace = (token: Token, replacement: string): void => {
    text = text.slice(0, token.from) + replacement.padEnd(token.to - token.from) + text.slice(token.to);
  };
  // Whether an operand must come next; only then are `offset` and `by` names of metrics.
  let expectsOperand = true;
  let grouping = "";
  for (const [index, token] of source.tokens.entries()) {
    const word = token.kind === "word" ? token.text.toLowerCase() : "";
    if (token.kind === "number") replace(token, numberPlaceholder(token.text));
    if (token.context === "grouping" && token.text !== ")") {
      if (notLabels.has(word))
        findings.push(finding(`\`${token.text}\` cannot be a label here: PromQL reserves the word.`, token));
      continue;
    }
    if (word !== "" && (token.context === "top" || token.context === "parentheses")) {
      if (isCall(source.tokens, index)) {
        const known = functions.has(token.text) && !oldFunctions.has(token.text);
        if (!known) replace(token, calleePlaceholder(token.text.length));
        if (!isKnown(source, token)) findings.push(bareLabel(source.tokens, index) ?? unknownFunction(token));
      } else if (expectsOperand && word === "offset") {
        replace(token, "______");
      } else if (expectsOperand && word === "atan2") {
        findings.push(finding("An expression is missing before the operator `atan2`.", token));
      }
      if (groupingWords.has(word)) grouping = word;
    }
    expectsOperand = nextExpectsOperand(token, expectsOperand, grouping);
  }
  return { text, findings };
}

// In `up.5` a number follows a name; digits in its place would become a part of the name.
function numberPlaceholder(number: string): string {
  return "1".padStart(number.length, number.startsWith(".") ? " " : "0");
}

// No function has a name of one letter; its arguments stay in parentheses of their own.
function calleePlaceholder(length: number): string {
  return length >= 3 ? "abs" : length === 2 ? "ln" : "";
}

function nextExpectsOperand(token: Token, expectsOperand: boolean, grouping: string): boolean {
  if (token.kind === "word") {
    const word = token.text.toLowerCase();
    if (matchingWords.has(word) || word === "bool") return true;
    return !expectsOperand && binaryWords.has(word);
  }
  if (token.kind !== "symbol") return false;
  if (token.text === ")" && token.context === "grouping") return matchingWords.has(grouping);
  return !/^[)\]}]$/.test(token.text);
}

function isCall(tokens: readonly Token[], index: number): boolean {
  const word = tokens[index]?.text.toLowerCase() ?? "";
  if (tokens[index + 1]?.text !== "(" || keywords.has(word) || aggregations.has(word)) return false;
  return tokens[index - 1]?.text !== "@" && !word.includes(":");
}

function isKnown(source: PromqlSource, token: Token): boolean {
  return functions.has(token.text) || holdsVariable(source, token);
}

// In `sum by job (up)` the label stands where a function would.
function bareLabel(tokens: readonly Token[], index: number): PromqlFinding | undefined {
  const [word, label] = [tokens[index - 1], tokens[index]];
  if (word === undefined || label === undefined || !groupingWords.has(word.text.toLowerCase()))
    return undefined;
  return finding(
    `The labels after \`${word.text}\` must be in parentheses.`,
    label,
    `Write \`${word.text} (${label.text})\`.`,
  );
}

function unknownFunction(token: Token): PromqlFinding {
  if (victoriaMetricsFunctions.has(token.text)) {
    return finding(
      `\`${token.text}\` is a function of VictoriaMetrics that Prometheus does not have.`,
      token,
    );
  }
  if (grafanaMacros.has(token.text)) {
    return finding(`\`${token.text}\` works only in the query of a Grafana variable.`, token);
  }
  const known = [...functions.keys(), ...aggregations.keys()];
  return finding(`Unknown function \`${token.text}\`.`, token, suggest(token.text, known));
}
