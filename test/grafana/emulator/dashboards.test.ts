import { expect, test } from "vitest";
import { classicSave, profiles, start } from "./caller-of.ts";

const save = "/api/dashboards/db";
const item = "/api/dashboards/uid/x";
const isOld = (version: string): boolean => /^(9|10|11)\./.test(version);

test.each(profiles)("creates a dashboard with version 1 (%s)", async (version) => {
  const { grafana, call } = await start({ version, subpath: "/grafana" });
  grafana.createFolderInUi({ uid: "team", title: "Team" });
  const body = classicSave(
    { uid: "x", id: null, title: " My X! ", panels: [] },
    { folderUid: "team", message: "m" },
  );
  const reply = await call("POST", save, body);
  expect(reply.status).toBe(200);
  expect(reply.json).toEqual({
    id: 2,
    slug: "my-x",
    status: "success",
    uid: "x",
    url: "/grafana/d/x/my-x",
    version: 1,
    ...(isOld(version) ? {} : { folderUid: "team" }),
  });
  const stored = grafana.state.dashboard("x");
  expect(stored).toMatchObject({
    folderUid: "team",
    document: { title: "My X!", panels: [] },
    version: 1,
    storedVersion: "v0alpha1",
    createdBy: "sa-1-admin",
    history: [{ version: 1, message: "m" }],
  });
  expect(Object.keys(stored?.document ?? {}).toSorted()).toEqual(["panels", "title"]);
});

test.each(profiles)("makes a uid when none is given (%s)", async (version) => {
  const { grafana, call } = await start({ version });
  const reply = await call("POST", save, classicSave({ title: "X" }));
  const { uid } = reply.json as { uid: string };
  expect(uid).toMatch(/^a[0-9a-z]+$/);
  expect(grafana.state.dashboard(uid)?.title).toBe("X");
});

test.each(profiles)(
  "updates the version that it has, and moves to the root without a folder (%s)",
  async (version) => {
    const { grafana, call } = await start({ version });
    grafana.createFolderInUi({ uid: "team", title: "Team" });
    await call("POST", save, classicSave({ uid: "x", title: "X" }, { folderUid: "team" }));
    const reply = await call("POST", save, { dashboard: { uid: "x", title: "X", version: 1 } });
    expect(reply).toMatchObject({ status: 200, json: { version: 2 } });
    expect(grafana.state.dashboard("x")).toMatchObject({ folderUid: "", version: 2 });
  },
);

test.each(profiles)("counts a save without changes only before 12 (%s)", async (version) => {
  const { grafana, call } = await start({ version });
  await call("POST", save, classicSave({ uid: "x", title: "X", a: 1, b: 2 }));
  const reply = await call("POST", save, classicSave({ uid: "x", b: 2, a: 1, title: "X", version: 1 }));
  expect(reply.json).toMatchObject({ version: isOld(version) ? 2 : 1 });
  expect(grafana.state.dashboard("x")?.history).toHaveLength(2);
});

test.each(profiles)("refuses a stale and an absent version (%s)", async (version) => {
  const { grafana, call } = await start({ version });
  grafana.createInUi({ uid: "x", document: { title: "X" } });
  grafana.saveInUi("x", (document) => ({ ...document, description: "of Ann" }));
  for (const stale of [{}, { version: 1 }, { version: 3 }]) {
    const reply = await call("POST", save, classicSave({ uid: "x", title: "Mine", ...stale }));
    if (version === "13.2.0") {
      expect(reply.status).toBe(409);
      expect(reply.json).toEqual({ message: "Dashboard already exists. Use overwrite flag to update." });
    } else {
      expect(reply.status).toBe(412);
      expect(reply.json).toEqual({
        message: "The dashboard has been changed by someone else",
        status: "version-mismatch",
      });
    }
  }
  expect(grafana.state.dashboard("x")).toMatchObject({ title: "X", version: 2 });
  const forced = await call("POST", save, classicSave({ uid: "x", title: "Mine" }, { overwrite: true }));
  expect(forced).toMatchObject({ status: 200, json: { version: 3 } });
});

