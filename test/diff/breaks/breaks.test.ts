import { describe, expect, test } from "vitest";
import { diffSides } from "../../../src/diff/diff.ts";
import type { SideObject } from "../../../src/diff/documents/side.ts";
import type { JsonObject } from "../../../src/schema/json.ts";
import { dashboardWith, panel, reportOn, sideOf } from "../side-of.ts";

const messages = (before: readonly JsonObject[], after: readonly JsonObject[]): readonly string[] =>
  reportOn(before, after).breaks.map(({ message }) => message);

const home = (url: string): JsonObject => ({
  uid: "home",
  title: "Home",
  links: [{ title: "Go", url }],
  panels: [],
});
const two = dashboardWith([panel(1, "Latency"), panel(7, "Errors")]);
const one = dashboardWith([panel(1, "Latency")]);

describe("a panel that is gone", () => {
  test.each([
    ["/d/shop?viewPanel=7", "viewPanel=7"],
    ["/d/shop/slug?orgId=1&viewPanel=panel-7", "viewPanel=panel-7"],
    ["https://grafana.example.org/d/shop?editPanel=7", "editPanel=7"],
    ["/d-solo/shop?panelId=7", "panelId=7"],
  ])("breaks %s", (url, spelling) => {
    const link = home(url);
    expect(messages([two, link], [one, link])).toEqual([
      `Panel \`Errors\` of \`Shop\` is removed, but links of \`Home\` still lead to it (${spelling}).`,
    ]);
  });

  test("breaks what Go wrote with an escaped ampersand", () => {
    const text = JSON.stringify(home("/d/shop?orgId=1&viewPanel=7")).replace("&", "\\u0026");
    const link = {
      uid: "home",
      title: "Home",
      folder: [],
      text,
      document: () => JSON.parse(text) as JsonObject,
    };
    const report = diffSides(sideOf("a", [two, link]), sideOf("b", [one, link]));
    expect(report.breaks).toHaveLength(1);
  });

  test("breaks nothing when nobody leads to it", () => {
    expect(messages([two, home("/d/other?viewPanel=7")], [one, home("/d/other?viewPanel=7")])).toEqual([]);
    expect(messages([two, home("/d/shop?viewPanel=1")], [one, home("/d/shop?viewPanel=1")])).toEqual([]);
  });

  test("breaks nothing when the link goes with it", () => {
    expect(messages([two, home("/d/shop?viewPanel=7")], [one, home("/d/shop?viewPanel=1")])).toEqual([]);
  });

  test("breaks alert rules that name it", () => {
    const rule = (panelId: string): SideObject => ({
      ref: { kind: "alert-rule", uid: "slow", title: "Slow" },
      value: { annotations: { __dashboardUid__: "shop", __panelId__: panelId } },
    });
    const report = diffSides(sideOf("a", [two], [rule("7")]), sideOf("b", [one], [rule("7")]));
    expect(report.breaks.map(({ message }) => message)).toEqual([
      "Panel `Errors` of `Shop` is removed, but links of alert rule `Slow` still lead to it (__panelId__ 7).",
    ]);
    expect(report.summary.worst).toBe("breaks-links");
  });
});

describe("another id", () => {
  const renumbered = dashboardWith([panel(1, "Latency"), { ...panel(7, "Errors"), id: 8 }]);

  test("breaks those who lead to the old one", () => {
    const link = home("/d/shop?viewPanel=7");
    expect(messages([two, link], [renumbered, link])).toEqual([
      "Panel `Errors` of `Shop` has another id, 7 → 8, but links of `Home` still lead to it (viewPanel=7).",
    ]);
  });

  test("is noise when nobody does", () => {
    const report = reportOn([two], [renumbered]);
    expect(report.breaks).toEqual([]);
    expect(report.dashboards[0]).toMatchObject({
      action: "none",
      noise: { renumbered: [{ before: 7, after: 8 }] },
    });
  });

  test("breaks nothing for who follows it, also when the old number is another panel's now", () => {
    const shifted = dashboardWith([
      { ...panel(1, "Latency"), id: 7 },
      { ...panel(7, "Errors"), id: 8 },
    ]);
    expect(messages([two, home("/d/shop?viewPanel=1")], [shifted, home("/d/shop?viewPanel=7")])).toEqual([]);
  });

  test("is followed by filters of annotations", () => {
    const filtered = (document: JsonObject, id: number): JsonObject => ({
      ...document,
      annotations: { list: [{ name: "Deploys", enable: true, filter: { exclude: false, ids: [id] } }] },
    });
    expect(reportOn([filtered(two, 7)], [filtered(renumbered, 8)]).dashboards[0]?.action).toBe("none");
    expect(reportOn([filtered(two, 7)], [filtered(renumbered, 1)]).dashboards[0]?.annotations).toHaveLength(
      1,
    );
  });
});

describe("a variable that is gone", () => {
  const withVariable = (name: string | undefined, expr: string): JsonObject =>
    dashboardWith([panel(1, "Latency", { targets: [{ refId: "A", expr }] })], {
      templating: {
        list: name === undefined ? [] : [{ name, type: "query", query: "label_values(up, env)" }],
      },
    });

  test("breaks the queries that use it", () => {
    const before = withVariable("env", 'up{env="$env"}');
    expect(messages([before], [withVariable(undefined, 'up{env="$env"}')])).toEqual([
      "Variable `$env` of `Shop` is removed, but the dashboard itself uses it in 1 place.",
    ]);
  });

  test("breaks addresses that set it", () => {
    const link = home("/d/shop?var-env=prod");
    expect(messages([withVariable("env", "up"), link], [withVariable("stage", "up"), link])).toEqual([
      "Variable `$env` of `Shop` is renamed to `$stage`, but links of `Home` set it (var-env=).",
    ]);
  });

  test("breaks nothing when nobody uses it", () => {
    const before = withVariable("env", 'up{env="$env"}');
    expect(messages([before], [withVariable("stage", 'up{env="$stage"}')])).toEqual([]);
  });
});

describe("a dashboard", () => {
  test("that is removed destroys, and who leads to it is named", () => {
    const link = home("/d/shop");
    const report = reportOn([two, link], [link]);
    expect(report.breaks.map(({ impact, message }) => [impact, message])).toEqual([
      ["destroys", "Dashboard `Shop` is removed, but links of `Home` still lead to it."],
    ]);
  });

  test("with another uid breaks its address", () => {
    const report = reportOn([two], [{ ...two, uid: "store" }]);
    expect(report.dashboards[0]?.action).toBe("re-identified");
    expect(report.breaks.map(({ message }) => message)).toEqual([
      "Dashboard `Shop` has another uid, `shop` → `store`: its address changes.",
    ]);
  });
});

test("a data source that is removed destroys, and who asks it is counted", () => {
  const source: SideObject = {
    ref: { kind: "data-source", uid: "prom", title: "Prometheus" },
    value: { type: "prometheus" },
  };
  const asking = dashboardWith([panel(1, "Latency", { datasource: { type: "prometheus", uid: "prom" } })]);
  const report = diffSides(sideOf("a", [asking], [source]), sideOf("b", [asking]));
  expect(report.breaks.map(({ message }) => message)).toEqual([
    "Data source `Prometheus` is removed, but 1 dashboard asks it.",
  ]);
});

test("the worst stands first", () => {
  const link = home("/d/shop?viewPanel=7");
  const report = reportOn([two, link, { uid: "old", title: "Alt", panels: [] }], [one, link]);
  expect(report.breaks.map(({ impact }) => impact)).toEqual(["destroys", "breaks-links"]);
});
