import { canonicalJson } from "../../src/compile/canonical.ts";
import { describe, expect, test } from "vitest";
import { DashError } from "../../src/base/dash-error.ts";
import { folderHash } from "../../src/push/compare/content-hash.ts";
import { hasDrift, readStatus, type StatusState } from "../../src/push/status.ts";
import type { Bundle } from "../../src/schema/bundle.ts";
import type { JsonObject } from "../../src/schema/json.ts";
import { haveDataSource, haveFolder, havePushed, project, settings } from "./actions.ts";
import { type FaultyGrafana, faultyGrafana } from "./faulty-grafana.ts";

/** A document that says of itself what may differ. */
function content(refresh: string): JsonObject {
  return { title: "D", schemaVersion: 42, panels: [], refresh };
}

function status(grafana: FaultyGrafana, parts: Partial<Bundle>) {
  return readStatus(grafana, {
    bundle: { dashboards: [], dataSources: [], folders: [], ...parts },
    files: new Map(),
    project,
    env: () => undefined,
    selection: { names: [] },
    concurrency: 4,
  });
}

const code = (refresh: string): Partial<Bundle> => ({
  dashboards: [{ uid: "d", title: "D", folder: [], json: canonicalJson({ uid: "d", ...content(refresh) }) }],
});

interface Case {
  readonly name: string;
  readonly state: StatusState;
  readonly onServer: (grafana: FaultyGrafana) => void;
  /** What the code says; nothing when it has no dashboard. */
  readonly refresh?: string;
}

const pushed = (grafana: FaultyGrafana, refresh: string) => havePushed(grafana, "d", content(refresh));

describe("the status of a dashboard", () => {
  test.each<Case>([
    { name: "as pushed", state: "in-step", onServer: (grafana) => pushed(grafana, "1m"), refresh: "1m" },
    {
      name: "changed in the code",
      state: "code-ahead",
      onServer: (grafana) => pushed(grafana, "1m"),
      refresh: "2m",
    },
    {
      name: "changed in Grafana",
      state: "server-ahead",
      onServer: (grafana) => {
        pushed(grafana, "1m");
        grafana.edit("d", content("5m"));
      },
      refresh: "1m",
    },
    {
      name: "changed in both",
      state: "both-changed",
      onServer: (grafana) => {
        pushed(grafana, "1m");
        grafana.edit("d", content("5m"));
      },
      refresh: "2m",
    },
    {
      name: "of somebody else",
      state: "unmanaged",
      onServer: (grafana) => grafana.edit("d", content("5m")),
      refresh: "1m",
    },
    {
      name: "of somebody else with the same content",
      state: "unmanaged",
      onServer: (grafana) => grafana.edit("d", content("1m")),
      refresh: "1m",
    },
    {
      name: "of another tool",
      state: "unmanaged",
      onServer: (grafana) => {
        grafana.edit("d", content("5m"));
        const { versions = [] } = grafana.dashboardsByUid.get("d") ?? {};
        grafana.dashboardsByUid.set("d", { versions, owner: { kind: "tool", tool: "repo", identity: "" } });
      },
      refresh: "1m",
    },
    { name: "that is not there", state: "missing", onServer: () => {}, refresh: "1m" },
    { name: "that the code dropped", state: "orphaned", onServer: (grafana) => pushed(grafana, "1m") },
    {
      name: "that the code dropped and somebody changed",
      state: "orphaned",
      onServer: (grafana) => {
        pushed(grafana, "1m");
        grafana.edit("d", content("5m"));
      },
    },
  ])("$name is $state", async ({ state, onServer, refresh }) => {
    const grafana = faultyGrafana();
    onServer(grafana);
    const statuses = await status(grafana, refresh === undefined ? {} : code(refresh));
    expect(statuses.map((entry) => [entry.object, entry.uid, entry.state])).toEqual([
      ["dashboard", "d", state],
    ]);
    expect(hasDrift(statuses)).toBe(state !== "in-step");
    expect(grafana.writes()).toEqual([]);
  });

  test("tells who changed what since", async () => {
    const grafana = faultyGrafana({ stampsInReads: true });
    pushed(grafana, "1m");
    grafana.edit("d", content("5m"), "bert");
    const [entry] = await status(grafana, code("1m"));
    expect(entry).toMatchObject({ state: "server-ahead", since: [{ by: "bert" }] });
    expect(entry).toMatchObject({ edits: ["refresh 1m → 5m"], changes: [] });
    expect(entry?.message).toContain("`bert`");
  });

  test("can be read with credentials that may not see the history", async () => {
    const grafana = faultyGrafana();
    pushed(grafana, "1m");
    grafana.edit("d", content("5m"));
    const error = new DashError("forbidden", { message: "Access denied" });
    grafana.fail("dashboards.history d", { kind: "throw", error }, { kind: "throw", error });
    const [entry] = await status(grafana, code("1m"));
    expect(entry).toMatchObject({ state: "both-changed" });
    expect(entry?.message).toContain("history");
  });
});

test("folders are compared with what was pushed last", async () => {
  const grafana = faultyGrafana();
  haveFolder(grafana, "team");
  const renamed = grafana.foldersByUid.get("team");
  if (renamed !== undefined) grafana.foldersByUid.set("team", { ...renamed, title: "Renamed" });
  const folders = (title: string) => ({
    folders: [{ uid: "team", title, path: [title] }],
    dashboards: [
      { uid: "d", title: "D", folder: [title], json: canonicalJson({ uid: "d", ...content("1m") }) },
    ],
  });
  const stateOf = async (title: string) =>
    (await status(grafana, folders(title))).find(({ object }) => object === "folder")?.state;
  expect(renamed?.hash).toBe(folderHash({ title: "team", parentUid: "" }));
  expect(await stateOf("team")).toBe("server-ahead");
  expect(await stateOf("Other")).toBe("both-changed");
  expect(await stateOf("Renamed")).toBe("in-step");
});

test("data sources that the code dropped are orphaned", async () => {
  const grafana = faultyGrafana();
  haveDataSource(grafana, settings("prom"));
  expect(await status(grafana, {})).toMatchObject([
    { object: "data-source", uid: "prom", state: "orphaned" },
  ]);
});
