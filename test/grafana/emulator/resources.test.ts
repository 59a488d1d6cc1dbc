import { expect, test } from "vitest";
import type { JsonObject } from "../../../src/schema/json.ts";
import {
  dashboardObject,
  folderObject,
  inFolder,
  items,
  object,
  resourceProfiles as profiles,
  resources,
  start,
} from "./caller-of.ts";

const dashboards = resources.dashboards();
const item = `${dashboards}/x`;

test.each(["9.5.2", "11.6.0"])("serves no resources before 12 (%s)", async (version) => {
  const { grafana, call } = await start({ version });
  const discovery = await call("GET", "/apis");
  expect(discovery.status).toBe(404);
  expect(discovery.headers.get("content-type")).toContain("text/html");
  expect(grafana.unknown).toEqual([]);
  expect((await call("GET", dashboards)).status).toBe(404);
  expect(grafana.unknown).toHaveLength(1);
});

test("serves no resources when they are off", async () => {
  const { grafana, call } = await start({ version: "12.4.0", resourceApi: false });
  expect((await call("GET", "/apis")).status).toBe(404);
  expect(grafana.unknown).toEqual([]);
});

const served = {
  "12.0.0": { dashboards: "v0alpha1 v1beta1 v2alpha1", folders: "v1beta1" },
  "12.4.0": { dashboards: "v0alpha1 v1beta1 v2alpha1 v2beta1", folders: "v1beta1" },
  "13.2.0": { dashboards: "v0alpha1 v1 v1beta1 v2 v2alpha1 v2beta1", folders: "v1 v1beta1" },
};

test.each(Object.entries(served))("lists the groups and versions of %s", async (version, expected) => {
  const { call } = await start({ version });
  const { groups } = (await call("GET", "/apis")).json as {
    groups: { name: string; versions: { version: string }[] }[];
  };
  const versions = (name: string) =>
    groups
      .find((group) => group.name === name)
      ?.versions.map((each) => each.version)
      .toSorted()
      .join(" ");
  expect(versions("dashboard.grafana.app")).toBe(expected.dashboards);
  expect(versions("folder.grafana.app")).toBe(expected.folders);
  expect((await call("GET", "/apis/folder.grafana.app/v1beta1")).json).toMatchObject({
    kind: "APIResourceList",
    resources: [{ name: "folders", namespaced: true }],
  });
  expect((await call("GET", "/apis/folder.grafana.app")).json).toMatchObject({ kind: "APIGroup" });
  expect((await call("GET", "/apis/folder.grafana.app/v9")).status).toBe(404);
  expect((await call("GET", `${resources.dashboards("v9")}/x`)).status).toBe(404);
  const unauthorized = await call("GET", "/apis", undefined, { authorization: "" });
  expect(unauthorized.status).toBe(401);
});

test.each(profiles)("creates an object once (%s)", async (version) => {
  const { grafana, call } = await start({ version });
  grafana.createFolderInUi({ uid: "team", title: "Team" });
  const annotations = {
    "grafana.app/folder": "team",
    "grafana.app/message": "first",
    "grafana.app/managedBy": "kubectl",
    "grafana.app/grant-permissions": "default",
    "grafana.app/createdBy": "user:forged",
  };
  const spec = { id: 7, uid: "y", version: 7, title: "X", schemaVersion: 39, a: [1, null] };
  const body = dashboardObject("x", spec, { annotations });
  const reply = await call("POST", dashboards, body);
  expect(reply.status).toBe(201);
  expect(object(reply)).toMatchObject({
    apiVersion: "dashboard.grafana.app/v0alpha1",
    kind: "Dashboard",
    metadata: {
      name: "x",
      namespace: "default",
      resourceVersion: expect.stringMatching(/^\d+$/),
      generation: 1,
      labels: { "grafana.app/deprecatedInternalID": "2" },
    },
    // v0alpha1 is stored untouched, but for what is metadata.
    spec: { title: "X", schemaVersion: 39, a: [1, null] },
  });
  expect(object(reply).metadata.annotations).toEqual({
    "grafana.app/folder": "team",
    "grafana.app/message": "first",
    "grafana.app/managedBy": "kubectl",
    "grafana.app/createdBy": "service-account:sa-1-admin",
    "grafana.app/updatedBy": "service-account:sa-1-admin",
    "grafana.app/updatedTimestamp": expect.stringMatching(/^\d{4}-/),
  });
  expect((await call("GET", item)).json).toEqual(reply.json);
  const again = await call("POST", dashboards, body);
  expect(again).toMatchObject({
    status: 409,
    json: { kind: "Status", status: "Failure", reason: "AlreadyExists", code: 409 },
  });
  expect((await call("GET", "/api/dashboards/uid/x")).json).toMatchObject({
    dashboard: { uid: "x", id: 2, version: 1, a: [1, null] },
    meta: { folderUid: "team" },
  });
});

