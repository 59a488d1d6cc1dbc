import { expect, test } from "vitest";
import { folderObject, inFolder, object, profiles, resourceProfiles, resources, start } from "./caller-of.ts";

const folders = "/api/folders";

test.each(profiles)("creates, reads, renames and deletes a folder (%s)", async (version) => {
  const { grafana, call } = await start({ version });
  const created = await call("POST", folders, { uid: "team", title: "Team" });
  expect(created).toMatchObject({
    status: 200,
    json: { uid: "team", title: "Team", url: "/dashboards/f/team/team", version: 1, canSave: true },
  });
  expect((await call("GET", `${folders}/team`)).json).toEqual(created.json);
  const stale = await call("PUT", `${folders}/team`, { title: "New", version: 7 });
  expect(stale).toMatchObject({
    status: 412,
    json: { message: "the folder has been changed by someone else", status: "version-mismatch" },
  });
  const renamed = await call("PUT", `${folders}/team`, { title: "New", version: 1 });
  expect(renamed).toMatchObject({ status: 200, json: { title: "New", version: 2 } });
  const forced = await call("PUT", `${folders}/team`, { title: "Newer", version: 1, overwrite: true });
  expect(forced).toMatchObject({ status: 200, json: { version: 3 } });
  grafana.createInUi({ uid: "x", document: { title: "X" }, folderUid: "team" });
  const deleted = await call("DELETE", `${folders}/team`);
  expect(deleted.status).toBe(200);
  if (version === "9.5.2") expect(deleted.json).toBe("");
  else expect(deleted.json).toMatchObject({ title: "Newer" });
  expect(grafana.state.dashboards()).toEqual([]);
  const missing = { status: 404, json: { message: "folder not found", status: "not-found" } };
  expect(await call("DELETE", `${folders}/team`)).toMatchObject(missing);
  expect(await call("GET", `${folders}/team`)).toMatchObject(missing);
  expect(await call("PUT", `${folders}/team`, { title: "A" })).toMatchObject(missing);
});

test.each(profiles)("refuses what no folder can be (%s)", async (version) => {
  const { grafana, call } = await start({ version });
  const refused = async (body: object) => {
    const reply = await call("POST", folders, body);
    return [reply.status, (reply.json as { message: string }).message];
  };
  expect(await refused({ uid: "a", title: "" })).toEqual([400, "folder title cannot be empty"]);
  expect(await refused({ uid: "a b", title: "A" })).toEqual([400, "uid contains illegal characters"]);
  expect(await refused({ uid: "a".repeat(41), title: "A" })).toEqual([
    400,
    "uid too long, max 40 characters",
  ]);
  expect(await refused({ uid: "general", title: "A" })).toEqual(
    version === "9.5.2" ? [500, "Folder API error"] : [400, "invalid uid for folder provided"],
  );
  const general = await call("POST", folders, { title: "general" });
  expect(general.status).toBe(version === "9.5.2" ? 400 : 200);
  expect(grafana.state.folders()).toHaveLength(version === "9.5.2" ? 0 : 1);
});

test.each(profiles)("refuses a uid that exists (%s)", async (version) => {
  const { grafana, call } = await start({ version });
  grafana.createFolderInUi({ uid: "team", title: "Team" });
  const reply = await call("POST", folders, { uid: "team", title: "Other" });
  expect(reply.status).toBe(version === "11.6.0" ? 409 : 412);
  expect(grafana.state.folder("team")?.title).toBe("Team");
});

test.each([...profiles, "11.2.0"])("has unique titles under a parent before 11.3 (%s)", async (version) => {
  const { grafana, call } = await start({ version });
  grafana.createFolderInUi({ uid: "team", title: "Team" });
  const reply = await call("POST", folders, { uid: "other", title: "TEAM" });
  expect(reply.status).toBe(["9.5.2", "11.2.0"].includes(version) ? 409 : 200);
  if (reply.status === 409) {
    expect(reply.json).toEqual({
      message: "a folder or dashboard in the general folder with the same name already exists",
    });
  }
});

