import type { BinaryNode, Span } from "./ast.ts";
import { finding, type PromqlFinding } from "./finding.ts";
import type { ValueType } from "./functions.ts";
import { unquote } from "./selectors.ts";
import { quote, read, type PromqlSource } from "./source.ts";

const comparisons: ReadonlySet<string> = new Set(["==", "!=", "<", ">", "<=", ">="]);
const setOperators: ReadonlySet<string> = new Set(["and", "or", "unless"]);

/** What Prometheus refuses in a binary expression, given the types of its two sides. */
export function matchingFindings(
  source: PromqlSource,
  node: BinaryNode,
  types: readonly [left: ValueType, right: ValueType],
): readonly PromqlFinding[] {
  const operator = read(source, node.operator).toLowerCase();
  const found: PromqlFinding[] = [...operandFindings(node, types, operator)];
  const bothScalar = types.every((type) => type === "scalar");
  if (node.bool !== undefined && !comparisons.has(operator)) {
    found.push(finding(`\`bool\` is only for comparisons, not for \`${operator}\`.`, node.bool));
  }
  if (comparisons.has(operator) && node.bool === undefined && bothScalar) {
    const message = `Two scalars can only be compared with \`bool\`.`;
    found.push(finding(message, node.operator, `Write \`${operator} bool\`.`));
  }
  if (setOperators.has(operator)) found.push(...setFindings(source, node, types));
  return [...found, ...labelFindings(source, node, types)];
}

function operandFindings(
  node: BinaryNode,
  types: readonly [left: ValueType, right: ValueType],
  operator: string,
): readonly PromqlFinding[] {
  return [node.left, node.right].flatMap((side, index) => {
    const type = types[index];
    if (type !== "range" && type !== "string") return [];
    const what = type === "range" ? "a range vector" : "a string";
    const message = `\`${operator}\` joins scalars and instant vectors, but this side is ${what}.`;
    const hint = type === "range" ? "Put a function such as `rate(…)` around the range." : undefined;
    return [finding(message, side, hint)];
  });
}

function setFindings(
  source: PromqlSource,
  node: BinaryNode,
  types: readonly [left: ValueType, right: ValueType],
): readonly PromqlFinding[] {
  const operator = read(source, node.operator);
  const scalar = types[0] === "scalar" ? node.left : types[1] === "scalar" ? node.right : undefined;
  if (scalar !== undefined) {
    const message = `\`${operator}\` joins instant vectors, but \`${quote(source, scalar)}\` is a scalar.`;
    return [finding(message, scalar, `Write \`vector(${quote(source, scalar)})\`.`)];
  }
  const group = node.matching?.group;
  if (group === undefined) return [];
  return [
    finding(`\`${operator}\` always matches many to many: \`${read(source, group)}\` is not allowed.`, group),
  ];
}

function labelFindings(
  source: PromqlSource,
  { matching }: BinaryNode,
  types: readonly [left: ValueType, right: ValueType],
): readonly PromqlFinding[] {
  if (matching === undefined) return [];
  const keyword = read(source, matching.keyword);
  if (matching.labels.length > 0 && types.includes("scalar")) {
    return [
      finding(`\`${keyword}\` matches labels of two instant vectors, but one side is a scalar.`, matching),
    ];
  }
  if (keyword.toLowerCase() !== "on") return [];
  const nameOf = (span: Span): string => unquote(read(source, span));
  const labels = new Set(matching.labels.map(nameOf));
  const twice = matching.include.find((span) => labels.has(nameOf(span)) && !hidden(source, span));
  if (twice === undefined) return [];
  const message = `The label \`${quote(source, twice)}\` stands in both \`on\` and \`${read(source, matching.group ?? twice)}\`.`;
  return [finding(message, twice)];
}

function hidden(source: PromqlSource, span: Span): boolean {
  return source.variables.some((use) => use.from < span.to && use.to > span.from);
}