test.each(profiles)("replaces the state that the caller has seen (%s)", async (version) => {
  const { grafana, call } = await start({ version });
  const created = object(await call("POST", dashboards, dashboardObject("x", { title: "X" })));
  const changed = await call("PUT", item, { ...created, spec: { title: "Y" } });
  expect(changed.status).toBe(200);
  expect(object(changed).metadata).toMatchObject({ generation: 2 });
  const stale = await call("PUT", item, { ...created, spec: { title: "Z" } });
  expect(stale).toMatchObject({ status: 409, json: { reason: "Conflict", code: 409 } });
  const { metadata } = object(changed);
  const same = object(await call("PUT", item, object(changed)));
  expect(same.metadata["generation"]).toBe(2);
  expect(same.metadata["resourceVersion"]).not.toBe(metadata["resourceVersion"]);
  const forced = await call("PUT", item, dashboardObject("x", { title: "W" }));
  expect(object(forced)).toMatchObject({ metadata: { generation: 3 }, spec: { title: "W" } });
  grafana.createFolderInUi({ uid: "team", title: "Team" });
  const moved = await call("PUT", item, dashboardObject("x", { title: "W" }, inFolder("team")));
  expect(object(moved).metadata["generation"]).toBe(4);
  expect(grafana.state.dashboard("x")?.folderUid).toBe("team");
  const missing = await call("PUT", `${dashboards}/y`, dashboardObject("y", {}, { resourceVersion: "1" }));
  expect(missing.status).toBe(404);
});

test.each(profiles)("refuses what no dashboard can be (%s)", async (version) => {
  const { grafana, call } = await start({ version });
  const refused = async (body: JsonObject, query = "") => {
    const reply = await call("POST", `${dashboards}${query}`, body);
    return [reply.status, (reply.json as { message: string }).message];
  };
  expect(await refused(dashboardObject("x", {}))).toEqual([400, "Dashboard title cannot be empty"]);
  expect(await refused(dashboardObject("a b", { title: "X" }))).toEqual([
    400,
    "uid contains illegal characters",
  ]);
  expect(await refused(dashboardObject("x", { title: "X", refresh: "1s" }))).toEqual([
    400,
    "Dashboard refresh interval is too low",
  ]);
  expect(await refused(dashboardObject("x", { title: "X" }, inFolder("gone")))).toEqual([
    404,
    'folders.folder.grafana.app "gone" not found',
  ]);
  const message = "m".repeat(501);
  const long = dashboardObject("x", { title: "X" }, { annotations: { "grafana.app/message": message } });
  expect(await refused(long)).toEqual([400, "message too long, max 500 characters"]);
  const v2 = dashboardObject("x", { title: "X", elements: {}, layout: {} });
  expect((await refused(v2))[0]).toBe(400);
  const stated = dashboardObject("x", { title: "X" }, { resourceVersion: "1" });
  expect(await refused(stated)).toEqual([400, "resourceVersion should not be set on objects to be created"]);
  expect((await refused({ ...dashboardObject("x", { title: "X" }), kind: "Folder" }))[0]).toBe(400);
  const other = dashboardObject("x", { title: "X" }, { version: "v1beta1" });
  expect((await refused(other))[0]).toBe(400);
  expect((await refused({ ...dashboardObject("x", { title: "X" }), metadata: {} }))[0]).toBe(422);
  expect((await refused(dashboardObject("x", { title: "X" }, { namespace: "org-2" })))[0]).toBe(400);
  const elsewhere = dashboards.replace("default", "org-2");
  expect((await call("GET", elsewhere)).status).toBe(403);
  const wrongName = await call("PUT", item, dashboardObject("y", { title: "X" }));
  expect(wrongName.status).toBe(400);
  expect(grafana.state.dashboards()).toEqual([]);
});

