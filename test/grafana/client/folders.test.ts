import { describe, expect, test } from "vitest";
import type { FolderWrite, Grafana, StoredFolder } from "../../../src/grafana/model.ts";
import { profiles, put, stamp, startConnected } from "./emulated.ts";

function folderOf(uid: string, more: Partial<FolderWrite> = {}): FolderWrite {
  return { uid, title: uid, parentUid: "", stamp, ...more };
}

async function putFolder(grafana: Grafana, write: FolderWrite): Promise<StoredFolder> {
  expect(await grafana.folders.write(write)).toMatchObject({ kind: "written" });
  const folder = await grafana.folders.read(write.uid);
  if (folder === undefined) throw new Error(`${write.uid} was not stored`);
  return folder;
}

describe.each(profiles)("folders of Grafana $name", ({ api, options }) => {
  const isStamped = api === "resources";

  test("are created, read and stamped where they can be", async () => {
    const { grafana } = await startConnected(options);
    const folder = await putFolder(grafana, folderOf("team", { title: `Team "A" 📈 ../%2f` }));
    expect(folder).toMatchObject({
      uid: "team",
      title: `Team "A" 📈 ../%2f`,
      parentUid: "",
      version: 1,
      owner: isStamped ? { kind: "dash", project: "shop" } : { kind: "nobody" },
    });
    expect(folder.hash).toBe(isStamped ? stamp.hash : undefined);
    expect(grafana.folders.stamped).toBe(isStamped);
    const owned = await grafana.folders.owned("shop");
    expect(owned.map(({ uid }) => uid)).toEqual(isStamped ? ["team"] : []);
    expect(await grafana.folders.owned("else")).toEqual([]);
  });

  test("are absent where nothing is, whatever the uid holds", async () => {
    const { emulator, grafana } = await startConnected(options);
    emulator.createFolderInUi({ uid: "team", title: "Team" });
    for (const uid of ["nothing", "../folders/team", "%2f", "team?x", "📈"]) {
      expect(await grafana.folders.read(uid)).toBeUndefined();
    }
  });

  test("are renamed in the state that was read", async () => {
    const { emulator, grafana } = await startConnected(options);
    const base = await putFolder(grafana, folderOf("team"));
    const renamed = await putFolder(grafana, folderOf("team", { title: "Team B", base }));
    expect(renamed).toMatchObject({ title: "Team B", version: 2 });
    emulator.renameFolderInUi("team", "Theirs");
    const stale = folderOf("team", { title: "Mine", base: renamed });
    expect(await grafana.folders.write(stale)).toMatchObject({ kind: "stale" });
    expect(await grafana.folders.remove(renamed)).toMatchObject({ kind: "stale" });
    expect(emulator.state.folder("team")?.title).toBe("Theirs");
    emulator.deleteFolderInUi("team");
    expect(await grafana.folders.write(stale)).toMatchObject({ kind: "stale" });
    expect(await grafana.folders.remove(renamed)).toMatchObject({ kind: "written" });
  });

  test("are stale when somebody created them meanwhile", async () => {
    const { emulator, grafana } = await startConnected(options);
    emulator.createFolderInUi({ uid: "team", title: "Theirs" });
    expect(await grafana.folders.write(folderOf("team"))).toMatchObject({ kind: "stale" });
    expect(emulator.state.folder("team")?.title).toBe("Theirs");
  });

  test("lie in folders, and move with a new name", async () => {
    const { emulator, grafana } = await startConnected({ ...options, nestedFolders: true });
    await putFolder(grafana, folderOf("a"));
    const inner = await putFolder(grafana, folderOf("inner", { parentUid: "a" }));
    expect(inner.parentUid).toBe("a");
    await putFolder(grafana, folderOf("b"));
    const moved = await putFolder(
      grafana,
      folderOf("inner", { parentUid: "b", title: "Renamed", base: inner }),
    );
    expect(moved).toMatchObject({ parentUid: "b", title: "Renamed" });
    const atRoot = await putFolder(grafana, folderOf("inner", { title: "Renamed", base: moved }));
    expect(atRoot.parentUid).toBe("");
    emulator.moveFolderInUi("inner", "a");
    expect(
      await grafana.folders.write(folderOf("inner", { parentUid: "b", title: "Renamed", base: atRoot })),
    ).toMatchObject({ kind: "stale" });
  });

  test("tell what lies in them at any depth, and are deleted when it is nothing", async () => {
    const { emulator, grafana } = await startConnected({ ...options, nestedFolders: true });
    const outer = await putFolder(grafana, folderOf("outer"));
    await putFolder(grafana, folderOf("inner", { parentUid: "outer" }));
    await put(grafana, "api", { folderUid: "inner" });
    expect(await grafana.folders.contents("outer")).toEqual({ folders: 1, dashboards: 1, others: 0 });
    expect(await grafana.folders.remove(outer)).toMatchObject({ kind: "stale" });
    expect(emulator.state.dashboards()).toHaveLength(1);
    emulator.deleteFolderInUi("inner");
    emulator.addAlertRule("outer");
    expect(await grafana.folders.contents("outer")).toEqual({ folders: 0, dashboards: 0, others: 1 });
    expect(await grafana.folders.remove(outer)).toMatchObject({ kind: "stale" });
    const empty = await putFolder(grafana, folderOf("empty"));
    expect(await grafana.folders.contents("empty")).toEqual({ folders: 0, dashboards: 0, others: 0 });
    expect(await grafana.folders.remove(empty)).toMatchObject({ kind: "written" });
    expect(emulator.state.folder("empty")).toBeUndefined();
  });

  test("are refused where their parent is not there", async () => {
    const { emulator, grafana } = await startConnected({ ...options, nestedFolders: true });
    expect(await grafana.folders.write(folderOf("a", { parentUid: "gone" }))).toMatchObject({
      kind: "refused",
      hint: expect.stringContaining("Push again"),
    });
    expect(emulator.state.folders()).toEqual([]);
  });

  test("are uncertain after a write whose answer was lost", async () => {
    const { emulator, grafana } = await startConnected(options);
    emulator.faults.add({ kind: "reset-after", match: { method: "POST" } });
    expect(await grafana.folders.write(folderOf("a"))).toMatchObject({ kind: "uncertain" });
    expect(emulator.requests.writes()).toHaveLength(1);
  });
});

