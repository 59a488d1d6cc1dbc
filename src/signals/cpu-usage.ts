import type { CpuFeeds } from "../instruments/feeds.ts";
import type { Instrument } from "../instruments/instrument.ts";
import type { Panel } from "../panels/panel.ts";
import { sum } from "../queries/queries.ts";
import type { SharedLabel, Signal, SignalOptions } from "./signal.ts";
import { signalPanel } from "./signal-panel.ts";
import type { OneOrMore } from "./targets.ts";

const signal: Signal = {
  name: "cpuUsage",
  title: "CPU usage",
  description:
    "CPU time that each process uses; 100 % is one core fully busy, so that a process with several threads can exceed it.",
  unit: "percentunit",
  needs: ["cpu"],
  labels: ["job", "instance"],
  warning: 0.8,
  critical: 1,
};

/** The CPU time that each process uses, where 100 % is one core; thresholds at 80 % and 100 %. */
export function cpuUsage<Kind extends Instrument<CpuFeeds>>(
  instruments: OneOrMore<Kind>,
  options: SignalOptions<SharedLabel<Kind, "cpu">> = {},
): Panel {
  return signalPanel(signal, { instruments, options }, [
    { expression: ({ feeds }, job, by) => sum(feeds.cpu(job), { by }) },
  ]);
}
