import type { ContainerMemoryFeeds } from "../instruments/feeds.ts";
import type { Instrument } from "../instruments/instrument.ts";
import type { Panel } from "../panels/panel.ts";
import { max } from "../queries/queries.ts";
import type { SharedLabel, Signal, SignalOptions } from "./signal.ts";
import { signalPanel } from "./signal-panel.ts";
import type { OneOrMore } from "./targets.ts";

const signal: Signal = {
  name: "containerMemory",
  title: "Container memory",
  description:
    "Working set of each container, which is what the kernel counts before it kills for lack of memory.",
  unit: "bytes",
  needs: ["containerMemory"],
  labels: ["job", "instance", "name"],
  legend: ["name"],
};

/** The working set of each container. */
export function containerMemory<Kind extends Instrument<ContainerMemoryFeeds>>(
  instruments: OneOrMore<Kind>,
  options: SignalOptions<SharedLabel<Kind, "containerMemory">> = {},
): Panel {
  return signalPanel(signal, { instruments, options }, [
    { expression: ({ feeds }, job, by) => max(feeds.containerMemory(job), { by }) },
  ]);
}
