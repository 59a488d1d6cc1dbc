import { DashError } from "../base/dash-error.ts";
import type { Metric, MetricKind } from "../metrics/metric.ts";
import { numberScalar, vectorOf, built } from "./compose.ts";
import type { Expression, Scalar, Vector } from "./expression.ts";
import { formatNumber } from "./literal.ts";
import { type Selector, selectorOfKind, type Source } from "./selector.ts";
import { displayUnit } from "./units.ts";

/** The kinds of metrics whose current value says something, so that they stand for themselves in a query. */
export type InstantKind = "gauge" | "info";

/**
 * An instant vector: an expression, or a gauge. A counter is none, because its raw value only grows and drops at
 * restarts: take its `rate()` or `increase()`, or say `value(counter)` when the raw value is meant.
 */
export type Operand<Label extends string = string> = Vector<Label> | Source<InstantKind, Label>;

/** An instant vector of which only the existence of the series matters, so that a raw counter will do. */
export type SeriesOperand<Label extends string = string> =
  | Vector<Label>
  | Source<InstantKind | "counter", Label>;

/** A number, or an expression that is one. */
export type NumberOperand = number | Scalar;

/** An operand of arithmetic and comparisons. */
export type Value = Operand | NumberOperand;

/** The labels that an operand's series carry, known to the compiler only. */
export type LabelsOf<Operand> =
  Operand extends Expression<infer Label>
    ? Label
    : Operand extends Selector<MetricKind, infer Label>
      ? Label
      : Operand extends Metric<MetricKind, infer Label>
        ? Label
        : never;

const instantKinds = ["gauge", "info"] as const;
const seriesKinds = ["counter", "gauge", "info"] as const;

/** The current values of a metric's series; for a counter the raw count since the last restart. */
export function value<Label extends string>(source: Source<InstantKind | "counter", Label>): Vector<Label> {
  return instant(selectorOfKind(source, "value()", seriesKinds));
}

/** The operand of `caller` as an expression. */
export function toVector<Label extends string>(operand: Operand<Label>, caller: string): Vector<Label> {
  if (operand?.kind === "expression") return checkVector(operand, caller);
  return instant(selectorOfKind(operand, caller, instantKinds));
}

/** The operand of `caller` as an expression, when its values do not matter. */
export function toSeries<Label extends string>(operand: SeriesOperand<Label>, caller: string): Vector<Label> {
  if (operand?.kind === "expression") return checkVector(operand, caller);
  return instant(selectorOfKind(operand, caller, seriesKinds));
}

// Dashboards also run without having been compiled, so that a range or a scalar can come here.
function checkVector<Label extends string>(operand: Vector<Label>, caller: string): Vector<Label> {
  if (operand.type === "vector") return operand;
  const { type, text } = operand as Expression;
  throw new DashError("invalid-definition", {
    message: `${caller} needs an instant vector, but \`${text}\` is a ${type}.`,
    hint: type === "scalar" ? "Wrap it in `vector()`." : "Apply a function such as `avgOverTime()` to it.",
  });
}

/** The number as an expression. */
export function toScalar(operand: NumberOperand): Scalar {
  return typeof operand === "number" ? numberScalar(formatNumber(operand)) : operand;
}

/** The operand of `caller` as an expression, scalar or vector. */
export function toExpression(operand: Value, caller: string): Vector | Scalar {
  if (typeof operand === "number") return toScalar(operand);
  return isScalar(operand) ? operand : toVector(operand, caller);
}

function isScalar(operand: Exclude<Value, number>): operand is Scalar {
  return operand?.kind === "expression" && operand.type === "scalar";
}

function instant<Label extends string>(source: Selector<MetricKind, Label>): Vector<Label> {
  return built(source.text + source.modifiers, vectorOf(displayUnit(source.metric.unit)));
}
