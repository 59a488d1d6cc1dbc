import { built, vectorOf } from "./compose.ts";
import type { Vector } from "./expression.ts";
import { rangeOf, type RangeOptions } from "./range.ts";
import { rangeText, selectorOfKind, type Source } from "./selector.ts";
import { displayUnit, rateUnit, type Unit } from "./units.ts";

/** The change of a counter for each second, averaged over the window; counter resets are accounted for. */
export function rate<Label extends string>(
  counter: Source<"counter", Label>,
  options?: RangeOptions,
): Vector<Label> {
  return overCounter("rate", counter, options, rateUnit);
}

/**
 * The change of a counter for each second between the last two samples of the window: for spiky graphs only,
 * never for alerts or long windows, of which it sees two samples.
 */
export function irate<Label extends string>(
  counter: Source<"counter", Label>,
  options?: RangeOptions,
): Vector<Label> {
  return overCounter("irate", counter, options, rateUnit);
}

/**
 * The growth of a counter over the window, extrapolated to its edges, so that whole counts become fractions:
 * `round()` them.
 */
export function increase<Label extends string>(
  counter: Source<"counter", Label>,
  options?: RangeOptions,
): Vector<Label> {
  return overCounter("increase", counter, options, displayUnit);
}

/** How often a counter started again from zero within the window: the restarts of its process. */
export function resets<Label extends string>(
  counter: Source<"counter", Label>,
  options?: RangeOptions,
): Vector<Label> {
  return overCounter("resets", counter, options, countUnit);
}

function overCounter<Label extends string>(
  name: string,
  counter: Source<"counter", Label>,
  options: RangeOptions | undefined,
  unitOf: (unit: Unit) => Unit,
): Vector<Label> {
  const selector = selectorOfKind(counter, `${name}()`, ["counter"]);
  const text = `${name}(${rangeText(selector, rangeOf(options))})`;
  return built(text, vectorOf(unitOf(selector.metric.unit)));
}

function countUnit(): Unit {
  return "short";
}
