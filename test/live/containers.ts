import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { EngineCall } from "./engine-api.ts";
import { withFolder } from "./cleanup.ts";
import { type DockerEngine, busyboxImage, packFolder } from "./docker-engine.ts";

/** How many containers there are in each of the three states that the engine's metrics know. */
export interface ContainerCounts {
  readonly running: number;
  readonly paused: number;
  /** Created and exited ones: the engine counts both as stopped. */
  readonly stopped: number;
}

interface ContainerSpec {
  readonly name: string;
  readonly command: readonly string[];
  /** The command of its health check, which runs every two seconds. */
  readonly healthCheck?: readonly string[];
}

const forever = ["sleep", "100000"];
const nanoseconds = 1_000_000_000;

/** Makes containers in every state: three running, one paused, two exited, one only created. */
export async function makeContainers(engine: DockerEngine): Promise<void> {
  await Promise.all([
    run(engine, { name: "web", command: forever }),
    run(engine, { name: "healthy", command: forever, healthCheck: ["true"] }),
    // Only a probe that times out counts as failed; one that exits non-zero does not (20.10 to 29).
    run(engine, { name: "hanging", command: forever, healthCheck: ["sleep", "100"] }),
    run(engine, { name: "paused", command: forever }).then(() => act(engine, "paused", "pause")),
    run(engine, { name: "done", command: ["true"] }).then(() => act(engine, "done", "wait")),
    run(engine, { name: "broken", command: ["false"] }).then(() => act(engine, "broken", "wait")),
    create(engine, { name: "created", command: forever }),
  ]);
}

/** Counts the containers as the engine's API lists them, independent of its metrics. */
export async function countContainers(engine: DockerEngine): Promise<ContainerCounts> {
  const list = JSON.parse(await engine.call({ path: "/containers/json?all=1" })) as { State: string }[];
  const count = (states: readonly string[]): number =>
    list.filter(({ State }) => states.includes(State)).length;
  return {
    running: count(["running"]),
    paused: count(["paused"]),
    stopped: count(["created", "exited", "dead", "restarting"]),
  };
}

/** Does once everything that the engine counts: container, image and build actions; leaves nothing behind. */
export async function actOnce(engine: DockerEngine): Promise<void> {
  const call = (request: EngineCall): Promise<string> => engine.call(request);
  await run(engine, { name: "visitor", command: forever });
  await call({ path: "/containers/visitor/changes" });
  await call({ method: "POST", path: "/commit?container=visitor&repo=dash-live/visitor&tag=1" });
  await call({ path: "/images/dash-live/visitor:1/history" });
  await call({ method: "DELETE", path: "/containers/visitor?force=1" });
  await call({ method: "DELETE", path: "/images/dash-live/visitor:1" });
  await build(engine, `FROM ${busyboxImage}\nLABEL built=yes\n`);
  await build(engine, `FROM ${busyboxImage}\nNONSENSE\n`);
}

async function run(engine: DockerEngine, container: ContainerSpec): Promise<void> {
  await create(engine, container);
  await act(engine, container.name, "start");
}

async function create(engine: DockerEngine, { name, command, healthCheck }: ContainerSpec): Promise<void> {
  const Healthcheck = healthCheck && {
    Test: ["CMD", "/bin/busybox", ...healthCheck],
    Interval: 2 * nanoseconds,
    Timeout: 1 * nanoseconds,
    Retries: 1_000,
  };
  const body = {
    Image: busyboxImage,
    Cmd: ["/bin/busybox", ...command],
    // The first process of a container ignores SIGTERM, which would delay the engine's end by ten seconds.
    StopSignal: "SIGKILL",
    HostConfig: { NetworkMode: "none" },
    ...(Healthcheck && { Healthcheck }),
  };
  await engine.call({ method: "POST", path: `/containers/create?name=${name}`, body });
}

async function act(engine: DockerEngine, name: string, action: "start" | "pause" | "wait"): Promise<void> {
  await engine.call({ method: "POST", path: `/containers/${name}/${action}` });
}

// A failing build is wanted too, so its refusal is no error here.
async function build(engine: DockerEngine, dockerfile: string): Promise<void> {
  await withFolder("build", async (folder) => {
    await writeFile(join(folder, "Dockerfile"), dockerfile);
    const body = await packFolder(folder);
    const path = "/build?version=1&t=dash-live/built:1&nocache=1";
    await engine.call({ method: "POST", path, body }).catch(() => "");
  });
}
