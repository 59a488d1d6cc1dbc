import type { MatcherNode, SelectorNode } from "./ast.ts";
import { finding, type PromqlFinding } from "./finding.ts";
import { holdsVariableText } from "./mask.ts";
import { readRegex } from "./regex.ts";
import { holdsVariable, quote, read, type PromqlSource } from "./source.ts";
import { readString } from "./string-literal.ts";

/** What Prometheus refuses in a selector although its grammar is right. */
export function selectorFindings(source: PromqlSource, selector: SelectorNode): readonly PromqlFinding[] {
  const regexes = selector.matchers.flatMap((matcher) => regexFindings(source, matcher));
  if (regexes.length > 0) return regexes;
  const twice = nameTwice(source, selector);
  if (twice !== undefined) return [twice];
  const filters =
    selector.metric !== undefined ||
    selector.matchers.some((matcher) => !matchesEmpty(source, matcher)) ||
    holdsVariable(source, selector);
  if (filters) return [];
  return [
    finding(
      `The selector \`${quote(source, selector)}\` must contain at least one matcher that does not match the empty text.`,
      selector,
      'Name a metric, or write `=~".+"` instead of `=~".*"`.',
    ),
  ];
}

function regexFindings(source: PromqlSource, matcher: MatcherNode): readonly PromqlFinding[] {
  if (!read(source, matcher.operator).endsWith("~")) return [];
  const literal = read(source, matcher.value);
  if (holdsVariableText(literal)) return [];
  const { mistake } = readRegex(readString(literal).value);
  if (mistake === undefined) return [];
  // With escapes in the literal, offsets in its value are not offsets in the text.
  const exact = literal.startsWith("`") || !literal.includes("\\");
  const start = matcher.value.from + 1;
  const range = exact ? { from: start + mistake.from, to: start + mistake.to } : matcher.value;
  const hint = "Prometheus uses RE2: https://github.com/google/re2/wiki/Syntax";
  return [
    finding(
      `The regular expression \`${quote(source, matcher.value).slice(1, -1)}\` is invalid: ${lower(mistake.message)}.`,
      range,
      hint,
    ),
  ];
}

function lower(sentence: string): string {
  return /^[A-Z][a-z]/.test(sentence) ? sentence.charAt(0).toLowerCase() + sentence.slice(1) : sentence;
}

function nameTwice(source: PromqlSource, selector: SelectorNode): PromqlFinding | undefined {
  if (selector.metric === undefined) return undefined;
  const second =
    selector.extraMetrics[0] ??
    selector.matchers.find(({ label }) => unquote(read(source, label)) === "__name__");
  if (second === undefined) return undefined;
  const message = `The metric name is given twice: \`${quote(source, selector.metric)}\` and \`${quote(source, second)}\`.`;
  return finding(message, second);
}

function matchesEmpty(source: PromqlSource, matcher: MatcherNode): boolean {
  const operator = read(source, matcher.operator);
  const literal = read(source, matcher.value);
  if (holdsVariableText(literal)) return operator.startsWith("!");
  const { value } = readString(literal);
  const matches = operator.endsWith("~") ? readRegex(value).matchesEmpty : value === "";
  return matches !== operator.startsWith("!");
}

/** A label or metric name without the quotes that it may have. */
export function unquote(name: string): string {
  return /^["'`]/.test(name) ? readString(name).value : name;
}
