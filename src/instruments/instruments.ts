/** The front door of `grafana-dash/instruments`: the libraries and exporters whose metrics signals understand. */
export { cadvisor } from "./cadvisor.ts";
export { docker } from "./docker.ts";
export { micrometer } from "./micrometer.ts";
export { promClient } from "./prom-client.ts";
export { promhttp } from "./promhttp.ts";

export { clientGolang as clientGolangMetrics } from "./catalogues/client-golang.ts";
export { dockerEngine as dockerEngineMetrics } from "./catalogues/docker-engine.ts";
export { micrometer as micrometerMetrics } from "./catalogues/micrometer.ts";
export { promClient as promClientMetrics } from "./catalogues/prom-client.ts";

export { defineInstrument, seriesOf } from "./instrument.ts";
export type { CadvisorFeeds } from "./cadvisor.ts";
export type { DockerFeeds } from "./docker.ts";
export type {
  ContainerCpuFeeds,
  ContainerMemoryFeeds,
  ContainerStateFeeds,
  CpuFeeds,
  DurationFeeds,
  FailureFeeds,
  InFlightFeeds,
  MemoryFeeds,
  RequestFeeds,
} from "./feeds.ts";
export type { CodeLabel, DurationName, MetricName } from "./http.ts";
export type { Feed, Instrument, TargetOptions } from "./instrument.ts";
export type { BootVersion, MicrometerFeeds, MicrometerOptions } from "./micrometer.ts";
export type { PromClientFeeds, PromClientOptions } from "./prom-client.ts";
export type { PromhttpFeeds, PromhttpOptions } from "./promhttp.ts";
