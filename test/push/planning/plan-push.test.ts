import { describe, expect, test } from "vitest";
import { DashError } from "../../../src/base/dash-error.ts";
import { contentHash } from "../../../src/push/compare/content-hash.ts";
import { desiredOf, planObject } from "../../../src/push/planning/plan-object.ts";
import type { JsonObject } from "../../../src/schema/json.ts";
import { bundleOf, dashboardOf, dataSourceOf } from "../../provision/small-bundle.ts";
import { document, haveFolder, havePushed, own, project } from "../actions.ts";
import { faultyGrafana, type FaultyGrafana } from "../faulty-grafana.ts";
import { actionOn, kindsOf, plan } from "../planning.ts";

/** What the code says of a dashboard, as it is sent. */
const sent = (uid: string, more: object = {}): JsonObject => ({
  title: `Title of ${uid}`,
  schemaVersion: 42,
  panels: [],
  ...more,
});

describe("a dashboard", () => {
  test("that is not there is created without being read", async () => {
    const grafana = faultyGrafana();
    const planned = await plan(grafana, bundleOf([dashboardOf("overview", [])]));
    expect(planned.actions).toEqual([
      {
        object: "dashboard",
        kind: "create",
        uid: "overview",
        title: "Title of overview",
        changes: [],
        folderUid: "",
        source: "dashboards/overview.ts",
        document: sent("overview"),
        hash: contentHash({ uid: "overview", folderUid: "", document: sent("overview") }),
      },
    ]);
    expect(grafana.log).toEqual(["dashboards.find"]);
  });

  test.each([
    { list: "lags", read: true },
    { list: "is exact", read: false },
  ])("that a list which $list lacks is read: $read", async ({ list, read }) => {
    const grafana = faultyGrafana();
    const lagging = {
      ...grafana,
      dashboards: {
        ...grafana.dashboards,
        find: async () => ({ found: new Set<string>(), exact: list !== "lags" }),
      },
    };
    await plan(lagging, bundleOf([dashboardOf("overview", [])]));
    expect(grafana.log).toEqual(read ? ["dashboards.read overview"] : []);
  });

  test("that is as the code says costs one reading", async () => {
    for (const stampsInReads of [true, false]) {
      const grafana = faultyGrafana({ stampsInReads });
      havePushed(grafana, "overview", sent("overview"));
      grafana.log.length = 0;
      const planned = await plan(grafana, bundleOf([dashboardOf("overview", [])]));
      expect(kindsOf(planned)).toEqual({ "dashboard overview": "unchanged" });
      expect(grafana.log).toEqual(["dashboards.find", "dashboards.read overview"]);
      expect(actionOn(planned, "overview")).not.toHaveProperty("document");
    }
  });

  test("that the code changed is updated, with what changes", async () => {
    for (const stampsInReads of [true, false]) {
      const grafana = faultyGrafana({ stampsInReads });
      const base = havePushed(grafana, "overview", sent("overview", { refresh: "1m" }));
      grafana.log.length = 0;
      const planned = await plan(grafana, bundleOf([dashboardOf("overview", [], { refresh: "30s" })]));
      expect(actionOn(planned, "overview")).toMatchObject({
        kind: "update",
        changes: ["refresh 1m → 30s"],
        base,
        document: sent("overview", { refresh: "30s" }),
      });
      expect(grafana.log.includes("dashboards.history overview")).toBe(!stampsInReads);
    }
  });

  test("that somebody changed is left alone, and says who did what since", async () => {
    for (const stampsInReads of [true, false]) {
      const grafana = faultyGrafana({ stampsInReads });
      havePushed(grafana, "overview", sent("overview"));
      grafana.edit("overview", sent("overview", { refresh: "1m" }), "bob");
      grafana.edit("overview", sent("overview", { refresh: "5m" }), "anna");
      const bundle = bundleOf([dashboardOf("overview", [], { refresh: "30s" })]);
      expect(actionOn(await plan(grafana, bundle), "overview")).toMatchObject({
        kind: "conflict",
        changes: ["refresh off → 30s"],
        conflict: {
          reason: "edited",
          edits: ["refresh off → 5m"],
          forcible: true,
          message:
            "The dashboard `Title of overview` was changed in Grafana by `anna` at 2026-11-22T00:00:03Z since it was pushed last.",
          since: [
            { by: "anna", at: "2026-11-22T00:00:03Z", message: "" },
            { by: "bob", at: "2026-11-22T00:00:02Z", message: "" },
          ],
        },
      });
      const forced = actionOn(await plan(grafana, bundle, { force: true }), "overview");
      expect(forced).toMatchObject({ kind: "update", base: { version: 3 } });
    }
  });

  test.each([false, true])(
    "that somebody saved without a difference is no conflict when the code changes (stamp in readings: %s)",
    async (stampsInReads) => {
      const grafana = faultyGrafana({ stampsInReads });
      havePushed(grafana, "overview", sent("overview"));
      grafana.edit("overview", sent("overview", { editable: true, schemaVersion: 43, links: [] }), "anna");
      const bundle = bundleOf([dashboardOf("overview", [], { refresh: "30s" })]);
      expect(actionOn(await plan(grafana, bundle), "overview")).toMatchObject({
        kind: "update",
        changes: ["refresh off → 30s"],
        base: { version: 2 },
      });
    },
  );

  test("that was edited and edited back is untouched", async () => {
    const grafana = faultyGrafana();
    havePushed(grafana, "overview", sent("overview"));
    grafana.edit("overview", sent("overview", { refresh: "1m" }));
    grafana.edit("overview", sent("overview"));
    const planned = await plan(grafana, bundleOf([dashboardOf("overview", [], { refresh: "30s" })]));
    expect(kindsOf(planned)).toEqual({ "dashboard overview": "update" });
  });

  test("that somebody saved without changing anything is unchanged", async () => {
    const grafana = faultyGrafana();
    havePushed(grafana, "overview", sent("overview"));
    grafana.edit("overview", sent("overview", { editable: true, links: [], timezone: "browser" }));
    expect(kindsOf(await plan(grafana, bundleOf([dashboardOf("overview", [])])))).toEqual({
      "dashboard overview": "unchanged",
    });
  });

  test("of which the code dropped what makes no difference is still brought to the code", async () => {
    const grafana = faultyGrafana();
    havePushed(grafana, "overview", sent("overview", { editable: true }));
    const planned = await plan(grafana, bundleOf([dashboardOf("overview", [])]));
    expect(actionOn(planned, "overview")).toMatchObject({
      kind: "update",
      changes: ["details that look the same in Grafana"],
    });
  });

  test("whose history these credentials may not read is left alone, and says why", async () => {
    const grafana = faultyGrafana();
    havePushed(grafana, "overview", sent("overview"));
    const error = new DashError("forbidden", { message: "No." });
    grafana.fail("dashboards.history overview", { kind: "throw", error });
    const planned = await plan(grafana, bundleOf([dashboardOf("overview", [], { refresh: "1m" })]));
    expect(actionOn(planned, "overview").conflict?.message).toContain("may not read its history");
  });

  test("that nobody owns is adopted when it is equal, and a conflict when it differs", async () => {
    const grafana = faultyGrafana();
    grafana.edit("same", sent("same"));
    grafana.edit("other", sent("other", { refresh: "1m" }));
    const bundle = bundleOf([dashboardOf("same", []), dashboardOf("other", [])]);
    const planned = await plan(grafana, bundle);
    expect(kindsOf(planned)).toEqual({ "dashboard same": "adopt", "dashboard other": "conflict unmanaged" });
    expect(actionOn(planned, "same")).toMatchObject({ document: sent("same"), base: { version: 1 } });
    expect(kindsOf(await plan(grafana, bundle, { force: true }))).toMatchObject({
      "dashboard other": "update",
    });
  });

  test("that lies in another folder is moved, unless somebody else moved it", async () => {
    const grafana = faultyGrafana();
    haveFolder(grafana, "teams", "", own);
    havePushed(grafana, "mine", sent("mine"));
    havePushed(grafana, "theirs", sent("theirs"), { folderUid: "teams" });
    const kept = grafana.dashboardsByUid.get("theirs");
    const [newest] = kept?.versions ?? [];
    if (kept === undefined || newest === undefined) throw new Error("lost");
    grafana.dashboardsByUid.set("theirs", {
      ...kept,
      versions: [{ ...newest, version: 2, folderUid: "", message: "" }, newest],
    });
    const bundle = bundleOf([dashboardOf("mine", ["Teams"]), dashboardOf("theirs", ["Teams"])]);
    const planned = await plan(grafana, bundle);
    expect(kindsOf(planned)).toMatchObject({
      "dashboard mine": "move",
      "dashboard theirs": "conflict edited",
    });
    expect(actionOn(planned, "mine").changes).toEqual(["folder Grafana's root → `Teams`"]);
    expect(kindsOf(await plan(grafana, bundle, { force: true }))).toMatchObject({
      "dashboard theirs": "move",
    });
  });

  test("of the newer schema is no untouched one, and is not adopted", async () => {
    const grafana = faultyGrafana();
    havePushed(grafana, "mine", sent("mine"));
    grafana.edit("free", sent("free"));
    const newer: FaultyGrafana = {
      ...grafana,
      dashboards: {
        ...grafana.dashboards,
        read: async (uid) => {
          const stored = await grafana.dashboards.read(uid);
          return stored && { ...stored, format: "v2" as const };
        },
      },
    };
    expect(kindsOf(await plan(newer, bundleOf([dashboardOf("mine", []), dashboardOf("free", [])])))).toEqual({
      "dashboard mine": "unchanged",
      "dashboard free": "unchanged",
    });
    expect(kindsOf(await plan(newer, bundleOf([dashboardOf("mine", [], { refresh: "1m" })])))).toEqual({
      "dashboard mine": "conflict edited",
    });
  });

  test("is sent as the server stores it: without ids and dash's tag, trimmed, with a refresh that is allowed", async () => {
    const grafana = faultyGrafana({ facts: { minRefreshInterval: "10s" } });
    const more = { id: 7, version: 3, title: " T ", tags: [" a ", "dash:shop"], refresh: "1s" };
    const planned = await plan(
      grafana,
      bundleOf([dashboardOf("overview", [], more), dashboardOf("calm", [], { refresh: "1m" })]),
    );
    expect(actionOn(planned, "overview")).toMatchObject({
      document: { title: "T", tags: ["a"], refresh: "10s" },
    });
    expect(
      Object.keys(
        actionOn(planned, "overview").object === "dashboard"
          ? ((actionOn(planned, "overview") as { document?: object }).document ?? {})
          : {},
      ).sort(),
    ).toEqual(["panels", "refresh", "schemaVersion", "tags", "title"]);
    expect(planned.notes).toEqual([
      "The refresh of 1 dashboard is set to `10s`, the shortest that this Grafana allows: `overview`.",
    ]);
  });
});

