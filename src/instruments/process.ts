import type { Metric, TargetLabel } from "../metrics/metric.ts";
import { rate } from "../queries/rates.ts";
import type { CpuFeeds, MemoryFeeds } from "./feeds.ts";
import { seriesOf, type TargetOptions } from "./instrument.ts";

/** What the Prometheus clients of Go and Node say alike about their own process, on Linux. */
export interface ProcessMetrics {
  readonly processCpuSecondsTotal: Metric<"counter", TargetLabel>;
  readonly processResidentMemoryBytes: Metric<"gauge", TargetLabel>;
}

/** What an instrument with a standard Prometheus client feeds about its process. */
export type ProcessFeeds<Extra extends string = never> = CpuFeeds<TargetLabel | Extra> &
  MemoryFeeds<TargetLabel | Extra>;

/** The feeds of a process that has the standard `process_*` metrics. */
export function processFeeds<Extra extends string>(
  options: TargetOptions<Extra>,
  metrics: ProcessMetrics,
): ProcessFeeds<Extra> {
  const cpuSeconds = seriesOf(options, metrics.processCpuSecondsTotal);
  return {
    cpu: (job) => rate(cpuSeconds(job)),
    memory: seriesOf(options, metrics.processResidentMemoryBytes),
  };
}
