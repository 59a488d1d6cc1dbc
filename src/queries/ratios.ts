import { sum } from "./aggregations.ts";
import { divide, multiply } from "./arithmetic.ts";
import type { Combined, Exactly, Matching, MatchingOf } from "./binary.ts";
import { greater } from "./comparisons.ts";
import type { Expression, Vector } from "./expression.ts";
import type { Operand } from "./operand.ts";
import type { RangeOptions } from "./range.ts";
import { rate } from "./rates.ts";
import type { Source } from "./selector.ts";
import { or } from "./set-operations.ts";

/** A division that leaves a gap, not NaN or infinity, where the whole is 0: without traffic, without a limit. */
export interface Ratio {
  <
    const Part extends Operand,
    const Whole extends Operand,
    const Options extends MatchingOf<Part, Whole> = Record<never, never>,
  >(
    part: Part,
    whole: Whole,
    matching?: Exactly<Options, MatchingOf<Part, Whole>>,
  ): Combined<Part, Whole, Options>;
}

/** `part / (whole > 0)`; its unit is `percentunit` when both have the same unit. */
export const ratio: Ratio = ((
  part: Operand,
  whole: Operand,
  matching: Matching<string, string> = {},
): Expression => divide(part, greater(whole, 0), matching)) as Ratio;

/** How {@link errorRatio} puts events together. */
export interface ErrorRatioOptions<By extends string> extends RangeOptions {
  /** The labels to keep. @default none: one value for all series */
  readonly by?: readonly By[];
}

/** Events to count: a counter, of which the rate is taken, or an expression that is a rate already. */
export type Events<Label extends string = string> = Source<"counter", Label> | Vector<Label>;

/**
 * The share of bad events: 0, not a gap, while no bad event ever happened (then Prometheus has no series of it),
 * and a gap, not NaN, without any events.
 */
export function errorRatio<Bad extends string, Total extends string, By extends Bad & Total = never>(
  bad: Events<Bad>,
  total: Events<Total>,
  options: ErrorRatioOptions<By> = {},
): Vector<NoInfer<By>> {
  const totals = sumOfEvents(total, options);
  const errors = or(sumOfEvents(bad, options), multiply(0, totals));
  return divide(errors, greater(totals, 0)) as Vector<By>;
}

function sumOfEvents(events: Events, options: ErrorRatioOptions<string>): Vector {
  const rates = events?.kind === "expression" ? events : rate(events, options);
  return sum(rates, { by: options.by ?? [] });
}
