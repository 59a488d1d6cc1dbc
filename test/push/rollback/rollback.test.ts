import { describe, expect, test } from "vitest";
import { dataSourceHash } from "../../../src/push/compare/content-hash.ts";
import type { Action, Plan } from "../../../src/push/plan.ts";
import { planRollback, type RollbackRequest } from "../../../src/push/rollback/rollback.ts";
import {
  dashboardAction,
  dataSourceAction,
  document,
  haveDataSource,
  havePushed,
  plan,
  project,
  settings,
} from "../actions.ts";
import { apply, statesOf } from "../applying.ts";
import { type FaultyGrafana, faultyGrafana } from "../faulty-grafana.ts";

const first = "20261120T000000Z-0001";
const second = "20261121T000000Z-0002";
const third = "20261122T000000Z-0003";

async function rollback(grafana: FaultyGrafana, request: Partial<RollbackRequest> = {}): Promise<Plan> {
  return planRollback(grafana, { project, ...request });
}

const kindsOf = ({ actions }: Plan) => Object.fromEntries(actions.map(({ uid, kind }) => [uid, kind]));

interface Case {
  readonly name: string;
  /** What happens to the dashboard `d`, oldest first: pushes by name, `edit`s by people. */
  readonly past: readonly string[];
  readonly request?: Partial<RollbackRequest>;
  readonly kind: string | undefined;
  /** The content of the version that is restored, counted from 1. */
  readonly content?: number;
}

/** A dashboard whose content is the number of its version. */
function live(grafana: FaultyGrafana, past: readonly string[]): void {
  for (const [index, event] of past.entries()) {
    const content = document("d", index + 1);
    if (event === "edit") grafana.edit("d", content);
    else havePushed(grafana, "d", content, { push: event });
  }
}

describe("a dashboard of the push", () => {
  test.each<Case>([
    { name: "gets the version before", past: [first, second], kind: "update", content: 1 },
    {
      name: "gets an edited version when that was before",
      past: [first, "edit", second],
      kind: "update",
      content: 2,
    },
    {
      name: "gets the version before all that the push wrote",
      past: [first, second, second],
      kind: "update",
      content: 1,
    },
    { name: "gets what was there before dash came", past: ["edit", first], kind: "update", content: 1 },
    { name: "is deleted when the push created it", past: [first], kind: "delete" },
    { name: "is left when somebody changed it since", past: [first, second, "edit"], kind: "conflict" },
    {
      name: "is rolled back although it changed, by force",
      past: [first, second, "edit"],
      request: { force: true },
      kind: "update",
      content: 1,
    },
    {
      name: "is left when it was pushed again since",
      past: [first, second, third],
      request: { push: second },
      kind: "conflict",
    },
    {
      name: "is found by the name of an older push",
      past: [first, second],
      request: { push: second },
      kind: "update",
      content: 1,
    },
  ])("$name", async ({ past, request, kind, content }) => {
    const grafana = faultyGrafana();
    live(grafana, past);
    const { actions } = await rollback(grafana, request);
    expect(actions).toHaveLength(1);
    expect(actions[0]).toMatchObject({ uid: "d", kind });
    expect(actions[0]).toMatchObject(
      content === undefined ? {} : { document: document("d", content), restores: content },
    );
    expect(grafana.writes()).toEqual([]);
  });

  test("is told with who changed it since", async () => {
    const grafana = faultyGrafana();
    live(grafana, [first, second, "edit"]);
    expect((await rollback(grafana)).actions[0]?.conflict).toMatchObject({
      reason: "edited",
      forcible: true,
      message: "The dashboard `d` was changed in Grafana after the push that is taken back.",
      since: [{ by: "anna", at: "2026-11-22T00:00:03Z", message: "" }],
    });
  });

  test("is told with the push that wrote it since", async () => {
    const grafana = faultyGrafana();
    live(grafana, [first, second, third]);
    const { actions } = await rollback(grafana, { push: second });
    expect(actions[0]?.conflict?.message).toContain(
      `pushed again after the push that is taken back, by \`${third}\``,
    );
  });

  test("stays when its version before is no longer kept", async () => {
    const grafana = faultyGrafana();
    live(grafana, [first, second]);
    const kept = grafana.dashboardsByUid.get("d");
    if (kept !== undefined)
      grafana.dashboardsByUid.set("d", { ...kept, versions: kept.versions.slice(0, 1) });
    const { actions, notes } = await rollback(grafana);
    expect(actions).toEqual([]);
    expect(notes).toContain("`d` stays as it is: Grafana no longer keeps its version before the push.");
  });

  test("stays when its version before is in the newer schema", async () => {
    const grafana = faultyGrafana();
    grafana.edit("d", { title: "d", elements: {}, layout: {} });
    havePushed(grafana, "d", document("d"), { push: first });
    const { actions, notes } = await rollback(grafana);
    expect(actions).toEqual([]);
    expect(notes[0]).toContain("version 1 cannot be read as a classic document");
  });

  test("that the push only moved is unchanged", async () => {
    const grafana = faultyGrafana();
    grafana.foldersByUid.set("team", {} as never);
    havePushed(grafana, "d", document("d"), { push: first });
    havePushed(grafana, "d", document("d"), { push: second, folderUid: "team" });
    const { actions, notes } = await rollback(grafana);
    expect(actions[0]).toMatchObject({ kind: "unchanged", folderUid: "team" });
    expect(notes.join(" ")).toContain("stay in the folders where they are now");
  });
});

