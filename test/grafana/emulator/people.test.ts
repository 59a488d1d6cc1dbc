import { expect, test } from "vitest";
import {
  classicSave,
  dashboardObject,
  folderObject,
  inFolder,
  profiles,
  resourceProfiles,
  resources,
  start,
} from "./caller-of.ts";

const schemaVersions = { "9.5.2": 38, "11.6.0": 41, "12.4.0": 42, "13.2.0": 42 };

test.each(profiles)("adds what the UI adds when a person saves (%s)", async (version) => {
  const { grafana } = await start({ version });
  const panels = [{ id: 1, type: "stat", title: "P", description: null }];
  grafana.createInUi({ uid: "x", document: { title: "X", panels, schemaVersion: 36 }, plain: true });
  grafana.saveInUi("x", (document) => ({ ...document, description: "by Bob" }), { by: "bob", message: "m" });
  const stored = grafana.state.dashboard("x");
  expect(stored).toMatchObject({
    version: 2,
    updatedBy: "bob",
    createdBy: "ann",
    history: [{ version: 2, message: "m", createdBy: "bob" }, { version: 1 }],
    document: {
      description: "by Bob",
      schemaVersion: schemaVersions[version],
      annotations: { list: [{ builtIn: 1 }] },
      panels: [{ id: 1, pluginVersion: version, fieldConfig: { overrides: [] } }],
      templating: { list: [] },
    },
  });
  expect(stored?.document["panels"]).not.toHaveProperty("0.description");
  const { document = {} } = stored ?? {};
  grafana.saveInUi("x", (same) => same);
  expect(grafana.state.dashboard("x")?.document).toEqual(document);
});

test.each(resourceProfiles)(
  "keeps managers' annotations, and a stale message when told to (%s)",
  async (version) => {
    const { grafana, call } = await start({ version });
    const annotations = { "grafana.app/managedBy": "kubectl", "grafana.app/message": "pushed" };
    const path = resources.dashboards();
    await call("POST", path, dashboardObject("x", { title: "X" }, { annotations }));
    const after = (save: object) => {
      grafana.saveInUi("x", (document) => document, save);
      return grafana.state.dashboard("x")?.annotations;
    };
    expect(after({ keepsMessage: true })).toEqual(annotations);
    expect(after({})).toEqual({ "grafana.app/managedBy": "kubectl" });
    expect(after({ dropsManager: true, message: "m" })).toEqual({ "grafana.app/message": "m" });
  },
);

test.each(profiles)("moves, renames and deletes (%s)", async (version) => {
  const { grafana } = await start({ version });
  expect(grafana.createFolderInUi({ uid: "a", title: "A" })).toBe("a");
  const uid = grafana.createInUi({ document: { title: "X" } });
  grafana.moveInUi(uid, "a", { by: "bob" });
  expect(grafana.state.dashboard(uid)).toMatchObject({ folderUid: "a", version: 2, updatedBy: "bob" });
  grafana.renameFolderInUi("a", "B");
  grafana.createFolderInUi({ uid: "c", title: "C" });
  grafana.moveFolderInUi("c", "a");
  expect(grafana.state.folders()).toMatchObject([
    { uid: "a", title: "B", version: 2 },
    { uid: "c", parentUid: "a", version: 2 },
  ]);
  grafana.deleteFolderInUi("a");
  expect(grafana.state.folders()).toEqual([]);
  expect(grafana.state.dashboards()).toEqual([]);
  expect(() => grafana.deleteInUi(uid)).toThrow(`there is no dashboard ${uid}`);
});

test("gives copies of the state", async () => {
  const { grafana } = await start({});
  grafana.createInUi({ uid: "x", document: { title: "X", tags: ["a"] } });
  const { document = {} } = grafana.state.dashboard("x") ?? {};
  (document["tags"] as string[]).push("b");
  expect(grafana.state.dashboard("x")?.document["tags"]).toEqual(["a"]);
});

test("marks folders that a tool keeps", async () => {
  const { grafana } = await start({});
  grafana.createFolderInUi({ uid: "a", title: "A" });
  grafana.manageByTool("a", "terraform", "infra");
  expect(grafana.state.folder("a")?.annotations).toEqual({
    "grafana.app/managedBy": "terraform",
    "grafana.app/managerId": "infra",
  });
});

const managedBy = (kind: string, identity: string) => ({
  annotations: { "grafana.app/managedBy": kind, "grafana.app/managerId": identity },
});

test.each(resourceProfiles)("keeps others from what a repository manages (%s)", async (version) => {
  const { grafana, call } = await start({ version });
  grafana.createFolderInUi({ uid: "synced", title: "Synced" });
  grafana.createInUi({ uid: "x", document: { title: "X" }, folderUid: "synced" });
  grafana.manageByTool("synced", "repo", "git");
  grafana.manageByTool("x", "repo", "git");
  const item = `${resources.dashboards()}/x`;
  const save = classicSave({ uid: "x", title: "Y", version: 1 }, { folderUid: "synced" });
  const writes = [
    await call("PUT", item, dashboardObject("x", { title: "Y" })),
    await call("DELETE", item),
    await call("POST", "/api/dashboards/db", save),
    await call("DELETE", "/api/dashboards/uid/x"),
    await call("PUT", `${resources.folders()}/synced`, folderObject("synced", "Mine")),
    await call("DELETE", `${resources.folders()}/synced`),
    await call("PUT", "/api/folders/synced", { title: "Mine", version: 1 }),
    await call("DELETE", "/api/folders/synced"),
    await call(
      "POST",
      resources.dashboards(),
      dashboardObject("y", { title: "Y" }, managedBy("repo", "git")),
    ),
  ];
  expect(writes.map(({ status }) => status)).toEqual(writes.map(() => 403));
  const into = [
    await call("POST", resources.dashboards(), dashboardObject("y", { title: "Y" }, inFolder("synced"))),
    await call("POST", resources.folders(), folderObject("f", "F", inFolder("synced"))),
    await call("POST", "/api/dashboards/db", classicSave({ uid: "y", title: "Y" }, { folderUid: "synced" })),
  ];
  expect(into.map(({ status }) => status)).toEqual(into.map(() => (version === "13.2.0" ? 403 : 400)));
  expect(grafana.state.dashboards()).toMatchObject([{ uid: "x", title: "X", version: 1 }]);
  expect(grafana.state.folders()).toMatchObject([{ uid: "synced", title: "Synced" }]);
});

test.each(resourceProfiles)(
  "lets managers be added and removed, and from 13 on not replaced (%s)",
  async (version) => {
    const { grafana, call } = await start({ version });
    grafana.createInUi({ uid: "x", document: { title: "X" } });
    const item = `${resources.dashboards()}/x`;
    const put = (metadata: object) =>
      call("PUT", item, dashboardObject("x", { title: "X" }, { ...metadata }));
    expect((await put(managedBy("kubectl", "a"))).status).toBe(200);
    const replaced = await put(managedBy("kubectl", "b"));
    expect(replaced.status).toBe(version === "13.2.0" ? 403 : 200);
    expect((await put({})).status).toBe(200);
    expect((await put(managedBy("kubectl", "b"))).status).toBe(200);
  },
);

test.each(resourceProfiles)("loses managers with a save through the classic API (%s)", async (version) => {
  const { grafana, call } = await start({ version });
  await call("POST", resources.dashboards(), dashboardObject("x", { title: "X" }, managedBy("kubectl", "a")));
  await call("POST", "/api/dashboards/db", classicSave({ uid: "x", title: "Y", version: 1 }));
  expect(grafana.state.dashboard("x")).toMatchObject({ title: "Y", annotations: {} });
});