describe("folders", () => {
  const bundle = bundleOf([dashboardOf("d", ["A", "B"])]);

  test("are planned parents first, before what lies in them", async () => {
    const planned = await plan(faultyGrafana(), bundle);
    expect(planned.actions.map(({ object, uid, kind }) => `${kind} ${object} ${uid}`)).toEqual([
      "create folder a",
      "create folder a-b",
      "create dashboard d",
    ]);
    expect(actionOn(planned, "a-b")).toMatchObject({ title: "B", parentUid: "a" });
    expect(actionOn(planned, "d")).toMatchObject({ folderUid: "a-b" });
  });

  test("that cannot be nested are one, named by the whole path", async () => {
    const planned = await plan(faultyGrafana({ facts: { nestedFolders: false } }), bundle);
    expect(kindsOf(planned)).toEqual({ "folder a-b": "create", "dashboard d": "create" });
    expect(actionOn(planned, "a-b")).toMatchObject({ title: "A / B", parentUid: "" });
  });

  test("that cannot be nested and read alike are one", async () => {
    const alike = bundleOf([dashboardOf("d", ["A", "B"]), dashboardOf("e", ["A / B"])]);
    const planned = await plan(faultyGrafana({ facts: { nestedFolders: false } }), alike);
    const folders = planned.actions.filter(({ object }) => object === "folder");
    expect(folders).toHaveLength(1);
    expect(actionOn(planned, "d")).toMatchObject({ folderUid: folders[0]?.uid });
    expect(actionOn(planned, "e")).toMatchObject({ folderUid: folders[0]?.uid });
  });

  test.each([
    { name: "equal and ours", title: "A", owner: own, expected: "unchanged" },
    { name: "equal and nobody's", title: "A", owner: { kind: "nobody" }, expected: "unchanged" },
    { name: "renamed in the code", title: "a", owner: own, expected: "update" },
    { name: "renamed by somebody", title: "a", owner: own, hash: "other", expected: "conflict edited" },
    { name: "different and nobody's", title: "a", owner: { kind: "nobody" }, expected: "conflict unmanaged" },
    {
      name: "of another project",
      title: "a",
      owner: { kind: "dash", project: "x" },
      expected: "conflict other-project",
    },
    {
      name: "of another tool",
      title: "a",
      owner: { kind: "tool", tool: "repo", identity: "" },
      expected: "conflict other-tool",
    },
  ] as const)("that exist: $name", async ({ title, owner, expected, ...more }) => {
    const grafana = faultyGrafana();
    haveFolder(grafana, "a", "", owner);
    const folder = grafana.foldersByUid.get("a");
    if (folder === undefined) throw new Error("lost");
    const { folderHash } = await import("../../../src/push/compare/content-hash.ts");
    const hash = "hash" in more ? more.hash : folderHash({ title, parentUid: "" });
    grafana.foldersByUid.set("a", { ...folder, title, hash });
    const planned = await plan(grafana, bundleOf([dashboardOf("d", ["A"])]));
    expect(kindsOf(planned)["folder a"]).toBe(expected);
    // What lies in it is pushed all the same.
    expect(kindsOf(planned)["dashboard d"]).toBe("create");
  });

  test("that moved in the code are moved", async () => {
    const grafana = faultyGrafana();
    haveFolder(grafana, "a", "elsewhere");
    const folder = grafana.foldersByUid.get("a");
    if (folder === undefined) throw new Error("lost");
    const { folderHash } = await import("../../../src/push/compare/content-hash.ts");
    grafana.foldersByUid.set("a", {
      ...folder,
      title: "A",
      hash: folderHash({ title: "A", parentUid: "elsewhere" }),
    });
    const planned = await plan(grafana, bundleOf([dashboardOf("d", ["A"])]));
    expect(actionOn(planned, "a")).toMatchObject({
      kind: "move",
      changes: ["folder `elsewhere` → Grafana's root"],
    });
  });
});