test("the newest push is taken back, and only what it left", async () => {
  const grafana = faultyGrafana();
  for (const uid of ["a", "b", "c"]) havePushed(grafana, uid, document(uid), { push: first });
  havePushed(grafana, "b", document("b", 2), { push: third });
  havePushed(grafana, "c", document("c", 2), { push: second });
  havePushed(grafana, "new", document("new"), { push: third });
  grafana.edit("foreign", document("foreign"));
  const taken = await rollback(grafana, { environment: "prod" });
  expect(kindsOf(taken)).toEqual({ b: "update", new: "delete" });
  expect(taken).toMatchObject({
    project,
    environment: "prod",
    server: { url: "http://grafana.test", orgId: 1 },
  });
  expect(taken.notes[0]).toBe(`This takes back the push \`${third}\`.`);
});

test("applying a rollback restores, and rolling that back brings the push again", async () => {
  const grafana = faultyGrafana();
  live(grafana, [first, second]);
  havePushed(grafana, "new", document("new"), { push: second });
  const outcome = await apply(grafana, (await rollback(grafana)).actions, { push: third });
  expect(statesOf(outcome)).toEqual({ d: "done", new: "done" });
  expect(grafana.dashboardsByUid.get("d")?.versions[0]?.document).toEqual(document("d", 1));
  expect(grafana.dashboardsByUid.has("new")).toBe(false);
  expect((await rollback(grafana)).actions[0]).toMatchObject({ document: document("d", 2), restores: 2 });
});

test("a version of another project with the same push name is none to go back before, not even by force", async () => {
  const grafana = faultyGrafana();
  const hash = "0123456789abcdef";
  grafana.pushed({
    uid: "d",
    folderUid: "",
    document: document("d", 1),
    stamp: { project: "other", push: first, hash },
  });
  havePushed(grafana, "d", document("d", 2), { push: second });
  havePushed(grafana, "e", document("e"), { push: first });
  const taken = await rollback(grafana, { push: first, force: true });
  expect(kindsOf(taken)).toEqual({ e: "delete" });
});

