import type { MemoryFeeds } from "../instruments/feeds.ts";
import type { Instrument } from "../instruments/instrument.ts";
import type { Panel } from "../panels/panel.ts";
import { sum } from "../queries/queries.ts";
import type { SharedLabel, Signal, SignalOptions } from "./signal.ts";
import { signalPanel } from "./signal-panel.ts";
import type { OneOrMore } from "./targets.ts";

const signal: Signal = {
  name: "memoryUsage",
  title: "Memory usage",
  description:
    "Memory that each process uses (resident memory; of a JVM the used part of its pools); a floor that rises day by day is a leak.",
  unit: "bytes",
  needs: ["memory"],
  labels: ["job", "instance"],
};

/** The memory that each process uses. */
export function memoryUsage<Kind extends Instrument<MemoryFeeds>>(
  instruments: OneOrMore<Kind>,
  options: SignalOptions<SharedLabel<Kind, "memory">> = {},
): Panel {
  return signalPanel(signal, { instruments, options }, [
    { expression: ({ feeds }, job, by) => sum(feeds.memory(job), { by }) },
  ]);
}