test.each(profiles)("names what is missing (%s)", async (version) => {
  const { call } = await start({ version });
  for (const method of ["GET", "DELETE"]) {
    const reply = await call(method, item);
    expect(reply).toMatchObject({
      status: 404,
      json: { message: 'dashboards.dashboard.grafana.app "x" not found', reason: "NotFound" },
    });
  }
});

test.each(profiles)("stores nothing in a dry run, and does not look for the folder (%s)", async (version) => {
  const { grafana, call } = await start({ version });
  const body = dashboardObject("x", { title: "X" }, inFolder("gone"));
  const reply = await call("POST", `${dashboards}?dryRun=All`, body);
  expect(reply.status).toBe(201);
  expect(object(reply).spec).toEqual({ title: "X" });
  expect((await call("POST", `${dashboards}?dryRun=All`, dashboardObject("x", {}))).status).toBe(400);
  await call("POST", dashboards, dashboardObject("x", { title: "X" }));
  await call("PUT", `${item}?dryRun=All`, dashboardObject("x", { title: "Y" }));
  await call("DELETE", `${item}?dryRun=All`);
  expect(grafana.state.dashboard("x")).toMatchObject({ title: "X", version: 1, history: [{ version: 1 }] });
  expect(grafana.requests.writes()).toHaveLength(1);
  expect((await call("PUT", `${item}?dryRun=Some`, dashboardObject("x", { title: "Y" }))).status).toBe(400);
});

test.each(profiles)("validates v1 unless told not to, and migrates it to schema 42 (%s)", async (version) => {
  const { grafana, call } = await start({ version });
  const v1 = resources.dashboards("v1beta1");
  const wrong = dashboardObject("x", { title: "X", schemaVersion: 39, tags: "a" }, { version: "v1beta1" });
  for (const query of ["", "?fieldValidation=Strict"]) {
    const reply = await call("POST", `${v1}${query}`, wrong);
    expect(reply).toMatchObject({
      status: 422,
      json: { reason: "Invalid", details: { causes: [{ field: "spec.tags" }] } },
    });
  }
  const warned = await call("POST", `${v1}?fieldValidation=Warn`, wrong);
  expect(warned.status).toBe(version === "12.4.0" ? 400 : 201);
  if (version !== "12.4.0") await call("DELETE", item);
  expect((await call("POST", `${v1}?fieldValidation=Ignore`, wrong)).status).toBe(201);
  expect(grafana.state.dashboard("x")).toMatchObject({
    document: { schemaVersion: 42, tags: "a" },
    storedVersion: "v1beta1",
  });
});

