import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { Readable } from "node:stream";
import { describe, expect, onTestFinished, test } from "vitest";
import type { Emulator, EmulatorOptions } from "../../grafana/emulator/contract.ts";
import { startEmulator } from "../../grafana/emulator/start.ts";
import { type CommandResult, type DashCircumstances, runDash } from "../transcript.ts";

interface Scene {
  readonly cwd: string;
  readonly emulator: Emulator;
  readonly write: (path: string, text: string) => void;
  readonly dash: (line: string, more?: Partial<DashCircumstances>) => Promise<CommandResult>;
}

const config = `import { defineConfig } from "grafana-dash";
export default defineConfig({
  project: "shop",
  dataSources: {
    prometheus: { url: "http://\${PROMETHEUS_HOST}:9090", basicAuth: { user: "u", password: "\${PROMETHEUS_PASSWORD}" } },
  },
});
`;

/** The file that exports empty dashboards. */
function dashboards(...uids: readonly string[]): string {
  const list = uids.map((uid) => `dashboard({ uid: "${uid}", title: "${uid}", panels: [] })`);
  return `import { dashboard } from "grafana-dash";\nexport default [${list.join(", ")}];\n`;
}

const secrets = { PROMETHEUS_HOST: "hunter1", PROMETHEUS_PASSWORD: "hunter2" };

/** A project with the dashboards `a`, `b` and `c`, and a Grafana. */
async function setUp(options: EmulatorOptions = {}): Promise<Scene> {
  const cwd = realpathSync(mkdtempSync(join(tmpdir(), "dash-push-")));
  const emulator = await startEmulator(options);
  onTestFinished(async () => {
    await emulator.close();
    rmSync(cwd, { recursive: true, force: true });
    expect(emulator.unknown).toEqual([]);
  });
  const write = (path: string, text: string): void => {
    mkdirSync(dirname(join(cwd, path)), { recursive: true });
    writeFileSync(join(cwd, path), text);
  };
  write("dash.config.ts", config);
  write("dashboards/all.ts", dashboards("a", "b", "c"));
  const env = { ...secrets, GRAFANA_URL: emulator.url, GRAFANA_TOKEN: emulator.tokens.admin };
  return {
    cwd,
    emulator,
    write,
    dash: (line, more = {}) => runDash(line.split(" "), { cwd, env, ...more }),
  };
}

const uidsOf = ({ state }: Emulator): readonly string[] => state.dashboards().map(({ uid }) => uid);

describe.each(["9.5.0", "12.4.0"])("with Grafana %s", (version) => {
  test("an interruption lets the running call finish, says so, and the next push does the rest", async () => {
    const { emulator, dash } = await setUp({ version });
    const interruption = new AbortController();
    const stop = emulator.intercept(({ method, path }) => {
      if (method === "POST" && /dashboards/.test(path) && !path.includes("access")) interruption.abort();
    });
    const first = await dash("push --concurrency 1", { io: { signal: interruption.signal } });
    expect(first.exitCode).toBe(130);
    expect(first.stdout).toContain("1 of 3 dashboards pushed; nothing was deleted.\n");
    expect(first.stdout).toMatch(/2 created, 2 untried; interrupted\.\n$/);
    expect(uidsOf(emulator)).toEqual(["a"]);
    stop();
    const second = await dash("push");
    expect(second.exitCode).toBe(0);
    expect(second.stdout).toContain("2 created, 2 unchanged.\n");
    expect(uidsOf(emulator)).toEqual(["a", "b", "c"]);
  });

  test("an interruption before the first write writes nothing", async () => {
    const { emulator, dash } = await setUp({ version });
    const interruption = new AbortController();
    emulator.intercept(() => interruption.abort());
    const { exitCode, stdout } = await dash("push --json", { io: { signal: interruption.signal } });
    expect(exitCode).toBe(130);
    expect(JSON.parse(stdout)).toMatchObject({ formatVersion: 1, error: { code: "interrupted" } });
    expect(emulator.requests.writes()).toEqual([]);
  });

  test("a rehearsal writes nothing, with a token that may only read", async () => {
    const { emulator, dash } = await setUp({ version });
    const env = { ...secrets, GRAFANA_URL: emulator.url, GRAFANA_TOKEN: emulator.tokens.viewer };
    const { exitCode } = await dash("push --dry-run --only dashboards", { env });
    expect(exitCode).toBe(0);
    expect(emulator.requests.writes()).toEqual([]);
  });
});

