import { DashError } from "../base/dash-error.ts";
import { around, vectorOf } from "./compose.ts";
import type { Vector } from "./expression.ts";
import { formatLabels, quoteString } from "./literal.ts";
import {
  type NumberOperand,
  type Operand,
  type SeriesOperand,
  toScalar,
  toSeries,
  toVector,
} from "./operand.ts";
import { averageUnit, sumUnit, type Unit } from "./units.ts";

/** The labels that an aggregation keeps: just those of `by`, or all but those of `without`. */
export interface Grouping<By extends string, Without extends string> {
  /** The labels to keep. @default none: one value for all series */
  readonly by?: readonly By[];
  /** The labels to drop; not together with `by`. */
  readonly without?: readonly Without[];
}

/** The labels that are left of `Label`. */
export type Grouped<Label extends string, By extends string, Without extends string> =
  | By
  | Exclude<Label, Without>;

/** An aggregation over series, for example `sum(rate(requests), { by: ["job"] })`. */
export interface Aggregation {
  <Label extends string, By extends Label = never, Without extends Label = Label>(
    operand: Operand<Label>,
    grouping?: Grouping<By, Without>,
  ): Vector<NoInfer<Grouped<Label, By, Without>>>;
}

/** An aggregation that looks at the existence of series only, so that it takes raw counters too. */
export interface SeriesAggregation {
  <Label extends string, By extends Label = never, Without extends Label = Label>(
    operand: SeriesOperand<Label>,
    grouping?: Grouping<By, Without>,
  ): Vector<NoInfer<Grouped<Label, By, Without>>>;
}

/** The sum of the series' values. */
export const sum: Aggregation = aggregation("sum", (unit) => sumUnit(unit, unit));

/** The average of the series' values. */
export const avg: Aggregation = aggregation("avg", averageUnit);

/** The smallest of the series' values. */
export const min: Aggregation = aggregation("min", (unit) => unit);

/** The largest of the series' values. */
export const max: Aggregation = aggregation("max", (unit) => unit);

/** The standard deviation of the series' values. */
export const stddev: Aggregation = aggregation("stddev", (unit) => unit);

/** The variance of the series' values. */
export const stdvar: Aggregation = aggregation("stdvar", () => undefined);

/** The number of series. */
export const count: SeriesAggregation = seriesAggregation("count");

/** 1 for each group of series. */
export const group: SeriesAggregation = seriesAggregation("group");

/** The series with the largest or smallest values; they keep their labels. */
export interface Selection {
  <Label extends string, By extends Label = never, Without extends Label = Label>(
    k: NumberOperand,
    operand: Operand<Label>,
    grouping?: Grouping<By, Without>,
  ): Vector<Label>;
}

/** The `k` series with the largest values, in each group. */
export const topk: Selection = selection("topk");

/** The `k` series with the smallest values, in each group. */
export const bottomk: Selection = selection("bottomk");

/** The `phi` quantile (0 to 1) of the series' values; for a histogram see `quantile()`. */
export function aggregateQuantile<
  Label extends string,
  By extends Label = never,
  Without extends Label = Label,
>(
  phi: NumberOperand,
  operand: Operand<Label>,
  grouping?: Grouping<By, Without>,
): Vector<NoInfer<Grouped<Label, By, Without>>> {
  const vector = toVector(operand, "aggregateQuantile()");
  const before = `${keyword("quantile", grouping)}(${toScalar(phi).text}, `;
  return around(before, vector, ")", vectorOf(vector.unit));
}

/** The number of series that have the same value, which becomes the label `label`. */
export function countValues<
  Name extends string,
  Label extends string,
  By extends Label = never,
  Without extends Label = Label,
>(
  label: Name,
  operand: Operand<Label>,
  grouping?: Grouping<By, Without>,
): Vector<NoInfer<Grouped<Label, By, Without> | Name>> {
  const before = `${keyword("count_values", grouping)}(${quoteString(label)}, `;
  return around(before, toVector(operand, "countValues()"), ")", vectorOf("short"));
}

function aggregation(name: string, unitOf: (unit: Unit) => Unit): Aggregation {
  const caller = `${name}()`;
  return <Label extends string>(operand: Operand<Label>, grouping?: Grouping<string, string>) => {
    const vector = toVector(operand, caller);
    return around(`${keyword(name, grouping)}(`, vector, ")", vectorOf(unitOf(vector.unit)));
  };
}

function seriesAggregation(name: string): SeriesAggregation {
  const caller = `${name}()`;
  return <Label extends string>(operand: SeriesOperand<Label>, grouping?: Grouping<string, string>) =>
    around(`${keyword(name, grouping)}(`, toSeries(operand, caller), ")", vectorOf("short"));
}

function selection(name: string): Selection {
  const caller = `${name}()`;
  return <Label extends string>(
    k: NumberOperand,
    operand: Operand<Label>,
    grouping?: Grouping<string, string>,
  ): Vector<Label> => {
    const vector = toVector(operand, caller);
    return around(`${keyword(name, grouping)}(${toScalar(k).text}, `, vector, ")", vectorOf(vector.unit));
  };
}

/** The operator with its grouping: `sum by (job) `; a space separates it from the parenthesis. */
export function keyword(name: string, grouping: Grouping<string, string> | undefined): string {
  if (grouping === undefined) return name;
  const { by, without } = grouping;
  if (by !== undefined && without !== undefined) {
    throw new DashError("invalid-definition", {
      message: `\`${name}\` got both \`by\` and \`without\`.`,
      hint: "Keep one of them: `by` names the labels to keep, `without` those to drop.",
    });
  }
  if (without !== undefined) return `${name} without (${formatLabels(without)}) `;
  return by === undefined || by.length === 0 ? name : `${name} by (${formatLabels(by)}) `;
}
