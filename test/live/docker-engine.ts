import { execFile } from "node:child_process";
import { copyFile, mkdir, readFile, readdir, rmdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { freePort, startChild } from "./child.ts";
import { type Cleanup, makeFolder, startOrUndo } from "./cleanup.ts";
import { type EngineCall, callEngine } from "./engine-api.ts";
import { requireProgram } from "./tools.ts";
import { waitUntil } from "./wait.ts";

/** The image that every engine of the live test has: a static busybox and nothing else. */
export const busyboxImage = "dash-live/busybox:1";

const cgroupParent = "dash-live";

/** A running Docker engine that shares nothing with another engine of the machine. */
export interface DockerEngine {
  /** The `host:port` of its metrics. */
  readonly target: string;
  call(call: EngineCall): Promise<string>;
  /** Removes all containers and ends the engine. */
  stop(): Promise<void>;
}

/** Starts `dockerd` with its own containerd, in a temporary folder, without any network. */
export async function startDockerEngine(): Promise<DockerEngine> {
  return startOrUndo(async (cleanup) => {
    const folder = await makeFolder(cleanup, "docker");
    const target = `127.0.0.1:${await freePort()}`;
    await writeFile(join(folder, "daemon.json"), "{}");
    cleanup.add(removeCgroups);
    cleanup.add(() => unmountBelow(folder));
    const child = startChild(requireProgram("dockerd"), engineArguments(folder, target));
    cleanup.add(() => child.stop());
    const call = (request: EngineCall): Promise<string> => callEngine(join(folder, "docker.sock"), request);
    await waitUntil("the Docker engine answers", () => call({ path: "/_ping" }), {
      timeout: 30_000,
      failure: child.failure,
    });
    cleanup.add(() => removeContainers(call));
    await importBusybox(cleanup, call);
    return { target, call, stop: () => cleanup.run() };
  });
}

function engineArguments(folder: string, target: string): readonly string[] {
  return [
    `--data-root=${join(folder, "data")}`,
    `--exec-root=${join(folder, "exec")}`,
    `--pidfile=${join(folder, "docker.pid")}`,
    // A file of its own, so that the configuration of the machine's engine is not read.
    `--config-file=${join(folder, "daemon.json")}`,
    `--host=unix://${join(folder, "docker.sock")}`,
    `--metrics-addr=${target}`,
    "--bridge=none",
    "--iptables=false",
    "--ip6tables=false",
    // The only driver that works on every file system, also inside a container.
    "--storage-driver=vfs",
    // systemd, the other driver, does not run in containers and sandboxes.
    "--exec-opt=native.cgroupdriver=cgroupfs",
    `--cgroup-parent=/${cgroupParent}`,
    "--log-level=warn",
  ];
}

async function importBusybox(cleanup: Cleanup, call: DockerEngine["call"]): Promise<void> {
  const root = await makeFolder(cleanup, "image");
  await mkdir(join(root, "bin"));
  await copyFile(requireProgram("busybox"), join(root, "bin", "busybox"));
  const body = await packFolder(root);
  const [repo, tag] = busyboxImage.split(":");
  const answer = await call({
    method: "POST",
    path: `/images/create?fromSrc=-&repo=${repo}&tag=${tag}`,
    body,
  });
  // An import that fails half-way still answers 200.
  if (answer.includes('"error"')) throw new Error(`The image was not imported: ${answer}`);
}

/** The folder as a tar archive. */
export async function packFolder(folder: string): Promise<Buffer> {
  const options = { encoding: "buffer", maxBuffer: 64 * 1024 * 1024 } as const;
  const { stdout } = await promisify(execFile)("tar", ["-C", folder, "-cf", "-", "."], options);
  return stdout;
}

async function removeContainers(call: DockerEngine["call"]): Promise<void> {
  const containers = JSON.parse(await call({ path: "/containers/json?all=1" })) as { Id: string }[];
  await Promise.all(
    containers.map(({ Id }) => call({ method: "DELETE", path: `/containers/${Id}?force=1` })),
  );
}

// An engine that failed or was killed leaves its data folder, which it mounts on itself.
async function unmountBelow(folder: string): Promise<void> {
  const mounts = await readFile("/proc/self/mounts", "utf8");
  const points = mounts.split("\n").map((line) => line.split(" ")[1] ?? "");
  for (const point of points.filter((path) => path.startsWith(`${folder}/`)).reverse()) {
    await promisify(execFile)("umount", [point]);
  }
}

// The engine leaves its empty parent cgroup behind, one per controller with cgroup v1.
async function removeCgroups(): Promise<void> {
  const root = "/sys/fs/cgroup";
  const controllers = await readdir(root).catch(() => []);
  await Promise.all(
    [".", ...controllers].map((controller) =>
      rmdir(join(root, controller, cgroupParent)).catch(() => undefined),
    ),
  );
}
