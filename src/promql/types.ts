import { plural } from "../base/text.ts";
import type {
  AggregationNode,
  BinaryNode,
  CallNode,
  ModifierNode,
  PromqlNode,
  RangeNode,
  Span,
  SubqueryNode,
} from "./ast.ts";
import { readDuration } from "./duration.ts";
import { finding, type PromqlFinding } from "./finding.ts";
import { aggregations, functions, type ValueType } from "./functions.ts";
import { matchingFindings } from "./matching.ts";
import { selectorFindings } from "./selectors.ts";
import { holdsVariable, quote, read, type PromqlSource } from "./source.ts";

/** A source with the findings so far. */
interface Check {
  readonly source: PromqlSource;
  readonly findings: PromqlFinding[];
}

const withArticle: Readonly<Record<ValueType, string>> = {
  scalar: "a scalar",
  vector: "an instant vector",
  range: "a range vector",
  string: "a string",
  any: "an expression",
};

/** Checks a tree as Prometheus does before it runs a query (`promql/parser/parse.go`, `checkAST`). */
export function typeFindings(source: PromqlSource, root: PromqlNode): readonly PromqlFinding[] {
  const findings: PromqlFinding[] = [];
  typeOf({ source, findings }, root);
  return findings.sort((left, right) => left.from - right.from || left.to - right.to);
}

/** What a query gives that Grafana asks for the values over a time range, where Prometheus takes two types only. */
export function drawnFindings(source: PromqlSource, root: PromqlNode): readonly PromqlFinding[] {
  const type = typeOf({ source, findings: [] }, root);
  if (type !== "range" && type !== "string") return [];
  const shown = shorten(quote(source, root).trim());
  const message = `A panel needs an instant vector or a scalar, but \`${shown}\` is ${withArticle[type]}.`;
  const hint = type === "range" ? "Put a function such as `rate(…)` around the range." : undefined;
  return [finding(message, root, hint)];
}

function report(check: Check, message: string, span: Span, hint?: string): void {
  check.findings.push(finding(message, span, hint));
}

function typeOf(check: Check, node: PromqlNode): ValueType {
  switch (node.kind) {
    case "number":
      return holdsVariable(check.source, node) ? "any" : "scalar";
    case "string":
      return holdsVariable(check.source, node) ? "any" : "string";
    case "selector":
      check.findings.push(...selectorFindings(check.source, node));
      return isVariableAlone(check.source, node) ? "any" : "vector";
    case "parentheses":
      return typeOf(check, node.operand);
    case "unary":
      return typeOfUnary(check, node.operand);
    case "range":
      return typeOfRange(check, node);
    case "subquery":
      return typeOfSubquery(check, node);
    case "binary":
      return typeOfBinary(check, node);
    case "call":
      return typeOfCall(check, node);
    case "aggregation":
      return typeOfAggregation(check, node);
    case "offset":
    case "at":
    case "smoothed":
    case "anchored":
      return typeOfModified(check, node);
  }
}

/** Whether the node is a variable and nothing else, so that it may become any expression. */
function isVariableAlone({ variables }: PromqlSource, { from, to }: Span): boolean {
  return variables.some((use) => use.from === from && use.to >= to);
}

function typeOfUnary(check: Check, operand: PromqlNode): ValueType {
  const type = typeOf(check, operand);
  if (type !== "range" && type !== "string") return type;
  report(check, `A sign needs a scalar or an instant vector after it, not ${withArticle[type]}.`, operand);
  return "any";
}

function typeOfRange(check: Check, node: RangeNode): ValueType {
  const { operand } = node;
  checkDuration(check, node.duration);
  typeOf(check, operand);
  if (operand.kind === "offset" || operand.kind === "at") {
    const word = operand.kind === "at" ? "@" : "offset";
    report(
      check,
      `\`${word}\` must follow the range, not precede it.`,
      afterOperand(operand),
      `Write \`metric[5m] ${word} …\`.`,
    );
  } else if (operand.kind !== "selector") {
    const range = quote(check.source, node.duration);
    report(
      check,
      `The range \`[${range}]\` must directly follow a selector.`,
      { from: operand.to, to: node.to },
      operand.kind === "range" ? undefined : `A subquery is written with a colon: \`[${range}:]\`.`,
    );
  }
  return "range";
}

function afterOperand(node: ModifierNode): Span {
  return { from: node.operand.to, to: node.to };
}

function typeOfSubquery(check: Check, node: SubqueryNode): ValueType {
  for (const duration of node.durations) checkDuration(check, duration);
  const type = typeOf(check, node.operand);
  if (type !== "vector" && type !== "any") {
    report(check, `A subquery needs an instant vector before it, not ${withArticle[type]}.`, node.operand);
  }
  return "range";
}

function checkDuration(check: Check, span: Span): void {
  const text = read(check.source, span).trim();
  if (readDuration(text) === 0 || /^(?:[0._]+|-\s*[\w.]+)$/.test(text)) {
    report(check, `The duration \`${quote(check.source, span).trim()}\` must be greater than 0.`, span);
  }
}

const offsetNeeds = "must follow a selector, a range or a subquery";

function typeOfModified(check: Check, node: ModifierNode): ValueType {
  const type = typeOf(check, node.operand);
  if (node.kind === "offset") checkOffset(check, node);
  if (node.kind === "at") checkTimestamp(check, node);
  const chain = modifiersBefore(node);
  const word = node.kind === "at" ? "@" : node.kind;
  if (chain.some((modifier) => modifier.kind === node.kind)) {
    report(check, `\`${word}\` is given twice.`, afterOperand(node));
  }
  const target = chain.at(-1)?.operand ?? node.operand;
  if (!["selector", "range", "subquery"].includes(target.kind) && !isVariableAlone(check.source, target)) {
    report(check, `\`${word}\` ${offsetNeeds}.`, afterOperand(node));
  }
  return type;
}

