import { aggregations } from "./functions.ts";
import { finding, type PromqlFinding } from "./finding.ts";
import { binaryWords, matchingWords } from "./keywords.ts";
import { quote, type PromqlSource } from "./source.ts";
import type { Token } from "./tokens.ts";

/**
 * Words for a syntax error. The parser only knows where it got stuck; what people need is told by the token
 * before that place, the token at it and the bracket around both.
 */

/** The two tokens around the place where the parser got stuck. */
interface Stuck {
  readonly source: PromqlSource;
  readonly previous: Token | undefined;
  readonly next: Token | undefined;
  /** As the user wrote them, in backticks. */
  readonly before: string;
  readonly found: string;
}

type Explanation = readonly [message: string, hint?: string | undefined] | undefined;

const victoriaMetricsWords: ReadonlySet<string> = new Set([
  "default",
  "if",
  "ifnot",
  "keep_metric_names",
  "limit",
]);

/** Explains the error at an offset of the text. */
export function syntaxFinding(source: PromqlSource, errorAt: number): PromqlFinding {
  const { tokens } = source;
  const index = tokens.findIndex((token) => token.to > errorAt);
  const next = index < 0 ? undefined : tokens[index];
  const previous = index < 0 ? tokens.at(-1) : tokens[index - 1];
  const shown = (token: Token | undefined): string =>
    token === undefined ? "" : `\`${quote(source, token)}\``;
  const stuck: Stuck = { source, previous, next, before: shown(previous), found: shown(next) };
  const [message, hint] = explain(stuck) ?? [`Unexpected ${stuck.found}.`];
  const end = source.original.length;
  return finding(message, next ?? { from: previous?.to ?? end, to: previous?.to ?? end }, hint);
}

function explain(stuck: Stuck): Explanation {
  if (stuck.next === undefined) return explainEnd(stuck);
  switch (stuck.next.context) {
    case "braces":
      return explainBraces(stuck);
    case "grouping":
      return explainGrouping(stuck);
    case "range":
      return explainRange(stuck);
    default:
      return explainKeyword(stuck) ?? explainOperands(stuck);
  }
}

function explainEnd(stuck: Stuck): Explanation {
  const missing = missingAfter(stuck.previous) ?? "an expression";
  return [`The query ends too early: ${missing} is missing after ${stuck.before}.`];
}

/** What must follow a keyword, if the token is one. */
function missingAfter(token: Token | undefined): string | undefined {
  const word = wordOf(token);
  if (word === "offset") return "a duration such as `5m`";
  if (token?.text === "@") return "a timestamp, `start()` or `end()`";
  if (word === "bool") return "the right side of the comparison";
  if (["by", "without", "on", "ignoring"].includes(word)) return "a list of labels in parentheses";
  if (token?.context === "grouping" && token.text === ")") return "an expression";
  return undefined;
}

function explainBraces({ previous, next, before, found }: Stuck): Explanation {
  if (previous?.text === "{" || previous?.text === ",") {
    if (next?.text === ",") return ["Unexpected `,`: a label matcher is missing before it."];
    return [`A label name is expected, but ${found} stands there.`];
  }
  if (previous?.kind === "word") {
    if (next?.text === "==") return ["`==` does not compare labels.", "Write `=`, `!=`, `=~` or `!~`."];
    const example = `\`${previous.text}="…"\``;
    if (next?.text === "}" || next?.text === ",")
      return [`The label ${before} has no value.`, `Write ${example}.`];
    return [`One of \`=\`, \`!=\`, \`=~\` and \`!~\` must follow the label ${before}.`];
  }
  if (previous?.kind === "string") return [`A comma is missing between ${before} and ${found}.`];
  const hint = next?.kind === "word" || next?.kind === "number" ? `Write \`"${next.text}"\`.` : undefined;
  return [`The value of a label must be in quotes, but ${found} stands there.`, hint];
}

function explainGrouping({ previous, next, before, found }: Stuck): Explanation {
  if (previous?.kind === "word" && next?.kind === "word") {
    return [`A comma is missing between the labels ${before} and ${found}.`];
  }
  if (next?.text === ",") return ["Unexpected `,`: a label name is missing before it."];
  if (/^(?:=~?|!=|!~)$/.test(next?.text ?? "")) {
    return [
      `Unexpected ${found}: only label names stand here.`,
      "Filter by label in the braces of the metric.",
    ];
  }
  return [`A label name is expected, but ${found} stands there.`];
}

