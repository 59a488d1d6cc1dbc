import type { DurationFeeds } from "../instruments/feeds.ts";
import type { Instrument } from "../instruments/instrument.ts";
import type { Panel } from "../panels/panel.ts";
import { average } from "../queries/queries.ts";
import type { SharedLabel, Signal, WindowSignalOptions } from "./signal.ts";
import { rangeOf, signalPanel, withoutRange } from "./signal-panel.ts";
import type { OneOrMore } from "./targets.ts";

const signal: Signal = {
  name: "averageLatency",
  title: "Average latency",
  description: "Average time that a request takes; it hides the slow few, so read it beside the percentiles.",
  unit: "s",
  needs: ["durations"],
  labels: ["job"],
  warning: 0.5,
  critical: 1,
};

/** The average time that the requests of each job take: needs no histogram; thresholds at 0.5 s and 1 s. */
export function averageLatency<Kind extends Instrument<DurationFeeds>>(
  instruments: OneOrMore<Kind>,
  options: WindowSignalOptions<SharedLabel<Kind, "durations">> = {},
): Panel {
  return signalPanel(signal, { instruments, options: withoutRange(options) }, [
    { expression: ({ feeds }, job, by) => average(feeds.durations(job), { ...rangeOf(options), by }) },
  ]);
}
