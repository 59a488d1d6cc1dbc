import type { TargetLabel } from "../metrics/metric.ts";
import { dockerEngine } from "./catalogues/docker-engine.ts";
import type { ContainerStateFeeds } from "./feeds.ts";
import {
  defineInstrument,
  type Instrument,
  seriesOf,
  type TargetOptions,
  checkInstrumentOptions,
} from "./instrument.ts";
import { processFeeds, type ProcessFeeds } from "./process.ts";

/** What {@link docker} feeds. */
export type DockerFeeds<Extra extends string = never> = ContainerStateFeeds<"state" | TargetLabel | Extra> &
  ProcessFeeds<Extra>;

/**
 * The Docker engine's own metrics, as `metrics-addr` in its `daemon.json` exposes them (Docker 17.06+; up to 19.03
 * only with `experimental`). CPU and memory are those of the daemon, not of its containers: see `cadvisor()`.
 */
export function docker<Extra extends string = never>(
  options: TargetOptions<Extra>,
): Instrument<DockerFeeds<Extra>> {
  checkInstrumentOptions("docker", options);
  return defineInstrument("docker", options, {
    containerStates: seriesOf(options, dockerEngine.engineDaemonContainerStatesContainers),
    ...processFeeds(options, dockerEngine),
  });
}