test.each(profiles)("refuses what no dashboard can be (%s)", async (version) => {
  const { grafana, call } = await start({ version });
  const refused = async (dashboard: object, rest = {}) => {
    const reply = await call("POST", save, classicSave({ ...dashboard }, rest));
    return [reply.status, (reply.json as { message: string }).message];
  };
  expect(await refused({ title: "  " })).toEqual([400, "Dashboard title cannot be empty"]);
  expect(await refused({})).toEqual([
    400,
    version === "13.2.0"
      ? "Dashboard spec is missing required title property"
      : "Dashboard title cannot be empty",
  ]);
  expect(await refused({ title: "X", uid: "a b" })).toEqual([400, "uid contains illegal characters"]);
  expect(await refused({ title: "X", uid: "a".repeat(41) })).toEqual([
    400,
    "uid too long, max 40 characters",
  ]);
  expect(await refused({ title: "X", version: "one" })).toEqual([400, "bad request data"]);
  expect(await refused({ title: "X" }, { folderUid: "gone" })).toEqual(
    {
      "9.5.2": [400, "Folder not found"],
      "11.6.0": [400, "folder not found"],
      "12.4.0": [400, "folder not found"],
      "13.2.0": [404, "folder not found"],
    }[version],
  );
  expect(await call("POST", save, { dashboard: "X" })).toMatchObject({ status: 400 });
  expect(grafana.state.dashboards()).toEqual([]);
});

test.each(profiles)(
  "takes messages of 500 characters, and longer ones only before 12 (%s)",
  async (version) => {
    const { call } = await start({ version });
    const saveWith = (length: number) =>
      call("POST", save, classicSave({ title: String(length) }, { message: "m".repeat(length) }));
    expect((await saveWith(500)).status).toBe(200);
    const long = await saveWith(501);
    if (isOld(version)) expect(long.status).toBe(200);
    else
      expect(long).toMatchObject({ status: 400, json: { message: "message too long, max 500 characters" } });
  },
);

test.each(["9.5.2", "10.4.0", "11.2.0"])("has unique names in a folder before 11.3 (%s)", async (version) => {
  const { grafana, call } = await start({ version });
  grafana.createInUi({ uid: "first", document: { title: "Same name" } });
  const second = classicSave({ uid: "second", title: "same NAME" });
  expect(await call("POST", save, second)).toMatchObject({
    status: 412,
    json: { message: "A dashboard with the same name in the folder already exists", status: "name-exists" },
  });
  // The request is redirected to the other dashboard.
  const forced = await call("POST", save, { ...second, overwrite: true });
  expect(forced).toMatchObject({ status: 200, json: { uid: "first", version: 2 } });
  expect(grafana.state.dashboards().map(({ uid, title }) => [uid, title])).toEqual([["first", "same NAME"]]);
  const named = await call(
    "POST",
    save,
    classicSave({ uid: "third", title: "Same name" }, { overwrite: false }),
  );
  expect(named.status).toBe(412);
});

test("has no unique names from 11.3 on", async () => {
  const { grafana, call } = await start({ version: "11.3.0" });
  grafana.createInUi({ uid: "first", document: { title: "Same" } });
  expect((await call("POST", save, classicSave({ uid: "second", title: "Same" }))).status).toBe(200);
});

test("does not name a dashboard like a folder of 9.5", async () => {
  const { grafana, call } = await start({ version: "9.5.2" });
  grafana.createFolderInUi({ uid: "team", title: "Team" });
  const reply = await call("POST", save, classicSave({ title: "Team" }, { folderUid: "team" }));
  expect(reply).toMatchObject({ status: 400, json: { status: "name-match" } });
});

test.each(profiles)("keeps provisioned dashboards from being saved and deleted (%s)", async (version) => {
  const { grafana, call } = await start({ version });
  grafana.provisionFromFile("x", { path: "team/x.json", document: { title: "X" } });
  const { version: stored = 0 } = grafana.state.dashboard("x") ?? {};
  // A stale version is seen first.
  const stale = await call("POST", save, classicSave({ uid: "x", title: "X" }));
  expect(stale.status).toBe(version === "13.2.0" ? 409 : 412);
  expect(await call("POST", save, classicSave({ uid: "x", title: "X", version: stored }))).toMatchObject({
    status: 400,
    json: { message: "Cannot save provisioned dashboard" },
  });
  expect(await call("DELETE", item)).toMatchObject({
    status: 400,
    json: { message: "provisioned dashboard cannot be deleted" },
  });
  expect((await call("GET", item)).json).toMatchObject({
    meta: { provisioned: true, provisionedExternalId: "team/x.json" },
  });
  grafana.provisionFromFile("x", { allowUiUpdates: true });
  expect((await call("GET", item)).json).toMatchObject({ meta: { provisioned: false } });
  const allowed = classicSave({ uid: "x", title: "X" }, { overwrite: true });
  expect((await call("POST", save, allowed)).status).toBe(200);
});

