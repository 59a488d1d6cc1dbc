import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, expect, test, vi } from "vitest";

// Each test waits for a child process of a child process.
vi.setConfig({ testTimeout: 20_000, hookTimeout: 20_000 });

const program = fileURLToPath(new URL("../../dist/cli/bin.js", import.meta.url));
const config = `import { defineConfig } from "grafana-dash";
export default defineConfig({ dataSources: { prometheus: { url: "http://prometheus:9090" } } });
`;
const dashboard = (
  uid: string,
  title: string,
  query = "up",
): string => `import { dashboard, promql, timeseries } from "grafana-dash";
export default dashboard({ uid: "${uid}", title: "${title}", panels: [timeseries({ title: "Up", queries: [promql\`${query}\`] })] });
`;

let root: string;
let watcher: ChildProcess;
let said = "";

beforeEach(async () => {
  root = mkdtempSync(join(tmpdir(), "dash-watch-"));
  write("dash.config.ts", config);
  write("dashboards/one.ts", dashboard("one", "One"));
  write("dashboards/two.ts", dashboard("two", "Two"));
  said = "";
  watcher = spawn(process.execPath, [program, "build", "--watch"], {
    cwd: root,
    stdio: ["ignore", "pipe", "pipe"],
  });
  for (const stream of [watcher.stdout, watcher.stderr]) stream?.on("data", (data) => (said += String(data)));
  await until(() => said.includes("2 dashboards ->"));
});

afterEach(async () => {
  const ended = new Promise((resolve) => watcher.once("exit", resolve));
  if (watcher.exitCode === null) {
    watcher.kill("SIGINT");
    await ended;
  }
  rmSync(root, { recursive: true, force: true });
});

test("an edited dashboard is written again, and only that one", async () => {
  write("dashboards/one.ts", dashboard("one", "Uno"));
  await until(() => read("general/one.json").includes('"title": "Uno"'));
  await until(() => said.includes("(1 file written, 3 unchanged)"));
});

test("a mistake is told with its line, leaves the files as they are, and its correction is built", async () => {
  const before = read("general/one.json");
  write("dashboards/one.ts", dashboard("one", "One", "rate(up)"));
  await until(() => said.includes("dashboards/one.ts:2:") && said.includes("Nothing was written."));
  expect(read("general/one.json")).toBe(before);
  write("dashboards/one.ts", dashboard("one", "Better"));
  await until(() => read("general/one.json").includes("Better"));
});

test("a file that does not even parse stops nobody", async () => {
  write("dashboards/one.ts", "export default {");
  await until(() => said.includes("load-syntax"));
  write("dashboards/one.ts", dashboard("one", "Back"));
  await until(() => read("general/one.json").includes("Back"));
});

test("a new dashboard appears and a deleted one goes", async () => {
  write("dashboards/three.ts", dashboard("three", "Three"));
  await until(() => existsSync(path("general/three.json")));
  rmSync(join(root, "dashboards/two.ts"));
  await until(() => !existsSync(path("general/two.json")));
  expect(existsSync(path("general/one.json"))).toBe(true);
});

test("a file that dashboards share rebuilds all that use it", async () => {
  write("title.ts", 'export const title = "Shared";\n');
  write(
    "dashboards/one.ts",
    `import { title } from "../title.ts";\n${dashboard("one", "x").replace('"x"', "title")}`,
  );
  await until(() => read("general/one.json").includes("Shared"));
  write("title.ts", 'export const title = "Changed";\n');
  await until(() => read("general/one.json").includes("Changed"));
});

test("a changed configuration is used at once", async () => {
  write("dash.config.ts", config.replace("prometheus:9090", "mimir:8080"));
  await until(() =>
    readFileSync(join(root, "provisioning/datasources/dash.yaml"), "utf8").includes("mimir:8080"),
  );
});

test("Ctrl-C ends it with 130", async () => {
  const ended = new Promise((resolve) => watcher.once("exit", resolve));
  watcher.kill("SIGINT");
  expect(await ended).toBe(130);
});

function path(file: string): string {
  return join(root, "provisioning/dashboards", file);
}

function read(file: string): string {
  return readFileSync(path(file), "utf8");
}

function write(file: string, text: string): void {
  mkdirSync(dirname(join(root, file)), { recursive: true });
  writeFileSync(join(root, file), text);
}

async function until(condition: () => boolean): Promise<void> {
  const deadline = Date.now() + 10_000;
  while (!condition()) {
    if (Date.now() > deadline) throw new Error(`Not within ten seconds. The watcher said:\n${said}`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}
