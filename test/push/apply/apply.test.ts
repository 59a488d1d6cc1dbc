import { describe, expect, test } from "vitest";
import { DashError } from "../../../src/base/dash-error.ts";
import type { WriteResult } from "../../../src/grafana/model.ts";
import type { Conflict } from "../../../src/push/plan.ts";
import {
  dashboardAction,
  dashboardBase,
  dataSourceAction,
  document,
  folderAction,
  haveDataSource,
  haveFolder,
  havePushed,
  own,
  project,
  settings,
} from "../actions.ts";
import { apply, only, statesOf } from "../applying.ts";
import { type Fault, faultyGrafana } from "../faulty-grafana.ts";

const refused = (status: number, message = "no"): Fault => ({
  kind: "answer",
  result: { kind: "refused", status, message } satisfies WriteResult,
});

const conflict: Conflict = {
  reason: "edited",
  message: "Anna changed it.",
  hint: "Look.",
  forcible: true,
  since: [],
};

describe("what is written", () => {
  test("creates folders from the outside in, then data sources, then dashboards", async () => {
    const grafana = faultyGrafana();
    const outcome = await apply(grafana, [
      dashboardAction({ uid: "d", folderUid: "inner" }),
      dataSourceAction({ uid: "prom" }),
      folderAction({ uid: "inner", parentUid: "outer" }),
      folderAction({ uid: "outer" }),
    ]);
    expect(grafana.writes()).toEqual([
      "folders.write outer",
      "folders.write inner",
      "dataSources.write prom",
      "dashboards.write d",
    ]);
    expect(outcome.objects.map(({ uid, state }) => [uid, state])).toEqual([
      ["d", "done"],
      ["prom", "done"],
      ["inner", "done"],
      ["outer", "done"],
    ]);
    expect(outcome).toMatchObject({ push: "p2", interrupted: false, health: { prom: { status: "ok" } } });
    expect(outcome).not.toHaveProperty("confirmed");
  });

  test("deletes last: dashboards, data sources, then folders from the inside out", async () => {
    const grafana = faultyGrafana();
    const outer = haveFolder(grafana, "outer");
    const inner = haveFolder(grafana, "inner", "outer");
    const old = havePushed(grafana, "old", document("old"), { folderUid: "inner" });
    const prom = haveDataSource(grafana, settings("prom"));
    const outcome = await apply(grafana, [
      folderAction({ uid: "outer", kind: "delete", base: outer }),
      folderAction({ uid: "inner", kind: "delete", base: inner, parentUid: "outer" }),
      dataSourceAction({ uid: "prom", kind: "delete", base: prom }),
      dashboardAction({ uid: "old", kind: "delete", base: old, folderUid: "inner" }),
      dashboardAction({ uid: "new" }),
    ]);
    expect(grafana.writes()).toEqual([
      "dashboards.write new",
      "dashboards.remove old",
      "dataSources.remove prom",
      "folders.remove inner",
      "folders.remove outer",
    ]);
    expect(Object.values(statesOf(outcome))).toEqual(["done", "done", "done", "done", "done"]);
  });

  test("leaves what is unchanged or in conflict, and asks only how the data sources are", async () => {
    const grafana = faultyGrafana();
    const outcome = await apply(grafana, [
      dataSourceAction({ uid: "prom", kind: "unchanged", base: haveDataSource(grafana, settings("prom")) }),
      dashboardAction({ uid: "same", kind: "unchanged" }),
      dashboardAction({ uid: "edited", kind: "conflict", conflict }),
    ]);
    expect(grafana.writes()).toEqual([]);
    expect(outcome.health).toMatchObject({ prom: { status: "ok" } });
    expect(statesOf(outcome)).toEqual({ prom: "left", same: "left", edited: "left" });
    expect(outcome.objects[2]).toMatchObject({
      kind: "conflict",
      message: "Anna changed it.",
      hint: "Look.",
    });
  });

  test("puts message, stamp and restored version into the history", async () => {
    const grafana = faultyGrafana();
    const base = havePushed(grafana, "d");
    const action = dashboardAction({ uid: "d", base, document: document("d", 0), restores: 7 });
    await apply(grafana, [action], { message: "Roll back" });
    expect(grafana.dashboardsByUid.get("d")?.versions[0]?.message).toBe(
      `Roll back (restores version 7) [dash project=${project} push=p2 hash=${action.hash}]`,
    );
  });

  test("never has more calls under way than the concurrency", async () => {
    const grafana = faultyGrafana();
    const actions = Array.from({ length: 40 }, (_, index) => dashboardAction({ uid: `d${index}` }));
    await apply(grafana, actions, { concurrency: 3 });
    expect(grafana.mostRunning()).toBe(3);
    expect(grafana.dashboardsByUid.size).toBe(40);
  });

  test("has eight calls under way unless told otherwise", async () => {
    const grafana = faultyGrafana();
    await apply(
      grafana,
      Array.from({ length: 40 }, (_, index) => dashboardAction({ uid: `d${index}` })),
    );
    expect(grafana.mostRunning()).toBe(8);
  });

  test("tells each outcome as soon as it is known", async () => {
    const told: string[] = [];
    await apply(faultyGrafana(), [dashboardAction({ uid: "d" }), folderAction({ uid: "f" })], {
      onProgress: ({ uid, state }) => told.push(`${uid} ${state}`),
    });
    expect(told).toEqual(["f done", "d done"]);
  });
});

