import type { InFlightFeeds } from "../instruments/feeds.ts";
import type { Instrument } from "../instruments/instrument.ts";
import type { Panel } from "../panels/panel.ts";
import { sum } from "../queries/queries.ts";
import type { SharedLabel, Signal, SignalOptions } from "./signal.ts";
import { signalPanel } from "./signal-panel.ts";
import type { OneOrMore } from "./targets.ts";

const signal: Signal = {
  name: "inFlight",
  title: "Requests in flight",
  description:
    "Requests being answered when Prometheus looked; a line that climbs and stays means that they arrive faster than they are answered.",
  unit: "short",
  needs: ["inFlight"],
  labels: ["job"],
};

/** The requests that each job is answering at the moment of the scrape. */
export function inFlight<Kind extends Instrument<InFlightFeeds>>(
  instruments: OneOrMore<Kind>,
  options: SignalOptions<SharedLabel<Kind, "inFlight">> = {},
): Panel {
  return signalPanel(signal, { instruments, options }, [
    { expression: ({ feeds }, job, by) => sum(feeds.inFlight(job), { by }) },
  ]);
}
