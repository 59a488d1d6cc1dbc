/**
 * Each test shows that the Foundation SDK (0.0.21) still has a trap, and that our panel does not: when a later SDK
 * closes it, the first half fails and the test can go.
 */
import * as sdkBarchart from "@grafana/grafana-foundation-sdk/barchart";
import * as sdkBargauge from "@grafana/grafana-foundation-sdk/bargauge";
import * as sdkDashboard from "@grafana/grafana-foundation-sdk/dashboard";
import * as sdkGauge from "@grafana/grafana-foundation-sdk/gauge";
import * as sdkHeatmap from "@grafana/grafana-foundation-sdk/heatmap";
import * as sdkHistogram from "@grafana/grafana-foundation-sdk/histogram";
import * as sdkLogs from "@grafana/grafana-foundation-sdk/logs";
import * as sdkPiechart from "@grafana/grafana-foundation-sdk/piechart";
import { DataqueryBuilder, QueryV2Builder } from "@grafana/grafana-foundation-sdk/prometheus";
import * as sdkStat from "@grafana/grafana-foundation-sdk/stat";
import * as sdkStateTimeline from "@grafana/grafana-foundation-sdk/statetimeline";
import * as sdkStatusHistory from "@grafana/grafana-foundation-sdk/statushistory";
import * as sdkTable from "@grafana/grafana-foundation-sdk/table";
import * as sdkText from "@grafana/grafana-foundation-sdk/text";
import * as sdkTimeseries from "@grafana/grafana-foundation-sdk/timeseries";
import * as sdkUnits from "@grafana/grafana-foundation-sdk/units";
import { describe, expect, test } from "vitest";
import { alertList } from "../../src/panels/alert-list.ts";
import { barchart } from "../../src/panels/barchart.ts";
import { bargauge } from "../../src/panels/bargauge.ts";
import { applyConfiguration } from "../../src/panels/configure.ts";
import { gauge } from "../../src/panels/gauge.ts";
import { heatmap } from "../../src/panels/heatmap.ts";
import { histogram } from "../../src/panels/histogram.ts";
import { logs } from "../../src/panels/logs.ts";
import type { Panel } from "../../src/panels/panel.ts";
import { piechart } from "../../src/panels/piechart.ts";
import { stat } from "../../src/panels/stat.ts";
import { stateTimeline } from "../../src/panels/state-timeline.ts";
import { statusHistory } from "../../src/panels/status-history.ts";
import { table } from "../../src/panels/table.ts";
import { text } from "../../src/panels/text.ts";
import { timeseries } from "../../src/panels/timeseries.ts";
import { unitIds } from "../../src/schema/units.ts";
import { expression, queryLines } from "./panel-fragments.ts";

const up = expression("up");
const data = { title: "Panel", queries: [up] };
const document = { id: 7, type: "timeseries", title: "Requests", gridPos: { x: 0, y: 0, w: 12, h: 8 } };

interface Built {
  build(): object;
}

describe("trap 3: the SDK's queries carry a function", () => {
  test("the SDK's query cannot be cloned, our panel can", () => {
    expect(() => structuredClone(new DataqueryBuilder().expr("up").build())).toThrow(/could not be cloned/);
    const { site: _, ...panel } = timeseries(data);
    expect(structuredClone(panel)).toEqual(panel);
  });

  test("a query that `configure` adds is plain JSON and has a letter", () => {
    const configured = applyConfiguration(
      { ...document, targets: [{ refId: "A", expr: "up" }] },
      {
        module: "timeseries",
        apply: (builder: sdkTimeseries.PanelBuilder) =>
          builder.withTarget(new DataqueryBuilder().expr("down")),
      },
    );
    expect(structuredClone(configured.targets)).toEqual([
      { refId: "A", expr: "up" },
      { refId: "B", expr: "down" },
    ]);
  });
});

describe("trap 11: charts without a legend, tooltips sorted upwards", () => {
  const charts: readonly [string, Built, Panel][] = [
    ["timeseries", new sdkTimeseries.PanelBuilder(), timeseries(data)],
    ["barchart", new sdkBarchart.PanelBuilder(), barchart(data)],
    ["piechart", new sdkPiechart.PanelBuilder(), piechart(data)],
    ["histogram", new sdkHistogram.PanelBuilder(), histogram(data)],
    ["state-timeline", new sdkStateTimeline.PanelBuilder(), stateTimeline(data)],
    ["status-history", new sdkStatusHistory.PanelBuilder(), statusHistory(data)],
  ];
  test.each(charts)("%s", (_, builder, panel) => {
    expect(builder.build()).toMatchObject({
      options: {
        legend: { showLegend: false },
        tooltip: { sort: "asc" },
      },
    });
    expect(panel.options).toMatchObject({ legend: { showLegend: true }, tooltip: { sort: "none" } });
  });
});

describe("trap 12: single values without a calculation", () => {
  const panels: readonly [string, Built, Panel][] = [
    ["stat", new sdkStat.PanelBuilder(), stat(data)],
    ["gauge", new sdkGauge.PanelBuilder(), gauge(data)],
    ["bargauge", new sdkBargauge.PanelBuilder(), bargauge(data)],
    ["piechart", new sdkPiechart.PanelBuilder(), piechart(data)],
  ];
  test.each(panels)("%s", (_, builder, panel) => {
    expect(builder.build()).toMatchObject({ options: { reduceOptions: { calcs: [] } } });
    expect(panel.options).toMatchObject({ reduceOptions: { calcs: ["lastNotNull"] } });
  });
});

