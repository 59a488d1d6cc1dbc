import { beforeAll, describe, expect, test } from "vitest";
import { checkExpressions, hasPromtool } from "./promtool.ts";
import { selectorsWithoutSeries } from "./recorded-series.ts";
import { type LoadedDashboard, loadDashboard } from "./load.ts";

const names = ["overview", "docker"] as const;
const loaded = new Map<string, LoadedDashboard>();

beforeAll(async () => {
  for (const name of names) loaded.set(name, await loadDashboard(name));
});

function dashboardOf(name: (typeof names)[number]): LoadedDashboard {
  const dashboard = loaded.get(name);
  if (dashboard === undefined) throw new Error(`${name} was not loaded.`);
  return dashboard;
}

function expressionsOf({ panels }: LoadedDashboard): readonly string[] {
  return panels.flatMap(({ queries }) => queries.map(({ expression }) => expression.text));
}

describe.each(names)("the dashboard %s", (name) => {
  test("compiles without findings", () => {
    const { findings, document } = dashboardOf(name);
    expect(findings).toEqual([]);
    expect(document).toMatchObject({ uid: name });
  });

  test("explains every panel but plain facts in full sentences", () => {
    for (const { title, description, options } of dashboardOf(name).panels) {
      if (options["textMode"] === "name") continue;
      expect(description, title).toMatch(/^[\dA-Z].*\.$/);
    }
  });

  test("has a unit for every value", () => {
    for (const { title, fieldConfig, options } of dashboardOf(name).panels) {
      if (options["textMode"] === "name") continue;
      expect(fieldConfig.defaults["unit"], title).toBeTypeOf("string");
    }
  });

  test.runIf(hasPromtool)("asks nothing that Prometheus cannot parse", () => {
    expect(checkExpressions(expressionsOf(dashboardOf(name)))).toBe("");
  });

  test("asks for series that the recorded scrapes have", async () => {
    expect(await selectorsWithoutSeries(expressionsOf(dashboardOf(name)))).toEqual([]);
  });
});

describe("the overview", () => {
  test("fits one screen of 1080 lines", () => {
    const { document } = dashboardOf("overview");
    const bottom = Math.max(...document.panels.map(({ gridPos }) => gridPos.y + gridPos.h));
    expect(bottom).toBeLessThanOrEqual(26);
  });

  test("shows all four jobs", () => {
    const text = expressionsOf(dashboardOf("overview")).join("\n");
    for (const job of ["image-gallery", "iotd-api", "access-log", "docker"]) expect(text).toContain(job);
  });

  test("has the panels that operators look for", () => {
    const titles = dashboardOf("overview").panels.map(({ title }) => title);
    expect(titles).toEqual(
      expect.arrayContaining([
        "Request rate",
        "Error rate",
        "Latency of image-gallery",
        "CPU usage",
        "Memory usage",
        "Containers",
        "Scrape health",
      ]),
    );
  });
});