describe("deleting", () => {
  const terminal = (answer: string): Partial<DashCircumstances> => ({
    io: { isStdinTTY: true, stdin: Readable.from(Buffer.from(answer)) },
  });

  test.each([
    { answer: "n\n", exitCode: 3, left: ["a", "b", "c"] },
    { answer: "", exitCode: 3, left: ["a", "b", "c"] },
    { answer: "y\n", exitCode: 0, left: ["a"] },
  ])("asks on a terminal, and takes $answer at its word", async ({ answer, exitCode, left }) => {
    const { emulator, dash, write } = await setUp();
    await dash("push");
    write("dashboards/all.ts", dashboards("a"));
    const pushed = await dash("push --prune", terminal(answer));
    expect(pushed.stderr).toContain("2 to delete.\n\nDelete these 2 objects from Grafana? [y/N] ");
    expect(pushed.exitCode).toBe(exitCode);
    expect(pushed.stderr.endsWith("Nothing was written.\n")).toBe(exitCode !== 0);
    expect(uidsOf(emulator)).toEqual(left);
  });

  test("that was not agreed to is one document with the plan alone", async () => {
    const { dash, write } = await setUp();
    await dash("push");
    write("dashboards/all.ts", dashboards("a"));
    const { stdout } = await dash("push --prune --json", terminal("n\n"));
    const document = JSON.parse(stdout) as { readonly plan: { readonly actions: readonly unknown[] } };
    expect(document).not.toHaveProperty("outcome");
    expect(document.plan.actions).toContainEqual(expect.objectContaining({ kind: "delete", uid: "b" }));
  });
});

describe("secrets", () => {
  test("are neither printed nor saved, whatever happens", async () => {
    const { emulator, dash, cwd } = await setUp();
    const printed: string[] = [];
    const lines = [
      "push --dry-run --out plan.json",
      "push --json",
      "push --update-secrets",
      "status --json",
      "pull --all",
    ];
    for (const line of lines) {
      const { stdout, stderr } = await dash(line);
      printed.push(stdout, stderr);
    }
    emulator.faults.add({ kind: "status", status: 502, times: Infinity });
    const { stdout, stderr } = await dash("push --json");
    const text = [...printed, stdout, stderr, readFileSync(join(cwd, "plan.json"), "utf8")].join("\n");
    expect(text).toContain("${PROMETHEUS_PASSWORD}");
    expect(text).not.toMatch(/hunter2|glsa_/);
    expect(text).not.toContain(emulator.tokens.admin);
    expect(emulator.state.dataSource("prometheus")).toMatchObject({
      url: "http://hunter1:9090",
      secrets: { basicAuthPassword: "hunter2" },
    });
  });

  test("of data sources go to no server that the user did not name", async () => {
    const { emulator, dash, write } = await setUp({ anonymous: true });
    write(
      "dash.config.ts",
      config.replace("project:", `environments: { x: { url: "${emulator.url}" } },\n  project:`),
    );
    const { exitCode, stderr } = await dash("push --env x --dry-run", { env: secrets });
    expect(exitCode).toBe(2);
    expect(stderr).toMatch(
      /The data sources refer to `PROMETHEUS_\w+`, whose value goes only to a server that you name/,
    );
    expect(JSON.stringify(emulator.requests.all)).not.toMatch(/hunter/);
  });
});

test.each([500, 401, 403, 302])(
  "a failure to mark the push (%d) is told besides, and the push counts",
  async (status) => {
    const { emulator, dash } = await setUp();
    emulator.faults.add({ kind: "status", status, match: { path: /annotations/ }, times: Infinity });
    const { exitCode, stdout, stderr } = await dash("push --annotate v1.2.3");
    expect(exitCode).toBe(0);
    expect(stdout).toContain("created");
    expect(stderr).toContain("warning: The push was not marked in Grafana: ");
  },
);

test("a push is marked with the commit, the project and what it did", async () => {
  const { emulator, dash } = await setUp();
  await dash("push --annotate v1.2.3");
  await dash("push --annotate v1.2.4");
  expect(emulator.state.annotations()).toEqual([
    expect.objectContaining({
      tags: ["deploy", "dash", "shop"],
      text: "shop: v1.2.3 (4 objects pushed)",
      time: Date.parse("2026-11-22T22:03:11Z"),
    }),
  ]);
});

test("the version history says what the command line says", async () => {
  const { emulator, dash } = await setUp();
  await dash("push a");
  await dash("push b --message Hello");
  const newest = (uid: string): string | undefined => emulator.state.dashboard(uid)?.history[0]?.message;
  expect(newest("a")).toMatch(/^Pushed by dash \[dash project=shop push=/);
  expect(newest("b")).toMatch(/^Hello \[dash project=shop push=/);
});

test("the address is opened in the browser when it is asked for, without a shell", async () => {
  const { emulator, dash } = await setUp();
  await dash("push");
  const started: string[][] = [];
  const run = (program: string, args: readonly string[]): Promise<string | undefined> => {
    started.push([program, ...args]);
    return Promise.resolve("");
  };
  const { exitCode, stdout } = await dash("open a --browser", { io: { run, platform: "darwin" } });
  expect({ exitCode, stdout }).toEqual({ exitCode: 0, stdout: `${emulator.url}/d/a\n` });
  expect(started).toEqual([["open", `${emulator.url}/d/a`]]);
  const failed = await dash("open a --browser", {
    io: { run: () => Promise.resolve(undefined), platform: "linux" },
  });
  expect(failed.stderr).toContain("The browser cannot be opened: `xdg-open` is missing or failed.");
});
