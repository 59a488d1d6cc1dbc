import { describe, expect, test } from "vitest";
import { DashError } from "../../../src/base/dash-error.ts";
import type { DataSourceAction } from "../../../src/push/plan.ts";
import {
  dashboardAction,
  dashboardBase,
  dataSourceAction,
  document,
  folderAction,
  haveDataSource,
  haveFolder,
  havePushed,
  settings,
} from "../actions.ts";
import { apply, only, statesOf } from "../applying.ts";
import { type Fault, faultyGrafana } from "../faulty-grafana.ts";

function found<T>(value: T | undefined): T {
  if (value === undefined) throw new Error("It is not there.");
  return value;
}

describe("writes whose answer got lost", () => {
  test("are found to have happened", async () => {
    const grafana = faultyGrafana();
    const base = havePushed(grafana, "d1");
    for (const call of [
      "folders.write f",
      "dataSources.write prom",
      "dashboards.write d0",
      "dashboards.write d1",
    ]) {
      grafana.fail(call, { kind: "lost" });
    }
    const outcome = await apply(grafana, [
      folderAction({ uid: "f" }),
      dataSourceAction({ uid: "prom" }),
      dashboardAction({ uid: "d0" }),
      dashboardAction({ uid: "d1", base, document: document("d1", 2) }),
    ]);
    expect(Object.values(statesOf(outcome))).toEqual(["done", "done", "done", "done"]);
    expect(outcome.objects.map(({ kind }) => kind)).toEqual(["create", "create", "create", "update"]);
    expect(grafana.dashboardsByUid.get("d1")?.versions).toHaveLength(2);
  });

  test("are repeated when they did not happen", async () => {
    const grafana = faultyGrafana();
    const base = haveDataSource(grafana, settings("prom"), { basicAuthPassword: "old" });
    for (const call of ["folders.write f", "dataSources.write prom", "dashboards.write d"]) {
      grafana.fail(call, { kind: "unanswered" });
    }
    // Only a secret changes, which cannot be read back.
    const prom = dataSourceAction({ uid: "prom", base, secrets: { basicAuthPassword: "${PASSWORD}" } });
    const outcome = await apply(grafana, [folderAction({ uid: "f" }), prom, dashboardAction({ uid: "d" })], {
      env: () => "new",
    });
    expect(Object.values(statesOf(outcome))).toEqual(["done", "done", "done"]);
    expect(grafana.dataSourcesByUid.get("prom")?.secretValues).toEqual({ basicAuthPassword: "new" });
  });

  test("and deletions too", async () => {
    const grafana = faultyGrafana();
    const [lost, unanswered] = [havePushed(grafana, "lost"), havePushed(grafana, "unanswered")];
    grafana.fail("dashboards.remove lost", { kind: "lost" });
    grafana.fail("dashboards.remove unanswered", { kind: "unanswered" });
    const outcome = await apply(grafana, [
      dashboardAction({ uid: "lost", kind: "delete", base: lost }),
      dashboardAction({ uid: "unanswered", kind: "delete", base: unanswered }),
    ]);
    expect(statesOf(outcome)).toEqual({ lost: "done", unanswered: "done" });
    expect(grafana.dashboardsByUid.size).toBe(0);
  });

  test("are told as open when nothing can be read", async () => {
    const grafana = faultyGrafana();
    grafana.fail("dashboards.write d", { kind: "lost" });
    grafana.fail("dashboards.read d", ...Array.from({ length: 4 }, (): Fault => ({ kind: "throw" })));
    const outcome = only(await apply(grafana, [dashboardAction({ uid: "d" })]));
    expect(outcome).toMatchObject({ state: "failed" });
    expect(outcome?.message).toBe(
      "Status 502: Bad Gateway. The write may have happened or not: " +
        "Grafana gave no usable answer, and could not be asked afterwards.",
    );
    expect(outcome?.hint).toContain("that is safe");
  });

  test("are told as not done when they never happen", async () => {
    const grafana = faultyGrafana();
    grafana.fail("dashboards.write d", ...Array.from({ length: 4 }, (): Fault => ({ kind: "unanswered" })));
    const outcome = only(await apply(grafana, [dashboardAction({ uid: "d" })]));
    expect(outcome).toMatchObject({ state: "failed" });
    expect(outcome?.message).toContain("the object is as it was");
  });
});

