import { around, built, call, vectorOf } from "./compose.ts";
import type { Scalar, Vector } from "./expression.ts";
import {
  type NumberOperand,
  type Operand,
  type SeriesOperand,
  toScalar,
  toSeries,
  toVector,
} from "./operand.ts";
import type { Unit } from "./units.ts";

/** A function of each series' value that keeps the labels. */
export interface ValueFunction {
  <Label extends string>(operand: Operand<Label>): Vector<Label>;
}

/** The values without their sign. */
export const abs: ValueFunction = valueFunction("abs", keepUnit);

/** The values rounded up to whole numbers. */
export const ceil: ValueFunction = valueFunction("ceil", keepUnit);

/** The values rounded down to whole numbers. */
export const floor: ValueFunction = valueFunction("floor", keepUnit);

/** The values' exponentials. */
export const exp: ValueFunction = valueFunction("exp", dropUnit);

/** The values' natural logarithms. */
export const ln: ValueFunction = valueFunction("ln", dropUnit);

/** The values' binary logarithms. */
export const log2: ValueFunction = valueFunction("log2", dropUnit);

/** The values' decimal logarithms. */
export const log10: ValueFunction = valueFunction("log10", dropUnit);

/** The values' square roots. */
export const sqrt: ValueFunction = valueFunction("sqrt", dropUnit);

/** The values' signs: -1, 0 or 1. */
export const sgn: ValueFunction = valueFunction("sgn", () => "short");

/** The series from the smallest to the largest value; for instant queries only. */
export const sort: ValueFunction = valueFunction("sort", keepUnit);

/** The series from the largest to the smallest value; for instant queries only. */
export const sortDesc: ValueFunction = valueFunction("sort_desc", keepUnit);

/** The values rounded to whole numbers, or to multiples of `toNearest`. */
export function round<Label extends string>(
  operand: Operand<Label>,
  toNearest?: NumberOperand,
): Vector<Label> {
  return clampCall("round", operand, toNearest === undefined ? [] : [toNearest]);
}

/** The values limited to `minimum` and `maximum`. */
export function clamp<Label extends string>(
  operand: Operand<Label>,
  minimum: NumberOperand,
  maximum: NumberOperand,
): Vector<Label> {
  return clampCall("clamp", operand, [minimum, maximum]);
}

/** The values, at least `minimum`. */
export function clampMin<Label extends string>(
  operand: Operand<Label>,
  minimum: NumberOperand,
): Vector<Label> {
  return clampCall("clamp_min", operand, [minimum]);
}

/** The values, at most `maximum`. */
export function clampMax<Label extends string>(
  operand: Operand<Label>,
  maximum: NumberOperand,
): Vector<Label> {
  return clampCall("clamp_max", operand, [maximum]);
}

/** When each series' latest sample was taken, in Unix seconds. */
export function timestamp<Label extends string>(operand: SeriesOperand<Label>): Vector<Label> {
  return call("timestamp", toSeries(operand, "timestamp()"), "s");
}

/** 1 when there are no such series, else nothing. */
export function absent<Label extends string>(operand: SeriesOperand<Label>): Vector<Label> {
  return call("absent", toSeries(operand, "absent()"), "short");
}

/** The time of the evaluation, in Unix seconds. */
export function time(): Scalar {
  return built("time()", { type: "scalar", precedence: 7, unit: "s" });
}

/** A number as a vector with one series without labels. */
export function vector(number: NumberOperand): Vector<never> {
  const scalar = toScalar(number);
  return call("vector", scalar, scalar.unit);
}

/** The value of the only series of a vector as a number; NaN when there is not exactly one. */
export function scalar(operand: Operand): Scalar {
  const vector = toVector(operand, "scalar()");
  return around("scalar(", vector, ")", { type: "scalar", precedence: 7, unit: vector.unit });
}

function valueFunction(name: string, unitOf: (unit: Unit) => Unit): ValueFunction {
  return <Label extends string>(operand: Operand<Label>): Vector<Label> => {
    const vector = toVector(operand, `${name}()`);
    return call(name, vector, unitOf(vector.unit));
  };
}

function keepUnit(unit: Unit): Unit {
  return unit;
}

function dropUnit(): Unit {
  return undefined;
}

function clampCall<Label extends string>(
  name: string,
  operand: Operand<Label>,
  limits: readonly NumberOperand[],
): Vector<Label> {
  const vector = toVector(operand, `${name}()`);
  const rest = limits.map((limit) => `, ${toScalar(limit).text}`).join("");
  return around(`${name}(`, vector, `${rest})`, vectorOf(vector.unit));
}
