import { describe, expect, test } from "vitest";
import {
  checkPlanTarget,
  formatPlan,
  parsePlan,
  verifyPlan,
} from "../../../src/push/saved-plan/saved-plan.ts";
import type { Action, Plan } from "../../../src/push/plan.ts";
import {
  dashboardAction,
  dataSourceAction,
  document,
  folderAction,
  haveDataSource,
  haveFolder,
  havePushed,
  plan,
  project,
  settings,
} from "../actions.ts";
import { faultyGrafana } from "../faulty-grafana.ts";

const base = { version: 3, revision: "41", hash: "00ff", metadata: { annotations: { other: "kept" } } };

const everything: Plan = {
  ...plan(
    folderAction({ uid: "team" }),
    dataSourceAction({
      uid: "prom",
      base,
      secrets: { basicAuthPassword: "${PASSWORD}" },
      previous: settings("prom"),
    }),
    dashboardAction({ uid: "new", folderUid: "team", source: "dashboards/new.ts" }),
    dashboardAction({ uid: "back", base, restores: 2 }),
    dashboardAction({ uid: "same", kind: "unchanged", base }),
    dashboardAction({
      uid: "edited",
      kind: "conflict",
      base,
      conflict: {
        reason: "edited",
        message: "Anna changed it.",
        hint: "Look.",
        forcible: true,
        since: [{ by: "anna", at: "2026-11-22T00:00:00Z", message: "" }],
      },
    }),
    dashboardAction({ uid: "old", kind: "delete", base }),
  ),
  environment: "prod",
  notes: ["The refresh of `new` is raised to `5s`."],
};

describe("a saved plan", () => {
  test("is read back as it was", () => {
    expect(parsePlan(formatPlan(everything), "plan.json")).toEqual(everything);
  });

  test("has the same bytes whatever the order of its members", () => {
    const reordered = Object.fromEntries(Object.entries(everything).reverse()) as unknown as Plan;
    expect(formatPlan(reordered)).toBe(formatPlan(everything));
  });
});

/** The plan with one action changed in its form. */
function withAction(index: number, changed: Readonly<Record<string, unknown>>): unknown {
  const actions = everything.actions.map((action, at) => (at === index ? { ...action, ...changed } : action));
  return { ...everything, actions };
}

