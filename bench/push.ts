/**
 * Measures pushes against the emulated Grafana, which answers 5 ms late from a process of its own, and prints ratios to
 * the bare calls that nobody can do without. Usage: npm run bench:push [-- ROUNDS]
 */
import { type ChildProcess, spawn } from "node:child_process";
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { Agent, request } from "node:http";
import { cpus, loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { digest } from "../src/base/hash.ts";
import { connectGrafana } from "../src/grafana/grafana.ts";
import type { Grafana } from "../src/grafana/model.ts";
import { applyPlan } from "../src/push/apply/apply.ts";
import { countActions } from "../src/push/plan.ts";
import { planPush } from "../src/push/planning/plan-push.ts";
import type { BundledDashboard } from "../src/schema/bundle.ts";
import { peakMemory } from "./memory.ts";
import { writeLoopProject } from "./project.ts";

const rounds = Number(process.argv[2] ?? 3);
const count = 1000;
const concurrency = 8;
const latency = 5;
const root = fileURLToPath(new URL("..", import.meta.url));
const dash = join(root, "dist/cli/bin.js");
const base = mkdtempSync(join(existsSync("/dev/shm") ? "/dev/shm" : tmpdir(), "dash-bench-"));
process.on("exit", () => rmSync(base, { recursive: true, force: true }));
// The variable adds a tenth of a second to every start of Node.
const { NODE_EXTRA_CA_CERTS: _, ...environment } = process.env;

interface Server {
  readonly url: string;
  readonly token: string;
  stop(): Promise<void>;
}

async function startServer(version: string): Promise<Server> {
  const args = [join(root, "scripts/run.mjs"), join(root, "test/grafana/emulator/serve.ts")];
  const options = ["--port", "0", "--version", version, "--latency", String(latency)];
  const child = spawn(process.execPath, [...args, ...options], {
    env: environment,
    stdio: ["ignore", "pipe", "inherit"],
  });
  const printed: string[] = [];
  for await (const line of createInterface({ input: child.stdout })) {
    printed.push(line);
    const url = /http:\/\/\S+/.exec(printed.join("\n"))?.[0];
    const token = /glsa_\S+/.exec(printed.join("\n"))?.[0];
    if (url !== undefined && token !== undefined) return { url, token, stop: () => stop(child) };
  }
  throw new Error("the emulator did not start");
}

async function stop(child: ChildProcess): Promise<void> {
  const ended = new Promise((resolve) => child.once("exit", resolve));
  child.kill("SIGINT");
  await ended;
}

/** The same dashboards as `npm run bench` builds: 20 panels with 3 queries each. */
async function buildDashboards(folder: string): Promise<readonly BundledDashboard[]> {
  writeLoopProject(folder, count);
  await run([dash, "build"], folder);
  const documents = join(folder, "provisioning/dashboards/general");
  return readdirSync(documents)
    .sort()
    .map((file) => {
      // As the compiler hands dashboards over.
      const bytes = readFileSync(join(documents, file));
      const json = bytes.toString("utf8");
      const { uid, title } = JSON.parse(json) as { uid: string; title: string };
      return { uid, title, folder: [], json, encoded: { bytes, digest: digest(bytes, 64) } };
    });
}

async function run(
  args: readonly string[],
  cwd: string,
  env: NodeJS.ProcessEnv = environment,
): Promise<number> {
  const start = performance.now();
  const child = spawn(process.execPath, args, { cwd, env, stdio: "ignore" });
  const code = await new Promise((resolve) => child.once("exit", resolve));
  if (code !== 0) throw new Error(`${args.join(" ")} ended with ${String(code)}`);
  return performance.now() - start;
}

const agent = new Agent({ keepAlive: true, maxSockets: concurrency });

function call(server: Server, method: string, path: string, body?: string): Promise<Buffer> {
  const headers = { authorization: `Bearer ${server.token}`, "content-type": "application/json" };
  return new Promise((resolve, reject) => {
    const sent = request(server.url + path, { method, agent, headers }, (response) => {
      const chunks: Buffer[] = [];
      response.on("data", (chunk: Buffer) => chunks.push(chunk));
      response.on("error", reject);
      response.on("end", () => {
        if (response.statusCode !== 200 && response.statusCode !== 201) {
          reject(
            new Error(
              `${method} ${path}: ${String(response.statusCode)} ${Buffer.concat(chunks).toString("utf8")}`,
            ),
          );
        } else resolve(Buffer.concat(chunks));
      });
    });
    sent.on("error", reject);
    sent.end(body);
  });
}

async function inPool<T>(items: readonly T[], work: (item: T) => Promise<unknown>): Promise<void> {
  let next = 0;
  const worker = async (): Promise<void> => {
    for (let item = items[next++]; item !== undefined; item = items[next++]) await work(item);
  };
  await Promise.all(Array.from({ length: concurrency }, worker));
}

/** The calls that remain when everything else is left out: one POST for each dashboard, its text made beforehand. */
function barePosts(
  server: Server,
  api: Grafana["facts"]["api"],
  dashboards: readonly BundledDashboard[],
): () => Promise<void> {
  const path =
    api === "classic"
      ? "/api/dashboards/db"
      : "/apis/dashboard.grafana.app/v0alpha1/namespaces/default/dashboards";
  const bodies = dashboards.map(({ uid, json }) => {
    const document = JSON.parse(json) as Record<string, unknown>;
    if (api === "classic") return JSON.stringify({ dashboard: document, folderUid: "", message: "bare" });
    const { uid: _uid, ...spec } = document;
    return JSON.stringify({
      apiVersion: "dashboard.grafana.app/v0alpha1",
      kind: "Dashboard",
      metadata: { name: uid, namespace: "default" },
      spec,
    });
  });
  return () => inPool(bodies, (body) => call(server, "POST", path, body));
}

function bareReads(
  server: Server,
  api: Grafana["facts"]["api"],
  dashboards: readonly BundledDashboard[],
): () => Promise<void> {
  const path =
    api === "classic"
      ? "/api/dashboards/uid/"
      : "/apis/dashboard.grafana.app/v0alpha1/namespaces/default/dashboards/";
  return () =>
    inPool(
      dashboards,
      async ({ uid }) => void JSON.parse((await call(server, "GET", path + uid)).toString("utf8")),
    );
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

const median = (values: readonly number[]): number =>
  [...values].sort((left, right) => left - right)[Math.floor(values.length / 2)] ?? 0;

function report(name: string, measured: number, yardstick: number, target?: number): void {
  const ratio = measured / yardstick;
  const verdict = target === undefined ? "" : `  (at most ${target}x: ${ratio <= target ? "ok" : "MISSED"})`;
  console.log(
    `${name.padEnd(58)} ${measured.toFixed(0).padStart(6)} ms ${ratio.toFixed(2).padStart(6)}x${verdict}`,
  );
}

/** Plans and applies in this process; the answer says how many objects were written. */
async function push(server: Server, dashboards: readonly BundledDashboard[]): Promise<number> {
  const grafana = await connectGrafana(
    { url: server.url, credentials: { kind: "token", token: server.token }, headers: {}, tls: {} },
    { concurrency },
  );
  try {
    const plan = await planPush(grafana, {
      bundle: { dashboards, dataSources: [], folders: [] },
      files: new Map(),
      project: "bench",
      env: () => undefined,
      selection: { names: [], only: "dashboards" },
      force: false,
      prune: false,
      updateSecrets: false,
      concurrency,
    });
    const { unchanged, create } = countActions(plan.actions);
    if (unchanged + create !== count) throw new Error("the plan is not what the benchmark expects");
    if (create === 0) return 0;
    const outcome = await applyPlan(grafana, plan, {
      concurrency,
      failFast: false,
      message: "bench",
      push: "bench",
      env: () => undefined,
      updateSecrets: false,
      confirm: false,
      sleep: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
      random: Math.random,
    });
    return outcome.objects.filter(({ state }) => state === "done").length;
  } finally {
    grafana.close();
  }
}

async function withServer<T>(version: string, work: (server: Server) => Promise<T>): Promise<T> {
  const server = await startServer(version);
  try {
    return await work(server);
  } finally {
    await server.stop();
  }
}

async function measure(version: string, dashboards: readonly BundledDashboard[]): Promise<void> {
  const api = version.startsWith("13") ? "resources" : "classic";
  const times: Record<"posts" | "reads" | "first" | "again", number[]> = {
    posts: [],
    reads: [],
    first: [],
    again: [],
  };
  for (let round = 0; round < rounds; round++) {
    await withServer(version, async (server) => {
      times.posts.push(await timed(barePosts(server, api, dashboards)));
      times.reads.push(await timed(bareReads(server, api, dashboards)));
    });
    await withServer(version, async (server) => {
      const written = { first: 0, again: 0 };
      times.first.push(await timed(async () => (written.first = await push(server, dashboards))));
      times.again.push(await timed(async () => (written.again = await push(server, dashboards))));
      if (written.first !== count || written.again !== 0) throw new Error(`wrote ${JSON.stringify(written)}`);
    });
  }
  console.log(
    `\nGrafana ${version}, ${api} API, ${count} dashboards, ${latency} ms for each answer, ${concurrency} calls at once`,
  );
  report("bare POSTs", median(times.posts), median(times.posts));
  report("first push (plan and apply)", median(times.first), median(times.posts), 1.3);
  report("bare reads", median(times.reads), median(times.reads));
  report("push of unchanged dashboards", median(times.again), median(times.reads), 1.3);
}

/** The whole command, with the build of all dashboards. */
async function measureCommand(version: string, project: string): Promise<void> {
  await withServer(version, async (server) => {
    const folder = join(base, `command-${version}`);
    cpSync(project, folder, { recursive: true });
    const env = { ...environment, GRAFANA_URL: server.url, GRAFANA_TOKEN: server.token };
    const args = [dash, "push", "--only", "dashboards"];
    const first = await run(args, folder, env);
    const again = await run(args, folder, env);
    console.log(
      `\ndash push, Grafana ${version}: ${first.toFixed(0)} ms at first, ${again.toFixed(0)} ms unchanged`,
    );
    console.log(
      `memory of the whole process tree, unchanged: ${await peakMemory(spawn(process.execPath, args, { cwd: folder, env, stdio: "ignore" }))} MB (under 300)`,
    );
  });
}

console.log(
  `Node ${process.version}, ${cpus().length} cores, load ${loadavg()[0]?.toFixed(2)}, median of ${rounds} rounds`,
);
const project = join(base, "project");
const dashboards = await buildDashboards(project);
for (const version of ["11.6.0", "13.2.0"]) await measure(version, dashboards);
for (const version of ["11.6.0", "13.2.0"]) await measureCommand(version, project);
agent.destroy();
