import { expect, test } from "vitest";
import { classicSave, resources, dashboardObject, start } from "./caller-of.ts";
import type { Fault } from "./fault-rules.ts";

const save = "/api/dashboards/db";
const saveOfX = classicSave({ uid: "x", title: "X" });

test.each([
  { kind: "reset-before", stored: false },
  { kind: "reset-after", stored: true },
  { kind: "reset-mid-body", stored: true },
] as const)("breaks the connection: $kind", async ({ kind, stored }) => {
  const { grafana, call } = await start({});
  grafana.faults.add({ kind, match: { method: "POST" } });
  await expect(call("POST", save, saveOfX)).rejects.toThrow();
  expect(grafana.state.dashboard("x") !== undefined).toBe(stored);
  expect(grafana.requests.all).toMatchObject([{ method: "POST", status: 0, fault: kind }]);
  expect((await call("GET", "/api/org")).status).toBe(200);
});

test.each([
  { fault: { kind: "status", status: 429, retryAfter: 2 }, status: 429, retryAfter: "2" },
  { fault: { kind: "status", status: 503, retryAfter: "Wed, 21 Oct 2037 07:28:00 GMT" }, status: 503 },
  { fault: { kind: "status", status: 504, handled: true }, status: 504, stored: true },
  { fault: { kind: "html" }, status: 200 },
  { fault: { kind: "redirect", location: "http://elsewhere.example/login" }, status: 302 },
  { fault: { kind: "answer", status: 418, body: "{}" }, status: 418 },
  { fault: { kind: "locked-database" }, status: 500 },
  { fault: { kind: "stored-but-500" }, status: 500, stored: true },
] as const)("answers in place of the server: $fault.kind $status", async (expected) => {
  const { grafana, call } = await start({});
  grafana.faults.add(expected.fault as Fault);
  const reply = await call("POST", save, saveOfX);
  expect(reply.status).toBe(expected.status);
  if ("retryAfter" in expected) expect(reply.headers.get("retry-after")).toBe(expected.retryAfter);
  expect(grafana.state.dashboard("x") !== undefined).toBe("stored" in expected);
  expect((await call("GET", "/api/org")).status).toBe(200);
});

test("says of a busy database what the caller's API would say", async () => {
  const { grafana, call } = await start({});
  grafana.faults.add({ kind: "locked-database", times: 2 });
  expect((await call("POST", save, saveOfX)).json).toEqual({ message: "Failed to save dashboard" });
  const resource = await call("POST", resources.dashboards(), dashboardObject("x", { title: "X" }));
  expect(resource).toMatchObject({ status: 500, json: { kind: "Status", message: "database is locked" } });
});

test("meets only the requests that match, so often, after so many", async () => {
  const { grafana, call } = await start({});
  const handle = grafana.faults.add({
    kind: "status",
    status: 502,
    match: { method: "GET", path: /^\/api\/search\?.*type=dash-db/ },
    times: 2,
    skip: 1,
  });
  const statuses: number[] = [];
  for (let count = 0; count < 4; count++) {
    statuses.push((await call("GET", "/api/search?type=dash-db")).status);
    expect((await call("GET", "/api/org")).status).toBe(200);
  }
  expect(statuses).toEqual([200, 502, 502, 200]);
  expect(handle.hits).toBe(2);
  grafana.faults.add({ kind: "status", status: 502, times: Infinity });
  expect((await call("GET", "/api/org")).status).toBe(502);
  grafana.faults.clear();
  expect((await call("GET", "/api/org")).status).toBe(200);
});

