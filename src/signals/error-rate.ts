import type { FailureFeeds, RequestFeeds } from "../instruments/feeds.ts";
import type { Instrument } from "../instruments/instrument.ts";
import type { Panel } from "../panels/panel.ts";
import { errorRatio } from "../queries/queries.ts";
import type { SharedLabel, Signal, WindowSignalOptions } from "./signal.ts";
import { rangeOf, signalPanel, withoutRange } from "./signal-panel.ts";
import type { OneOrMore } from "./targets.ts";

const signal: Signal = {
  name: "errorRate",
  title: "Error rate",
  description:
    "Share of requests that failed through the server's fault; 0 % when none failed, a gap when there were no requests.",
  unit: "percentunit",
  needs: ["requests", "failures"],
  labels: ["job"],
  warning: 0.01,
  critical: 0.05,
};

/** The share of each job's requests that fail through the server's fault; thresholds at 1 % and 5 %. */
export function errorRate<Kind extends Instrument<RequestFeeds & FailureFeeds>>(
  instruments: OneOrMore<Kind>,
  options: WindowSignalOptions<SharedLabel<Kind, "requests" | "failures">> = {},
): Panel {
  return signalPanel(signal, { instruments, options: withoutRange(options) }, [
    {
      expression: ({ feeds }, job, by) =>
        errorRatio(feeds.failures(job), feeds.requests(job), { ...rangeOf(options), by }),
    },
  ]);
}
