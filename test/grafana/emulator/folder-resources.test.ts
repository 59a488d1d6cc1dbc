import { expect, test } from "vitest";
import {
  folderObject,
  inFolder,
  object,
  resourceProfiles as profiles,
  resources,
  start,
} from "./caller-of.ts";

test.each(profiles)("keeps folders as resources (%s)", async (version) => {
  const { grafana, call } = await start({ version });
  const folders = resources.folders();
  const created = await call("POST", folders, folderObject("team", "Team"));
  expect(created).toMatchObject({ status: 201, json: { kind: "Folder", spec: { title: "Team" } } });
  expect((await call("POST", folders, folderObject("team", "Team"))).status).toBe(409);
  expect((await call("POST", folders, folderObject("other", "Team"))).status).toBe(201);
  expect((await call("POST", folders, folderObject("general", "G"))).status).toBe(400);
  expect((await call("POST", folders, folderObject("sharedwithme", "G"))).status).toBe(400);
  expect((await call("POST", folders, folderObject("a", "A", inFolder("gone")))).status).toBe(404);
  expect((await call("POST", folders, folderObject("a", ""))).status).toBe(400);
  const renamed = await call("PUT", `${folders}/team`, { ...object(created), spec: { title: "Crew" } });
  expect(object(renamed)).toMatchObject({ metadata: { generation: 2 }, spec: { title: "Crew" } });
  const stale = await call("PUT", `${folders}/team`, { ...object(created), spec: { title: "Z" } });
  expect(stale).toMatchObject({ status: 409, json: { reason: "Conflict" } });
  for (const [uid, parent] of [
    ["b", "team"],
    ["c", "b"],
    ["d", "c"],
  ] as const) {
    expect((await call("POST", folders, folderObject(uid, uid, inFolder(parent)))).status).toBe(201);
  }
  expect((await call("POST", folders, folderObject("e", "e", inFolder("d")))).status).toBe(400);
  expect((await call("PUT", `${folders}/team`, folderObject("team", "Crew", inFolder("d")))).status).toBe(
    400,
  );
  grafana.createInUi({ uid: "x", document: { title: "X" }, folderUid: "d" });
  expect((await call("GET", `${folders}/team/counts`)).json).toMatchObject({
    counts: [
      { resource: "dashboards", count: 1 },
      { resource: "folders", count: 3 },
    ],
  });
  const full = await call("DELETE", `${folders}/team`);
  expect(full).toMatchObject({ status: 400, json: { details: { uid: "folder.not-empty" } } });
  grafana.deleteInUi("x");
  expect((await call("DELETE", `${folders}/d`)).status).toBe(200);
  expect((await call("GET", `${folders}/d`)).status).toBe(404);
  expect((await call("GET", "/api/folders/team")).json).toMatchObject({ title: "Crew", version: 2 });
  expect(grafana.unknown).toEqual([]);
});