describe("data sources", () => {
  const before = settings("prom", { url: "http://old:9090" });
  const after = settings("prom", { url: "http://new:9090" });
  const base = { version: 1, revision: "1", hash: "0" };
  const saved = (...actions: readonly Action[]) => ({ plan: plan(...actions) });

  test.each<{
    readonly name: string;
    readonly action: ReturnType<typeof dataSourceAction>;
    readonly stamped?: string;
    readonly force?: boolean;
    readonly expected: object;
  }>([
    {
      name: "get the settings that the saved plan remembers",
      action: dataSourceAction({ uid: "prom", settings: after, base, previous: before }),
      expected: { kind: "update", settings: before, previous: after, secrets: {} },
    },
    {
      name: "are deleted when the push created them",
      action: dataSourceAction({ uid: "prom", settings: after }),
      expected: { kind: "delete" },
    },
    {
      name: "are left when somebody changed them since",
      action: dataSourceAction({ uid: "prom", settings: after, base, previous: before }),
      stamped: "of something else",
      expected: { kind: "conflict", conflict: { reason: "edited" } },
    },
    {
      name: "are rolled back although they changed, by force",
      action: dataSourceAction({ uid: "prom", settings: after, base, previous: before }),
      stamped: "of something else",
      force: true,
      expected: { kind: "update", settings: before },
    },
    {
      name: "are left when a later push changed them",
      action: dataSourceAction({
        uid: "prom",
        settings: settings("prom", { url: "http://between:9090" }),
        base,
        previous: before,
      }),
      expected: { kind: "conflict", conflict: { reason: "edited", forcible: true } },
    },
    {
      name: "are not deleted when a later push changed them",
      action: dataSourceAction({ uid: "prom", settings: before }),
      expected: { kind: "conflict", conflict: { reason: "edited" } },
    },
    {
      name: "are unchanged when they are what they were",
      action: dataSourceAction({ uid: "prom", settings: after, base, previous: after }),
      expected: { kind: "unchanged" },
    },
  ])("$name", async ({ action, stamped, force, expected }) => {
    const grafana = faultyGrafana();
    haveDataSource(grafana, after, {}, stamped);
    const taken = await rollback(grafana, { ...saved(action), ...(force === undefined ? {} : { force }) });
    expect(taken.actions).toMatchObject([expected]);
  });

  test("keep references in the plan, not their values", async () => {
    const grafana = faultyGrafana();
    const pushed = settings("prom", { url: "http://k3y-of-the-proxy:9090" });
    haveDataSource(grafana, pushed);
    const action = dataSourceAction({
      uid: "prom",
      settings: { ...pushed, url: "http://${PROXY_KEY}:9090" },
      hash: dataSourceHash(pushed),
      base,
      previous: before,
    });
    const taken = await rollback(grafana, saved(action));
    expect(taken.actions).toMatchObject([{ kind: "update", previous: { url: "http://${PROXY_KEY}:9090" } }]);
    expect(JSON.stringify(taken)).not.toContain("k3y");
  });

  test("of others are left, and force does not help", async () => {
    const grafana = faultyGrafana();
    haveDataSource(grafana, after);
    const kept = grafana.dataSourcesByUid.get("prom");
    if (kept !== undefined)
      grafana.dataSourcesByUid.set("prom", { ...kept, owner: { kind: "dash", project: "other" } });
    const action = dataSourceAction({ uid: "prom", settings: after });
    expect((await rollback(grafana, { ...saved(action), force: true })).actions).toMatchObject([
      { kind: "conflict", conflict: { forcible: false } },
    ]);
  });

  test("that are gone are told, and so are deleted dashboards", async () => {
    const { actions, notes } = await rollback(
      faultyGrafana(),
      saved(dataSourceAction({ uid: "prom" }), dashboardAction({ uid: "old", kind: "delete", base })),
    );
    expect(actions).toEqual([]);
    expect(notes).toContain("The data source `prom` is gone already.");
    expect(notes).toContain("What the push deleted is not restored: `old`.");
  });

  test("are not rolled back without a plan, and that is said", async () => {
    const grafana = faultyGrafana();
    haveDataSource(grafana, after);
    live(grafana, [first, second]);
    const { actions, notes } = await rollback(grafana);
    expect(actions.map(({ object }) => object)).toEqual(["dashboard"]);
    expect(notes.join(" ")).toContain("Data sources are not rolled back");
  });
});

describe("what cannot be rolled back", () => {
  test.each([
    {
      name: "a name that no push has",
      push: "../../etc",
      says: "No dashboard of this project knows",
      hint: "Leave its name out",
    },
    {
      name: "a push that left nothing",
      push: third,
      says: `knows the push \`${third}\``,
      hint: `\`${second}\`, \`${first}\``,
    },
  ])("is $name", async ({ push, says, hint }) => {
    const grafana = faultyGrafana();
    live(grafana, [first, second]);
    const taking = rollback(grafana, { push });
    await expect(taking).rejects.toThrow(says);
    await expect(taking).rejects.toMatchObject({
      code: "plan-invalid",
      hint: expect.stringContaining(hint) as string,
    });
  });

  test("is a Grafana without dashboards of the project", async () => {
    await expect(rollback(faultyGrafana())).rejects.toThrow("There is nothing to roll back");
  });
});
