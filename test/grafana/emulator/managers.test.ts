import { expect, test } from "vitest";
import {
  classicSave,
  dashboardObject,
  folderObject,
  inFolder,
  resourceProfiles as profiles,
  resources,
  start,
} from "./caller-of.ts";

const managedBy = (kind: string, identity: string) => ({
  annotations: { "grafana.app/managedBy": kind, "grafana.app/managerId": identity },
});

test.each(profiles)("keeps others from what a repository manages (%s)", async (version) => {
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

test.each(profiles)(
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

test.each(profiles)("loses managers with a save through the classic API (%s)", async (version) => {
  const { grafana, call } = await start({ version });
  await call("POST", resources.dashboards(), dashboardObject("x", { title: "X" }, managedBy("kubectl", "a")));
  await call("POST", "/api/dashboards/db", classicSave({ uid: "x", title: "Y", version: 1 }));
  expect(grafana.state.dashboard("x")).toMatchObject({ title: "Y", annotations: {} });
});