function modifiersBefore(node: ModifierNode): readonly ModifierNode[] {
  const { operand } = node;
  const modifies =
    operand.kind === "offset" ||
    operand.kind === "at" ||
    operand.kind === "smoothed" ||
    operand.kind === "anchored";
  return modifies ? [operand, ...modifiersBefore(operand)] : [];
}

function checkOffset(check: Check, node: ModifierNode): void {
  const text = read(check.source, node.argument).replace(/^[\s+-]+/, "");
  checkDuration(check, { from: node.argument.to - text.length, to: node.argument.to });
}

function checkTimestamp(check: Check, node: ModifierNode): void {
  const text = read(check.source, node.argument)
    .replaceAll(/[\s_+-]/g, "")
    .toLowerCase();
  if (text.endsWith(")") || readDuration(text) !== undefined) return;
  // Prometheus keeps milliseconds in 63 bits and multiplies late: seconds of that size are refused.
  const seconds = text === "inf" ? Number.POSITIVE_INFINITY : Number(text);
  if (seconds < 2 ** 63) return;
  report(
    check,
    `The timestamp \`${quote(check.source, node.argument).trim()}\` is out of bounds.`,
    node.argument,
  );
}

function typeOfBinary(check: Check, node: BinaryNode): ValueType {
  const left = typeOf(check, node.left);
  const right = typeOf(check, node.right);
  check.findings.push(...matchingFindings(check.source, node, [left, right]));
  if (left === "scalar" && right === "scalar") return "scalar";
  return left === "vector" || right === "vector" ? "vector" : "any";
}

function typeOfCall(check: Check, node: CallNode): ValueType {
  const types = node.args.map((argument) => typeOf(check, argument));
  const name = /^\w+/.exec(check.source.masked.slice(node.name.from))?.[0] ?? "";
  const signature = functions.get(name);
  if (
    signature === undefined ||
    holdsVariable(check.source, { from: node.name.from, to: node.name.from + name.length })
  ) {
    return "any";
  }
  const { args, min, max, returns } = signature;
  if (types.length < min || types.length > max) {
    const amount = min === max ? String(min) : types.length < min ? `at least ${min}` : `at most ${max}`;
    const noun = (min === max ? min : types.length < min ? min : max) === 1 ? "argument" : "arguments";
    report(check, `\`${name}\` takes ${amount} ${noun}, not ${types.length}.`, node);
    return returns;
  }
  for (const [index, argument] of node.args.entries()) {
    expectType(check, argument, {
      name,
      expected: args[index] ?? args.at(-1) ?? "any",
      actual: types[index] ?? "any",
    });
  }
  return returns;
}

function typeOfAggregation(check: Check, node: AggregationNode): ValueType {
  const types = node.args.map((argument) => typeOf(check, argument));
  const shown = quote(check.source, node.name);
  if (holdsVariable(check.source, node.name)) return "vector";
  const parameter = aggregations.get(shown.toLowerCase());
  const needed = parameter === undefined ? 1 : 2;
  if (types.length !== needed) {
    const first =
      parameter === undefined || types.length > 1
        ? undefined
        : `Its first argument is ${withArticle[parameter]}.`;
    report(check, `\`${shown}\` takes ${plural(needed, "argument")}, not ${types.length}.`, node, first);
    return "vector";
  }
  for (const [index, argument] of node.args.entries()) {
    const expected = index === 0 && parameter !== undefined ? parameter : "vector";
    expectType(check, argument, { name: shown, expected, actual: types[index] ?? "any" });
  }
  return "vector";
}

function expectType(
  check: Check,
  argument: PromqlNode,
  types: { readonly name: string; readonly expected: ValueType; readonly actual: ValueType },
): void {
  const { name, expected, actual } = types;
  if (expected === actual || expected === "any" || actual === "any") return;
  report(
    check,
    `\`${name}\` needs ${withArticle[expected]}, but \`${shorten(quote(check.source, argument))}\` is ${withArticle[actual]}.`,
    argument,
    typeHint(check.source, argument, { name, expected, actual }),
  );
}

function typeHint(
  source: PromqlSource,
  argument: PromqlNode,
  {
    name,
    expected,
    actual,
  }: { readonly name: string; readonly expected: ValueType; readonly actual: ValueType },
): string | undefined {
  const text = shorten(quote(source, argument));
  if (expected === "range" && argument.kind === "selector") return `Write \`${text}[$__rate_interval]\`.`;
  if (expected === "range" && argument.kind === "aggregation") {
    return `Aggregate afterwards: \`${shorten(quote(source, argument.name))}(${name}(…))\`.`;
  }
  if (expected === "range" && actual === "vector")
    return "A range over an expression is a subquery: `(…)[5m:]`.";
  if (expected === "vector" && actual === "range")
    return "Put a function such as `rate(…)` around the range.";
  if (expected === "scalar" && actual === "vector") return "`scalar(…)` makes one number of a single series.";
  if (expected === "vector" && actual === "scalar") return "`vector(…)` makes a vector of a number.";
  if (expected === "string") return "Put the text in quotes.";
  return undefined;
}

function shorten(text: string): string {
  const line = text.replaceAll(/\s+/g, " ");
  return line.length > 60 ? `${line.slice(0, 59)}…` : line;
}