describe("what is no plan is refused, with its place", () => {
  const deep = `{"formatVersion":1,"x":${"[".repeat(100_000)}${"]".repeat(100_000)}}`;
  test.each<{
    readonly name: string;
    readonly text?: string;
    readonly value?: unknown;
    readonly part?: string;
    readonly says: string;
  }>([
    { name: "an empty file", text: "", says: "not JSON" },
    { name: "JSON of another kind", text: "[]", says: "no plan" },
    { name: "null", text: "null", says: "no plan" },
    { name: "an object without a format", text: "{}", says: "no plan" },
    {
      name: "a later format",
      value: { ...everything, formatVersion: 2 },
      part: "formatVersion",
      says: "`2`",
    },
    {
      name: "a format that is no number",
      value: { ...everything, formatVersion: "1" },
      part: "formatVersion",
      says: '`"1"`',
    },
    { name: "deep nesting", text: deep, says: "deeper" },
    { name: "no actions", value: { ...everything, actions: undefined }, part: "actions", says: "list" },
    {
      name: "an action that is no object",
      value: { ...everything, actions: [null] },
      part: "actions",
      says: "list",
    },
    { name: "unknown members", value: { ...everything, run: "rm" }, part: "run", says: "no member" },
    { name: "a project with blanks", value: { ...everything, project: "a b" }, part: "project", says: "key" },
    { name: "no server", value: { ...everything, server: {} }, part: "server.url", says: "text" },
    {
      name: "an unknown kind of object",
      value: withAction(0, { object: "user" }),
      part: "actions[0].object",
      says: "one of",
    },
    {
      name: "an object by an inherited name",
      value: withAction(0, { object: "constructor" }),
      part: "actions[0].object",
      says: "one of",
    },
    {
      name: "an unknown kind of action",
      value: withAction(0, { kind: "overwrite" }),
      part: "actions[0].kind",
      says: "one of",
    },
    {
      name: "a uid that is a path",
      value: withAction(0, { uid: "../admin" }),
      part: "actions[0].uid",
      says: "uid",
    },
    { name: "an encoded uid", value: withAction(0, { uid: "a%2fb" }), part: "actions[0].uid", says: "uid" },
    { name: "an empty uid", value: withAction(0, { uid: "" }), part: "actions[0].uid", says: "uid" },
    {
      name: "a folder uid that is a path",
      value: withAction(2, { folderUid: "../x" }),
      part: "actions[2].folderUid",
      says: "uid",
    },
    {
      name: "a document that is text",
      value: withAction(2, { document: "{}" }),
      part: "actions[2].document",
      says: "object",
    },
    {
      name: "no document",
      value: withAction(2, { document: undefined }),
      part: "actions[2].document",
      says: "needs",
    },
    { name: "no base", value: withAction(3, { base: undefined }), part: "actions[3].base", says: "replaced" },
    {
      name: "a base to create upon",
      value: withAction(2, { base }),
      part: "actions[2].base",
      says: "replaced",
    },
    {
      name: "a negative version",
      value: withAction(3, { base: { ...base, version: -1 } }),
      part: "actions[3].base.version",
      says: "whole",
    },
    {
      name: "an unknown member of a base",
      value: withAction(3, { base: { ...base, overwrite: true } }),
      part: "actions[3].base.overwrite",
      says: "no member",
    },
    {
      name: "settings of another data source",
      value: withAction(1, { settings: settings("loki") }),
      part: "actions[1].settings.uid",
      says: "uid",
    },
    {
      name: "no settings",
      value: withAction(1, { settings: undefined }),
      part: "actions[1].settings",
      says: "needs",
    },
    {
      name: "a secret that is no text",
      value: withAction(1, { secrets: { a: 1 } }),
      part: "actions[1].secrets",
      says: "texts",
    },
    {
      name: "a conflict without its reason",
      value: withAction(5, { conflict: undefined }),
      part: "actions[5].conflict",
      says: "conflict",
    },
    { name: "an object twice", value: withAction(3, { uid: "new" }), part: "actions[3].uid", says: "twice" },
    {
      name: "changed content",
      value: withAction(2, { document: document("other") }),
      part: "actions[2].hash",
      says: "hash",
    },
    {
      name: "a changed folder title",
      value: withAction(0, { title: "Other" }),
      part: "actions[0].hash",
      says: "hash",
    },
  ])("$name", ({ text, value, part, says }) => {
    const parse = () => parsePlan(text ?? JSON.stringify(value), "plan.json");
    expect(parse).toThrow(says);
    expect(parse).toThrow(
      expect.objectContaining({
        code: "plan-invalid",
        hint: expect.stringMatching(/plan/) as string,
        at: part === undefined ? { file: "plan.json" } : { file: "plan.json", part },
      }),
    );
  });

  test("broken JSON, without showing what is in it", () => {
    const parse = () => parsePlan('{\n  "token": glsa_secret\n}', "plan.json");
    expect(parse).toThrow(expect.objectContaining({ at: { file: "plan.json" } }));
    expect(parse).not.toThrow(/glsa/);
  });

  test("members with the names of prototypes", () => {
    const text = formatPlan(everything).replace('"notes"', '"__proto__": {"kind": "delete"},\n  "notes"');
    expect(() => parsePlan(text, "plan.json")).toThrow("`__proto__`");
  });
});