test.each(profiles)("keeps dashboards of plugins from being saved before 13 (%s)", async (version) => {
  const { grafana, call } = await start({ version });
  grafana.createInUi({ uid: "x", document: { title: "X" } });
  grafana.belongsToPlugin("x", "redis");
  const reply = await call("POST", save, classicSave({ uid: "x", title: "X", version: 1 }));
  if (version === "13.2.0") expect(reply.status).toBe(200);
  else expect(reply).toMatchObject({ status: 412, json: { status: "plugin-dashboard" } });
});

test.each(profiles)("looks at numeric ids (%s)", async (version) => {
  const { grafana, call } = await start({ version });
  grafana.createInUi({ uid: "x", document: { title: "X" } });
  grafana.createInUi({ uid: "y", document: { title: "Y" } });
  const unknown = await call("POST", save, classicSave({ id: 999, title: "Z" }));
  expect(unknown).toMatchObject({ status: 404, json: { message: "Dashboard not found" } });
  const idOfY = grafana.state.dashboard("y")?.id ?? 0;
  const both = await call("POST", save, classicSave({ id: idOfY, uid: "x", title: "Z", version: 1 }));
  if (version === "13.2.0") expect(both.status).toBe(200);
  else {
    expect(both).toMatchObject({
      status: 400,
      json: { message: "A dashboard with the same uid already exists" },
    });
  }
});

test.each(profiles)("does not make a folder a dashboard (%s)", async (version) => {
  const { grafana, call } = await start({ version });
  grafana.createFolderInUi({ uid: "team", title: "Team" });
  const reply = await call("POST", save, classicSave({ uid: "team", title: "X" }));
  expect(reply).toMatchObject({ status: 400, json: { message: "Dashboard cannot be changed to a folder" } });
});

test.each(profiles)("raises a refresh that is too short or none (%s)", async (version) => {
  const { grafana, call } = await start({ version });
  const stored = async (refresh: string) => {
    await call("POST", save, classicSave({ uid: "x", title: "X", refresh }, { overwrite: true }));
    return grafana.state.dashboard("x")?.document["refresh"];
  };
  expect(await stored("1s")).toBe("5s");
  expect(await stored("often")).toBe("5s");
  expect(await stored("5s")).toBe("5s");
  expect(await stored("1m")).toBe("1m");
  expect(await stored("1d")).toBe("1d");
  expect(await stored("")).toBe("");
  expect(await stored("auto")).toBe(version === "9.5.2" ? "5s" : "auto");
});

test("refuses a bare v2 document on 13, and stores it as it is on 12", async () => {
  const document = { uid: "x", title: "X", elements: {}, layout: {} };
  const newest = await start({ version: "13.2.0" });
  expect((await newest.call("POST", save, classicSave(document))).status).toBe(400);
  const before = await start({ version: "12.0.0" });
  expect((await before.call("POST", save, classicSave(document))).status).toBe(200);
});

test("takes a whole resource on 13", async () => {
  const { grafana, call } = await start({ version: "13.2.0" });
  const resource = { apiVersion: "dashboard.grafana.app/v1", metadata: { name: "x" }, spec: { title: "X" } };
  expect((await call("POST", save, { dashboard: { ...resource, id: null } })).status).toBe(400);
  expect((await call("POST", save, { dashboard: resource })).status).toBe(200);
  expect(grafana.state.dashboard("x")?.document).toEqual({ title: "X" });
});

test.each(profiles)("reads what was stored with id, uid and version (%s)", async (version) => {
  const { grafana, call } = await start({ version });
  grafana.createFolderInUi({ uid: "team", title: "Team" });
  grafana.createInUi({ uid: "x", document: { title: "X", a: [1, null] }, folderUid: "team", plain: true });
  const reply = await call("GET", item);
  expect(reply.status).toBe(200);
  const { dashboard, meta } = reply.json as { dashboard: object; meta: object };
  expect(dashboard).toEqual({ title: "X", a: [1, null], id: 2, uid: "x", version: 1 });
  expect(meta).toMatchObject({
    type: "db",
    canSave: true,
    slug: "x",
    url: "/d/x/x",
    version: 1,
    folderUid: "team",
    folderTitle: "Team",
    updatedBy: "ann",
    provisioned: false,
  });
  expect("apiVersion" in meta).toBe(!isOld(version));
  expect(await call("GET", "/api/dashboards/uid/y")).toMatchObject({
    status: 404,
    json: { message: "Dashboard not found" },
  });
});

test("tells from 12 on that a dashboard is stored as v2", async () => {
  const { grafana, call } = await start({ version: "13.2.0" });
  grafana.createInUi({ uid: "x", document: { title: "X" } });
  grafana.storeAsV2("x");
  expect((await call("GET", item)).json).toMatchObject({
    meta: { apiVersion: "v2" },
    dashboard: { elements: {}, layout: { kind: "GridLayout" } },
  });
});

