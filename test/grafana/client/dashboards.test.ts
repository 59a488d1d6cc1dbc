import { describe, expect, test } from "vitest";
import { formatMessage } from "../../../src/grafana/stamp.ts";
import { connectEmulated, documentOf, profiles, put, stamp, startConnected, writeOf } from "./emulated.ts";

describe.each(profiles)("dashboards of Grafana $name", ({ api, options }) => {
  test("are created, read back as they were written, and carry the stamp", async () => {
    const { emulator, grafana } = await startConnected(options);
    emulator.createFolderInUi({ uid: "team-a", title: "Team A" });
    const stored = await put(grafana, "api", { folderUid: "team-a", source: "dashboards/api.ts" });
    expect(stored).toMatchObject({
      uid: "api",
      title: "api",
      folderUid: "team-a",
      document: documentOf("api"),
      format: "classic",
      owner: { kind: "dash", project: "shop" },
      version: 1,
    });
    expect(stored.updated).not.toBe("");
    expect(stored.updatedBy).not.toBe("");
    expect(stored.stamp).toEqual(api === "resources" ? stamp : undefined);
    expect(emulator.state.dashboard("api")?.history[0]?.message).toBe(formatMessage("By hand", stamp));
    if (api === "resources") {
      expect(emulator.state.dashboard("api")?.annotations).toMatchObject({
        "grafana.app/managedBy": "kubectl",
        "grafana.app/managerId": "dash:shop",
        "grafana.app/managerAllowsEdits": "true",
        "grafana.app/sourcePath": "dashboards/api.ts",
        "grafana.app/sourceChecksum": stamp.hash,
      });
    }
  });

  test("keep every document as it is, whatever it holds", async () => {
    const { grafana } = await startConnected(options);
    const document = documentOf(`"><script>📈 ../%2f`, {
      description: "x".repeat(1_000_000),
      panels: [{ id: 1, type: "text", title: null, options: { nested: [[1.5], {}], "a.b/c": "\u202e" } }],
      templating: { list: [] },
      unknown: { list: [null, false, 0] },
    });
    expect((await put(grafana, "odd", { document })).document).toEqual(document);
  });

  test("are absent where nothing is, whatever the uid holds", async () => {
    const { emulator, grafana } = await startConnected(options);
    emulator.createInUi({ uid: "api", document: { title: "API" } });
    for (const uid of ["nothing", "../uid/api", "%2e%2e", "api?x", "api#", "📈", `"'`]) {
      expect(await grafana.dashboards.read(uid)).toBeUndefined();
    }
    await expect(grafana.dashboards.read("..")).rejects.toMatchObject({ code: "usage" });
  });

  test("are replaced in the state that was read, and stay in their folder or move", async () => {
    const { emulator, grafana } = await startConnected(options);
    emulator.createFolderInUi({ uid: "team-a", title: "Team A" });
    const base = await put(grafana, "api", { folderUid: "team-a" });
    const changed = await put(grafana, "api", {
      folderUid: "team-a",
      document: documentOf("API 2"),
      base,
    });
    expect(changed).toMatchObject({ title: "API 2", folderUid: "team-a", version: 2 });
    expect(changed.revision).not.toBe(base.revision);
    const moved = await put(grafana, "api", { document: documentOf("API 2"), base: changed });
    expect(moved).toMatchObject({ folderUid: "", version: 3 });
    expect(emulator.state.dashboards()).toHaveLength(1);
  });

  test("are never replaced in a state that is not known", async () => {
    const { emulator, grafana } = await startConnected(options);
    const base = await put(grafana, "api");
    emulator.saveInUi("api", (document) => ({ ...document, title: "Theirs" }));
    const write = writeOf("api", { document: documentOf("Mine"), base: { ...base, revision: "" } });
    expect(await grafana.dashboards.write(write)).toMatchObject({ kind: "stale" });
    expect(emulator.state.dashboard("api")?.title).toBe("Theirs");
  });

  test("are stale when somebody created, changed or deleted them", async () => {
    const { emulator, grafana } = await startConnected(options);
    const base = await put(grafana, "api");
    expect(await grafana.dashboards.write(writeOf("api"))).toMatchObject({ kind: "stale" });
    emulator.saveInUi("api", (document) => ({ ...document, title: "Theirs" }));
    const write = writeOf("api", { document: documentOf("Mine"), base });
    expect(await grafana.dashboards.write(write)).toMatchObject({ kind: "stale" });
    expect(await grafana.dashboards.remove("api", base)).toMatchObject({ kind: "stale" });
    expect(emulator.state.dashboard("api")?.title).toBe("Theirs");
    emulator.deleteInUi("api");
    expect(await grafana.dashboards.remove("api", base)).toMatchObject({ kind: "written" });
  });

  test("are deleted in the state that was read", async () => {
    const { emulator, grafana } = await startConnected(options);
    const base = await put(grafana, "api");
    expect(await grafana.dashboards.remove("api", base)).toEqual({ kind: "written", version: 1 });
    expect(emulator.state.dashboards()).toEqual([]);
  });

  test("are refused in a folder that is not there, with what to do", async () => {
    const { emulator, grafana } = await startConnected(options);
    const result = await grafana.dashboards.write(writeOf("api", { folderUid: "gone" }));
    expect(result).toMatchObject({ kind: "refused", message: expect.stringMatching(/folder/i) });
    expect(emulator.state.dashboards()).toEqual([]);
  });

  test("are refused to those who may only read, by the name of the permission", async () => {
    const { emulator } = await startConnected(options);
    const viewer = await connectEmulated(emulator, {
      credentials: { kind: "token", token: emulator.tokens.viewer },
    });
    expect(await viewer.dashboards.write(writeOf("api"))).toMatchObject({ kind: "refused", status: 403 });
    expect(await viewer.dashboards.read("api")).toBeUndefined();
  });

  test("do not show their history to those who may only read, and say why", async () => {
    const { emulator, grafana } = await startConnected(options);
    await put(grafana, "api");
    const viewer = await connectEmulated(emulator, {
      credentials: { kind: "token", token: emulator.tokens.viewer },
    });
    await expect(viewer.dashboards.history("api", 10)).rejects.toMatchObject({
      code: "forbidden",
      hint: expect.stringContaining("dashboards:write"),
    });
  });

  test("that come from a file are told as such, and neither written nor deleted", async () => {
    const { emulator, grafana } = await startConnected(options);
    emulator.provisionFromFile("api", { document: { title: "API" }, path: "team/api.json" });
    const base = await grafana.dashboards.read("api");
    expect(base?.owner).toEqual({ kind: "file", path: "team/api.json" });
    const write = writeOf("api", { ...(base && { base }) });
    expect(await grafana.dashboards.write(write)).toMatchObject({
      kind: "refused",
      hint: "It comes from a provisioning file: change it there.",
    });
    if (base) expect(await grafana.dashboards.remove("api", base)).toMatchObject({ kind: "refused" });
    expect(emulator.state.dashboard("api")?.title).toBe("API");
  });

  test("have a history, newest first, with the stamps of dash and the contents of old versions", async () => {
    const { emulator, grafana } = await startConnected(options);
    await put(grafana, "api");
    emulator.saveInUi("api", (document) => ({ ...document, title: "Theirs" }), {
      by: "ann",
      message: "Louder",
      plain: true,
    });
    const history = await grafana.dashboards.history("api", 10);
    expect(history.map(({ version }) => version)).toEqual([2, 1]);
    expect(history[0]).toMatchObject({ createdBy: "ann", message: "Louder" });
    expect(history[0]).not.toHaveProperty("stamp");
    expect(history[1]?.stamp).toEqual(stamp);
    expect(await grafana.dashboards.history("api", 1)).toHaveLength(1);
    expect(await grafana.dashboards.history("nothing", 10)).toEqual([]);
    expect(await grafana.dashboards.readVersion("api", 1)).toEqual(documentOf("api"));
    expect(await grafana.dashboards.readVersion("api", 2)).toEqual(documentOf("Theirs"));
    expect(await grafana.dashboards.readVersion("api", 9)).toBeUndefined();
  });

  test("that were edited in the UI are still dash's", async () => {
    const { emulator, grafana } = await startConnected(options);
    await put(grafana, "api");
    emulator.saveInUi("api", (document) => ({ ...document, title: "Theirs" }), { by: "ann" });
    expect(await grafana.dashboards.read("api")).toMatchObject({
      owner: { kind: "dash", project: "shop" },
      updatedBy: expect.stringContaining("ann"),
      ...(api === "resources" && { stamp: { ...stamp, push: expect.any(String) } }),
    });
  });

  test("of an upgraded Grafana are dash's by their tag, and listed once", async () => {
    const { emulator, grafana } = await startConnected(options);
    emulator.createInUi({ uid: "old", document: { title: "Old", tags: ["team", "dash:shop"] }, plain: true });
    emulator.createInUi({ uid: "other", document: { title: "Other", tags: ["dash:else"] } });
    await put(grafana, "new");
    const stored = await grafana.dashboards.read("old");
    expect(stored).toMatchObject({
      owner: { kind: "dash", project: "shop" },
      document: { tags: ["team"] },
    });
    const owned = await grafana.dashboards.owned("shop");
    expect(owned.map(({ uid }) => uid).toSorted()).toEqual(["new", "old"]);
    expect(owned.find(({ uid }) => uid === "old")?.title).toBe("Old");
    expect(await grafana.dashboards.owned("nobody")).toEqual([]);
  });

  test("are found by their uids in few calls", async () => {
    const { emulator, grafana } = await startConnected(options);
    const uids = Array.from({ length: 120 }, (_, index) => `u${index}`);
    for (const uid of uids) emulator.createInUi({ uid, document: { title: uid } });
    for (const asked of [uids.slice(0, 60), [...uids, ...uids.map((uid) => `no-${uid}`)], ["no"], []]) {
      emulator.requests.clear();
      const { found, exact } = await grafana.dashboards.find(asked);
      expect([...found].toSorted()).toEqual(asked.filter((uid) => /^u\d/.test(uid)).toSorted());
      expect(exact).toBe(api === "resources" || Number.parseInt(grafana.facts.version, 10) < 12);
      expect(emulator.requests.all.length).toBeLessThanOrEqual(2);
    }
  });

  test("are listed completely, page by page", async () => {
    const { emulator, grafana } = await startConnected({ ...options, logBodies: false });
    emulator.createFolderInUi({ uid: "f", title: "F" });
    for (let index = 0; index < 1003; index++) {
      emulator.createInUi({
        uid: `u${index}`,
        document: { title: `T${index}` },
        folderUid: "f",
        plain: true,
      });
    }
    const all = await grafana.dashboards.all();
    expect(all).toHaveLength(1003);
    expect(new Set(all.map(({ uid }) => uid)).size).toBe(1003);
    expect(all.find(({ uid }) => uid === "u7")).toEqual({ uid: "u7", title: "T7", folderUid: "f" });
  });

  test.each<{
    kind: "reset-after" | "reset-mid-body" | "stored-but-500" | "locked-database";
    stored: boolean;
  }>([
    { kind: "reset-after", stored: true },
    { kind: "reset-mid-body", stored: true },
    { kind: "stored-but-500", stored: true },
    { kind: "locked-database", stored: false },
  ])("are uncertain after a write with $kind, and written once at most", async ({ kind, stored }) => {
    const { emulator, grafana } = await startConnected(options);
    emulator.faults.add({ kind, match: { method: "POST" } });
    expect(await grafana.dashboards.write(writeOf("api"))).toMatchObject({ kind: "uncertain" });
    expect(emulator.requests.writes()).toHaveLength(1);
    expect(emulator.state.dashboards()).toHaveLength(stored ? 1 : 0);
  });

  test.each([502, 503, 504])("are uncertain after a write with status %i", async (status) => {
    const { emulator, grafana } = await startConnected(options);
    emulator.faults.add({ kind: "status", status, match: { method: "POST" } });
    expect(await grafana.dashboards.write(writeOf("api"))).toMatchObject({ kind: "uncertain" });
    expect(emulator.requests.writes()).toHaveLength(1);
  });

  test("are read although the database was locked or a proxy failed for a moment", async () => {
    const { emulator, grafana } = await startConnected(options);
    await put(grafana, "api");
    const match = { method: "GET" };
    emulator.faults.add({ kind: "locked-database", match });
    emulator.faults.add({ kind: "status", status: 503, match });
    emulator.faults.add({ kind: "reset-mid-body", match });
    expect(await grafana.dashboards.read("api")).toMatchObject({ title: "api" });
  });

  test("are written after an answer that asks to wait", async () => {
    const { emulator, grafana } = await startConnected(options);
    emulator.faults.add({ kind: "status", status: 429, retryAfter: 0, match: { method: "POST" } });
    expect(await grafana.dashboards.write(writeOf("api"))).toMatchObject({ kind: "written" });
  });

  test("are refused where a proxy limits the size, with what to do", async () => {
    const { emulator, grafana } = await startConnected(options);
    emulator.faults.add({ kind: "status", status: 413, match: { method: "POST" } });
    expect(await grafana.dashboards.write(writeOf("api"))).toMatchObject({
      kind: "refused",
      status: 413,
      hint: expect.stringContaining("client_max_body_size"),
    });
  });
});

