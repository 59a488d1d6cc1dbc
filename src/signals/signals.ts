/** The front door of `grafana-dash/signals`: what operators watch, as panels with the right queries. */
export { averageLatency } from "./average-latency.ts";
export { containerCounts } from "./container-counts.ts";
export { containerCpu } from "./container-cpu.ts";
export { containerMemory } from "./container-memory.ts";
export { cpuUsage } from "./cpu-usage.ts";
export { errorRate } from "./error-rate.ts";
export { inFlight } from "./in-flight.ts";
export { latencyPercentiles, type LatencyOptions } from "./latency-percentiles.ts";
export { memoryUsage } from "./memory-usage.ts";
export { requestRate } from "./request-rate.ts";
export { scrapeHealth, type ScrapeHealthOptions } from "./scrape-health.ts";

export type { SharedLabel, SignalOptions, WindowSignalOptions } from "./signal.ts";
export type { OneOrMore } from "./targets.ts";
