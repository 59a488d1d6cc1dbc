import { setTimeout } from "node:timers/promises";
import { expect, onTestFinished, test } from "vitest";
import type { Emulator } from "../../grafana/emulator/contract.ts";
import { startEmulator } from "../../grafana/emulator/start.ts";
import { createProject, dash, program, start } from "../binary.ts";

const count = 20;

const files = {
  "dash.config.ts": `import { defineConfig } from "grafana-dash";
export default defineConfig({ project: "shop", dataSources: { prometheus: { url: "http://prometheus:9090" } } });
`,
  "dashboards/all.ts": `import { dashboard } from "grafana-dash";
export default Array.from({ length: ${count} }, (_, index) =>
  dashboard({ uid: \`d\${index}\`, title: \`D\${index}\`, folder: "Shop", panels: [] }));
`,
};

async function startGrafana(): Promise<Emulator> {
  const emulator = await startEmulator({ latency: 20 });
  onTestFinished(() => emulator.close());
  return emulator;
}

test.each([
  { signal: "SIGINT", exitCode: 130 },
  { signal: "SIGTERM", exitCode: 130 },
  { signal: "SIGKILL", exitCode: null },
] as const)(
  "after $signal in the middle, the next push ends as if nothing had happened",
  async ({ signal, exitCode }) => {
    const emulator = await startGrafana();
    const project = createProject(files);
    const env = { GRAFANA_URL: emulator.url, GRAFANA_TOKEN: emulator.tokens.admin };
    const push = start([process.execPath, program, "push", "--concurrency", "2"], project, env);
    while (emulator.state.dashboards().length < 3) await setTimeout(5);
    push.child.kill(signal);
    const end = await push.end;
    expect(end.exitCode).toBe(exitCode);
    if (exitCode !== null) expect(end.stdout).toMatch(/created, \d+ untried; interrupted\.\n$/);
    const written = emulator.state.dashboards().length;
    expect(written).toBeLessThan(count);
    expect(push.isAlive()).toBe(false);

    const again = await dash(["push"], project, env);
    expect(again).toMatchObject({ exitCode: 0, signal: null });
    expect(emulator.state.dashboards()).toHaveLength(count);
    const once = emulator.state.dashboards().map(({ version }) => version);
    expect(new Set(once)).toEqual(new Set([1]));

    emulator.requests.clear();
    expect(await dash(["push"], project, env)).toMatchObject({
      exitCode: 0,
      stdout: expect.stringContaining(`\nNothing was written: ${count + 2} unchanged.\n`),
    });
    expect(emulator.requests.writes()).toEqual([]);
  },
  20_000,
);