describe.each(profiles.filter(({ api }) => api === "resources"))(
  "resources of Grafana $name",
  ({ options }) => {
    test("keep what others noted on them", async () => {
      const { emulator, grafana } = await startConnected(options);
      const id = emulator.createInUi({ uid: "api", document: { title: "API" } });
      const before = emulator.state.dashboard(id);
      const base = await grafana.dashboards.read("api");
      const annotations = { "example.com/team": "a" };
      if (base === undefined) throw new Error("not there");
      const kept = { ...base, metadata: { ...base.metadata, annotations } };
      await put(grafana, "api", { base: kept });
      expect(emulator.state.dashboard("api")).toMatchObject({ id: before?.id, annotations });
      expect((await grafana.dashboards.read("api"))?.metadata).toMatchObject({ annotations });
    });

    test("of other tools are told as such", async () => {
      const { emulator, grafana } = await startConnected(options);
      emulator.createInUi({ uid: "api", document: { title: "API" } });
      emulator.manageByTool("api", "repo", "git-sync-1");
      const base = await grafana.dashboards.read("api");
      expect(base?.owner).toEqual({ kind: "tool", tool: "repo", identity: "git-sync-1" });
      const result = await grafana.dashboards.write(writeOf("api", { ...(base && { base }) }));
      expect(result).toMatchObject({ kind: "refused" });
    });

    test("in the newer schema are told as such", async () => {
      const { emulator, grafana } = await startConnected(options);
      emulator.createInUi({ uid: "api", document: { title: "API" } });
      emulator.storeAsV2("api");
      expect((await grafana.dashboards.read("api"))?.format).toBe("v2");
    });

    test("are found although the search does not know them yet", async () => {
      const { grafana } = await startConnected({ ...options, indexDelay: "manual" });
      await put(grafana, "api");
      expect(await grafana.dashboards.find(["api"])).toEqual({ found: new Set(["api"]), exact: true });
      expect(await grafana.dashboards.owned("shop")).toEqual([{ uid: "api", title: "api", folderUid: "" }]);
      expect(await grafana.dashboards.all()).toHaveLength(1);
    });
  },
);

