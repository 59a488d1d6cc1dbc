import { describe, expect, test } from "vitest";
import type { JsonObject } from "../../../src/schema/json.ts";
import { bundleOf, dashboardOf } from "../../provision/small-bundle.ts";
import { haveDataSource, haveFolder, havePushed, own, settings } from "../actions.ts";
import { faultyGrafana, type FaultyGrafana, type FaultyOptions } from "../faulty-grafana.ts";
import { actionOn, kindsOf, plan, type PlanOptions } from "../planning.ts";

const nothing = bundleOf([]);
const prune = { prune: true } as const;

/** A Grafana that counts what lies in a folder at any depth, as real ones do. */
function grafanaOf(options: FaultyOptions = {}): FaultyGrafana {
  const grafana = faultyGrafana(options);
  const inside = (uid: string): ReadonlySet<string> => {
    const found = new Set([uid]);
    for (const folder of [...grafana.foldersByUid.values(), ...grafana.foldersByUid.values()]) {
      if (found.has(folder.parentUid)) found.add(folder.uid);
    }
    return found;
  };
  return {
    ...grafana,
    folders: {
      ...grafana.folders,
      contents: async (uid) => {
        const folders = inside(uid);
        const dashboards = [...grafana.dashboardsByUid.values()].filter(({ versions }) =>
          folders.has(versions[0]?.folderUid ?? ""),
        );
        return { folders: folders.size - 1, dashboards: dashboards.length, others: 0 };
      },
    },
  };
}

const changed: JsonObject = { title: "changed", panels: [] };

describe("dashboards that the code lacks", () => {
  interface Case {
    readonly name: string;
    readonly have: (grafana: FaultyGrafana) => void;
    readonly options?: PlanOptions;
    readonly expected: Readonly<Record<string, string>>;
  }
  test.each<Case>([
    {
      name: "are deleted when they are as they were pushed",
      have: (grafana) => havePushed(grafana, "old"),
      expected: { "dashboard old": "delete" },
    },
    {
      name: "are left alone without `prune`",
      have: (grafana) => havePushed(grafana, "old"),
      options: { prune: false },
      expected: {},
    },
    {
      name: "are left alone when somebody edited them",
      have: (grafana) => {
        havePushed(grafana, "old");
        grafana.edit("old", changed);
      },
      expected: { "dashboard old": "conflict edited" },
    },
    {
      name: "are deleted by force when somebody edited them",
      have: (grafana) => {
        havePushed(grafana, "old");
        grafana.edit("old", changed);
      },
      options: { force: true },
      expected: { "dashboard old": "delete" },
    },
    {
      name: "are left alone when nobody or another project made them",
      have: (grafana) => {
        grafana.edit("theirs", changed);
        grafana.pushed({
          uid: "other",
          folderUid: "",
          document: changed,
          stamp: { project: "other", push: "p", hash: "00" },
        });
      },
      options: { force: true },
      expected: {},
    },
    {
      name: "are left alone outside of the selected names",
      have: (grafana) => {
        havePushed(grafana, "team-old");
        havePushed(grafana, "old");
      },
      options: { selection: { names: ["team-*"] } },
      expected: { "dashboard team-old": "delete" },
    },
    {
      name: "are left alone outside of the selected folder",
      have: (grafana) => {
        haveFolder(grafana, "Teams");
        haveFolder(grafana, "A", "Teams");
        havePushed(grafana, "inside", undefined, { folderUid: "A" });
        havePushed(grafana, "outside");
      },
      options: { selection: { names: [], folder: ["Teams"] } },
      expected: { "dashboard inside": "delete", "folder A": "delete", "folder Teams": "delete" },
    },
    {
      name: "are left alone when only data sources are selected",
      have: (grafana) => {
        havePushed(grafana, "old");
        haveDataSource(grafana, settings("p"));
      },
      options: { selection: { names: [], only: "datasources" } },
      expected: { "data-source p": "delete" },
    },
  ])("$name", async ({ have, options, expected }) => {
    for (const stampsInReads of [true, false]) {
      const grafana = grafanaOf({ stampsInReads });
      have(grafana);
      expect(kindsOf(await plan(grafana, nothing, { ...prune, ...options }))).toEqual(expected);
    }
  });

  test("stay when they carry the mark, but no push is known to have written them: copies", async () => {
    const grafana = grafanaOf();
    grafana.dashboardsByUid.set("copy", {
      owner: own,
      versions: [{ version: 1, document: changed, folderUid: "", by: "anna", message: "" }],
    });
    const planned = await plan(grafana, nothing, { ...prune, force: true });
    expect(planned.actions).toEqual([]);
    expect(planned.notes).toEqual([expect.stringContaining("it may be a copy")]);
  });

  test("are deleted against the state that was read", async () => {
    const grafana = grafanaOf();
    const base = havePushed(grafana, "old");
    expect(actionOn(await plan(grafana, nothing, prune), "old")).toEqual({
      object: "dashboard",
      kind: "delete",
      uid: "old",
      title: "old",
      changes: [],
      folderUid: "",
      base,
      hash: "",
    });
  });

  test("are not those that are in the code but not selected", async () => {
    const grafana = grafanaOf();
    havePushed(grafana, "kept");
    havePushed(grafana, "x", { title: "Title of x", schemaVersion: 42, panels: [] });
    const bundle = bundleOf([dashboardOf("kept", []), dashboardOf("x", [])]);
    const planned = await plan(grafana, bundle, { ...prune, selection: { names: ["x"] } });
    expect(kindsOf(planned)).toEqual({ "dashboard x": "unchanged" });
  });

  test("nobody knows of at all: then a name that selects nothing is a mistake", async () => {
    const selection = { names: ["taem-*"] };
    await expect(plan(grafanaOf(), nothing, { ...prune, selection })).rejects.toMatchObject({
      code: "usage",
    });
  });
});

