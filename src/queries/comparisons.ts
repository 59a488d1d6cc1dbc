import { DashError } from "../base/dash-error.ts";
import { combine, type Combined, type Exactly, type Matching } from "./binary.ts";
import type { Expression } from "./expression.ts";
import type { LabelsOf, NumberOperand, Value } from "./operand.ts";
import { toExpression } from "./operand.ts";

/** How a comparison answers, and which series it compares. */
export interface ComparisonOptions<Left extends string, Right extends string> extends Matching<Left, Right> {
  /** Whether the answer is 0 or 1 for each series, instead of the series for which it holds. @default false */
  readonly bool?: boolean;
}

type OptionsOf<Left extends Value, Right extends Value> = ComparisonOptions<LabelsOf<Left>, LabelsOf<Right>>;

/** Two scalars have no series to filter, so that PromQL demands `bool`. */
type Rest<Left, Right, Options> = [Left | Right] extends [NumberOperand]
  ? [options: Options & { readonly bool: true }]
  : [options?: Options];

/**
 * A comparison: it keeps the series of the left side for which it holds, or with `{ bool: true }` answers 0 or 1.
 */
export interface Comparison {
  <
    const Left extends Value,
    const Right extends Value,
    const Options extends OptionsOf<Left, Right> = Record<never, never>,
  >(
    left: Left,
    right: Right,
    ...rest: Rest<Left, Right, Exactly<Options, OptionsOf<Left, Right>>>
  ): Combined<Left, Right, Options>;
}

/** `left == right`. */
export const equal: Comparison = comparison("equal()", "==");

/** `left != right`. */
export const notEqual: Comparison = comparison("notEqual()", "!=");

/** `left > right`. */
export const greater: Comparison = comparison("greater()", ">");

/** `left >= right`. */
export const greaterOrEqual: Comparison = comparison("greaterOrEqual()", ">=");

/** `left < right`. */
export const less: Comparison = comparison("less()", "<");

/** `left <= right`. */
export const lessOrEqual: Comparison = comparison("lessOrEqual()", "<=");

function comparison(caller: string, symbol: string): Comparison {
  const operator = { symbol, precedence: 3 } as const;
  // The type says what the operands make of each other; the text is the same for all of them.
  const implementation = (
    left: Value,
    right: Value,
    options: ComparisonOptions<string, string> = {},
  ): Expression => {
    const [a, b] = [toExpression(left, caller), toExpression(right, caller)];
    const { bool = false, ...matching } = options;
    if (!bool && a.type === "scalar" && b.type === "scalar") throw needsBool(caller);
    const unit = bool ? "bool" : a.type === "scalar" ? b.unit : a.unit;
    return combine(operator, a, b, { unit, bool, matching });
  };
  return implementation as Comparison;
}

function needsBool(caller: string): DashError {
  return new DashError("invalid-definition", {
    message: `${caller} compares two numbers, which have no series to keep or drop.`,
    hint: "Add `{ bool: true }`, so that the answer is 0 or 1.",
  });
}
