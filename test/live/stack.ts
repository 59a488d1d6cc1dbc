import { setTimeout as sleep } from "node:timers/promises";
import { type AccessLog, startAccessLog } from "./access-log.ts";
import { startOrUndo } from "./cleanup.ts";
import { actOnce, type ContainerCounts, countContainers, makeContainers } from "./containers.ts";
import { type DockerEngine, startDockerEngine } from "./docker-engine.ts";
import { type Load, startLoad } from "./load.ts";
import { queryInstant } from "./prometheus-api.ts";
import { type ScrapeJob, startPrometheus } from "./prometheus.ts";
import { startReplayServer } from "./replay-server.ts";
import { waitUntil } from "./wait.ts";

/** The running scenario: four scraped applications under load, and the Prometheus that scrapes them. */
export interface Stack {
  /** The URL of Prometheus. */
  readonly prometheus: string;
  readonly jobs: readonly ScrapeJob[];
  readonly engine: DockerEngine;
  readonly accessLog: AccessLog;
  readonly load: Load;
  stop(): Promise<void>;
}

/** A moment at which the stack was at rest, and what was true then. */
export interface Moment {
  /** Unix seconds. */
  readonly time: number;
  readonly containers: ContainerCounts;
}

/** Seconds between two scrapes: {@link startPrometheus} scrapes so often. */
const scrapeInterval = 1;

/**
 * Starts everything: a Docker engine with containers in every state, two replicas of the access-log
 * application under load, the replays of image-gallery and iotd-api, and Prometheus. All targets are up when
 * it returns; when it fails, nothing is left running.
 */
export async function startStack(): Promise<Stack> {
  return startOrUndo(async (cleanup) => {
    const started = <Part extends { stop(): Promise<void> }>(part: Part): Part => {
      cleanup.add(() => part.stop());
      return part;
    };
    const starting = [
      startDockerEngine().then(started),
      startAccessLog(2).then(started),
      startReplayServer(fixture("client-golang.prom")).then(started),
      startReplayServer(fixture("micrometer.prom")).then(started),
    ] as const;
    // All have to end, well or badly, before a failure goes on: the cleanup must not miss a late one.
    await Promise.allSettled(starting);
    const [engine, accessLog, gallery, iotd] = await Promise.all(starting);
    await makeContainers(engine);
    const accessLogTargets = accessLog.replicas.map(({ target }) => target);
    const jobs: readonly ScrapeJob[] = [
      { name: "image-gallery", targets: [gallery.target] },
      { name: "iotd-api", path: "/actuator/prometheus", targets: [iotd.target] },
      { name: "access-log", targets: accessLogTargets },
      { name: "docker", targets: [engine.target] },
    ];
    const { url } = started(await startPrometheus(jobs));
    const load = started(startLoad({ targets: accessLogTargets, rate: 50, maximum: 50 * 600 }));
    await waitUntil("all targets are up", () => targetsUp(url, jobs), { timeout: 20_000 });
    return { prometheus: url, jobs, engine, accessLog, load, stop: () => cleanup.run() };
  });
}

/**
 * Lets things happen for some twenty seconds (containers come and go, images are built, a replica restarts),
 * then waits until two scrapes saw the stack at rest.
 */
export async function exerciseStack({ engine, accessLog }: Stack): Promise<Moment> {
  const until = performance.now() + 20_000;
  for (let round = 0; performance.now() < until; round++) {
    const pace = sleep(1_500);
    await actOnce(engine);
    if (round === 2) await accessLog.replicas.at(-1)?.restart();
    await pace;
  }
  const containers = await countContainers(engine);
  await sleep(2.5 * scrapeInterval * 1_000);
  return { time: Date.now() / 1_000, containers };
}

async function targetsUp(url: string, jobs: readonly ScrapeJob[]): Promise<true | undefined> {
  const expected = jobs.flatMap(({ targets }) => targets).length;
  const [series] = await queryInstant(url, "sum(up)", Date.now() / 1_000);
  return series?.samples[0]?.value === expected || undefined;
}

function fixture(name: string): URL {
  return new URL(`../fixtures/metrics/${name}`, import.meta.url);
}
