import type { Expression, ExpressionType, Precedence, Scalar, Vector } from "./expression.ts";
import type { Unit } from "./units.ts";

/** What a composed expression is, apart from its text. */
export interface Outcome<Type extends ExpressionType> {
  readonly type: Type;
  readonly precedence: Precedence;
  readonly unit: Unit;
}

/** The outcome of everything that is an instant vector and needs no parentheses. */
export function vectorOf(unit: Unit): Outcome<"vector"> {
  return { type: "vector", precedence: 7, unit };
}

/** An expression that was built from checked parts. */
export function built<Label extends string, Type extends ExpressionType>(
  text: string,
  outcome: Outcome<Type>,
): Expression<Label, Type> {
  const { type, precedence, unit } = outcome;
  if (unit === undefined) return { kind: "expression", type, text, precedence };
  return { kind: "expression", type, text, precedence, unit };
}

/** The operand with text around it; stays raw when the operand is. */
export function around<Label extends string, Type extends ExpressionType>(
  before: string,
  operand: Expression,
  after: string,
  outcome: Outcome<Type>,
): Expression<Label, Type> {
  const text = before + operand.text + after;
  if (operand.raw === undefined) return built(text, outcome);
  const raw = { shape: before + operand.raw.shape + after, site: operand.raw.site };
  return { kind: "expression", ...outcomeFields(outcome, text), raw };
}

/** Two operands with text between them; raw when one of them is. */
export function between<Label extends string, Type extends ExpressionType>(
  left: Expression,
  middle: string,
  right: Expression,
  outcome: Outcome<Type>,
): Expression<Label, Type> {
  const text = left.text + middle + right.text;
  const site = left.raw?.site ?? right.raw?.site;
  if (site === undefined) return built(text, outcome);
  const raw = { shape: shapeOf(left) + middle + shapeOf(right), site };
  return { kind: "expression", ...outcomeFields(outcome, text), raw };
}

function outcomeFields<Type extends ExpressionType>(
  outcome: Outcome<Type>,
  text: string,
): Pick<Expression<never, Type>, "type" | "text" | "precedence" | "unit"> {
  const { type, precedence, unit } = outcome;
  return unit === undefined ? { type, text, precedence } : { type, text, precedence, unit };
}

/**
 * What the expression contributes to the shape of hand-written text around it: a built one is right whatever it
 * says, so that its type is enough.
 */
export function shapeOf(expression: Expression): string {
  return expression.raw?.shape ?? `⟨${expression.type}⟩`;
}

/** The operand, in parentheses when it binds less tightly than `precedence`. */
export function enclose<Type extends ExpressionType>(
  operand: Expression<string, Type>,
  precedence: Precedence,
): Expression<string, Type> {
  if (operand.precedence >= precedence) return operand;
  return around("(", operand, ")", { type: operand.type, precedence: 7, unit: operand.unit });
}

/** A function call on one vector. */
export function call<Label extends string>(name: string, operand: Expression, unit: Unit): Vector<Label> {
  return around(`${name}(`, operand, ")", vectorOf(unit));
}

/** A number in an expression, without a unit. */
export function numberScalar(text: string): Scalar {
  return { kind: "expression", type: "scalar", text, precedence: text.startsWith("-") ? 5 : 7 };
}
