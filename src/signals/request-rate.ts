import type { RequestFeeds } from "../instruments/feeds.ts";
import type { Instrument } from "../instruments/instrument.ts";
import type { Panel } from "../panels/panel.ts";
import { rate, sum } from "../queries/queries.ts";
import type { SharedLabel, Signal, WindowSignalOptions } from "./signal.ts";
import { rangeOf, signalPanel, withoutRange } from "./signal-panel.ts";
import type { OneOrMore } from "./targets.ts";

const signal: Signal = {
  name: "requestRate",
  title: "Request rate",
  description:
    "Requests answered each second, whatever the answer; a sudden drop is as much a warning as a sudden rise.",
  unit: "reqps",
  needs: ["requests"],
  labels: ["job"],
};

/** The traffic: the requests that each job answers in a second. */
export function requestRate<Kind extends Instrument<RequestFeeds>>(
  instruments: OneOrMore<Kind>,
  options: WindowSignalOptions<SharedLabel<Kind, "requests">> = {},
): Panel {
  return signalPanel(signal, { instruments, options: withoutRange(options) }, [
    { expression: ({ feeds }, job, by) => sum(rate(feeds.requests(job), rangeOf(options)), { by }) },
  ]);
}