function explainRange({ previous, found }: Stuck): Explanation {
  const range = "`[5m]` or `[1h:5m]`";
  if (previous?.text === "[")
    return [`A duration is expected in the brackets, but ${found} stands there.`, `Write ${range}.`];
  return [`Unexpected ${found} in the brackets.`, `Write ${range}.`];
}

function explainKeyword({ previous, next, before, found }: Stuck): Explanation {
  const word = wordOf(next);
  const missing = missingAfter(previous);
  if (missing !== undefined && previous?.text !== ")") {
    return [`${capital(missing)} must follow ${before}, but ${found} stands there.`];
  }
  if (word === "group_left" || word === "group_right") {
    return [`${found} needs \`on (…)\` or \`ignoring (…)\` before it.`];
  }
  if (isOperator(previous) && word !== "bool") return undefined;
  if (word === "by" || word === "without") {
    return [`${found} must follow an aggregation such as \`sum(…)\`.`, aggregationHint(previous)];
  }
  if (word === "on" || word === "ignoring") return [`${found} must follow an operator such as \`/\`.`];
  if (word === "bool") return ["`bool` must directly follow a comparison such as `>`."];
  if (victoriaMetricsWords.has(word) && endsOperand(previous)) {
    return [`${found} is an operator of VictoriaMetrics that Prometheus does not have.`];
  }
  return undefined;
}

function aggregationHint(previous: Token | undefined): string | undefined {
  const names = [...aggregations.keys()].map((name) => `\`${name}\``).join(", ");
  return previous?.text === ")" ? `The aggregations are ${names}.` : undefined;
}

function explainOperands({ previous, next, before, found }: Stuck): Explanation {
  if (previous === undefined) return [`An expression is missing before ${found}.`];
  const closes = next?.text === ")" || next?.text === ",";
  if (previous.text === "(" && next?.text === ")") return ["The parentheses are empty."];
  if (previous.text === "," && next?.text === ")") return ["A call must not end with a comma."];
  if (isOperator(previous) && (closes || isOperator(next))) {
    return [`An expression is missing between ${before} and ${found}.`, twoSignHint(previous, next)];
  }
  if (/^[(,]$/.test(previous.text)) return [`An expression is missing before ${found}.`];
  if (!endsOperand(previous)) return undefined;
  if (previous.text === ")" && previous.context === "grouping") {
    return [`${found} must be in parentheses: the aggregated expression is missing.`];
  }
  if (next?.text === "=") return ["`=` does not compare expressions.", "Write `==`."];
  if (next?.text === ",") return ["Unexpected `,`: commas separate the arguments of a call."];
  if (next?.text === "(" && previous.kind === "word") return [`${before} is no function.`];
  if (next?.kind === "duration") {
    return [
      `An operator is missing between ${before} and ${found}.`,
      `A range is written \`[${next.text}]\`, an offset \`offset ${next.text}\`.`,
    ];
  }
  if (startsOperand(next)) return [`An operator is missing between ${before} and ${found}.`];
  return undefined;
}

function twoSignHint(previous: Token, next: Token | undefined): string | undefined {
  return previous.text === "<" && next?.text === ">" ? "Unequal is written `!=`." : undefined;
}

function wordOf(token: Token | undefined): string {
  return token?.kind === "word" && (token.context === "top" || token.context === "parentheses")
    ? token.text.toLowerCase()
    : "";
}

function isOperator(token: Token | undefined): boolean {
  if (token === undefined) return false;
  const word = wordOf(token);
  if (binaryWords.has(word) || matchingWords.has(word) || word === "bool") return true;
  return token.kind === "symbol" && /^(?:[-+*/%^<>]|[=!<>]=|=~|!~)$/.test(token.text);
}

function endsOperand(token: Token | undefined): boolean {
  if (token === undefined || isOperator(token)) return false;
  return token.kind !== "symbol" || /^[)\]}]$/.test(token.text);
}

function startsOperand(token: Token | undefined): boolean {
  return token !== undefined && (token.kind !== "symbol" || /^[({[]$/.test(token.text));
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