describe.each(profiles.filter(({ api }) => api === "classic"))(
  "classic dashboards of $name",
  ({ options }) => {
    test("never name another uid than the one that was sent", async () => {
      const { emulator, grafana } = await startConnected(options);
      emulator.faults.add({
        kind: "answer",
        status: 200,
        body: '{"id":1,"uid":"other","version":4,"status":"success"}',
        match: { method: "POST" },
      });
      expect(await grafana.dashboards.write(writeOf("api"))).toMatchObject({
        kind: "refused",
        message: "Grafana wrote to `other` in place of `api`.",
      });
    });

    test("never overwrite", async () => {
      const { emulator, grafana } = await startConnected(options);
      const base = await put(grafana, "api");
      await put(grafana, "api", { base, document: documentOf("API 2") });
      const bodies = emulator.requests.writes().map(({ body }) => JSON.parse(body) as { overwrite: unknown });
      expect(bodies.map(({ overwrite }) => overwrite)).toEqual([false, false]);
    });

    test("of plugins are refused with what to do", async () => {
      const { emulator, grafana } = await startConnected(options);
      emulator.createInUi({ uid: "api", document: { title: "API" } });
      emulator.belongsToPlugin("api", "some-app");
      const base = await grafana.dashboards.read("api");
      expect(await grafana.dashboards.write(writeOf("api", { ...(base && { base }) }))).toMatchObject({
        kind: "refused",
        hint: "Use another uid: plugins keep theirs.",
      });
    });
  },
);

test("titles that are taken in the folder are refused before 11.3, with what to do", async () => {
  const { emulator, grafana } = await startConnected({ version: "9.5.2" });
  emulator.createInUi({ uid: "theirs", document: { title: "Same" } });
  emulator.createFolderInUi({ uid: "f", title: "Folder" });
  for (const title of ["Same", "Folder"]) {
    expect(await grafana.dashboards.write(writeOf("mine", { document: documentOf(title) }))).toMatchObject({
      kind: "refused",
      hint: expect.stringContaining("rename one of the two"),
    });
  }
  expect(emulator.state.dashboard("mine")).toBeUndefined();
});
