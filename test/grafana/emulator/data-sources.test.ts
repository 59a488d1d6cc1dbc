import { expect, test } from "vitest";
import { profiles, start } from "./caller-of.ts";

const sources = "/api/datasources";
const prom = { uid: "prom", name: "Prom", type: "prometheus", access: "proxy", url: "http://p:9090" };

test.each(profiles)("creates a data source and never tells its secrets (%s)", async (version) => {
  const { grafana, call } = await start({ version });
  const body = { ...prom, isDefault: true, jsonData: { a: 1 }, secureJsonData: { password: "hidden" } };
  const reply = await call("POST", sources, body);
  expect(reply).toMatchObject({
    status: 200,
    json: {
      message: "Datasource added",
      name: "Prom",
      datasource: { uid: "prom", version: 1, readOnly: false, secureJsonFields: { password: true } },
    },
  });
  expect(reply.text).not.toContain("hidden");
  expect(grafana.state.dataSource("prom")?.secrets).toEqual({ password: "hidden" });
  expect((await call("GET", `${sources}/uid/prom`)).json).toMatchObject({ jsonData: { a: 1 }, version: 1 });
  expect((await call("GET", `${sources}/name/Prom`)).json).toMatchObject({ uid: "prom" });
  expect((await call("GET", `${sources}/id/Prom`)).json).toEqual({ id: 1 });
  const list = (await call("GET", sources)).json as object[];
  expect(list).toMatchObject([{ uid: "prom", jsonData: { a: 1 } }]);
  expect(list[0]).not.toHaveProperty("version");
  expect(list[0]).not.toHaveProperty("secureJsonFields");
});

test.each(profiles)("refuses what no data source can be (%s)", async (version) => {
  const { grafana, call } = await start({ version });
  await call("POST", sources, prom);
  const refused = async (body: object) => {
    const reply = await call("POST", sources, body);
    return [reply.status, (reply.json as { message: string }).message];
  };
  expect(await refused({ ...prom, uid: "other" })).toEqual([
    409,
    "data source with the same name already exists",
  ]);
  expect(await refused({ ...prom, name: "Other" })).toEqual([
    409,
    "data source with the same uid already exists",
  ]);
  for (const missing of ["name", "type", "access"]) {
    expect(await refused({ ...prom, [missing]: undefined })).toEqual([400, "bad request data"]);
  }
  expect((await refused({ ...prom, uid: "u", name: "u", url: "http://[" }))[0]).toBe(400);
  expect(grafana.state.dataSources()).toHaveLength(1);
});

test.each(profiles)("replaces all but the secrets that are not sent (%s)", async (version) => {
  const { grafana, call } = await start({ version });
  await call("POST", sources, { ...prom, user: "u", jsonData: { a: 1 }, secureJsonData: { a: "1", b: "2" } });
  const { url: _url, ...rest } = prom;
  const body = { ...rest, version: 1, secureJsonData: { b: "3" } };
  const reply = await call("PUT", `${sources}/uid/prom`, body);
  expect(reply).toMatchObject({
    status: 200,
    json: { message: "Datasource updated", datasource: { version: 2, url: "", user: "", jsonData: {} } },
  });
  expect(grafana.state.dataSource("prom")?.secrets).toEqual({ a: "1", b: "3" });
});

test.each(profiles)("refuses an older version, and takes none for any (%s)", async (version) => {
  const { grafana, call } = await start({ version });
  await call("POST", sources, prom);
  grafana.editDataSource("prom", { url: "http://other:9090" });
  const stale = await call("PUT", `${sources}/uid/prom`, { ...prom, version: 1 });
  expect(stale).toMatchObject({
    status: 409,
    json: { message: "Datasource has already been updated by someone else. Please reload and try again" },
  });
  const equal = await call("PUT", `${sources}/uid/prom`, { ...prom, version: 2 });
  expect(equal.json).toMatchObject({ datasource: { version: 3 } });
  const none = await call("PUT", `${sources}/uid/prom`, prom);
  expect(none.json).toMatchObject({ datasource: { version: 1 } });
});

test.each(profiles)("keeps names unique and one default (%s)", async (version) => {
  const { grafana, call } = await start({ version });
  await call("POST", sources, { ...prom, isDefault: true });
  await call("POST", sources, { ...prom, uid: "b", name: "B", isDefault: true });
  const defaults = () => grafana.state.dataSources().filter(({ isDefault }) => isDefault);
  expect(defaults().map(({ uid }) => uid)).toEqual(["b"]);
  const clash = await call("PUT", `${sources}/uid/b`, { ...prom, uid: "b" });
  expect(clash.status).toBe(version === "9.5.2" ? 500 : 409);
});

test.each(profiles)("keeps provisioned data sources (%s)", async (version) => {
  const { grafana, call } = await start({ version });
  grafana.createDataSource(prom);
  grafana.provisionDataSource("prom");
  expect((await call("GET", `${sources}/uid/prom`)).json).toMatchObject({ readOnly: true });
  expect(await call("PUT", `${sources}/uid/prom`, prom)).toMatchObject({
    status: 403,
    json: { message: "Cannot update read-only data source" },
  });
  expect(await call("DELETE", `${sources}/uid/prom`)).toMatchObject({ status: 403 });
});

