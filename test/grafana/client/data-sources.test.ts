import { describe, expect, test } from "vitest";
import type {
  DataSourceSettings,
  DataSourceWrite,
  Grafana,
  StoredDataSource,
} from "../../../src/grafana/model.ts";
import { connectEmulated, profiles, stamp, startConnected, startGrafana } from "./emulated.ts";

const settings: DataSourceSettings = {
  uid: "prom",
  name: "Prometheus",
  type: "prometheus",
  url: "http://prometheus:9090",
  isDefault: false,
  basicAuth: true,
  basicAuthUser: "ann",
  withCredentials: false,
  jsonData: { httpMethod: "POST", timeInterval: "15s" },
};

function writeOf(more: Partial<DataSourceWrite> = {}): DataSourceWrite {
  return { settings, secrets: { basicAuthPassword: "secret-pw" }, stamp, ...more };
}

async function put(grafana: Grafana, write: DataSourceWrite): Promise<StoredDataSource> {
  expect(await grafana.dataSources.write(write)).toMatchObject({ kind: "written" });
  const stored = await grafana.dataSources.read(write.settings.uid);
  if (stored === undefined) throw new Error("not stored");
  return stored;
}

describe.each(profiles)("data sources of Grafana $name", ({ options }) => {
  test("are created and read back with their stamp, without their secrets", async () => {
    const { emulator, grafana } = await startConnected(options);
    expect(await put(grafana, writeOf())).toEqual({
      ...settings,
      isDefault: expect.any(Boolean) as boolean,
      version: 1,
      readOnly: false,
      secrets: ["basicAuthPassword"],
      owner: { kind: "dash", project: "shop" },
      hash: stamp.hash,
    });
    expect(emulator.state.dataSource("prom")).toMatchObject({
      access: "proxy",
      jsonData: { ...settings.jsonData, dash: stamp },
      secrets: { basicAuthPassword: "secret-pw" },
    });
  });

  test("are replaced in the state that was read, and keep secrets and fields that are not given", async () => {
    const { emulator, grafana } = await startConnected(options);
    emulator.createDataSource({
      ...settings,
      user: "old-user",
      database: "db",
      secrets: { basicAuthPassword: "kept", httpHeaderValue1: "kept too" },
    });
    const base = (await grafana.dataSources.read("prom")) as StoredDataSource;
    expect(base).toMatchObject({ owner: { kind: "nobody" }, jsonData: settings.jsonData });
    const url = "http://other:9090";
    const changed = await put(grafana, writeOf({ settings: { ...settings, url }, secrets: {}, base }));
    expect(changed).toMatchObject({ url, version: base.version + 1 });
    expect(emulator.state.dataSource("prom")).toMatchObject({
      user: "old-user",
      database: "db",
      secrets: { basicAuthPassword: "kept", httpHeaderValue1: "kept too" },
    });
    const stale = writeOf({ base });
    expect(await grafana.dataSources.write(stale)).toMatchObject({ kind: "stale" });
    emulator.deleteDataSource("prom");
    expect(await grafana.dataSources.write(stale)).toMatchObject({ kind: "stale" });
  });

  test("are stale when the uid or the name is taken meanwhile", async () => {
    const { emulator, grafana } = await startConnected(options);
    emulator.createDataSource({ uid: "prom", name: "Theirs", type: "prometheus" });
    emulator.createDataSource({ uid: "other", name: "Prometheus", type: "prometheus" });
    expect(await grafana.dataSources.write(writeOf())).toMatchObject({ kind: "stale" });
    const free = writeOf({ settings: { ...settings, uid: "free" } });
    expect(await grafana.dataSources.write(free)).toMatchObject({ kind: "stale" });
    expect(emulator.state.dataSources()).toHaveLength(2);
  });

  test("that come from a file are told as such, and neither written nor deleted", async () => {
    const { emulator, grafana } = await startConnected(options);
    emulator.createDataSource({ uid: "prom", name: "Prometheus", type: "prometheus" });
    emulator.provisionDataSource("prom");
    const base = (await grafana.dataSources.read("prom")) as StoredDataSource;
    expect(base).toMatchObject({ readOnly: true, owner: { kind: "file", path: "" } });
    for (const result of [
      await grafana.dataSources.write(writeOf({ base })),
      await grafana.dataSources.remove("prom"),
    ]) {
      expect(result).toMatchObject({
        kind: "refused",
        status: 403,
        hint: "It comes from a provisioning file: change it there.",
      });
    }
  });

  test("are listed with their owners, and deleted", async () => {
    const { emulator, grafana } = await startConnected(options);
    await put(grafana, writeOf());
    emulator.createDataSource({ uid: "z", name: "Z", type: "loki" });
    const list = await grafana.dataSources.list();
    expect(list.map(({ uid, type, owner }) => ({ uid, type, owner: owner.kind }))).toEqual([
      { uid: "prom", type: "prometheus", owner: "dash" },
      { uid: "z", type: "loki", owner: "nobody" },
    ]);
    expect(await grafana.dataSources.remove("prom")).toMatchObject({ kind: "written" });
    expect(await grafana.dataSources.remove("prom")).toMatchObject({ kind: "written" });
    expect(await grafana.dataSources.read("prom")).toBeUndefined();
  });

  test("say whether they work", async () => {
    const emulator = await startGrafana(options);
    emulator.createDataSource({ uid: "prom", name: "Prometheus", type: "prometheus" });
    const grafana = await connectEmulated(emulator);
    expect(await grafana.dataSources.health("prom")).toMatchObject({ status: "ok" });
    expect(await grafana.dataSources.health("nothing")).toMatchObject({ status: "failed" });
    expect((await grafana.dataSources.health("..")).status).toBe("unknown");
  });

  test("say that they do not work, in the words of Prometheus", async () => {
    const emulator = await startGrafana({
      ...options,
      prometheus: () => ({ status: 400, body: '{"status":"error","errorType":"x","error":"no tenant"}' }),
    });
    emulator.createDataSource({ uid: "prom", name: "Prometheus", type: "prometheus" });
    const grafana = await connectEmulated(emulator);
    const health = await grafana.dataSources.health("prom");
    expect(health.status).toBe("failed");
    expect(health.message).not.toBe("");
  });

  test("do not say it to those who may not ask, nor over a broken connection", async () => {
    const emulator = await startGrafana(options);
    const grafana = await connectEmulated(emulator);
    const path = /\/health|\/proxy\//;
    emulator.faults.add({
      kind: "answer",
      status: 403,
      body: '{"message":"Access denied"}',
      match: { path },
    });
    expect(await grafana.dataSources.health("prom")).toEqual({
      status: "unknown",
      message: "Access denied",
    });
    emulator.faults.add({ kind: "reset-before", times: Infinity, match: { path } });
    expect((await grafana.dataSources.health("prom")).status).toBe("unknown");
  });

  test("never bring a secret into a message", async () => {
    const { emulator, grafana } = await startConnected(options);
    const body = JSON.stringify({ message: "bad basicAuthPassword secret-pw" });
    emulator.faults.add({ kind: "answer", status: 400, body, match: { method: "POST" } });
    expect(await grafana.dataSources.write(writeOf())).toMatchObject({
      kind: "refused",
      message: "bad basicAuthPassword REDACTED",
    });
  });
});

describe.each(profiles)("annotations of Grafana $name", ({ options }) => {
  test("mark a time for the whole organisation", async () => {
    const { emulator, grafana } = await startConnected(options);
    const annotation = { time: 1_700_000_000_000, tags: ["deploy", "shop"], text: "shop: abc" };
    expect(await grafana.annotate(annotation)).toMatchObject({ kind: "written" });
    expect(emulator.state.annotations()).toEqual([
      expect.objectContaining({ ...annotation, dashboardUid: "" }),
    ]);
    expect(await grafana.annotate({ ...annotation, text: "" })).toMatchObject({ kind: "refused" });
  });
});
