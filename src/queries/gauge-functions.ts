import { around, vectorOf } from "./compose.ts";
import type { Vector } from "./expression.ts";
import { formatNumber } from "./literal.ts";
import { type Range, type RangeOptions, toRange, unitOver } from "./range.ts";
import type { Source } from "./selector.ts";
import { displayUnit, rateUnit, type Unit } from "./units.ts";

/** A function of a gauge's window: of a metric, or of a subquery, which has its own window. */
export interface GaugeFunction {
  <Label extends string>(gauge: Source<"gauge", Label>, options?: RangeOptions): Vector<Label>;
  <Label extends string>(subquery: Range<Label>): Vector<Label>;
}

const kinds = ["gauge"] as const;

/** The difference between a gauge's last and first value in the window, extrapolated to its edges. */
export const delta: GaugeFunction = gaugeFunction("delta", displayUnit);

/** The difference between a gauge's last two values in the window. */
export const idelta: GaugeFunction = gaugeFunction("idelta", displayUnit);

/** The slope of a gauge for each second, by linear regression over the window. */
export const deriv: GaugeFunction = gaugeFunction("deriv", rateUnit);

/** How often a gauge's value changed within the window. */
export const changes: GaugeFunction = gaugeFunction("changes", () => "short");

/** The value that a gauge will have in `seconds`, by linear regression over the window. */
export function predictLinear<Label extends string>(
  gauge: Source<"gauge", Label> | Range<Label>,
  seconds: number,
  options?: RangeOptions,
): Vector<Label> {
  const window = toRange(gauge, options, { caller: "predictLinear()", kinds });
  const end = `, ${formatNumber(seconds)})`;
  return around("predict_linear(", window, end, vectorOf(unitOver(window, displayUnit)));
}

function gaugeFunction(name: string, unitOf: (unit: Unit) => Unit): GaugeFunction {
  const taker = { caller: `${name}()`, kinds };
  return <Label extends string>(
    gauge: Source<"gauge", Label> | Range<Label>,
    options?: RangeOptions,
  ): Vector<Label> => {
    const window = toRange(gauge, options, taker);
    return around(`${name}(`, window, ")", vectorOf(unitOver(window, unitOf)));
  };
}