describe("data sources that the code lacks", () => {
  test("are deleted with their settings kept in the plan, provisioned ones left alone", async () => {
    const grafana = grafanaOf();
    const base = haveDataSource(grafana, settings("old"));
    haveDataSource(grafana, settings("file"));
    const file = grafana.dataSourcesByUid.get("file");
    if (file !== undefined) grafana.dataSourcesByUid.set("file", { ...file, readOnly: true });
    const planned = await plan(grafana, nothing, prune);
    expect(kindsOf(planned)).toEqual({ "data-source old": "delete" });
    expect(actionOn(planned, "old")).toMatchObject({ base, previous: settings("old") });
  });

  test("are left alone when somebody edited them, unless forced", async () => {
    const grafana = grafanaOf();
    haveDataSource(grafana, settings("old"), {}, "0000000000000000");
    expect(kindsOf(await plan(grafana, nothing, prune))).toEqual({ "data-source old": "conflict edited" });
    expect(kindsOf(await plan(grafana, nothing, { ...prune, force: true }))).toEqual({
      "data-source old": "delete",
    });
  });
});

describe("folders that the code lacks", () => {
  test("are deleted, the deepest first, when the plan empties them", async () => {
    const grafana = grafanaOf();
    haveFolder(grafana, "a");
    haveFolder(grafana, "b", "a");
    haveFolder(grafana, "c", "b");
    havePushed(grafana, "old", undefined, { folderUid: "c" });
    const planned = await plan(grafana, nothing, prune);
    expect(planned.actions.map(({ uid, kind }) => `${kind} ${uid}`)).toEqual([
      "delete old",
      "delete c",
      "delete b",
      "delete a",
    ]);
  });

  test("are deleted when their dashboards move away", async () => {
    const grafana = grafanaOf();
    haveFolder(grafana, "old");
    havePushed(grafana, "d", { title: "Title of d", schemaVersion: 42, panels: [] }, { folderUid: "old" });
    const planned = await plan(grafana, bundleOf([dashboardOf("d", ["New"])]), prune);
    expect(kindsOf(planned)).toEqual({
      "folder new": "create",
      "dashboard d": "move",
      "folder old": "delete",
    });
  });

  test("stay, with those around them, when anything of others lies in them", async () => {
    const grafana = grafanaOf();
    haveFolder(grafana, "a");
    haveFolder(grafana, "b", "a");
    haveFolder(grafana, "empty", "a");
    grafana.edit("theirs", changed);
    const kept = grafana.dashboardsByUid.get("theirs");
    const [newest] = kept?.versions ?? [];
    if (kept === undefined || newest === undefined) throw new Error("lost");
    grafana.dashboardsByUid.set("theirs", { ...kept, versions: [{ ...newest, folderUid: "b" }] });
    const planned = await plan(grafana, nothing, { ...prune, force: true });
    expect(kindsOf(planned)).toEqual({ "folder empty": "delete" });
    expect(planned.notes).toEqual([
      "The folder `b` (`b`) is no longer in the code, but is kept: it holds 1 dashboard.",
      "The folder `a` (`a`) is no longer in the code, but is kept: it holds 1 dashboard, 2 folders.",
    ]);
  });

  test("stay when nobody or somebody else made them, or when they were renamed", async () => {
    const grafana = grafanaOf();
    haveFolder(grafana, "theirs", "", { kind: "nobody" });
    haveFolder(grafana, "other", "", { kind: "dash", project: "other" });
    haveFolder(grafana, "renamed");
    const renamed = grafana.foldersByUid.get("renamed");
    if (renamed !== undefined) grafana.foldersByUid.set("renamed", { ...renamed, title: "New name" });
    expect(kindsOf(await plan(grafana, nothing, prune))).toEqual({});
  });

  test("stay when names are selected, and where they cannot be stamped", async () => {
    const grafana = grafanaOf();
    haveFolder(grafana, "a");
    havePushed(grafana, "old", undefined, { folderUid: "a" });
    expect(kindsOf(await plan(grafana, nothing, { ...prune, selection: { names: ["old"] } }))).toEqual({
      "dashboard old": "delete",
    });
    const unstamped = grafanaOf({ stampedFolders: false });
    haveFolder(unstamped, "a", "", { kind: "nobody" });
    expect(kindsOf(await plan(unstamped, nothing, prune))).toEqual({});
  });

  test("that hold one another in a circle end the planning all the same", async () => {
    const grafana = grafanaOf();
    haveFolder(grafana, "a", "b");
    haveFolder(grafana, "b", "a");
    expect(await plan(grafana, nothing, prune)).toBeDefined();
    const selection = { names: [], folder: ["x"] };
    await expect(plan(grafana, nothing, { ...prune, selection })).rejects.toMatchObject({ code: "usage" });
  });
});