describe("failures", () => {
  test("do not stop other objects, and tell the server's words", async () => {
    const grafana = faultyGrafana();
    grafana.fail("dashboards.write bad", refused(400, "Dashboard title cannot be empty"));
    const outcome = await apply(grafana, [dashboardAction({ uid: "bad" }), dashboardAction({ uid: "good" })]);
    expect(statesOf(outcome)).toEqual({ bad: "failed", good: "done" });
    expect(only(outcome)).toMatchObject({ message: "Dashboard title cannot be empty" });
  });

  test.each([
    { status: 413, message: "Request Entity Too Large", hint: /client_max_body_size/ },
    { status: 403, message: "Access denied to save dashboard", hint: /right to write/ },
    { status: 403, message: "Quota reached", hint: /quota/ },
    { status: 400, message: "Cannot save provisioned dashboard", hint: /provisioning file/ },
    { status: 404, message: "folder not found", hint: /deleted meanwhile/ },
    { status: 500, message: "Failed to save dashboard", hint: /log/ },
    { status: 429, message: "Too many requests", hint: /--concurrency/ },
    { status: 418, message: "", hint: /./ },
  ])("with status $status ($message) come with a hint", async ({ status, message, hint }) => {
    const grafana = faultyGrafana();
    grafana.fail("dashboards.write d", refused(status, message));
    const outcome = only(await apply(grafana, [dashboardAction({ uid: "d" })]));
    expect(outcome).toMatchObject({ state: "failed" });
    expect(outcome?.message).toBe(message === "" ? "Grafana answered with status 418." : message);
    expect(outcome?.hint).toMatch(hint);
  });

  test("of a folder leave what would lie in it untried, at any depth", async () => {
    const grafana = faultyGrafana();
    grafana.fail("folders.write team", refused(403, "Access denied"));
    const outcome = await apply(grafana, [
      folderAction({ uid: "team" }),
      folderAction({ uid: "inner", parentUid: "team" }),
      dashboardAction({ uid: "in-team", folderUid: "team" }),
      dashboardAction({ uid: "in-inner", folderUid: "inner" }),
      dashboardAction({ uid: "elsewhere" }),
    ]);
    expect(statesOf(outcome)).toEqual({
      team: "failed",
      inner: "untried",
      "in-team": "untried",
      "in-inner": "untried",
      elsewhere: "done",
    });
    expect(outcome.objects[2]).toMatchObject({ message: "Its folder `team` is not there." });
  });

  test("of renaming a folder do not keep dashboards out of it", async () => {
    const grafana = faultyGrafana();
    const base = haveFolder(grafana, "team");
    grafana.fail("folders.write team", refused(403, "Access denied"));
    const outcome = await apply(grafana, [
      folderAction({ uid: "team", title: "The team", base }),
      dashboardAction({ uid: "d", folderUid: "team" }),
    ]);
    expect(statesOf(outcome)).toEqual({ team: "failed", d: "done" });
  });

  test("do not keep others from being deleted", async () => {
    const grafana = faultyGrafana();
    const base = havePushed(grafana, "old");
    grafana.fail("dashboards.write bad", refused(400));
    const outcome = await apply(grafana, [
      dashboardAction({ uid: "bad" }),
      dashboardAction({ uid: "old", kind: "delete", base }),
    ]);
    expect(statesOf(outcome)).toEqual({ bad: "failed", old: "done" });
  });

  test("end the push when it is to fail fast; what runs is finished", async () => {
    const grafana = faultyGrafana();
    const base = havePushed(grafana, "old");
    grafana.fail("dashboards.write d0", refused(400));
    const outcome = await apply(
      grafana,
      [
        ...[0, 1, 2, 3].map((index) => dashboardAction({ uid: `d${index}` })),
        dashboardAction({ uid: "old", kind: "delete", base }),
      ],
      { concurrency: 2, failFast: true },
    );
    expect(statesOf(outcome)).toEqual({
      d0: "failed",
      d1: "done",
      d2: "untried",
      d3: "untried",
      old: "untried",
    });
    expect(outcome.interrupted).toBe(false);
    expect(outcome.objects[2]?.hint).toContain("--fail-fast");
  });

  test("of the connection are the object's", async () => {
    const grafana = faultyGrafana();
    grafana.fail("dashboards.write d0", { kind: "throw" });
    const outcome = await apply(grafana, [dashboardAction({ uid: "d0" }), dashboardAction({ uid: "d1" })]);
    expect(statesOf(outcome)).toEqual({ d0: "failed", d1: "done" });
    expect(only(outcome)).toMatchObject({ message: "`grafana` closed the connection.", hint: "Look." });
  });

  test("of the connection five times in a row leave the rest untried", async () => {
    const grafana = faultyGrafana();
    const actions = Array.from({ length: 12 }, (_, index) => dashboardAction({ uid: `d${index}` }));
    for (const { uid } of actions) grafana.fail(`dashboards.write ${uid}`, { kind: "throw" });
    const outcome = await apply(grafana, actions, { concurrency: 1 });
    expect(grafana.writes()).toHaveLength(5);
    expect(outcome.objects.at(-1)).toMatchObject({
      state: "untried",
      message: "Grafana could no longer be reached.",
    });
  });

  test("of the credentials leave the rest untried at once", async () => {
    const grafana = faultyGrafana();
    const error = new DashError("unauthorized", { message: "Expired API key" });
    grafana.fail("dashboards.write d0", { kind: "throw", error });
    const outcome = await apply(
      grafana,
      [0, 1, 2].map((index) => dashboardAction({ uid: `d${index}` })),
      { concurrency: 1 },
    );
    expect(statesOf(outcome)).toEqual({ d0: "failed", d1: "untried", d2: "untried" });
  });

  test("that are bugs are thrown", async () => {
    const grafana = faultyGrafana();
    const act = () => {
      throw new TypeError("a bug");
    };
    grafana.fail("dashboards.write d", { kind: "before", act });
    await expect(apply(grafana, [dashboardAction({ uid: "d" })])).rejects.toThrow("a bug");
  });
});

