import { DashError } from "../base/dash-error.ts";
import type { MetricKind } from "../metrics/metric.ts";
import { built } from "./compose.ts";
import { checkDuration, rateInterval } from "./duration.ts";
import type { Expression } from "./expression.ts";
import { rangeText, selectorOfKind, type Source } from "./selector.ts";
import type { Unit } from "./units.ts";

/** The samples of a window for each series, which only functions over time can take: what {@link subquery} makes. */
export type Range<Label extends string = string> = Expression<Label, "range">;

/** The window of a function over time. */
export interface RangeOptions {
  /**
   * The window, a Prometheus duration or Grafana variable; in stat panels `$__range` is the whole time range.
   * @default `$__rate_interval` (Grafana 7.2+), four scrapes at least
   */
  readonly range?: string;
}

/** The window's text. */
export function rangeOf(options: RangeOptions | undefined): string {
  return options?.range === undefined ? rateInterval : checkDuration("range", options.range);
}

/** A function that takes a window of one of the kinds of metrics, or a subquery. */
export interface RangeTaker {
  /** Its name, for messages: `delta()`. */
  readonly caller: string;
  readonly kinds: readonly MetricKind[];
}

/** The source over the window, or the subquery as it is; its unit is the metric's own, also when that is a noun. */
export function toRange<Label extends string>(
  source: Source<MetricKind, Label> | Range<Label>,
  options: RangeOptions | undefined,
  taker: RangeTaker,
): Range<Label> {
  if (source?.kind === "expression") return checkSubquery(source, options, taker.caller);
  const selector = selectorOfKind(source, taker.caller, taker.kinds);
  return built(rangeText(selector, rangeOf(options)), rangeOutcome(selector.metric.unit ?? "short"));
}

/** The unit of a function over the window; nothing is known when the samples' unit is not. */
export function unitOver(window: Range, rule: (unit: Unit) => Unit): Unit {
  return window.unit === undefined ? undefined : rule(window.unit);
}

/** The outcome of a window. */
export function rangeOutcome(unit: Unit): {
  readonly type: "range";
  readonly precedence: 7;
  readonly unit: Unit;
} {
  return { type: "range", precedence: 7, unit };
}

function checkSubquery<Label extends string>(
  range: Range<Label>,
  options: RangeOptions | undefined,
  caller: string,
): Range<Label> {
  if ((range as Expression).type !== "range") {
    throw new DashError("invalid-definition", {
      message: `${caller} needs a window of samples, but \`${range.text}\` is one value for each series.`,
      hint: 'Make a window of it with `subquery(expression, { range: "1h" })`.',
    });
  }
  if (options?.range === undefined) return range;
  throw new DashError("invalid-definition", {
    message: `${caller} got a subquery and the range \`${options.range}\`, but a subquery has its own range.`,
    hint: "Leave the option `range` out.",
  });
}