describe("objects that changed since the plan", () => {
  const wanted = document("d", 2);

  test("are left to whoever changed them", async () => {
    const grafana = faultyGrafana();
    const base = havePushed(grafana, "d");
    grafana.edit("d", document("d", 99));
    const outcome = only(await apply(grafana, [dashboardAction({ uid: "d", base, document: wanted })]));
    expect(outcome).toMatchObject({
      state: "failed",
      message:
        "The dashboard `d` was changed in Grafana by `anna` at 2026-11-22T00:00:02Z since it was pushed last.",
    });
    expect(grafana.dashboardsByUid.get("d")?.versions[0]?.document).toEqual(document("d", 99));
  });

  test("are left deleted", async () => {
    const grafana = faultyGrafana();
    const base = havePushed(grafana, "d");
    grafana.dashboardsByUid.delete("d");
    const outcome = only(await apply(grafana, [dashboardAction({ uid: "d", base, document: wanted })]));
    expect(outcome).toMatchObject({ state: "failed" });
    expect(outcome?.message).toContain("deleted");
    expect(grafana.dashboardsByUid.size).toBe(0);
  });

  test.each([false, true])(
    "by a push of the project are written over (stamps in reads: %s)",
    async (stampsInReads) => {
      const grafana = faultyGrafana({ stampsInReads });
      const base = havePushed(grafana, "d");
      havePushed(grafana, "d", document("d", 5), { push: "other" });
      const outcome = only(await apply(grafana, [dashboardAction({ uid: "d", base, document: wanted })]));
      expect(outcome).toMatchObject({ state: "done", kind: "update" });
      expect(grafana.dashboardsByUid.get("d")?.versions[0]?.document).toEqual(wanted);
    },
  );

  test("by a push of the project and then by somebody are left", async () => {
    const grafana = faultyGrafana();
    const base = havePushed(grafana, "d");
    havePushed(grafana, "d", document("d", 5), { push: "other" });
    grafana.edit("d", document("d", 6));
    expect(only(await apply(grafana, [dashboardAction({ uid: "d", base, document: wanted })]))).toMatchObject(
      {
        state: "failed",
      },
    );
  });

  test("to what is wanted count as unchanged", async () => {
    const grafana = faultyGrafana();
    const base = havePushed(grafana, "d");
    havePushed(grafana, "d", wanted, { push: "other" });
    const outcome = only(await apply(grafana, [dashboardAction({ uid: "d", base, document: wanted })]));
    expect(outcome).toMatchObject({ state: "done", kind: "unchanged" });
    expect(grafana.dashboardsByUid.get("d")?.versions).toHaveLength(2);
  });

  test("to something as good as what is wanted are left", async () => {
    const grafana = faultyGrafana();
    const base = havePushed(grafana, "d");
    havePushed(grafana, "d", wanted, { push: "other" });
    // The user interface adds this whenever it saves.
    grafana.edit("d", { ...wanted, schemaVersion: 42 });
    const outcome = only(
      await apply(grafana, [dashboardAction({ uid: "d", base, document: { ...wanted, schemaVersion: 39 } })]),
    );
    expect(outcome).toMatchObject({ state: "done", kind: "unchanged" });
  });

  test("are not written over because of force, which was not meant for that", async () => {
    const grafana = faultyGrafana();
    havePushed(grafana, "d");
    grafana.edit("d", document("d", 50));
    const forced = dashboardAction({ uid: "d", base: dashboardBase(grafana, "d"), document: wanted });
    grafana.edit("d", document("d", 51));
    expect(only(await apply(grafana, [forced]))).toMatchObject({ state: "failed" });
  });

  test("from nothing to somebody's work are left", async () => {
    const grafana = faultyGrafana();
    grafana.edit("d", document("d", 99));
    expect(only(await apply(grafana, [dashboardAction({ uid: "d" })]))).toMatchObject({ state: "failed" });
    expect(grafana.dashboardsByUid.get("d")?.versions).toHaveLength(1);
  });

  test("to another tool's are left although their content did not change", async () => {
    const grafana = faultyGrafana();
    const base = havePushed(grafana, "d");
    grafana.edit("d", document("d"));
    const versions = grafana.dashboardsByUid.get("d")?.versions ?? [];
    grafana.dashboardsByUid.set("d", { versions, owner: { kind: "tool", tool: "terraform", identity: "" } });
    expect(only(await apply(grafana, [dashboardAction({ uid: "d", base, document: wanted })]))).toMatchObject(
      {
        state: "failed",
      },
    );
  });

  test("are not deleted", async () => {
    const grafana = faultyGrafana();
    const base = havePushed(grafana, "edited");
    grafana.edit("edited", document("edited", 99));
    const given = havePushed(grafana, "given");
    const { versions = [] } = grafana.dashboardsByUid.get("given") ?? {};
    grafana.dashboardsByUid.set("given", { versions, owner: { kind: "dash", project: "other" } });
    const gone = havePushed(grafana, "gone");
    grafana.dashboardsByUid.delete("gone");
    const outcome = await apply(grafana, [
      dashboardAction({ uid: "edited", kind: "delete", base }),
      dashboardAction({ uid: "given", kind: "delete", base: given }),
      dashboardAction({ uid: "gone", kind: "delete", base: gone }),
    ]);
    expect(statesOf(outcome)).toEqual({ edited: "failed", given: "failed", gone: "done" });
    expect(grafana.writes()).toEqual([]);
  });

  test("are seen for folders and data sources before they are written", async () => {
    const grafana = faultyGrafana();
    const folder = { ...haveFolder(grafana, "f"), hash: "0" };
    const prom = {
      ...haveDataSource(grafana, settings("prom", { url: "http://edited:9090" }), {}, "of another content"),
      hash: "0",
    };
    grafana.foldersByUid.set("f", { ...found(grafana.foldersByUid.get("f")), hash: "of another content" });
    const outcome = await apply(grafana, [
      folderAction({ uid: "f", title: "New", base: folder }),
      dataSourceAction({ uid: "prom", base: prom }),
    ]);
    expect(statesOf(outcome)).toEqual({ f: "failed", prom: "failed" });
    expect(grafana.writes()).toEqual([]);
  });
});