test("an interruption starts nothing new, finishes what runs and asks for no health", async () => {
  const grafana = faultyGrafana();
  const interruption = new AbortController();
  grafana.fail("dashboards.write d1", { kind: "before", act: () => interruption.abort() });
  const outcome = await apply(
    grafana,
    [
      dataSourceAction({ uid: "prom" }),
      ...[0, 1, 2, 3, 4].map((index) => dashboardAction({ uid: `d${index}` })),
    ],
    { concurrency: 2, signal: interruption.signal, confirm: true },
  );
  expect(outcome).toMatchObject({ interrupted: true, health: {}, confirmed: false });
  const { d0, d1, d2, d3, d4 } = statesOf(outcome);
  expect([d0, d1, d3, d4]).toEqual(["done", "done", "untried", "untried"]);
  expect(["done", "untried"]).toContain(d2);
  expect(grafana.dashboardsByUid.size).toBe(d2 === "done" ? 3 : 2);
  const again = await apply(
    grafana,
    outcome.objects.filter(({ state }) => state === "untried").map(({ uid }) => dashboardAction({ uid })),
  );
  expect(Object.values(statesOf(again)).every((state) => state === "done")).toBe(true);
});

describe("secrets", () => {
  const secrets = { basicAuthPassword: "${PASSWORD}", httpHeaderValue1: "Bearer ${TOKEN}" };
  const env = (name: string) => ({ PASSWORD: "hunter2", TOKEN: "t0ken", HOST: "prometheus" })[name];

  test("and references are expanded when they are written, and are in no outcome", async () => {
    const grafana = faultyGrafana();
    const action = dataSourceAction({
      uid: "prom",
      settings: settings("prom", { url: "http://${HOST}:9090" }),
      secrets,
    });
    const outcome = await apply(grafana, [action], { env, confirm: true });
    expect(grafana.dataSourcesByUid.get("prom")).toMatchObject({
      url: "http://prometheus:9090",
      secretValues: { basicAuthPassword: "hunter2", httpHeaderValue1: "Bearer t0ken" },
    });
    expect(outcome.confirmed).toBe(true);
    expect(JSON.stringify(outcome)).not.toMatch(/hunter2|t0ken/);
  });

  test("that Grafana repeats in its messages are references again", async () => {
    const grafana = faultyGrafana();
    grafana.fail(
      "dataSources.write prom",
      refused(400, 'invalid URL "http://u:hunter2@h", Bearer t0ken, `$&`'),
    );
    const action = dataSourceAction({ uid: "prom", secrets });
    expect(only(await apply(grafana, [action], { env }))?.message).toBe(
      'invalid URL "http://u:${PASSWORD}@h", Bearer ${TOKEN}, `$&`',
    );
  });

  test("that are not set stop the push before the first write", async () => {
    const grafana = faultyGrafana();
    const pushing = apply(grafana, [folderAction({ uid: "f" }), dataSourceAction({ uid: "prom", secrets })]);
    await expect(pushing).rejects.toMatchObject({ code: "config-invalid" });
    await expect(pushing).rejects.toThrow("`PASSWORD`, `TOKEN`");
    expect(grafana.log).toEqual([]);
  });

  test("of an existing data source are kept when they are not set", async () => {
    const grafana = faultyGrafana();
    const base = haveDataSource(grafana, settings("prom"), { basicAuthPassword: "kept" });
    const action = dataSourceAction({
      uid: "prom",
      settings: settings("prom", { url: "http://new:9090" }),
      secrets,
      base,
    });
    await apply(grafana, [action], { env: (name) => (name === "TOKEN" ? "t0ken" : undefined) });
    expect(grafana.dataSourcesByUid.get("prom")?.secretValues).toEqual({
      basicAuthPassword: "kept",
      httpHeaderValue1: "Bearer t0ken",
    });
  });

  test("are not sent when a data source is only adopted, unless all are to be sent", async () => {
    for (const updateSecrets of [false, true]) {
      const grafana = faultyGrafana();
      const base = haveDataSource(grafana, settings("prom"), {});
      const action = dataSourceAction({ uid: "prom", kind: "adopt", secrets, base });
      await apply(grafana, [action], { env, updateSecrets });
      expect(Object.keys(grafana.dataSourcesByUid.get("prom")?.secretValues ?? {})).toHaveLength(
        updateSecrets ? 2 : 0,
      );
    }
  });
});

test("adopting writes the stamp onto the state that was planned", async () => {
  const grafana = faultyGrafana();
  grafana.edit("d", document("d"));
  const base = dashboardBase(grafana, "d");
  const outcome = only(await apply(grafana, [dashboardAction({ uid: "d", kind: "adopt", base })]));
  expect(outcome).toMatchObject({ state: "done", kind: "adopt" });
  expect(grafana.dashboardsByUid.get("d")?.owner).toEqual(own);
});
