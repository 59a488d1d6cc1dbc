import type { ContainerCpuFeeds } from "../instruments/feeds.ts";
import type { Instrument } from "../instruments/instrument.ts";
import type { Panel } from "../panels/panel.ts";
import { sum } from "../queries/queries.ts";
import type { SharedLabel, Signal, SignalOptions } from "./signal.ts";
import { signalPanel } from "./signal-panel.ts";
import type { OneOrMore } from "./targets.ts";

const signal: Signal = {
  name: "containerCpu",
  title: "Container CPU",
  description: "CPU time that each container uses; 100 % is one core fully busy.",
  unit: "percentunit",
  needs: ["containerCpu"],
  labels: ["job", "instance", "name"],
  legend: ["name"],
  warning: 0.8,
  critical: 1,
};

/** The CPU time that each container uses, where 100 % is one core; thresholds at 80 % and 100 %. */
export function containerCpu<Kind extends Instrument<ContainerCpuFeeds>>(
  instruments: OneOrMore<Kind>,
  options: SignalOptions<SharedLabel<Kind, "containerCpu">> = {},
): Panel {
  return signalPanel(signal, { instruments, options }, [
    { expression: ({ feeds }, job, by) => sum(feeds.containerCpu(job), { by }) },
  ]);
}