test("does not name a folder of 9.5 like a dashboard at the root", async () => {
  const { grafana, call } = await start({ version: "9.5.2" });
  grafana.createInUi({ uid: "x", document: { title: "X" } });
  const reply = await call("POST", folders, { title: "X" });
  expect(reply).toMatchObject({
    status: 400,
    json: { message: "Folder name cannot be the same as one of its dashboards" },
  });
});

test.each(profiles)("puts folders into folders where that is on (%s)", async (version) => {
  const { grafana, call } = await start({ version });
  const nested = version !== "9.5.2";
  grafana.createFolderInUi({ uid: "a", title: "A" });
  const created = await call("POST", folders, { uid: "b", title: "B", parentUid: "a" });
  expect(created.status).toBe(200);
  expect(grafana.state.folder("b")?.parentUid).toBe(nested ? "a" : "");
  const children = await call("GET", `${folders}?parentUid=a&limit=10&page=1`);
  const entries = (children.json as { uid: string }[]).map(({ uid }) => uid);
  expect(entries).toEqual(nested ? ["b"] : ["a", "b"]);
  const moved = await call("POST", `${folders}/b/move`, { parentUid: "" });
  expect(moved.status).toBe(nested ? 200 : 404);
  expect(grafana.state.folder("b")?.parentUid).toBe("");
  const counts = await call("GET", `${folders}/a/counts`);
  expect(counts.status).toBe(nested ? 200 : 404);
  expect(grafana.unknown).toEqual([]);
});

test("nests folders of 9.5 when the feature is on", async () => {
  const { grafana, call } = await start({ version: "9.5.2", nestedFolders: true });
  grafana.createFolderInUi({ uid: "a", title: "A" });
  await call("POST", folders, { uid: "b", title: "B", parentUid: "a" });
  expect((await call("GET", `${folders}/b`)).json).toMatchObject({ parentUid: "a" });
  expect((await call("GET", "/api/frontend/settings")).json).toMatchObject({
    featureToggles: { nestedFolders: true },
  });
});

test("has four levels of folders at most, and no folder in itself", async () => {
  const { grafana, call } = await start({ version: "11.6.0" });
  const uids = ["a", "b", "c", "d"];
  for (const [index, uid] of uids.entries()) {
    const reply = await call("POST", folders, { uid, title: uid, parentUid: uids[index - 1] ?? "" });
    expect(reply.status).toBe(200);
  }
  const deep = await call("POST", folders, { uid: "e", title: "e", parentUid: "d" });
  expect(deep).toMatchObject({ status: 400, json: { messageId: "folder.maximum-depth-reached" } });
  expect((await call("POST", `${folders}/b/move`, { parentUid: "d" })).status).toBe(400);
  grafana.createFolderInUi({ uid: "top", title: "top" });
  const tall = await call("POST", `${folders}/a/move`, { parentUid: "top" });
  expect(tall.json).toMatchObject({ messageId: "folder.maximum-depth-reached" });
  expect((await call("GET", `${folders}/d`)).json).toMatchObject({
    parentUid: "c",
    parents: [{ uid: "a" }, { uid: "b" }, { uid: "c" }],
  });
});

test.each(profiles)("deletes alert rules only on purpose (%s)", async (version) => {
  const { grafana, call } = await start({ version, nestedFolders: true });
  grafana.createFolderInUi({ uid: "a", title: "A" });
  grafana.createFolderInUi({ uid: "b", title: "B", parentUid: "a" });
  grafana.addAlertRule("b");
  expect((await call("GET", `${folders}/a/counts`)).json).toEqual({ alertrule: 1, folder: 1 });
  const refused = await call("DELETE", `${folders}/a`);
  expect(refused).toMatchObject({
    status: 400,
    json: { message: "folder cannot be deleted: folder contains alert rules" },
  });
  expect(grafana.state.folders()).toHaveLength(2);
  expect((await call("DELETE", `${folders}/a?forceDeleteRules=true`)).status).toBe(200);
  expect(grafana.state.folders()).toEqual([]);
});

test.each(resourceProfiles)("keeps folders as resources (%s)", async (version) => {
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
