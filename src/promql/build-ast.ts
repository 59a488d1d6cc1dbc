import type { SyntaxNode, Tree } from "@lezer/common";
import type {
  BinaryNode,
  MatcherNode,
  MatchingNode,
  ModifierNode,
  PromqlNode,
  SelectorNode,
  Span,
} from "./ast.ts";

/**
 * Turns lezer's tree into ours. Lezer lets `offset`, `@` and ranges bind to everything on their left
 * (`a + b offset 5m` is `(a + b) offset 5m` there); Prometheus binds them tighter than any operator, and so do we.
 */

// As in Prometheus's grammar, from loose to tight; `^` is the only one that groups from the right.
const precedence: Readonly<Record<string, number>> = {
  or: 1,
  and: 2,
  unless: 2,
  "==": 3,
  "!=": 3,
  "<": 3,
  ">": 3,
  "<=": 3,
  ">=": 3,
  "+": 4,
  "-": 4,
  "*": 5,
  "/": 5,
  "%": 5,
  atan2: 5,
  "^": 6,
};

/** Builds our tree from one of lezer's without error nodes; `text` is what lezer parsed. */
export function buildTree(tree: Tree, text: string): PromqlNode {
  return buildOperand(tree.topNode, text);
}

function buildExpression(node: SyntaxNode, text: string): PromqlNode {
  const { from, to } = node;
  switch (node.name) {
    case "NumberDurationLiteral":
      return { kind: "number", from, to };
    case "StringLiteral":
      return { kind: "string", from, to };
    case "VectorSelector":
      return buildSelector(node);
    case "ParenExpr":
      return { kind: "parentheses", operand: buildOperand(node, text), from, to };
    case "UnaryExpr":
      return { kind: "unary", operand: buildOperand(node, text), from, to };
    case "BinaryExpr":
      return buildBinary(node, text);
    case "FunctionCall":
    case "AggregateExpr":
      return buildCall(node, text);
    default:
      return bindTightly(buildOperand(node, text), (operand) => buildPostfix(node, operand));
  }
}

function buildOperand(node: SyntaxNode, text: string): PromqlNode {
  const operand = childrenOf(node).find((child) => isExpression(child)) ?? node;
  return buildExpression(operand, text);
}

function buildPostfix(node: SyntaxNode, operand: PromqlNode): PromqlNode {
  const span = { from: operand.from, to: node.to };
  const durations = node.getChildren("DurationExpr").map(spanOf);
  if (node.name === "MatrixSelector") {
    return { kind: "range", operand, duration: durations[0] ?? span, ...span };
  }
  if (node.name === "SubqueryExpr") return { kind: "subquery", operand, durations, ...span };
  const keyword = childrenOf(node)[1] ?? node;
  return {
    kind: modifierKinds[node.name] ?? "at",
    operand,
    argument: { from: keyword.to, to: node.to },
    ...span,
  };
}

const modifierKinds: Readonly<Record<string, ModifierNode["kind"]>> = {
  OffsetExpr: "offset",
  StepInvariantExpr: "at",
  SmoothedExpr: "smoothed",
  AnchoredExpr: "anchored",
};

function bindTightly(operand: PromqlNode, wrap: (operand: PromqlNode) => PromqlNode): PromqlNode {
  if (operand.kind === "binary") {
    const right = bindTightly(operand.right, wrap);
    return { ...operand, right, to: right.to };
  }
  if (operand.kind === "unary") {
    const inner = bindTightly(operand.operand, wrap);
    return { ...operand, operand: inner, to: inner.to };
  }
  return wrap(operand);
}

function buildBinary(node: SyntaxNode, text: string): PromqlNode {
  const children = childrenOf(node);
  const [left, right] = children.filter(isExpression);
  const operator = children[1] ?? node;
  const bool = node.getChild("BoolModifier");
  const matching = node.getChild("MatchingModifierClause");
  const parts = {
    operator: spanOf(operator),
    right: buildExpression(right ?? node, text),
    ...(bool === null ? {} : { bool: spanOf(bool) }),
    ...(matching === null ? {} : { matching: buildMatching(matching) }),
  };
  const word = text.slice(operator.from, operator.to).toLowerCase();
  return attach(buildExpression(left ?? node, text), parts, word);
}

type RightHand = Omit<BinaryNode, "kind" | "strength" | "left" | "from" | "to">;

/** Joins an operator and its right side to the part of the left side that it binds to. */
function attach(left: PromqlNode, parts: RightHand, word: string): PromqlNode {
  const strength = precedence[word] ?? 0;
  const looser =
    left.kind === "binary" && (left.strength < strength || (left.strength === strength && word === "^"));
  if (left.kind === "binary" && looser) {
    const right = attach(left.right, parts, word);
    return { ...left, right, to: right.to };
  }
  if (left.kind === "unary" && word === "^") {
    const operand = attach(left.operand, parts, word);
    return { ...left, operand, to: operand.to };
  }
  return { kind: "binary", strength, left, from: left.from, to: parts.right.to, ...parts };
}

function buildMatching(node: SyntaxNode): MatchingNode {
  const [keyword, labels, group, include] = childrenOf(node);
  return {
    ...spanOf(node),
    keyword: spanOf(keyword ?? node),
    labels: labels === undefined ? [] : childrenOf(labels).map(spanOf),
    ...(group === undefined ? {} : { group: spanOf(group) }),
    include: include === undefined ? [] : childrenOf(include).map(spanOf),
  };
}

function buildCall(node: SyntaxNode, text: string): PromqlNode {
  const body = node.getChild("FunctionCallBody");
  const args = body === null ? [] : childrenOf(body).map((child) => buildExpression(child, text));
  const kind = node.name === "FunctionCall" ? "call" : "aggregation";
  return { kind, name: spanOf(node.firstChild ?? node), args, from: node.from, to: node.to };
}

function buildSelector(node: SyntaxNode): SelectorNode {
  const inBraces = childrenOf(node.getChild("LabelMatchers"));
  const name = node.getChild("Identifier");
  const quoted = inBraces.filter((child) => child.name === "QuotedLabelName").map(spanOf);
  const metrics = name === null ? quoted : [spanOf(name), ...quoted];
  const [metric, ...extraMetrics] = metrics;
  return {
    kind: "selector",
    ...(metric === undefined ? {} : { metric }),
    matchers: inBraces.filter((child) => child.name !== "QuotedLabelName").map(buildMatcher),
    extraMetrics,
    ...spanOf(node),
  };
}

function buildMatcher(node: SyntaxNode): MatcherNode {
  const [label, operator, value] = childrenOf(node).map(spanOf);
  const span = spanOf(node);
  return { label: label ?? span, operator: operator ?? span, value: value ?? span, ...span };
}

const expressions: ReadonlySet<string> = new Set([
  "AggregateExpr",
  "AnchoredExpr",
  "BinaryExpr",
  "FunctionCall",
  "MatrixSelector",
  "NumberDurationLiteral",
  "OffsetExpr",
  "ParenExpr",
  "SmoothedExpr",
  "StepInvariantExpr",
  "StringLiteral",
  "SubqueryExpr",
  "UnaryExpr",
  "VectorSelector",
]);

function isExpression(node: SyntaxNode): boolean {
  return expressions.has(node.name);
}

function childrenOf(node: SyntaxNode | null): readonly SyntaxNode[] {
  const children: SyntaxNode[] = [];
  for (let child = node?.firstChild ?? null; child !== null; child = child.nextSibling) {
    if (child.name !== "LineComment") children.push(child);
  }
  return children;
}

function spanOf({ from, to }: SyntaxNode): Span {
  return { from, to };
}
