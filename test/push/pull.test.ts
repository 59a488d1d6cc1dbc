import { expect, test } from "vitest";
import { pullDashboards } from "../../src/push/pull.ts";
import { document, havePushed } from "./actions.ts";
import { faultyGrafana } from "./faulty-grafana.ts";

test("pulls the named dashboards as canonical documents, and says which are missing", async () => {
  const grafana = faultyGrafana();
  havePushed(grafana, "b", { title: "B", tags: ["x", "dash:shop"], panels: [], id: 7, version: 3 });
  havePushed(grafana, "a");
  havePushed(grafana, "c");
  const pulled = await pullDashboards(grafana, ["b", "zz", "a", "b", "gone"]);
  expect(pulled.dashboards.map(({ uid }) => uid)).toEqual(["a", "b"]);
  expect(pulled.dashboards[1]).toEqual({
    uid: "b",
    title: "B",
    folderUid: "",
    json: '{\n  "panels": [],\n  "tags": [\n    "x"\n  ],\n  "title": "B",\n  "uid": "b"\n}\n',
  });
  expect(pulled.missing).toEqual(["gone", "zz"]);
  expect(pulled.notes).toEqual([]);
});

test("pulls everything, the same bytes each time, whatever the order of members", async () => {
  const [left, right] = [faultyGrafana(), faultyGrafana()];
  for (const uid of ["b", "a"]) havePushed(left, uid, { ...document(uid), extra: { x: 1, y: 2 } });
  for (const uid of ["a", "b"]) havePushed(right, uid, { extra: { y: 2, x: 1 }, ...document(uid) });
  const pulled = await pullDashboards(left, "all");
  expect(pulled.dashboards).toHaveLength(2);
  expect(await pullDashboards(right, "all")).toEqual(pulled);
  expect(left.writes()).toEqual([]);
});

test("says when what is pulled is a conversion", async () => {
  const grafana = faultyGrafana();
  havePushed(grafana, "a");
  const { dashboards } = grafana;
  const read: typeof dashboards.read = async (uid) => {
    const stored = await dashboards.read(uid);
    return stored === undefined ? undefined : { ...stored, format: "v2" };
  };
  const pulled = await pullDashboards({ ...grafana, dashboards: { ...dashboards, read } }, ["a"]);
  expect(pulled.notes).toHaveLength(1);
  expect(pulled.notes[0]).toContain("newer schema");
});

test("reads at most as many at a time as it may", async () => {
  const grafana = faultyGrafana();
  const uids = Array.from({ length: 20 }, (_, index) => `d${index}`);
  for (const uid of uids) havePushed(grafana, uid);
  await pullDashboards(grafana, uids, { concurrency: 3 });
  expect(grafana.mostRunning()).toBe(3);
});