test("makes the same faults of the same seed, and of a sequence", async () => {
  const runs: number[][] = [];
  for (const seed of [7, 7, 8]) {
    const { grafana, call } = await start({});
    const handle = grafana.faults.random({ seed, rate: 0.5, faults: [{ kind: "status", status: 502 }] });
    const statuses: number[] = [];
    for (let count = 0; count < 20; count++) statuses.push((await call("GET", "/api/org")).status);
    expect(handle.hits).toBe(statuses.filter((status) => status === 502).length);
    runs.push(statuses);
  }
  expect(runs[0]).toEqual(runs[1]);
  expect(runs[0]).not.toEqual(runs[2]);
  const { grafana, call } = await start({});
  grafana.faults.random({ sequence: [{ kind: "none" }, { kind: "status", status: 503 }] });
  const statuses: number[] = [];
  for (let count = 0; count < 3; count++) statuses.push((await call("GET", "/api/org")).status);
  expect(statuses).toEqual([200, 503, 200]);
});

test("takes its time", async () => {
  const { grafana, call } = await start({ latency: 20 });
  const began = performance.now();
  await call("GET", "/api/org");
  expect(performance.now() - began).toBeGreaterThan(18);
  grafana.faults.add({ kind: "latency", ms: 40 });
  const late = performance.now();
  await call("GET", "/api/org");
  expect(performance.now() - late).toBeGreaterThan(55);
});

test("is malicious on demand", async () => {
  const { grafana, call } = await start({});
  grafana.faults.add({ kind: "deep-json", depth: 1000 });
  expect((await call("GET", "/api/org")).text).toBe("[".repeat(1000) + "]".repeat(1000));
  grafana.faults.add({ kind: "slow-drip", ms: 1 });
  expect((await call("GET", "/api/org")).json).toMatchObject({ id: 1 });
  const headers = { Authorization: `Bearer ${grafana.tokens.admin}` };
  const started = async (fault: Fault): Promise<Response> => {
    grafana.faults.add(fault);
    return fetch(`${grafana.url}/api/org`, { headers });
  };
  const huge = await started({ kind: "huge-content-length" });
  expect(huge.headers.get("content-length")).toBe("10737418240");
  const endless = await started({ kind: "endless-body" });
  const reader = endless.body?.getReader();
  let length = 0;
  while (length < 1_000_000) {
    const chunk = await reader?.read();
    if (chunk?.value === undefined) throw new Error("the body ended");
    length += chunk.value.length;
  }
  await reader?.cancel();
  grafana.faults.add({ kind: "hang" });
  const signal = AbortSignal.timeout(50);
  await expect(fetch(`${grafana.url}/api/org`, { headers, signal })).rejects.toThrow();
  await huge.body?.cancel();
});

test("logs what arrived, and what was answered", async () => {
  const { grafana, call } = await start({ version: "11.6.0" });
  await call("POST", save, saveOfX, { headers: { "X-Extra": "1" } });
  await call("GET", "/api/dashboards/uid/x");
  expect(grafana.requests.all).toMatchObject([
    { method: "POST", path: save, status: 200, by: "sa-1-admin", body: JSON.stringify(saveOfX) },
    { method: "GET", path: "/api/dashboards/uid/x", status: 200, body: "" },
  ]);
  expect(grafana.requests.all[0]?.headers["x-extra"]).toBe("1");
  expect(grafana.requests.writes()).toHaveLength(1);
  expect(grafana.requests.matching("GET", /dashboards/)).toHaveLength(1);
  grafana.requests.clear();
  expect(grafana.requests.all).toEqual([]);
});

test("lets tests act before a request is handled", async () => {
  const { grafana, call } = await start({ version: "11.6.0" });
  grafana.createInUi({ uid: "x", document: { title: "X" } });
  const stop = grafana.intercept(({ method }) => {
    if (method === "POST") grafana.saveInUi("x", (document) => ({ ...document, title: "Faster" }));
  });
  const raced = await call("POST", save, classicSave({ uid: "x", title: "Mine", version: 1 }));
  expect(raced.status).toBe(412);
  stop();
  const alone = await call("POST", save, classicSave({ uid: "x", title: "Mine", version: 2 }));
  expect(alone.status).toBe(200);
});
