import { inspect } from "node:util";
import { describe, expect, test } from "vitest";
import { connectGrafana } from "../../src/grafana/grafana.ts";
import { serve } from "../http/server.ts";
import { impatient, targetAt } from "./client/target.ts";
import type { Fault } from "./emulator/fault-rules.ts";
import { secrets, setStage, type Stage } from "./security/stage.ts";

/** Nothing that can be seen from outside holds a secret, however it is written. */
function expectSecret(text: string): void {
  const spellings = Object.values(secrets).flatMap((secret) => [
    secret,
    Buffer.from(secret).toString("base64").replace(/=+$/, ""),
    encodeURIComponent(secret),
  ]);
  const lower = text.toLowerCase();
  expect(spellings.filter((spelling) => lower.includes(spelling.toLowerCase()))).toEqual([]);
}

const header = ["--header", `X-Proxy-Key:${secrets.PROXY_KEY}`].join(" ");

/** Every command that talks to Grafana, in every form of its output. */
async function runEverything({ dash }: Stage): Promise<void> {
  await dash(`push --dry-run ${header}`);
  await dash(`push --dry-run --json --out plan.json ${header}`);
  await dash(`push --wait --annotate v1 ${header}`);
  await dash(`push --json --update-secrets ${header}`);
  await dash(`push --plan plan.json ${header}`);
  await dash(`status --json ${header}`);
  await dash(`status ${header}`);
  await dash(`pull --all ${header}`);
  await dash(`push --rollback --dry-run --json ${header}`);
}

/** Commands for which no code is compiled, in both forms of their output. */
async function runSaved(stage: Stage, fault: Fault, method?: string): Promise<number> {
  await stage.savePlan("plan.json");
  const match = method === undefined ? {} : { method };
  stage.emulator.faults.add({ ...fault, match, times: Infinity });
  const { exitCode } = await stage.dash(`push --plan plan.json --wait --annotate v1 ${header}`);
  await stage.dash(`push --plan plan.json --json --update-secrets ${header}`);
  await stage.dash(`pull --all ${header}`);
  return exitCode;
}

const failures: Readonly<Record<string, Fault>> = {
  "no failure": { kind: "none" },
  "a connection that breaks": { kind: "reset-before" },
  "lost answers": { kind: "reset-after" },
  "answers that break": { kind: "reset-mid-body" },
  "a proxy's error page": { kind: "status", status: 502 },
  "a wrong status": { kind: "status", status: 418 },
  "a login page": { kind: "html" },
  "a locked database": { kind: "locked-database" },
  "refused credentials": { kind: "answer", status: 401, body: '{"message":"Invalid API key"}' },
  "missing rights": { kind: "answer", status: 403, body: '{"message":"Forbidden"}' },
  "broken JSON": { kind: "answer", status: 200, body: '{"dashboard":' },
  "a redirect": { kind: "redirect", location: "http://127.0.0.1:1/login" },
  "a server that repeats what it was sent": {
    kind: "answer",
    status: 400,
    body: JSON.stringify({ message: `bad request: ${Object.values(secrets).join(" ")}` }),
  },
};

describe.each(["9.5.2", "13.2.0"])("secrets stay secret with Grafana %s", (version) => {
  test.each(Object.entries(failures))("after %s in every call", async (_, fault) => {
    const stage = await setStage({ version });
    expect(await runSaved(stage, fault)).toBe(fault.kind === "none" ? 0 : 3);
    expectSecret(stage.traces());
  });

  test.each(Object.entries(failures))("after %s in every write", async (_, fault) => {
    const stage = await setStage({ version });
    await runSaved(stage, fault, "POST");
    expectSecret(stage.traces());
  });
});

test("secrets stay secret in every command", async () => {
  const stage = await setStage({ version: "9.5.2" });
  await runEverything(stage);
  expect(stage.emulator.state.dashboards()).toHaveLength(1);
  expectSecret(stage.traces());
});

test("secrets stay secret in every command, even if the server repeats them all", async () => {
  const stage = await setStage({ version: "13.2.0" });
  const fault = failures["a server that repeats what it was sent"] ?? { kind: "none" };
  stage.emulator.faults.add({ ...fault, match: { method: "POST" }, times: Infinity });
  await runEverything(stage);
  expectSecret(stage.traces());
});