describe("a plan belongs to", () => {
  const facts = { url: "http://grafana.test", orgId: 1 };

  test.each([
    { name: "the same server", target: { facts, project } },
    {
      name: "the same server with a slash",
      target: { facts: { ...facts, url: "http://grafana.test/" }, project },
    },
  ])("$name", ({ target }) => {
    expect(() => checkPlanTarget(everything, target)).not.toThrow();
  });

  test.each([
    {
      name: "another host",
      target: { facts: { ...facts, url: "http://other.test" }, project },
      says: "Grafana",
    },
    {
      name: "another port",
      target: { facts: { ...facts, url: "http://grafana.test:81" }, project },
      says: "Grafana",
    },
    {
      name: "another path",
      target: { facts: { ...facts, url: "http://grafana.test/b" }, project },
      says: "Grafana",
    },
    {
      name: "another organisation",
      target: { facts: { ...facts, orgId: 2 }, project },
      says: "organisation",
    },
    { name: "another project", target: { facts, project: "other" }, says: "project" },
  ])("not to $name", ({ target, says }) => {
    expect(() => checkPlanTarget(everything, target)).toThrow(`The plan was made for the ${says}`);
    expect(() => checkPlanTarget(everything, target)).toThrow(
      expect.objectContaining({ code: "plan-invalid" }),
    );
  });
});

describe("before a saved plan is applied", () => {
  function prepare() {
    const grafana = faultyGrafana();
    const actions: readonly Action[] = [
      folderAction({ uid: "team", title: "Team", base: haveFolder(grafana, "team") }),
      dataSourceAction({ uid: "prom", base: haveDataSource(grafana, settings("prom")) }),
      dashboardAction({ uid: "new" }),
      dashboardAction({ uid: "d", base: havePushed(grafana, "d"), document: document("d", 2) }),
      dashboardAction({ uid: "old", kind: "delete", base: havePushed(grafana, "old") }),
      dashboardAction({ uid: "same", kind: "unchanged", base: havePushed(grafana, "same") }),
    ];
    return { grafana, saved: parsePlan(formatPlan(plan(...actions)), "plan.json") };
  }

  test("everything that it writes is read, and nothing else", async () => {
    const { grafana, saved } = prepare();
    await verifyPlan(grafana, saved);
    expect([...grafana.log].sort()).toEqual([
      "dashboards.read d",
      "dashboards.read new",
      "dashboards.read old",
      "dataSources.read prom",
      "folders.read team",
    ]);
  });

  test("whatever changed since is listed", async () => {
    const { grafana, saved } = prepare();
    haveFolder(grafana, "team", "elsewhere");
    haveDataSource(grafana, settings("prom", { url: "http://new:9090" }));
    grafana.edit("new", document("new"));
    grafana.edit("d", document("d", 99));
    grafana.dashboardsByUid.delete("old");
    grafana.edit("same", document("same", 99));
    const verifying = verifyPlan(grafana, saved);
    await expect(verifying).rejects.toMatchObject({ code: "plan-outdated" });
    await expect(verifying).rejects.toThrow(
      "Grafana has changed since the plan was made: folder `Team` was changed, data source `prom` was changed, " +
        "dashboard `new` was created, dashboard `d` was changed, dashboard `old` was deleted. Nothing was written.",
    );
    expect(grafana.writes()).toEqual([]);
  });

  test("what was changed and changed back counts as changed", async () => {
    const { grafana, saved } = prepare();
    grafana.edit("d", document("d", 99));
    grafana.edit("d", document("d"));
    await expect(verifyPlan(grafana, saved)).rejects.toThrow("`d` was changed");
  });

  test("a long list is cut", async () => {
    const grafana = faultyGrafana();
    const actions = Array.from({ length: 13 }, (_, index) => dashboardAction({ uid: `d${index}` }));
    for (const { uid } of actions) grafana.edit(uid, document(uid));
    await expect(verifyPlan(grafana, plan(...actions))).rejects.toThrow(
      "`d9` was created and 3 more. Nothing",
    );
  });
});
