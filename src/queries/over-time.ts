import { around, vectorOf } from "./compose.ts";
import type { Vector } from "./expression.ts";
import { formatNumber } from "./literal.ts";
import type { InstantKind } from "./operand.ts";
import { type Range, type RangeOptions, toRange, unitOver } from "./range.ts";
import type { Source } from "./selector.ts";
import { averageUnit, displayUnit, sumUnit, type Unit } from "./units.ts";

/** An aggregation of each series over a window: of a gauge, or of a subquery, which has its own window. */
export interface OverTime<Kind extends InstantKind | "counter" = InstantKind> {
  <Label extends string>(source: Source<Kind, Label>, options?: RangeOptions): Vector<Label>;
  <Label extends string>(subquery: Range<Label>): Vector<Label>;
}

const gauges = ["gauge", "info"] as const;
const series = ["gauge", "info", "counter"] as const;

/** The average of each series' values in the window. */
export const avgOverTime: OverTime = overTime("avg", (unit) => averageUnit(displayUnit(unit)));

/** The smallest of each series' values in the window. */
export const minOverTime: OverTime = overTime("min");

/** The largest of each series' values in the window. */
export const maxOverTime: OverTime = overTime("max");

/** The sum of each series' values in the window. */
export const sumOverTime: OverTime = overTime("sum", (unit) => sumUnit(displayUnit(unit), displayUnit(unit)));

/** The standard deviation of each series' values in the window. */
export const stddevOverTime: OverTime = overTime("stddev");

/** The latest of each series' values in the window, so that a series with gaps stays visible. */
export const lastOverTime: OverTime = overTime("last");

/** The number of samples of each series in the window. */
export const countOverTime: OverTime<InstantKind | "counter"> = presence("count");

/** 1 for each series that has a sample in the window. */
export const presentOverTime: OverTime<InstantKind | "counter"> = presence("present");

/** 1 when no series has a sample in the window, else nothing. */
export const absentOverTime: OverTime<InstantKind | "counter"> = presence("absent");

/** The `phi` quantile (0 to 1) of each series' values in the window. */
export function quantileOverTime<Label extends string>(
  phi: number,
  source: Source<InstantKind, Label> | Range<Label>,
  options?: RangeOptions,
): Vector<Label> {
  const window = toRange(source, options, { caller: "quantileOverTime()", kinds: gauges });
  const unit = unitOver(window, displayUnit);
  return around(`quantile_over_time(${formatNumber(phi)}, `, window, ")", vectorOf(unit));
}

function overTime(name: string, unitOf: (unit: Unit) => Unit = displayUnit): OverTime {
  const taker = { caller: `${name}OverTime()`, kinds: gauges };
  return <Label extends string>(
    source: Source<InstantKind, Label> | Range<Label>,
    options?: RangeOptions,
  ): Vector<Label> => {
    const window = toRange(source, options, taker);
    return around(`${name}_over_time(`, window, ")", vectorOf(unitOver(window, unitOf)));
  };
}

function presence(name: string): OverTime<InstantKind | "counter"> {
  const taker = { caller: `${name}OverTime()`, kinds: series };
  return <Label extends string>(
    source: Source<InstantKind | "counter", Label> | Range<Label>,
    options?: RangeOptions,
  ): Vector<Label> => around(`${name}_over_time(`, toRange(source, options, taker), ")", vectorOf("short"));
}