test.each(profiles)("converts between versions on reading (%s)", async (version) => {
  const { grafana, call } = await start({ version });
  const panels = [{ id: 3, title: "P", type: "stat" }];
  await call("POST", dashboards, dashboardObject("x", { title: "X", schemaVersion: 38, panels }));
  const read = async (wanted: string) => object(await call("GET", `${resources.dashboards(wanted)}/x`));
  expect((await read("v0alpha1")).spec["schemaVersion"]).toBe(38);
  expect((await read("v1beta1")).spec["schemaVersion"]).toBe(42);
  expect(await read("v2alpha1")).toMatchObject({
    spec: { elements: { "panel-3": { spec: { id: 3 } } }, layout: { kind: "GridLayout" } },
    status: { conversion: { storedVersion: "v0alpha1" } },
  });
  await call("PUT", item, dashboardObject("x", { title: "X", schemaVersion: 3 }));
  expect((await read("v1beta1")).status).toMatchObject({
    conversion: { failed: true, storedVersion: "v0alpha1" },
  });
  grafana.saveInUi("x", () => ({ title: "X", panels }), { plain: true });
  grafana.storeAsV2("x");
  const stored = version === "13.2.0" ? "v2" : "v2alpha1";
  expect(await read("v0alpha1")).toMatchObject({
    spec: { title: "X", panels: [{ id: 3, title: "P", type: "stat" }] },
    status: { conversion: { storedVersion: stored } },
  });
  expect(object(await call("GET", `${item}/dto`))).toMatchObject({ access: { canSave: true, slug: "x" } });
});

test.each(profiles)("lists by name in pages, also metadata only (%s)", async (version) => {
  const { grafana, call } = await start({ version });
  for (const uid of ["c", "a", "b"]) grafana.createInUi({ uid, document: { title: uid } });
  const first = await call("GET", `${dashboards}?limit=2`);
  const { metadata } = first.json as { metadata: { continue: string } };
  expect(items(first).map((each) => each.metadata["name"])).toEqual(["a", "b"]);
  const second = await call("GET", `${dashboards}?limit=2&continue=${metadata.continue}`);
  expect(items(second).map((each) => each.metadata["name"])).toEqual(["c"]);
  expect((second.json as { metadata: object }).metadata).not.toHaveProperty("continue");
  const Accept = "application/json;as=PartialObjectMetadataList;v=v1;g=meta.k8s.io,application/json";
  const partial = await call("GET", dashboards, undefined, { headers: { Accept } });
  expect(partial.json).toMatchObject({ kind: "PartialObjectMetadataList", apiVersion: "meta.k8s.io/v1" });
  expect(items(partial)).toHaveLength(3);
  expect(items(partial)[0]?.metadata.annotations).toHaveProperty("grafana.app/updatedBy");
  expect(items(partial)[0]).not.toHaveProperty("spec");
  const one = await call("POST", dashboards, dashboardObject("partial", { title: "Partial" }), {
    headers: { Accept: Accept.replace("List", "") },
  });
  expect(one.status).toBe(201);
  expect(one.json).toMatchObject({
    kind: "PartialObjectMetadata",
    metadata: { name: "partial", generation: 1 },
  });
  expect(one.json).not.toHaveProperty("spec");
  const byId = await call("GET", `${dashboards}?labelSelector=grafana.app/deprecatedInternalID=1`);
  expect(items(byId).map((each) => each.metadata["name"])).toEqual(["c"]);
});

test.each(profiles)("lists the history and the trash by selector (%s)", async (version) => {
  const { grafana, call } = await start({ version });
  const annotations = { "grafana.app/message": "first" };
  await call("POST", dashboards, dashboardObject("x", { title: "One" }, { annotations }));
  grafana.saveInUi("x", (document) => ({ ...document, title: "Two" }), { message: "second" });
  const query = "labelSelector=grafana.app/get-history=true&fieldSelector=metadata.name=x";
  const history = items(await call("GET", `${dashboards}?${query}`));
  expect(history.map(({ metadata, spec }) => [metadata["generation"], spec["title"]])).toEqual([
    [2, "Two"],
    [1, "One"],
  ]);
  expect(history.map(({ metadata }) => metadata.annotations["grafana.app/message"])).toEqual([
    "second",
    "first",
  ]);
  const trash = `${dashboards}?labelSelector=grafana.app/get-trash=true`;
  expect(items(await call("GET", trash))).toEqual([]);
  expect(await call("DELETE", item)).toMatchObject({
    status: 200,
    json: { kind: "Status", status: "Success", details: { name: "x" } },
  });
  expect(items(await call("GET", trash)).map(({ spec }) => spec["title"])).toEqual(["Two"]);
});

