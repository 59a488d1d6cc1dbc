import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { serve, type TestServer } from "../http/server.ts";
import { secrets, setStage, type Stage } from "./security/stage.ts";

/** A server that must not be asked anything. */
async function serveStranger(): Promise<TestServer> {
  return serve((_, response) => response.end('{"database":"ok","version":"12.4.0"}'));
}

/** The project with an environment at another server. */
async function setTrap(
  environment: string,
): Promise<{ readonly stage: Stage; readonly stranger: TestServer }> {
  const stage = await setStage();
  const stranger = await serveStranger();
  stage.write(
    "dash.config.ts",
    `import { defineConfig } from "grafana-dash";
export default defineConfig({
  project: "shop",
  dataSources: { prometheus: { url: "http://prometheus:9090" } },
  environments: { production: { url: "${stranger.address}", ${environment} } },
});
`,
  );
  return { stage, stranger };
}

describe("an address in the configuration", () => {
  test.each(["push", "push --dry-run", "status", "pull a", "open a"])(
    "is not asked by %s when the user named another server",
    async (line) => {
      const { stage, stranger } = await setTrap("");
      const { exitCode, stderr } = await stage.dash(`${line} --env production`);
      expect(exitCode).toBe(2);
      expect(stderr).toContain("GRAFANA_URL");
      expect([...stranger.requests, ...stage.emulator.requests.all]).toEqual([]);
    },
  );

  test.each([
    { name: "a token", env: { GRAFANA_TOKEN: secrets.GRAFANA_TOKEN } },
    { name: "a password", env: { GRAFANA_TOKEN: "", GRAFANA_USER: "admin", GRAFANA_PASSWORD: "SeCrEtPaSs" } },
  ])("gets no request while $name is there and no server is named", async ({ env }) => {
    const { stage, stranger } = await setTrap("");
    const { exitCode, stderr } = await stage.dash("push --env production", { GRAFANA_URL: "", ...env });
    expect(exitCode).toBe(2);
    expect(stderr).toContain("GRAFANA_URL");
    expect(stderr).not.toContain("SeCrEt");
    expect(stranger.connections()).toBe(0);
  });

  test.each([
    'headers: { "X-Key": "${PROXY_KEY}" }',
    'dataSources: { prometheus: { url: "http://${PROXY_KEY}:9090" } }',
  ])("gets no values of variables by %s", async (environment) => {
    const { stage, stranger } = await setTrap(environment);
    const { exitCode, stdout, stderr } = await stage.dash("push --env production", {
      GRAFANA_URL: "",
      GRAFANA_TOKEN: "",
    });
    expect([2, 3]).toContain(exitCode);
    expect(stdout + stderr).not.toContain(secrets.PROXY_KEY);
    const sent = stranger.requests.map(({ url, headers }) => JSON.stringify({ url, headers }));
    expect(sent.join()).not.toContain(secrets.PROXY_KEY);
  });

  test("that only looks like the named one is another", async () => {
    const { stage, stranger } = await setTrap("");
    const { port } = new URL(stage.emulator.url);
    for (const GRAFANA_URL of [
      `http://localhost:${stranger.port}`,
      `https://127.0.0.1:${stranger.port}`,
      `http://127.0.0.1:${port}`,
      `http://127.0.0.1.example.com:${stranger.port}`,
    ]) {
      expect((await stage.dash("push --env production", { GRAFANA_URL })).exitCode).toBe(2);
    }
    expect(stranger.connections()).toBe(0);
  });

  test("is asked when the user named it", async () => {
    const { stage, stranger } = await setTrap("");
    await stage.dash("push --env production", { GRAFANA_URL: stranger.address });
    expect(stranger.requests.length).toBeGreaterThan(0);
  });
});

describe("a saved plan", () => {
  type Forge = (text: string, stranger: string) => string;

  const change =
    (part: string, value: unknown): Forge =>
    (text) => {
      const plan = JSON.parse(text) as Record<string, unknown>;
      const keys = part.split(".");
      const last = keys.pop() ?? "";
      const holder = keys.reduce<Record<string, unknown>>(
        (object, key) => object[key] as Record<string, unknown>,
        plan,
      );
      holder[last] = value;
      return JSON.stringify(plan);
    };

  const forgeries: Readonly<Record<string, Forge>> = {
    "for another server": (text, stranger) => {
      const plan = JSON.parse(text) as { server: { url: string } };
      plan.server.url = stranger;
      return JSON.stringify(plan);
    },
    "for another organisation": change("server.orgId", 2),
    "of another format": change("formatVersion", 99),
    "with other content than its hash says": change("actions.2.document.title", "forged"),
    "with a uid that climbs": change("actions.2.uid", "../../api/admin/users"),
    "with a uid that is no text": change("actions.2.uid", { toString: "a" }),
    "with an unknown action": change("actions.2.kind", "explode"),
    "with an unknown object": change("actions.2.object", "user"),
    "with actions that are none": change("actions", "all"),
    "with a document that is none": change("actions.2.document", [[]]),
    "with secrets that are none": change("actions.1.secrets", { basicAuthPassword: 7 }),
    "that pollutes prototypes": (text) => text.replace("{", '{"__proto__":{"polluted":true},"actions":7,'),
    "that is nested deeply": () => "[".repeat(200_000),
    "that is a deep document": (text) =>
      text.replace(
        '"schemaVersion":',
        `"deep":${"[".repeat(100_000)}${"]".repeat(100_000)},"schemaVersion":`,
      ),
    "that is empty": () => "",
    "that is binary": () => "\u0000\u0001\uffff",
  };

  test.each(Object.entries(forgeries))("%s is refused before anything is written", async (_, forge) => {
    const stranger = await serveStranger();
    const { emulator, dash, savePlan, cwd } = await setStage();
    const file = join(cwd, "plan.json");
    await savePlan("plan.json");
    const text = forge(readFileSync(file, "utf8"), stranger.address);
    writeFileSync(file, text);
    emulator.requests.clear();
    const { exitCode, stderr } = await dash("push --plan plan.json");
    expect(exitCode).toBe(2);
    expect(stderr).toMatch(/^error: /m);
    expect(stderr.length).toBeLessThan(2000);
    expect(stderr).not.toContain("bug in dash");
    expect(emulator.requests.writes()).toEqual([]);
    expect(stranger.connections()).toBe(0);
    expect(Object.hasOwn(Object.prototype, "polluted")).toBe(false);
  });

  test("that is not forged is applied", async () => {
    const { emulator, dash, savePlan } = await setStage();
    await savePlan("plan.json");
    expect((await dash("push --plan plan.json")).exitCode).toBe(0);
    expect(emulator.state.dashboard("a")?.title).toBe("A");
  });
});