test.each(profiles)("deletes a dashboard once (%s)", async (version) => {
  const { grafana, call } = await start({ version });
  grafana.createInUi({ uid: "x", document: { title: "X" } });
  const reply = await call("DELETE", item);
  const named = version === "9.5.2" ? { id: 1 } : { uid: "x" };
  expect(reply).toMatchObject({
    status: 200,
    json: { message: "Dashboard X deleted", title: "X", ...named },
  });
  expect(grafana.state.dashboard("x")).toBeUndefined();
  expect(await call("DELETE", item)).toMatchObject({ status: 404, json: { message: "Dashboard not found" } });
});

test.each(profiles)("lists versions, newest first, and reads one (%s)", async (version) => {
  const { grafana, call } = await start({ version });
  await call("POST", save, classicSave({ uid: "x", title: "One" }, { message: "first" }));
  grafana.saveInUi("x", (document) => ({ ...document, title: "Two" }), { by: "bob", message: "second" });
  const list = (await call("GET", `${item}/versions?limit=10`)).json;
  const entries = isOld(version) ? list : (list as { versions: unknown }).versions;
  expect(entries).toMatchObject([
    { version: 2, message: "second", createdBy: "bob", parentVersion: 1 },
    { version: 1, message: "first", createdBy: "sa-1-admin", parentVersion: 0 },
  ]);
  expect((await call("GET", `${item}/versions/1`)).json).toMatchObject({
    version: 1,
    data: { title: "One", uid: "x", version: 1 },
  });
  const missing = await call("GET", `${item}/versions/7`);
  expect(missing.status).toBe(version === "9.5.2" ? 500 : 404);
});

test.each(profiles)("pages through versions, of which it keeps so many (%s)", async (version) => {
  const { grafana, call } = await start({ version, versionsToKeep: 3 });
  grafana.createInUi({ uid: "x", document: { title: "1" } });
  for (const title of ["2", "3", "4"]) grafana.saveInUi("x", (document) => ({ ...document, title }));
  const numbers = (list: unknown) => (list as { version: number }[]).map((entry) => entry.version);
  const first = (await call("GET", `${item}/versions?limit=2`)).json;
  if (isOld(version)) {
    expect(numbers(first)).toEqual([4, 3]);
    expect(numbers((await call("GET", `${item}/versions?limit=2&start=2`)).json)).toEqual([2]);
    return;
  }
  const { continueToken, versions } = first as { continueToken: string; versions: unknown };
  expect(numbers(versions)).toEqual([4, 3]);
  const rest = (await call("GET", `${item}/versions?limit=2&continueToken=${continueToken}`)).json;
  expect(rest).toMatchObject({ continueToken: "", versions: [{ version: 2 }] });
});

test.each(profiles)("needs the permission to write for the history (%s)", async (version) => {
  const { grafana, call } = await start({ version });
  grafana.createInUi({ uid: "x", document: { title: "X" } });
  const authorization = `Bearer ${grafana.tokens.viewer}`;
  expect((await call("GET", `${item}/versions`, undefined, { authorization })).status).toBe(403);
});

test.each(profiles)("restores a version by saving it again (%s)", async (version) => {
  const { grafana, call } = await start({ version });
  await call("POST", save, classicSave({ uid: "x", title: "One" }));
  grafana.saveInUi("x", (document) => ({ ...document, title: "Two" }));
  const reply = await call("POST", `${item}/restore`, { version: 1 });
  expect(reply).toMatchObject({ status: 200, json: { version: 3, uid: "x" } });
  expect(grafana.state.dashboard("x")).toMatchObject({
    document: { title: "One" },
    history: [{ version: 3, message: "Restored from version 1" }, { version: 2 }, { version: 1 }],
  });
  expect((await call("POST", `${item}/restore`, { version: 9 })).status).toBe(404);
});

test.each(profiles)("fills in the inputs of an import (%s)", async (version) => {
  const { grafana, call } = await start({ version });
  const dashboard = {
    uid: "x",
    title: "X",
    panels: [{ datasource: "${DS_P}" }],
    __inputs: [{ name: "DS_P" }],
  };
  const inputs = [{ name: "DS_P", type: "datasource", pluginId: "prometheus", value: "prom" }];
  const reply = await call("POST", "/api/dashboards/import", { dashboard, inputs, folderUid: "" });
  expect(reply).toMatchObject({ status: 200, json: { uid: "x", imported: true, slug: "x" } });
  expect(grafana.state.dashboard("x")?.document).toEqual({ title: "X", panels: [{ datasource: "prom" }] });
  expect((await call("POST", "/api/dashboards/import", {})).status).toBe(422);
});
