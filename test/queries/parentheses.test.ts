import type { SyntaxNode } from "@lezer/common";
import { parser } from "@prometheus-io/lezer-promql";
import fc from "fast-check";
import { expect, test } from "vitest";
import * as q from "../../src/queries/queries.ts";
import { memory, up } from "./metrics.ts";

/** An expression with its tree, written with all parentheses. */
interface Tree {
  readonly expression: q.Vector;
  readonly tree: string;
}

type Binary = (left: q.Vector | number, right: q.Vector | number) => q.Vector;

const operators: ReadonlyMap<string, Binary> = new Map(
  Object.entries({
    "+": q.add,
    "-": q.subtract,
    "*": q.multiply,
    "/": q.divide,
    "%": q.modulo,
    "^": q.power,
    "==": q.equal,
    ">": q.greater,
    and: q.and,
    or: q.or,
    unless: q.unless,
  }) as [string, Binary][],
);

const leaf = fc.constantFrom<Tree>(
  { expression: q.value(up), tree: "up" },
  { expression: q.value(memory), tree: "memory_bytes" },
);

const { expressions } = fc.letrec<{ expressions: Tree }>((tie) => ({
  expressions: fc.oneof(
    { maxDepth: 4 },
    leaf,
    fc.tuple(fc.constantFrom(...operators.keys()), tie("expressions"), tie("expressions")).map(binary),
    fc
      .tuple(
        fc.constantFrom("+", "-", "*", "^", ">"),
        tie("expressions"),
        fc.integer({ min: -2, max: 2 }),
        fc.boolean(),
      )
      .map(withNumber),
    tie("expressions").map(({ expression, tree }) => ({
      expression: q.negate(expression),
      tree: `(- ${tree})`,
    })),
  ),
}));

function binary([operator, left, right]: [string, Tree, Tree]): Tree {
  const expression = operators.get(operator)?.(left.expression, right.expression);
  return { expression: expression ?? left.expression, tree: `(${left.tree} ${operator} ${right.tree})` };
}

function withNumber([operator, { expression, tree }, number, isLeft]: [string, Tree, number, boolean]): Tree {
  const make = operators.get(operator) ?? q.add;
  return isLeft
    ? { expression: make(number, expression), tree: `(${number} ${operator} ${tree})` }
    : { expression: make(expression, number), tree: `(${tree} ${operator} ${number})` };
}

function parse(text: string): string {
  const root = parser.parse(text).topNode.firstChild;
  return root === null ? "" : printTree(root, text);
}

function printTree(node: SyntaxNode, text: string): string {
  const parts: SyntaxNode[] = [];
  for (let child = node.firstChild; child; child = child.nextSibling) parts.push(child);
  if (node.name === "ParenExpr" && parts[0]) return printTree(parts[0], text);
  // Prometheus reads a signed number as a number.
  if (node.name === "UnaryExpr" && /^-\d+$/.test(text.slice(node.from, node.to)))
    return text.slice(node.from, node.to);
  if (node.name !== "BinaryExpr" && node.name !== "UnaryExpr") return text.slice(node.from, node.to);
  return `(${parts.map((part) => printTree(part, text)).join(" ")})`;
}

test("an expression is parsed as it was built, whatever it was built of", () => {
  fc.assert(
    fc.property(expressions, ({ expression, tree }) => {
      expect(parse(expression.text)).toBe(tree);
    }),
    { numRuns: 500, seed: 1 },
  );
});