describe("trap 13: defaults that differ from Grafana's own", () => {
  test("a text panel has no placeholder", () => {
    expect(new sdkText.PanelBuilder().build().options).toMatchObject({
      content: expect.stringContaining("# Title"),
    });
    expect(text({ title: "Empty", content: "" }).options).toMatchObject({ content: "" });
  });

  test("a heat map says how it is coloured", () => {
    expect(new sdkHeatmap.PanelBuilder().build().options).not.toHaveProperty("color.mode");
    expect(heatmap(data).options).toHaveProperty("color.mode", "scheme");
  });

  test("a table has the cells of today and no footer that nobody asked for", () => {
    const built = new sdkTable.PanelBuilder().build();
    expect(built.options).toHaveProperty("footer");
    expect(built.fieldConfig?.defaults.custom).not.toHaveProperty("cellOptions");
    expect(table(data).options).not.toHaveProperty("footer");
  });

  test("a panel that is not repeated has no direction, and says nothing of its background", () => {
    expect(new sdkTimeseries.PanelBuilder().build()).toMatchObject({
      repeatDirection: "h",
      transparent: false,
    });
    expect(timeseries(data).extra).toEqual({});
  });

  test("the lines of a log can be opened", () => {
    expect(new sdkLogs.PanelBuilder().build().options).toHaveProperty("enableLogDetails", false);
    expect(logs(data).options).toHaveProperty("enableLogDetails", true);
  });
});

describe("trap 14: links that move into the dashboard's menu", () => {
  const link = { title: "Docs", url: "https://example.com" };

  test("links of panels and values have no placement", () => {
    expect(new sdkDashboard.DashboardLinkBuilder("Docs").build()).toHaveProperty(
      "placement",
      "inControlsMenu",
    );
    const panel = timeseries({ ...data, links: [link], dataLinks: [link] });
    expect(panel.extra["links"]).toEqual([link]);
    expect(panel.fieldConfig.defaults["links"]).toEqual([link]);
  });

  test("links that `configure` adds with the SDK lose it", () => {
    const sdkLink = new sdkDashboard.DashboardLinkBuilder("Docs").url("https://example.com");
    const configured = applyConfiguration(document, {
      module: "timeseries",
      apply: (builder: sdkTimeseries.PanelBuilder) => builder.links([sdkLink]).dataLinks([sdkLink]),
    });
    expect(JSON.stringify(configured)).toContain('"url":"https://example.com"');
    expect(JSON.stringify(configured)).not.toContain("placement");
  });
});

describe("trap 16: enums and shadowed globals", () => {
  test("the SDK's units shadow `Number` and `String`, ours are texts", () => {
    expect(sdkUnits).toMatchObject({ Number: "none", String: "string" });
    expect(unitIds).toContain("bytes");
    expect(unitIds).toEqual(
      expect.arrayContaining([
        ...new Set(Object.values(sdkUnits).filter((unit) => typeof unit === "string")),
      ]),
    );
  });

  test("plain words are enough", () => {
    expect(sdkDashboard.ThresholdsMode.Absolute).toBe("absolute");
    expect(
      stat({ ...data, thresholds: { mode: "absolute", steps: [] } }).fieldConfig.defaults["thresholds"],
    ).toEqual({
      mode: "absolute",
      steps: [{ color: "green", value: null }],
    });
  });
});

test("trap 17: options that the SDK lacks can be set on any panel", () => {
  expect(new sdkTimeseries.PanelBuilder()).not.toHaveProperty("options");
  expect(new sdkTimeseries.PanelBuilder()).not.toHaveProperty("custom");
  const { overrides } = timeseries({
    ...data,
    overrides: [{ name: "up", properties: { "custom.new": true } }],
  }).fieldConfig;
  expect(overrides[0]?.properties).toEqual([{ id: "custom.new", value: true }]);
});

test("trap 18: an alert list, for which the SDK has no builder", async () => {
  const name = "@grafana/grafana-foundation-sdk/alertlist";
  await expect(import(name)).rejects.toThrow();
  expect(alertList({ title: "Alerts" })).toMatchObject({ type: "alertlist", options: { maxItems: 20 } });
});

test("trap 19: whether a query is instant is said in one way, and is never half of a pair", () => {
  expect(new DataqueryBuilder().instant().build()).toMatchObject({ instant: true, range: false });
  expect(new QueryV2Builder().instant(true).build().spec).not.toHaveProperty("range", false);
  expect(queryLines(table(data))).toEqual(['up {"instant":true,"format":"table"}']);
});

test("trap 22: an error of the SDK names the panel", () => {
  expect(() => new sdkTimeseries.PanelBuilder().span(99)).toThrow(/^w must be <= 24$/);
  expect(() =>
    applyConfiguration(document, {
      module: "timeseries",
      apply: (builder: sdkTimeseries.PanelBuilder) => builder.span(99),
    }),
  ).toThrow("`configure` of panel `Requests` failed: w must be <= 24.");
});
