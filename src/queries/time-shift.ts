import { DashError } from "../base/dash-error.ts";
import type { MetricKind } from "../metrics/metric.ts";
import { around, enclose } from "./compose.ts";
import { checkDuration, checkShift } from "./duration.ts";
import type { Expression } from "./expression.ts";
import { formatNumber } from "./literal.ts";
import { type Operand, toVector } from "./operand.ts";
import { type Range, rangeOutcome } from "./range.ts";
import { selector, type Selector, type Source, toSelector, notASource } from "./selector.ts";

/** The window of a {@link subquery}. */
export interface SubqueryOptions {
  /** The length of the window, for example `1h`. */
  readonly range: string;
  /** The distance between evaluations. @default Prometheus's evaluation interval */
  readonly step?: string;
}

/** An expression evaluated again and again over a window, for the functions over time: `rate(x[5m])[1h:1m]`. */
export function subquery<Label extends string>(
  expression: Operand<Label>,
  options: SubqueryOptions,
): Range<Label> {
  const inner = enclose(toVector(expression, "subquery()"), 7);
  const range = checkDuration("range", options.range);
  const step = options.step === undefined ? "" : checkDuration("step", options.step);
  return around("", inner, `[${range}:${step}]`, rangeOutcome(inner.unit));
}

/** What {@link offset} and {@link at} shift: the series of a metric, or a subquery. */
export interface Shift<Amount> {
  <Kind extends MetricKind, Label extends string>(
    source: Source<Kind, Label>,
    amount: Amount,
  ): Selector<Kind, Label>;
  <Label extends string>(subquery: Range<Label>, amount: Amount): Range<Label>;
}

/** The same series as they were some time before, for example `offset(requests, "1w")`; negative looks ahead. */
export const offset: Shift<string> = shift("offset", (duration) => checkShift("offset", duration));

/** The same series at a fixed time: Unix seconds, or the `start` or `end` of the range that the panel shows. */
export const at: Shift<number | "start" | "end"> = shift("@", (moment) =>
  typeof moment === "number" ? formatNumber(checkTime(moment)) : `${moment}()`,
);

function shift<Amount>(keyword: "offset" | "@", format: (amount: Amount) => string): Shift<Amount> {
  // One implementation serves both signatures; the overloads of `Shift` are what callers see.
  const implementation = (source: Source | Range, amount: Amount): Selector | Range => {
    const caller = keyword === "@" ? "at()" : "offset()";
    if (source === undefined || source === null) throw notASource(source, caller);
    const modifier = ` ${keyword} ${format(amount)}`;
    if (source.kind === "expression") {
      checkOnce(keyword, source.text, source.text.slice(source.text.lastIndexOf("]")));
      return around("", source, modifier, rangeOutcome(source.unit));
    }
    const { metric, matchers, modifiers, text } = toSelector(source, caller);
    checkOnce(keyword, text + modifiers, modifiers);
    return selector(metric, matchers, modifiers + modifier);
  };
  return implementation as Shift<Amount>;
}

function checkOnce(keyword: string, text: Expression["text"], modifiers: string): void {
  if (!modifiers.includes(` ${keyword} `)) return;
  throw new DashError("invalid-definition", {
    message: `\`${text}\` already has \`${keyword}\`, which Prometheus accepts once.`,
    hint: "Give the whole shift in one call.",
  });
}

function checkTime(time: number): number {
  if (Number.isFinite(time)) return time;
  throw new DashError("invalid-definition", {
    message: `\`${time}\` is no time that a series can be read at.`,
    hint: 'Write Unix seconds, "start" or "end".',
  });
}
