/**
 * What all signals have in common: a signal is a few facts and, for each of its lines, the expression that it asks
 * of an instrument. Everything else (fewest queries, legend, key, thresholds, panel) happens here.
 */
import type { Instrument } from "../instruments/instrument.ts";
import type { Panel } from "../panels/panel.ts";
import { type MatcherValue, query, type Query, type RangeOptions, type Vector } from "../queries/queries.ts";
import { type DrawOptions, drawSignal } from "./draw.ts";
import type { Signal } from "./signal.ts";
import { jobsKey, listInstruments, mergeExpressions, type OneOrMore } from "./targets.ts";

/** A call of a signal. */
export interface SignalCall<Kind extends Instrument> {
  readonly instruments: OneOrMore<Kind>;
  readonly options: DrawOptions;
}

/** A line of a signal: what it asks of an instrument, and what its legend says besides the labels. */
export interface Line<Kind extends Instrument> {
  readonly suffix?: string;
  readonly expression: (instrument: Kind, job: MatcherValue, by: readonly string[]) => Vector;
}

/** The panel of a signal: one query for each line and each group of instruments that can share it. */
export function signalPanel<Kind extends Instrument>(
  signal: Signal,
  { instruments, options }: SignalCall<Kind>,
  lines: readonly Line<Kind>[],
): Panel {
  const list = listInstruments(signal, instruments);
  const more = options.by ?? [];
  const by = unique([...signal.labels, ...more]);
  const legend = unique([...(signal.legend ?? signal.labels), ...more]);
  const queries = lines.flatMap(({ expression, suffix }) =>
    mergeExpressions(list, (instrument, job) => expression(instrument, job, by)).map((vector) =>
      legendQuery(vector, legend, suffix),
    ),
  );
  return drawSignal(signal, options, { queries, jobs: jobsKey(list) });
}

function unique(labels: readonly string[]): readonly string[] {
  return [...new Set(labels)];
}

/** A query whose legend shows the labels, and a suffix when there is one. */
export function legendQuery(vector: Vector, labels: readonly string[], suffix?: string): Query {
  const words = labels.map((label) => `{{${label}}}`);
  return query(vector, { legend: [...words, ...(suffix === undefined ? [] : [suffix])].join(" ") });
}

/** The options that only the expression needs. */
export function rangeOf({ range }: RangeOptions): RangeOptions {
  return range === undefined ? {} : { range };
}

/** The options without those that only the expression needs. */
export function withoutRange<Options extends RangeOptions>(options: Options): Omit<Options, "range"> {
  const { range: _, ...others } = options;
  return others;
}
