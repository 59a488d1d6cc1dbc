import { combine } from "./binary.ts";
import type { Expression, Vector } from "./expression.ts";
import { type Operand, toVector } from "./operand.ts";
import { eitherUnit, type Unit } from "./units.ts";

/** Which labels decide whether series of both sides are the same; without it all of them. */
export interface SetMatching<Left extends string, Right extends string> {
  /** The only labels that must be equal. */
  readonly on?: readonly (Left & Right)[];
  /** The labels that may differ; not together with `on`. */
  readonly ignoring?: readonly (Left | Right)[];
}

/** The series of `left` that have a match in `right`. */
export function and<Left extends string, Right extends string>(
  left: Operand<Left>,
  right: Operand<Right>,
  matching?: SetMatching<NoInfer<Left>, NoInfer<Right>>,
): Vector<Left> {
  return setOperation("and", [left, right], matching, (unit) => unit) as Vector<Left>;
}

/** The series of `left`, and those of `right` that have no match in `left`. */
export function or<Left extends string, Right extends string>(
  left: Operand<Left>,
  right: Operand<Right>,
  matching?: SetMatching<NoInfer<Left>, NoInfer<Right>>,
): Vector<Left | Right> {
  return setOperation("or", [left, right], matching, eitherUnit) as Vector<Left | Right>;
}

/** The series of `left` that have no match in `right`. */
export function unless<Left extends string, Right extends string>(
  left: Operand<Left>,
  right: Operand<Right>,
  matching?: SetMatching<NoInfer<Left>, NoInfer<Right>>,
): Vector<Left> {
  return setOperation("unless", [left, right], matching, (unit) => unit) as Vector<Left>;
}

function setOperation(
  symbol: "and" | "or" | "unless",
  operands: readonly [Operand, Operand],
  matching: SetMatching<string, string> | undefined,
  unitOf: (left: Unit, right: Unit) => Unit,
): Expression {
  const left = toVector(operands[0], `${symbol}()`);
  const right = toVector(operands[1], `${symbol}()`);
  const operator = { symbol, precedence: symbol === "or" ? 1 : 2 } as const;
  return combine(operator, left, right, {
    unit: unitOf(left.unit, right.unit),
    ...(matching && { matching }),
  });
}
