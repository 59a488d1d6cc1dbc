import { type Instrument, up } from "../instruments/instrument.ts";
import type { Panel } from "../panels/panel.ts";
import { avg } from "../queries/queries.ts";
import { drawSignal } from "./draw.ts";
import type { Signal, SignalOptions } from "./signal.ts";
import { legendQuery, signalPanel } from "./signal-panel.ts";
import type { OneOrMore } from "./targets.ts";

const signal: Signal = {
  name: "scrapeHealth",
  title: "Scrape health",
  description:
    "Share of each job's targets that Prometheus reaches; below 100 % other panels lack the data of the rest.",
  unit: "percentunit",
  needs: [],
  labels: ["job"],
  type: "state-timeline",
  warning: 1,
  critical: 0.5,
  lowIsBad: true,
  mappings: { 0: "Down", 1: "Up" },
};

/** What can be said about {@link scrapeHealth}. */
export interface ScrapeHealthOptions extends Omit<SignalOptions, "type"> {
  /** @default "state-timeline", a bar for each job */
  readonly type?: "state-timeline" | "timeseries" | "stat";
}

/**
 * Whether Prometheus reaches the targets of the instruments' jobs, or of `"all"` jobs: green when it reaches all of a
 * job's targets, yellow when only a part, red from half of them down.
 */
export function scrapeHealth(
  instruments: OneOrMore<Instrument> | "all" = "all",
  options: ScrapeHealthOptions = {},
): Panel {
  if (instruments === "all") {
    const by = [...signal.labels, ...(options.by ?? [])];
    return drawSignal(signal, options, { queries: [legendQuery(avg(up, { by }), by)], jobs: "" });
  }
  return signalPanel(signal, { instruments, options }, [
    { expression: (instrument, job, labels) => avg(instrument.up(job), { by: labels }) },
  ]);
}
