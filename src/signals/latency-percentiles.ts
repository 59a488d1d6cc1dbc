import { DashError } from "../base/dash-error.ts";
import type { DurationFeeds } from "../instruments/feeds.ts";
import type { Instrument } from "../instruments/instrument.ts";
import type { Panel } from "../panels/panel.ts";
import { quantile } from "../queries/queries.ts";
import type { SharedLabel, Signal, WindowSignalOptions } from "./signal.ts";
import { type Line, rangeOf, signalPanel, withoutRange } from "./signal-panel.ts";
import type { OneOrMore } from "./targets.ts";

const signal: Signal = {
  name: "latencyPercentiles",
  title: "Latency",
  description:
    "How long requests take: half of them are faster than p50, all but 5 % faster than p95; a gap when there were none.",
  unit: "s",
  needs: ["durations"],
  labels: ["job"],
  warning: 0.5,
  critical: 1,
};

/** An instrument that times requests in a histogram. */
type Timed = Instrument<DurationFeeds<string, "histogram">>;

/** What can be said about {@link latencyPercentiles}. */
export interface LatencyOptions<Label extends string = string> extends WindowSignalOptions<Label> {
  /** The shares of requests that are faster, 0 to 1. @default [0.5, 0.95, 0.99] */
  readonly percentiles?: readonly number[];
}

/**
 * The time below which a share of the requests of each job stays; thresholds at 0.5 s and 1 s. Estimated from a
 * histogram's buckets: no percentile is above the highest one.
 */
export function latencyPercentiles<Kind extends Timed>(
  instruments: OneOrMore<Kind>,
  options: LatencyOptions<SharedLabel<Kind, "durations">> = {},
): Panel {
  const { percentiles = [0.5, 0.95, 0.99], ...others } = options;
  if (percentiles.length === 0) throw noPercentiles();
  const lines = percentiles.map((percentile): Line<Kind> => ({
    suffix: percentileName(percentile),
    expression: ({ feeds }, job, by) =>
      quantile(percentile, feeds.durations(job), { ...rangeOf(options), by }),
  }));
  return signalPanel(signal, { instruments, options: withoutRange(others) }, lines);
}

/** `p95` for 0.95, `p99.9` for 0.999. */
function percentileName(percentile: number): string {
  return `p${Number((percentile * 100).toPrecision(12))}`;
}

function noPercentiles(): DashError {
  return new DashError("invalid-definition", {
    message: "`latencyPercentiles()` got an empty list of percentiles.",
    hint: "Leave `percentiles` out for p50, p95 and p99.",
  });
}
