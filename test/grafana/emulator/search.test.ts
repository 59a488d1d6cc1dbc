import { expect, test } from "vitest";
import { profiles, resourceProfiles, start, type Reply } from "./caller-of.ts";

const uids = ({ json }: Reply): readonly string[] => (json as { uid: string }[]).map(({ uid }) => uid);

test.each(profiles)("finds by title, type, tags and uids (%s)", async (version) => {
  const { grafana, call } = await start({ version });
  grafana.createFolderInUi({ uid: "team", title: "Team" });
  grafana.createInUi({ uid: "a", document: { title: "Alpha", tags: ["x", "y"] }, folderUid: "team" });
  grafana.createInUi({ uid: "b", document: { title: "Beta", tags: ["x"] } });
  const found = async (query: string) => uids(await call("GET", `/api/search?${query}`));
  expect(await found("")).toEqual(["team", "a", "b"]);
  expect(await found("type=dash-db")).toEqual(["a", "b"]);
  expect(await found("type=dash-folder")).toEqual(["team"]);
  expect(await found("query=ALPH")).toEqual(["a"]);
  expect(await found("tag=x&tag=y")).toEqual(["a"]);
  expect(await found("dashboardUIDs=b&dashboardUIDs=gone")).toEqual(["b"]);
  expect(await found("dashboardUIDs=a,b&sort=alpha-desc")).toEqual(["b", "a"]);
  expect(await found("type=dash-db&limit=1&page=2")).toEqual(["b"]);
  expect(await found("type=dash-db&folderUIDs=general")).toEqual(version === "9.5.2" ? ["a", "b"] : ["b"]);
  expect(await found("type=dash-db&folderIds=0")).toEqual(["b"]);
  const hits = (await call("GET", "/api/search?type=dash-db")).json;
  expect(hits).toMatchObject([
    { uid: "a", title: "Alpha", type: "dash-db", tags: ["x", "y"], folderUid: "team", folderTitle: "Team" },
    { uid: "b", url: "/d/b/beta", uri: "db/beta" },
  ]);
  expect((hits as object[])[1]).not.toHaveProperty("folderUid");
  expect(grafana.unknown).toEqual([]);
});

test.each(profiles)("refuses too high a limit, and ids beside uids (%s)", async (version) => {
  const { call } = await start({ version });
  expect(await call("GET", "/api/search?limit=6000")).toMatchObject({
    status: 422,
    json: {
      message: "Limit is above maximum allowed (5000), use page parameter to access hits beyond limit",
    },
  });
  expect(await call("GET", "/api/search?dashboardUIDs=a&dashboardIds=1")).toMatchObject({
    status: 400,
    json: { message: "search supports UIDs or IDs, not both" },
  });
});

test.each(profiles)("lags behind writes from 12 on (%s)", async (version) => {
  const { grafana, call } = await start({ version, indexDelay: "manual" });
  await call("POST", "/api/dashboards/db", { dashboard: { uid: "x", title: "X" } });
  const lags = version.startsWith("12") || version.startsWith("13");
  expect(uids(await call("GET", "/api/search"))).toEqual(lags ? [] : ["x"]);
  expect((await call("GET", "/api/dashboards/uid/x")).status).toBe(200);
  grafana.flushIndex();
  expect(uids(await call("GET", "/api/search"))).toEqual(["x"]);
  await call("DELETE", "/api/dashboards/uid/x");
  expect(uids(await call("GET", "/api/search"))).toEqual(lags ? ["x"] : []);
});

test("catches up after the delay of the index", async () => {
  const { call } = await start({ version: "12.4.0", indexDelay: 30 });
  await call("POST", "/api/dashboards/db", { dashboard: { uid: "x", title: "X" } });
  expect(uids(await call("GET", "/api/search"))).toEqual([]);
  await expect.poll(async () => uids(await call("GET", "/api/search"))).toEqual(["x"]);
});

test.each(resourceProfiles)("finds through resources (%s)", async (version) => {
  const { grafana, call } = await start({ version, indexDelay: "manual" });
  grafana.createFolderInUi({ uid: "team", title: "Team" });
  grafana.createInUi({ uid: "a", document: { title: "Alpha", tags: ["x"] }, folderUid: "team" });
  const path = "/apis/dashboard.grafana.app/v0alpha1/namespaces/default/search";
  expect((await call("GET", path)).json).toMatchObject({ hits: [], totalHits: 0 });
  grafana.flushIndex();
  expect((await call("GET", `${path}?type=dashboard&tag=x&folder=team`)).json).toEqual({
    hits: [{ resource: "dashboards", name: "a", title: "Alpha", folder: "team", tags: ["x"] }],
    totalHits: 1,
    maxScore: 0,
    queryCost: 0,
  });
  expect((await call("GET", `${path}?sort=-name_sort`)).json).toMatchObject({
    hits: [{ name: "team", resource: "folders" }, { name: "a" }],
  });
});