test.each(profiles)("takes patches (%s)", async (version) => {
  const { grafana, call } = await start({ version });
  grafana.createInUi({ uid: "x", document: { title: "X", tags: ["a"] }, plain: true });
  const patch = (type: string, body: unknown) =>
    call("PATCH", item, body, { headers: { "Content-Type": type } });
  const merged = await patch("application/merge-patch+json", { spec: { title: "Y", tags: null } });
  expect(object(merged).spec).toEqual({ title: "Y" });
  const operations = [
    { op: "test", path: "/spec/title", value: "Y" },
    { op: "add", path: "/spec/tags", value: ["b"] },
    { op: "add", path: "/metadata/annotations/grafana.app~1message", value: "patched" },
  ];
  expect((await patch("application/json-patch+json", operations)).status).toBe(200);
  expect(grafana.state.dashboard("x")).toMatchObject({
    document: { title: "Y", tags: ["b"] },
    version: 3,
    annotations: { "grafana.app/message": "patched" },
  });
  const failed = await patch("application/json-patch+json", [
    { op: "test", path: "/spec/title", value: "Z" },
  ]);
  expect(failed.status).toBe(422);
  expect((await patch("application/json", {})).status).toBe(415);
});

test.each(profiles)("deletes only the state that a precondition names (%s)", async (version) => {
  const { grafana, call } = await start({ version });
  grafana.createInUi({ uid: "x", document: { title: "X" } });
  const { resourceVersion = "" } = grafana.state.dashboard("x") ?? {};
  grafana.saveInUi("x", (document) => ({ ...document, title: "Y" }));
  const stale = await call("DELETE", item, { preconditions: { resourceVersion } });
  expect(stale).toMatchObject({ status: 409, json: { reason: "Conflict" } });
  expect((await call("DELETE", item)).status).toBe(200);
});

test.each(profiles)("keeps objects of files and repositories (%s)", async (version) => {
  const { grafana, call } = await start({ version });
  grafana.provisionFromFile("x", { path: "x.json", document: { title: "X" } });
  const body = dashboardObject("x", { title: "Y" });
  expect((await call("PUT", item, body)).status).toBe(400);
  expect((await call("DELETE", item)).status).toBe(400);
  expect(object(await call("GET", item)).metadata.annotations).toMatchObject({
    "grafana.app/managedBy": "classic-file-provisioning",
    "grafana.app/sourcePath": "x.json",
  });
  expect((await call("DELETE", `${item}?gracePeriodSeconds=0`)).status).toBe(200);
  grafana.createInUi({ uid: "x", document: { title: "X" } });
  grafana.manageByTool("x", "repo", "our-repository");
  expect((await call("PUT", item, body)).status).toBe(403);
  expect((await call("DELETE", item)).status).toBe(403);
  expect(grafana.state.dashboard("x")?.title).toBe("X");
});

test.each(profiles)("forbids what the role may not do (%s)", async (version) => {
  const { grafana, call } = await start({ version });
  grafana.createInUi({ uid: "x", document: { title: "X" } });
  const authorization = `Bearer ${grafana.tokens.viewer}`;
  const as = (method: string, path: string, body?: unknown) => call(method, path, body, { authorization });
  expect((await as("GET", item)).status).toBe(200);
  const writes = [
    await as("PUT", item, dashboardObject("x", { title: "Y" })),
    await as("POST", dashboards, dashboardObject("y", { title: "Y" })),
    await as("DELETE", item),
    await as("POST", resources.folders(), folderObject("f", "F")),
  ];
  for (const reply of writes) {
    expect(reply).toMatchObject({ status: 403, json: { kind: "Status", reason: "Forbidden" } });
  }
});
