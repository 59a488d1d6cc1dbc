import { defineMetrics } from "../metrics/define.ts";
import type { TargetLabel } from "../metrics/metric.ts";
import { not } from "../queries/matcher.ts";
import { rate } from "../queries/rates.ts";
import type { ContainerCpuFeeds, ContainerMemoryFeeds } from "./feeds.ts";
import {
  defineInstrument,
  type Instrument,
  seriesOf,
  type TargetOptions,
  checkInstrumentOptions,
} from "./instrument.ts";

/** The labels of cAdvisor's containers without those that it makes of the containers' own labels. */
const containerLabels = ["id", "image", "name"] as const;

const cadvisorMetrics = defineMetrics({
  cpuSeconds: {
    name: "container_cpu_usage_seconds_total",
    kind: "counter",
    unit: "s",
    labels: [...containerLabels, "cpu"],
  },
  workingSet: {
    name: "container_memory_working_set_bytes",
    kind: "gauge",
    unit: "bytes",
    labels: containerLabels,
  },
});

type ContainerLabel = (typeof containerLabels)[number];

/** What {@link cadvisor} feeds. */
export type CadvisorFeeds<Extra extends string = never> = ContainerCpuFeeds<
  ContainerLabel | "cpu" | TargetLabel | Extra
> &
  ContainerMemoryFeeds<ContainerLabel | TargetLabel | Extra>;

/**
 * cAdvisor: what each container uses. Series without a `name` (the machine and control groups that are no
 * containers) are left out. With Docker; under Kubernetes the labels have other names.
 */
export function cadvisor<Extra extends string = never>(
  options: TargetOptions<Extra>,
): Instrument<CadvisorFeeds<Extra>> {
  checkInstrumentOptions("cadvisor", options);
  const cpuSeconds = seriesOf(options, cadvisorMetrics.cpuSeconds, { name: not("") });
  return defineInstrument("cadvisor", options, {
    containerCpu: (job) => rate(cpuSeconds(job)),
    containerMemory: seriesOf(options, cadvisorMetrics.workingSet, { name: not("") }),
  });
}