test("a selection plans what is selected and the folders that it needs", async () => {
  const bundle = bundleOf([dashboardOf("x", ["A"]), dashboardOf("y", ["B"])], [dataSourceOf()]);
  const grafana = faultyGrafana();
  expect(kindsOf(await plan(grafana, bundle, { selection: { names: ["x"] } }))).toEqual({
    "folder a": "create",
    "dashboard x": "create",
  });
  expect(kindsOf(await plan(grafana, bundle, { selection: { names: [], only: "datasources" } }))).toEqual({
    "data-source prometheus": "create",
  });
});

test("planning reads with bounded concurrency and writes nothing", async () => {
  const grafana = faultyGrafana();
  const uids = Array.from({ length: 30 }, (_, index) => `d${index}`);
  for (const uid of uids) havePushed(grafana, uid, document(uid));
  grafana.log.length = 0;
  await plan(grafana, bundleOf(uids.map((uid) => dashboardOf(uid, []))), { concurrency: 3 });
  expect(grafana.mostRunning()).toBe(3);
  expect(grafana.writes()).toEqual([]);
});

test("an abort ends the reading", async () => {
  const grafana = faultyGrafana();
  const uids = Array.from({ length: 30 }, (_, index) => `d${index}`);
  for (const uid of uids) havePushed(grafana, uid, document(uid));
  const controller = new AbortController();
  grafana.fail("dashboards.read d0", { kind: "before", act: () => controller.abort() });
  const bundle = bundleOf(uids.map((uid) => dashboardOf(uid, [])));
  const planned = await plan(grafana, bundle, { concurrency: 2, signal: controller.signal });
  expect(planned.actions.length).toBeLessThan(4);
});

test("one object of a plan can be planned again", async () => {
  const grafana = faultyGrafana();
  const planned = await plan(grafana, bundleOf([dashboardOf("d", ["A"])], [dataSourceOf()]));
  const context = { project, env: () => undefined, force: false, updateSecrets: false };
  for (const action of planned.actions) {
    const desired = desiredOf(action);
    if (desired === undefined) throw new Error("nothing is wanted");
    const again = await planObject(grafana, desired, context);
    const { object, uid, kind, hash } = action;
    expect(again.action).toMatchObject({ object, uid, kind, hash });
  }
});

test("a plan is plain data: saved and read it is the same", async () => {
  const planned = await plan(faultyGrafana(), bundleOf([dashboardOf("d", ["A"])], [dataSourceOf()]), {
    environment: "prod",
  });
  expect(JSON.parse(JSON.stringify(planned))).toEqual(planned);
  expect(planned).toMatchObject({
    formatVersion: 1,
    project: "shop",
    environment: "prod",
    server: { url: "http://grafana.test", version: "12.4.0", api: "resources", orgId: 1 },
  });
});
