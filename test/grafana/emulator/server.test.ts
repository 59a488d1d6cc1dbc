import { expect, test } from "vitest";
import { profiles, resourceProfiles, start } from "./caller-of.ts";

test.each(profiles)("tells its health to everybody (%s)", async (version) => {
  const { grafana, call } = await start({ version });
  const reply = await call("GET", "/api/health", undefined, { authorization: "" });
  expect(reply).toMatchObject({ status: 200, json: { database: "ok", version } });
  expect(reply.text).toContain('\n  "commit"');
  grafana.setDatabase("failing");
  const ill = await call("GET", "/api/health", undefined, { authorization: "" });
  expect(ill).toMatchObject({ status: 503, json: { database: "failing" } });
  expect((await call("HEAD", "/api/health", undefined, { authorization: "" })).status).toBe(503);
  expect((await call("GET", "/healthz", undefined, { authorization: "" })).text).toBe("Ok");
  expect(grafana.unknown).toEqual([]);
});

test("hides version and commit when told to", async () => {
  const { call } = await start({ hideVersion: true });
  expect((await call("GET", "/api/health")).json).toEqual({ database: "ok" });
});

test("serves everything below its subpath, and a page elsewhere", async () => {
  const { grafana, call } = await start({ subpath: "/grafana" });
  expect(grafana.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/grafana$/);
  expect((await call("GET", "/api/org")).status).toBe(200);
  const outside = await fetch(`http://127.0.0.1:${grafana.port}/api/org`);
  expect(outside.status).toBe(404);
  expect(outside.headers.get("content-type")).toContain("text/html");
  expect(grafana.requests.all.map(({ path }) => path)).toEqual(["/api/org", "/api/org"]);
});

test.each(profiles)(
  "answers calls that it does not know with 404, and remembers them (%s)",
  async (version) => {
    const { grafana, call } = await start({ version });
    const reply = await call("GET", "/api/nonsense");
    expect(reply).toMatchObject({ status: 404, json: { message: "Not found" } });
    expect((await call("PATCH", "/api/org")).status).toBe(404);
    const page = await call("GET", "/nonsense");
    expect(page.status).toBe(404);
    expect(page.headers.get("content-type")).toContain("text/html");
    await call("GET", "/api/folders?nonsense=1");
    expect(grafana.unknown.map(({ method, path, why }) => `${method} ${path}: ${why}`)).toEqual([
      "GET /api/nonsense: no such call",
      "PATCH /api/org: no such call",
      "GET /nonsense: no such page",
      "GET /api/folders: the query parameter nonsense",
    ]);
  },
);

test.each(profiles)("takes only JSON (%s)", async (version) => {
  const { grafana, call } = await start({ version });
  const bodies = [
    ["{", "application/json"],
    ["[]", "application/json"],
    ['{"title":"F"}', "text/plain"],
  ] as const;
  for (const [body, type] of bodies) {
    const reply = await call("POST", "/api/folders", body, { headers: { "Content-Type": type } });
    expect(reply).toMatchObject({ status: 400, json: { message: "bad request data" } });
  }
  expect(grafana.state.folders()).toEqual([]);
});

test("marks its answers as uncacheable JSON", async () => {
  const { call } = await start({});
  const { headers } = await call("GET", "/api/org");
  expect(headers.get("content-type")).toBe("application/json");
  expect(headers.get("cache-control")).toBe("no-store");
  expect(headers.get("x-content-type-options")).toBe("nosniff");
});

test.each(profiles)("tells its settings (%s)", async (version) => {
  const { call } = await start({ version, minRefreshInterval: "10s" });
  const reply = await call("GET", "/api/frontend/settings");
  expect(reply.json).toMatchObject({ buildInfo: { version }, minRefreshInterval: "10s" });
});

test("tells the namespace from 12 on, and has no such page before", async () => {
  for (const version of resourceProfiles) {
    const { call } = await start({ version });
    expect((await call("GET", "/bootdata")).json).toMatchObject({ settings: { namespace: "default" } });
  }
  const { grafana, call } = await start({ version: "9.5.2" });
  const reply = await call("GET", "/bootdata");
  expect(reply.status).toBe(404);
  expect(reply.json).toBeUndefined();
  expect(grafana.unknown).toEqual([]);
});

test("shows a page for a dashboard", async () => {
  const { grafana, call } = await start({});
  grafana.createInUi({ uid: "x", document: { title: "<X>", panels: [{ id: 1, title: "P", type: "stat" }] } });
  const page = await call("GET", "/d/x/x?from=now-1h", undefined, { authorization: "" });
  expect(page.status).toBe(200);
  expect(page.text).toContain("<h1>&lt;X&gt;</h1><ul><li>P (stat)</li></ul>");
  expect((await call("GET", "/")).text).toContain('<a href="/d/x/x">');
  expect((await call("GET", "/d/y")).status).toBe(404);
});

test("keeps the state when it is upgraded", async () => {
  const { grafana, call } = await start({ version: "11.6.0" });
  await call("POST", "/api/dashboards/db", { dashboard: { uid: "x", title: "X", tags: ["a"] } });
  grafana.upgrade("13.2.0");
  const reply = await call("GET", "/apis/dashboard.grafana.app/v0alpha1/namespaces/default/dashboards/x");
  expect(reply.json).toMatchObject({ metadata: { generation: 1 }, spec: { title: "X", tags: ["a"] } });
  expect((await call("GET", "/api/health")).json).toMatchObject({ version: "13.2.0" });
});

test("keeps organisations apart", async () => {
  const { grafana, call } = await start({ version: "11.6.0" });
  grafana.organisation(2).createInUi({ uid: "x", document: { title: "X" } });
  expect((await call("GET", "/api/dashboards/uid/x")).status).toBe(404);
  const headers = { "X-Grafana-Org-Id": "2" };
  const authorization = `Basic ${btoa("admin:admin")}`;
  const reply = await call("GET", "/api/dashboards/uid/x", undefined, { headers, authorization });
  expect(reply.status).toBe(200);
  expect(grafana.state.dashboards()).toEqual([]);
});
