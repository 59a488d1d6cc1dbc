import { describe, expect, test } from "vitest";
import { docker, micrometer, promClient, promhttp } from "../../src/instruments/instruments.ts";
import { variable } from "../../src/queries/queries.ts";
import * as signals from "../../src/signals/signals.ts";
import {
  containerCounts,
  cpuUsage,
  errorRate,
  latencyPercentiles,
  requestRate,
  scrapeHealth,
} from "../../src/signals/signals.ts";

const iotd = micrometer({ job: "iotd-api" });
const shop = promClient({ job: "shop" });
const engine = docker({ job: "docker" });

describe("a signal's panel", () => {
  test("says what it shows, in which unit, and draws where it becomes bad", () => {
    const panel = errorRate([iotd, shop]);
    expect(panel).toMatchObject({ type: "timeseries", title: "Error rate", key: "error-rate-iotd-api-shop" });
    expect(panel.description).toMatch(/^Share of requests .*\.$/);
    expect(panel.fieldConfig.defaults).toMatchObject({
      unit: "percentunit",
      min: 0,
      custom: { thresholdsStyle: { mode: "dashed" } },
      thresholds: {
        steps: [
          { color: "green", value: null },
          { color: "yellow", value: 0.01 },
          { color: "red", value: 0.05 },
        ],
      },
    });
  });

  test("takes thresholds of one's own, or none", () => {
    const [own, none] = [
      errorRate(shop, { warning: 0.1, critical: false }),
      errorRate(shop, { warning: false, critical: false }),
    ];
    expect(own.fieldConfig.defaults).toMatchObject({
      thresholds: {
        steps: [
          { color: "green", value: null },
          { color: "yellow", value: 0.1 },
        ],
      },
    });
    expect(none.fieldConfig.defaults["thresholds"]).toMatchObject({
      steps: [{ color: "green", value: null }],
    });
    expect(none.fieldConfig.defaults["custom"]).not.toHaveProperty("thresholdsStyle");
  });

  test("takes what panels can be told", () => {
    const panel = requestRate(shop, {
      title: "Traffic",
      description: "All of it.",
      key: "traffic",
      width: 12,
      height: 6,
      dataSource: "thanos",
      links: [{ title: "Runbook", url: "https://example.com" }],
    });
    expect(panel).toMatchObject({
      title: "Traffic",
      description: "All of it.",
      key: "traffic",
      width: 12,
      height: 6,
      dataSource: "thanos",
      extra: { links: [{ title: "Runbook" }] },
    });
  });

  test("refuses an option that it does not have", () => {
    const options = { range: "5m" } as object;
    expect(() => cpuUsage(shop, options)).toThrow("Panel `CPU usage` has no option `range`.");
  });

  test("shows the current values in large", () => {
    const panel = latencyPercentiles(shop, { type: "stat", percentiles: [0.95] });
    expect(panel).toMatchObject({ type: "stat", key: "latency-percentiles-stat-shop" });
    expect(panel.fieldConfig.defaults).toMatchObject({ unit: "s", color: { mode: "thresholds" } });
  });

  test("is red where few targets are up, yellow where not all are", () => {
    const panel = scrapeHealth();
    expect(panel).toMatchObject({ type: "state-timeline", key: "scrape-health" });
    expect(panel.fieldConfig.defaults).toMatchObject({
      thresholds: {
        steps: [
          { color: "red", value: null },
          { color: "yellow", value: 0.5 },
          { color: "green", value: 1 },
        ],
      },
    });
    expect(scrapeHealth(shop, { type: "stat" }).key).toBe("scrape-health-stat-shop");
  });

  test("stacks the containers, each state in its colour", () => {
    const panel = containerCounts(engine);
    expect(panel.fieldConfig.defaults).toMatchObject({ custom: { stacking: { mode: "normal" } } });
    expect(panel.fieldConfig.overrides[0]).toEqual({
      matcher: { id: "byRegexp", options: "/\\brunning\\b/" },
      properties: [{ id: "color", value: { mode: "fixed", fixedColor: "green" } }],
    });
  });

  test("remembers that the user's code called the signal", () => {
    expect(requestRate(shop).site.stack).toContain("panels.test.ts");
  });
});

describe("a signal's key", () => {
  test.each([
    {
      name: "has all jobs, each once",
      key: requestRate([shop, promhttp({ job: ["a b", "shop"], requests: "x" })]).key,
      expected: "request-rate-shop-a-b",
    },
    {
      name: "has the variable's name",
      key: cpuUsage(docker({ job: variable("job") })).key,
      expected: "cpu-usage-job",
    },
    {
      name: "has the labels by which it is split",
      key: requestRate(shop, { by: ["route"] }).key,
      expected: "request-rate-shop-by-route",
    },
  ])("$name", ({ key, expected }) => {
    expect(key).toBe(expected);
  });
});

describe("signals refuse", () => {
  test("an empty list, whose panel would stay empty", () => {
    expect(() => cpuUsage([])).toThrow("`cpuUsage()` got no instrument");
  });

  test("an instrument that does not feed them, when nobody compiled the dashboard", () => {
    const untyped = signals as unknown as Record<string, (instruments: unknown) => unknown>;
    expect(() => untyped["errorRate"]?.([shop, engine])).toThrow(
      "The instrument `docker` cannot feed `errorRate()`: it has no `failures`, `requests`.",
    );
  });

  test("an empty list of percentiles", () => {
    expect(() => latencyPercentiles(shop, { percentiles: [] })).toThrow("empty list of percentiles");
  });
});