describe("the default flag of a data source that only keeps it", () => {
  const previous = settings("prom", { url: "http://old:9090" });
  const update = (base: DataSourceAction["base"], isDefault: boolean): DataSourceAction =>
    dataSourceAction({
      uid: "prom",
      ...(base === undefined ? {} : { base }),
      settings: settings("prom", { isDefault }),
      previous: { ...previous, isDefault },
    });

  test.each([
    { name: "is not taken back from who got it meanwhile", planned: true, present: false },
    { name: "stays where somebody gave it meanwhile", planned: false, present: true },
  ])("$name", async ({ planned, present }) => {
    const grafana = faultyGrafana();
    const base = haveDataSource(grafana, { ...previous, isDefault: present });
    const outcome = await apply(grafana, [update(base, planned)]);
    expect(statesOf(outcome)).toEqual({ prom: "done" });
    expect(grafana.dataSourcesByUid.get("prom")).toMatchObject({
      url: "http://prometheus:9090",
      isDefault: present,
    });
  });

  test("is not taken back when the write is planned anew", async () => {
    const grafana = faultyGrafana();
    const base = haveDataSource(grafana, { ...previous, isDefault: true });
    haveDataSource(grafana, { ...previous, url: "http://other-push:9090", isDefault: false });
    haveDataSource(grafana, settings("theirs", { isDefault: true }));
    const outcome = await apply(grafana, [update(base, true)]);
    expect(statesOf(outcome)).toEqual({ prom: "done" });
    expect(grafana.dataSourcesByUid.get("prom")).toMatchObject({
      url: "http://prometheus:9090",
      isDefault: false,
    });
  });

  test("is taken where the plan says so", async () => {
    const grafana = faultyGrafana();
    const base = haveDataSource(grafana, previous);
    const claim = { ...update(base, true), previous };
    await apply(grafana, [claim]);
    expect(grafana.dataSourcesByUid.get("prom")).toMatchObject({ isDefault: true });
  });
});

test("a secret that may not go to this server is an error before anything is written", async () => {
  const grafana = faultyGrafana();
  const base = haveDataSource(grafana, settings("prom", { url: "http://old:9090" }), { password: "old" });
  const secrets = { password: "${PASSWORD}" };
  const actions = [folderAction({ uid: "f" }), dataSourceAction({ uid: "prom", base, secrets })];
  const env = (): never => {
    throw new DashError("usage", { message: "Its value goes only to a server that you name." });
  };
  await expect(apply(grafana, actions, { env })).rejects.toMatchObject({ code: "usage" });
  expect(grafana.writes()).toEqual([]);
});

describe("folders to delete", () => {
  test("stay when something is in them", async () => {
    const grafana = faultyGrafana();
    const base = haveFolder(grafana, "team");
    havePushed(grafana, "d", document("d"), { folderUid: "team" });
    const outcome = only(await apply(grafana, [folderAction({ uid: "team", kind: "delete", base })]));
    expect(outcome).toMatchObject({
      state: "failed",
      message: "The folder is not empty: it holds 1 dashboard.",
    });
    expect(grafana.foldersByUid.has("team")).toBe(true);
  });

  test("wait for an index that lags behind", async () => {
    const grafana = faultyGrafana();
    const base = haveFolder(grafana, "team");
    havePushed(grafana, "d", document("d"), { folderUid: "team" });
    let waits = 0;
    const sleep = async () => {
      waits += 1;
      if (waits === 2) grafana.dashboardsByUid.delete("d");
    };
    const outcome = await apply(grafana, [folderAction({ uid: "team", kind: "delete", base })], { sleep });
    expect(statesOf(outcome)).toEqual({ team: "done" });
  });

  test("stay when they are not the project's", async () => {
    const grafana = faultyGrafana();
    const base = haveFolder(grafana, "team", "", { kind: "nobody" });
    const outcome = await apply(grafana, [folderAction({ uid: "team", kind: "delete", base })]);
    expect(statesOf(outcome)).toEqual({ team: "failed" });
    expect(grafana.writes()).toEqual([]);
  });
});
