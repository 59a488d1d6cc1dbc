import type { ContainerStateFeeds } from "../instruments/feeds.ts";
import type { Instrument } from "../instruments/instrument.ts";
import type { Panel } from "../panels/panel.ts";
import { sum } from "../queries/queries.ts";
import type { SharedLabel, Signal, SignalOptions } from "./signal.ts";
import { signalPanel } from "./signal-panel.ts";
import { isSingleJob, type OneOrMore } from "./targets.ts";

const signal: Signal = {
  name: "containerCounts",
  title: "Containers",
  description:
    "Containers by state; created, exited and dead ones count as stopped, and one in a crash loop as running or stopped.",
  unit: "short",
  needs: ["containerStates"],
  labels: ["job", "state"],
  stacked: true,
  overrides: [
    { regexp: /\brunning\b/, color: "green" },
    { regexp: /\bpaused\b/, color: "yellow" },
    { regexp: /\bstopped\b/, color: "blue" },
  ],
};

/** The containers of each engine by state: running, paused, stopped. */
export function containerCounts<Kind extends Instrument<ContainerStateFeeds>>(
  instruments: OneOrMore<Kind>,
  options: SignalOptions<SharedLabel<Kind, "containerStates">> = {},
): Panel {
  const legend = isSingleJob(instruments) ? ["state"] : signal.labels;
  return signalPanel({ ...signal, legend }, { instruments, options }, [
    { expression: ({ feeds }, job, by) => sum(feeds.containerStates(job), { by }) },
  ]);
}