test.each(profiles)("deletes by uid and name, and says what is missing (%s)", async (version) => {
  const { call } = await start({ version });
  const missing = { status: 404, json: { message: "Data source not found" } };
  for (const path of ["uid/prom", "name/Prom"]) {
    await call("POST", sources, prom);
    const reply = await call("DELETE", `${sources}/${path}`);
    expect(reply).toMatchObject({ status: 200, json: { message: "Data source deleted" } });
    expect(await call("GET", `${sources}/${path}`)).toMatchObject(missing);
    expect(await call("DELETE", `${sources}/${path}`)).toMatchObject(missing);
  }
  expect(await call("PUT", `${sources}/uid/prom`, prom)).toMatchObject(missing);
});

test.each(profiles)("knows numeric ids before 13 (%s)", async (version) => {
  const { grafana, call } = await start({ version });
  grafana.createDataSource(prom);
  const reply = await call("GET", `${sources}/1`);
  expect(reply.status).toBe(version === "13.2.0" ? 404 : 200);
  expect(grafana.unknown).toEqual([]);
});

test.each(profiles)("asks the plugin for its health, which 9.5 cannot (%s)", async (version) => {
  let status = 200;
  const { grafana, call } = await start({ version, prometheus: () => ({ status, body: "{}" }) });
  grafana.createDataSource(prom);
  const health = (uid: string) => call("GET", `${sources}/uid/${uid}/health`);
  if (version === "9.5.2") {
    expect(await health("prom")).toMatchObject({ status: 404, json: { message: "Not found" } });
    expect((await health("gone")).status).toBe(500);
    return;
  }
  expect(await health("prom")).toMatchObject({ status: 200, json: { status: "OK" } });
  status = 503;
  expect(await health("prom")).toMatchObject({ status: 400, json: { status: "ERROR" } });
  expect((await health("gone")).status).toBe(404);
});

test.each(profiles)("passes queries on to Prometheus (%s)", async (version) => {
  const asked: string[] = [];
  const { grafana, call } = await start({
    version,
    prometheus: (path, parameters) => {
      asked.push(`${path} ${parameters.get("query")}`);
      const result = [{ metric: { job: "a" }, value: [10, "2.5"] }];
      const error = { status: "error", error: "bad query" };
      return parameters.get("query") === "bad"
        ? { status: 400, body: JSON.stringify(error) }
        : {
            status: 200,
            body: JSON.stringify({ status: "success", data: { resultType: "vector", result } }),
          };
    },
  });
  grafana.createDataSource(prom);
  const proxied = await call("GET", `${sources}/proxy/uid/prom/api/v1/query?query=up`);
  expect(proxied.json).toMatchObject({ status: "success", data: { result: [{ metric: { job: "a" } }] } });
  const query = (expr: string, uid = "prom") => ({ refId: "A", datasource: { uid }, expr, instant: true });
  const good = await call("POST", "/api/ds/query", { queries: [query("up")] });
  expect(good).toMatchObject({
    status: 200,
    json: { results: { A: { frames: [{ data: { values: [[10_000], [2.5]] } }] } } },
  });
  const bad = await call("POST", "/api/ds/query", { queries: [query("bad")] });
  expect(bad).toMatchObject({ status: 400, json: { results: { A: { error: "bad query" } } } });
  expect(asked).toEqual(["/api/v1/query up", "/api/v1/query up", "/api/v1/query bad"]);
  expect((await call("POST", "/api/ds/query", { queries: [] })).json).toMatchObject({
    messageId: "query.noQueries",
  });
  expect((await call("POST", "/api/ds/query", { queries: [query("up", "")] })).json).toMatchObject({
    messageId: "query.invalidDatasourceId",
  });
  expect((await call("POST", "/api/ds/query", { queries: [query("up", "gone")] })).status).toBe(404);
  expect(grafana.requests.writes()).toEqual([]);
});

test.each(profiles)("keeps annotations (%s)", async (version) => {
  const { grafana, call } = await start({ version });
  const add = (body: object) => call("POST", "/api/annotations", body);
  expect(await add({ text: "" })).toMatchObject({
    status: 400,
    json: { message: "Failed to save annotation" },
  });
  const added = await add({ text: "deployed", tags: ["deploy", "a"], time: 1000 });
  expect(added).toMatchObject({ status: 200, json: { message: "Annotation added" } });
  await add({ text: "later", tags: ["deploy"], time: 2000, timeEnd: 3000 });
  const found = async (query: string) =>
    ((await call("GET", `/api/annotations?${query}`)).json as { text: string }[]).map(({ text }) => text);
  expect(await found("tags=deploy")).toEqual(["later", "deployed"]);
  expect(await found("tags=deploy&tags=a")).toEqual(["deployed"]);
  expect(await found("from=2500&to=4000")).toEqual(["later"]);
  const { id } = added.json as { id: number };
  expect((await call("DELETE", `/api/annotations/${id}`)).status).toBe(200);
  expect(grafana.state.annotations()).toMatchObject([{ text: "later", timeEnd: 3000 }]);
});
