import { describe, expect, onTestFinished, test } from "vitest";
import { startEmulator } from "../emulator/start.ts";
import { connectEmulated, profiles, startGrafana } from "./emulated.ts";

describe.each(profiles)("the facts of Grafana $name", ({ api, options }) => {
  test("are known after five requests", async () => {
    const emulator = await startGrafana(options);
    const { facts } = await connectEmulated(emulator);
    expect({ ...facts, permissions: undefined }).toEqual({
      url: emulator.url,
      version: options.version,
      api,
      orgId: 1,
      minRefreshInterval: "5s",
      nestedFolders: options.version !== "9.5.2",
      permissions: undefined,
    });
    expect(facts.permissions?.get("dashboards:create")).toBeDefined();
    expect(emulator.requests.all).toHaveLength(5);
    expect(emulator.requests.writes()).toEqual([]);
  });

  test("are known without a version in the health", async () => {
    const emulator = await startGrafana({ ...options, hideVersion: true, minRefreshInterval: "1m" });
    const { facts } = await connectEmulated(emulator);
    expect(facts).toMatchObject({ version: "", api, minRefreshInterval: "1m" });
  });

  test("are of the organisation that a user names", async () => {
    const emulator = await startGrafana(options);
    const { name: user, password } = emulator.users.admin;
    const grafana = await connectEmulated(emulator, {
      credentials: { kind: "basic", user, password },
      orgId: 2,
    });
    expect(grafana.facts.orgId).toBe(2);
    expect(grafana.dashboardUrl("a/../b")).toBe(`${emulator.url}/d/a%2F..%2Fb?orgId=2`);
    emulator.organisation(2).createInUi({ uid: "there", document: { title: "There" } });
    emulator.createInUi({ uid: "here", document: { title: "Here" } });
    expect((await grafana.dashboards.all()).map(({ uid }) => uid)).toEqual(["there"]);
    expect(emulator.requests.all.filter(({ query }) => query.has("orgId"))).toEqual([]);
  });

  test("say when a token belongs to another organisation", async () => {
    const emulator = await startGrafana(options);
    await expect(connectEmulated(emulator, { orgId: 2 })).rejects.toMatchObject({
      code: "forbidden",
      message: "The credentials act in the organisation 1, not in 2.",
    });
  });

  test("are known to a Viewer", async () => {
    const emulator = await startGrafana(options);
    const { facts } = await connectEmulated(emulator, {
      credentials: { kind: "token", token: emulator.tokens.viewer },
    });
    expect(facts.api).toBe(api);
    expect(facts.permissions?.get("dashboards:read")).toBeDefined();
    expect(facts.permissions?.get("dashboards:write")).toBeUndefined();
  });

  test("are done without where they are missing", async () => {
    const emulator = await startGrafana(options);
    for (const path of [/^\/apis$/, /frontend\/settings/, /access-control/]) {
      emulator.faults.add({
        kind: "answer",
        status: 404,
        body: '{"message":"Not found"}',
        match: { path },
      });
    }
    const { facts } = await connectEmulated(emulator);
    expect(facts).toMatchObject({
      version: options.version,
      api: "classic",
      orgId: 1,
      minRefreshInterval: "5s",
      permissions: undefined,
    });
  });

  test.each<{ name: string; states: "expired" | "revoked"; message: string }>([
    { name: "an expired token", states: "expired", message: "The token has expired." },
    { name: "a revoked token", states: "revoked", message: "The token was revoked." },
  ])("end with $name", async ({ states, message }) => {
    const emulator = await startGrafana({
      ...options,
      tokens: { glsa_old: { role: "Admin", state: states } },
    });
    await expect(
      connectEmulated(emulator, { credentials: { kind: "token", token: "glsa_old" } }),
    ).rejects.toMatchObject({ code: "unauthorized", message });
  });

  test("end with an unknown token, a wrong password and no credentials", async () => {
    const emulator = await startGrafana(options);
    await expect(
      connectEmulated(emulator, { credentials: { kind: "token", token: "glsa_wrong" } }),
    ).rejects.toMatchObject({ code: "unauthorized", message: "Grafana does not know the token." });
    await expect(
      connectEmulated(emulator, { credentials: { kind: "basic", user: "admin", password: "wrong" } }),
    ).rejects.toMatchObject({
      code: "unauthorized",
      message: "Grafana does not accept the user name and password.",
    });
    await expect(connectEmulated(emulator, { credentials: { kind: "none" } })).rejects.toMatchObject({
      code: "unauthorized",
      message: expect.stringContaining("none were given"),
    });
  });

  test("are those of a Viewer without credentials where Grafana allows that", async () => {
    const emulator = await startGrafana({ ...options, anonymous: true });
    const { facts } = await connectEmulated(emulator, { credentials: { kind: "none" } });
    expect(facts.api).toBe(api);
  });

  test("end with a database that fails", async () => {
    const emulator = await startGrafana(options);
    emulator.setDatabase("failing");
    await expect(connectEmulated(emulator)).rejects.toMatchObject({
      code: "unreachable",
      message: expect.stringContaining("`failing`"),
    });
  });

  test("are not guessed when /apis fails for a while", async () => {
    const emulator = await startGrafana(options);
    emulator.faults.add({ kind: "status", status: 502, match: { path: /^\/apis/ }, times: Infinity });
    await expect(connectEmulated(emulator)).rejects.toMatchObject({ code: "unreachable" });
  });

  test("end with a login page in front of Grafana", async () => {
    const emulator = await startGrafana(options);
    emulator.faults.add({ kind: "html", times: Infinity });
    await expect(connectEmulated(emulator)).rejects.toMatchObject({ code: "not-grafana" });
  });
});

test("an address without the path that Grafana is below is told", async () => {
  const emulator = await startEmulator({ version: "12.4.0", subpath: "/grafana" });
  onTestFinished(() => emulator.close());
  const target = { url: `http://127.0.0.1:${emulator.port}` };
  await expect(connectEmulated(emulator, target)).rejects.toMatchObject({
    code: "not-grafana",
    hint: expect.stringContaining("path"),
  });
});
