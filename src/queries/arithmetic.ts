import { around, enclose } from "./compose.ts";
import type { Expression, Scalar } from "./expression.ts";
import {
  combine,
  type Combined,
  type Exactly,
  type Matching,
  type MatchingOf,
  type Operator,
} from "./binary.ts";
import { toExpression, type Value } from "./operand.ts";
import { productUnit, quotientUnit, scaledUnit, sumUnit, type Unit } from "./units.ts";

/** An arithmetic operator between vectors, scalars and numbers. */
export interface Arithmetic {
  <
    const Left extends Value,
    const Right extends Value,
    const Options extends MatchingOf<Left, Right> = Record<never, never>,
  >(
    left: Left,
    right: Right,
    matching?: Exactly<Options, MatchingOf<Left, Right>>,
  ): Combined<Left, Right, Options>;
}

/** The unit of an operation; `undefined` where none would be true. */
type UnitRule = (left: Expression, right: Expression) => Unit;

/** `left + right`. */
export const add: Arithmetic = arithmetic("add()", { symbol: "+", precedence: 4 }, additiveUnit);

/** `left - right`. */
export const subtract: Arithmetic = arithmetic("subtract()", { symbol: "-", precedence: 4 }, additiveUnit);

/** `left * right`. */
export const multiply: Arithmetic = arithmetic(
  "multiply()",
  { symbol: "*", precedence: 5 },
  (left, right) => {
    if (isPlain(right)) return scaledUnit(left.unit, "*", right.text);
    return isPlain(left) ? scaledUnit(right.unit, "*", left.text) : productUnit(left.unit, right.unit);
  },
);

/** `left / right`; see `ratio()` for a division that leaves a gap where the divisor is 0. */
export const divide: Arithmetic = arithmetic("divide()", { symbol: "/", precedence: 5 }, (left, right) => {
  if (isPlain(right)) return scaledUnit(left.unit, "/", right.text);
  return isPlain(left) ? undefined : quotientUnit(left.unit, right.unit);
});

/** `left % right`: the remainder of the division. */
export const modulo: Arithmetic = arithmetic("modulo()", { symbol: "%", precedence: 5 }, additiveUnit);

/** `left ^ right`: left to the power of right. */
export const power: Arithmetic = arithmetic(
  "power()",
  { symbol: "^", precedence: 6, rightAssociative: true },
  (left) => (left.unit === "short" ? "short" : undefined),
);

/** `-operand`; parentheses keep it from being read as the sign of a number: `-(2 ^ x)`. */
export function negate<const Operand extends Value>(operand: Operand): Combined<Operand, 0, object> {
  const expression = toExpression(operand, "negate()");
  const { type, unit } = expression;
  return around("-", enclose(expression, 7), "", { type, precedence: 5, unit }) as Combined<
    Operand,
    0,
    object
  >;
}

function arithmetic(caller: string, operator: Operator, unitOf: UnitRule): Arithmetic {
  // The type says what the operands make of each other; the text is the same for all of them.
  const implementation = (left: Value, right: Value, matching?: Matching<string, string>): Expression => {
    const [a, b] = [toExpression(left, caller), toExpression(right, caller)];
    return combine(operator, a, b, { unit: unitOf(a, b), ...(matching && { matching }) });
  };
  return implementation as Arithmetic;
}

function additiveUnit(left: Expression, right: Expression): Unit {
  if (isPlain(right)) return left.unit;
  return isPlain(left) ? right.unit : sumUnit(left.unit, right.unit);
}

/** Whether the operand is a number without a unit, which takes that of the other side. */
function isPlain(operand: Expression): operand is Scalar {
  return operand.type === "scalar" && operand.unit === undefined;
}