test("what lies in a folder is known where Grafana cannot count it", async () => {
  const { emulator, grafana } = await startConnected({ version: "9.5.2" });
  const folder = await putFolder(grafana, folderOf("team"));
  emulator.createInUi({ uid: "elsewhere", document: { title: "Elsewhere" } });
  expect(await grafana.folders.contents("team")).toEqual({ folders: 0, dashboards: 0, others: 0 });
  emulator.createInUi({ uid: "inside", document: { title: "Inside" }, folderUid: "team" });
  expect(await grafana.folders.contents("team")).toEqual({ folders: 0, dashboards: 1, others: 0 });
  expect(await grafana.folders.remove(folder)).toMatchObject({ kind: "stale" });
});

test("titles that are taken are refused before 11.3, with what to do", async () => {
  const { emulator, grafana } = await startConnected({ version: "9.5.2" });
  emulator.createFolderInUi({ uid: "theirs", title: "Same" });
  expect(await grafana.folders.write(folderOf("mine", { title: "Same" }))).toMatchObject({
    kind: "refused",
    hint: expect.stringContaining("rename one of the two"),
  });
});

test("the description of a folder outlives a push", async () => {
  const { emulator, grafana } = await startConnected({ version: "13.2.0" });
  const base = await putFolder(grafana, folderOf("team"));
  const described = { ...base, metadata: { ...base.metadata, description: "Ours" } };
  await putFolder(grafana, folderOf("team", { title: "Team B", base: described }));
  expect(emulator.state.folder("team")?.description).toBe("Ours");
});