test.each(["9.5.2", "13.2.0"])(
  "secrets that somebody wrote into a dashboard of Grafana %s stay secret where its changes are told",
  async (version) => {
    const { emulator, dash, traces } = await setStage({ version });
    await dash(`push ${header}`);
    const { PROM_PASSWORD: password, PROM_TENANT: tenant, GRAFANA_TOKEN: token } = secrets;
    emulator.saveInUi("a", (document) => ({
      ...document,
      tags: [tenant],
      description: `${"curl with ".repeat(9)}${token}`,
      templating: { list: [{ name: "tenant", type: "textbox", query: tenant }] },
      panels: [
        { id: 1, type: "stat", title: tenant, targets: [{ refId: "A", expr: `up{a="${password}"}` }] },
      ],
    }));
    for (const line of ["status", "push --json", "push --dry-run --only dashboards"]) {
      expect((await dash(`${line} ${header}`)).exitCode).not.toBe(0);
    }
    await dash(`push --force ${header}`);
    await dash(`push --rollback --dry-run ${header}`);
    expect(traces()).toContain("variable `$tenant`");
    expectSecret(traces());
  },
  30_000,
);

test("secrets reach Grafana, and only in the places for them", async () => {
  const { emulator, dash } = await setStage();
  expect(await dash(`push ${header}`)).toMatchObject({ exitCode: 0 });
  const [source] = emulator.state.dataSources();
  expect(Object.values(source?.secrets ?? {}).sort()).toEqual([secrets.PROM_PASSWORD, secrets.PROM_TENANT]);
  expect(JSON.stringify(source?.jsonData)).not.toMatch(/SeCrEt/);
  for (const request of emulator.requests.all) {
    expect(request.path + String(request.query)).not.toMatch(/SeCrEt/);
    expect(request.headers["x-proxy-key"]).toBe(secrets.PROXY_KEY);
    if (!request.path.includes("datasources")) expect(request.body).not.toMatch(/SeCrEt/);
  }
});

test("a password in the address is not repeated", async () => {
  const stage = await setStage();
  const GRAFANA_URL = stage.emulator.url.replace("://", `://someone:${secrets.PROM_PASSWORD}@`);
  const { exitCode } = await stage.dash("push --json", { GRAFANA_URL, GRAFANA_TOKEN: "" });
  expect(exitCode).toBe(3);
  expectSecret(stage.traces());
});

test("a token with a line break is refused without being repeated", async () => {
  const stage = await setStage();
  const GRAFANA_TOKEN = `${secrets.GRAFANA_TOKEN}\nX-Evil: 1`;
  expect((await stage.dash("push", { GRAFANA_TOKEN })).exitCode).toBe(2);
  expectSecret(stage.traces());
  expect(stage.emulator.requests.all).toEqual([]);
});

test.each(Object.entries(failures).filter(([, { kind }]) => kind !== "none"))(
  "errors hold no secret after %s, wherever one looks",
  async (_, fault) => {
    const { emulator } = await setStage();
    emulator.faults.add({ ...fault, times: Infinity });
    for (const credentials of [
      { kind: "token", token: secrets.GRAFANA_TOKEN },
      { kind: "basic", user: "admin", password: secrets.PROM_PASSWORD },
    ] as const) {
      const target = targetAt(emulator.url, { credentials, headers: { "x-proxy-key": secrets.PROXY_KEY } });
      const error: unknown = await connectGrafana(target, impatient).then(
        (grafana) => grafana.close(),
        (reason: unknown) => reason,
      );
      expectSecret(everythingOf(error));
    }
  },
);

/** All that logging an error could show. */
function everythingOf(error: unknown): string {
  const texts: string[] = [];
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    texts.push(
      inspect(cause, { depth: 10, showHidden: true, getters: true }),
      JSON.stringify(cause),
      String(cause),
      cause.stack ?? "",
      ...Object.getOwnPropertyNames(cause).map((name) =>
        inspect(Reflect.get(cause as object, name), { depth: 10 }),
      ),
    );
  }
  return texts.join("\n");
}

describe("a redirect to another server", () => {
  test.each([301, 302, 303, 307, 308])("with status %i takes no credentials along", async (status) => {
    const other = await serve((_, response) => response.writeHead(200).end('{"database":"ok"}'));
    const { emulator, dash, savePlan, traces } = await setStage();
    await savePlan("plan.json");
    for (const method of ["GET", "POST"]) {
      emulator.faults.add({
        kind: "redirect",
        location: `${other.address}/elsewhere`,
        status,
        match: { method },
        times: Infinity,
      });
    }
    expect((await dash(`push --plan plan.json ${header}`)).exitCode).toBe(3);
    const sent = other.requests.map(({ headers, url }) => JSON.stringify({ headers, url }));
    expectSecret(sent.join("\n"));
    expectSecret(traces());
  });

  test("of a write sends nothing there at all", async () => {
    const other = await serve((_, response) => response.end("{}"));
    const { emulator, dash, savePlan } = await setStage();
    await savePlan("plan.json");
    emulator.faults.add({
      kind: "redirect",
      location: `${other.address}/elsewhere`,
      status: 307,
      match: { method: "POST" },
      times: Infinity,
    });
    expect((await dash("push --plan plan.json")).exitCode).toBe(3);
    expect(other.requests).toEqual([]);
  });
});
