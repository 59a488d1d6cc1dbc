import { describe, expect, test } from "vitest";
import { alertList } from "../../src/panels/alert-list.ts";
import { barchart } from "../../src/panels/barchart.ts";
import { bargauge } from "../../src/panels/bargauge.ts";
import { dashboardList } from "../../src/panels/dashboard-list.ts";
import { gauge } from "../../src/panels/gauge.ts";
import { heatmap } from "../../src/panels/heatmap.ts";
import { histogram } from "../../src/panels/histogram.ts";
import { logs } from "../../src/panels/logs.ts";
import type { Panel } from "../../src/panels/panel.ts";
import { piechart } from "../../src/panels/piechart.ts";
import { pluginPanel } from "../../src/panels/plugin-panel.ts";
import { stat } from "../../src/panels/stat.ts";
import { stateTimeline } from "../../src/panels/state-timeline.ts";
import { statusHistory } from "../../src/panels/status-history.ts";
import { table } from "../../src/panels/table.ts";
import { text } from "../../src/panels/text.ts";
import { timeseries } from "../../src/panels/timeseries.ts";
import { expression, fragmentText } from "./panel-fragments.ts";

const requests = expression("sum by (job) (rate(http_requests_total[$__rate_interval]))", "reqps");
const memory = expression("process_resident_memory_bytes", "bytes");
const ratio = expression("errors / requests", "percentunit");
const up = expression("up");

/** For each panel type: with nothing but what is required, and with all that people set daily. */
const cases: Readonly<Record<string, () => Panel>> = {
  timeseries: () => timeseries({ title: "Requests", queries: [requests] }),
  "timeseries-full": () =>
    timeseries({
      title: "Requests and memory",
      key: "traffic",
      description: "What comes in.",
      queries: [
        requests,
        {
          kind: "query",
          expression: memory,
          legend: "{{instance}}",
          refId: "MEM",
          interval: "1m",
          exemplar: true,
        },
      ],
      dataSource: "metrics",
      unit: "reqps",
      decimals: 1,
      min: 0,
      max: 1000,
      displayName: "${__field.labels.job}",
      noValue: "no traffic",
      color: { mode: "green-yellow-red", seriesBy: "max" },
      thresholds: { warning: 100, critical: 500 },
      thresholdsStyle: "dashed+area",
      mappings: [{ value: 0, text: "idle" }],
      dataLinks: [{ title: "Logs", url: "/explore?${__url_time_range}", newTab: true, oneClick: true }],
      links: [{ title: "Runbook", url: "https://example.com/runbook" }],
      drawStyle: "bars",
      lineWidth: 2,
      lineInterpolation: "stepAfter",
      lineStyle: "dashed",
      fillOpacity: 20,
      gradient: "opacity",
      points: "never",
      pointSize: 3,
      connectNulls: 60_000,
      disconnectAfter: 300_000,
      stacking: { mode: "normal", group: "in" },
      barAlignment: "after",
      barWidth: 0.9,
      axis: {
        label: "per second",
        placement: "left",
        scale: "log10",
        softMin: 0,
        softMax: 10,
        width: 60,
        gridLines: true,
        centeredZero: true,
        border: true,
        color: "series",
      },
      legend: {
        mode: "table",
        placement: "right",
        calcs: ["mean", "max", "p95"],
        sortBy: "max",
        sortDescending: true,
        width: 200,
      },
      tooltip: { mode: "multi", sort: "desc", hideZeros: true, maxHeight: 300, maxWidth: 400 },
      overrides: [
        {
          query: "MEM",
          unit: "bytes",
          axis: { placement: "right" },
          color: "dark-blue",
          drawStyle: "line",
          lineStyle: [4, 2],
          stacking: "none",
          hide: ["legend"],
        },
        { regexp: "5..", color: { mode: "shades", color: "red" }, negativeY: true, fillBelowTo: "min" },
      ],
      transformations: [{ renameByRegex: { pattern: "job=(.*)", replacement: "$1" } }],
      repeat: { variable: "job", direction: "vertical", maxPerRow: 3 },
      timeFrom: "24h",
      timeShift: "1w",
      hideTimeOverride: true,
      interval: "30s",
      maxDataPoints: 500,
      transparent: true,
      width: "two-thirds",
      height: "large",
      position: { x: 1, y: 2, width: 3, height: 4 },
      configure: (builder) => builder.axisLabel("configured"),
    }),
  stat: () => stat({ title: "Up", queries: [up] }),
  "stat-full": () =>
    stat({
      title: "Up",
      queries: [up],
      calculation: "mean",
      fields: "/up/",
      colorMode: "background",
      graphMode: "none",
      textMode: "value_and_name",
      justify: "center",
      orientation: "horizontal",
      wideLayout: false,
      showPercentChange: true,
      percentChangeColor: "inverted",
      text: { title: 12, value: 40 },
      mappings: { 0: { text: "Down", color: "red" }, 1: "Up" },
      overrides: [
        { name: "up", noValue: "-", thresholds: [{ value: 1, color: "blue" }], mappings: { 2: "?" } },
      ],
      height: 3,
    }),
  gauge: () => gauge({ title: "Errors", queries: [ratio] }),
  "gauge-full": () =>
    gauge({
      title: "Errors",
      queries: [ratio],
      min: 0,
      max: 0.5,
      orientation: "vertical",
      showThresholdLabels: true,
      showThresholdMarkers: false,
      minVizWidth: 100,
      minVizHeight: 50,
      text: { value: 20 },
      thresholds: { mode: "percentage", steps: [{ value: 50, color: "red" }], base: "blue" },
    }),
  bargauge: () => bargauge({ title: "Memory", queries: [memory] }),
  "bargauge-full": () =>
    bargauge({
      title: "Memory",
      queries: [memory],
      calculation: "max",
      displayMode: "lcd",
      valueMode: "text",
      namePlacement: "left",
      orientation: "horizontal",
      showUnfilled: false,
      minVizWidth: 10,
      minVizHeight: 20,
      maxVizHeight: 200,
      legend: "list",
    }),
  table: () => table({ title: "Targets", queries: [up] }),
  "table-full": () =>
    table({
      title: "Targets",
      queries: [up, memory],
      columns: {
        job: {
          title: "Service",
          columnWidth: 200,
          dataLinks: [{ title: "Open", url: "/d/service?var-job=${__value.raw}" }],
        },
        "Value #A": { title: "Up", mappings: { 0: "no", 1: "yes" }, cell: "color-background" },
        "Value #B": { title: "Memory", unit: "bytes", cell: { type: "gauge", mode: "lcd" }, align: "right" },
        Time: { hide: true },
      },
      sortBy: { column: "Memory", descending: true },
      footer: { calculations: ["sum"], fields: ["Value #B"] },
      pagination: true,
      showHeader: false,
      cellHeight: "lg",
      cell: { type: "auto", wrapText: true },
      minColumnWidth: 80,
      align: "left",
      filterable: true,
      inspect: true,
      overrides: [{ type: "number", decimals: 2 }],
    }),
  heatmap: () => heatmap({ title: "Latency", queries: [requests] }),
  "heatmap-full": () =>
    heatmap({
      title: "Latency",
      queries: [requests],
      unit: "s",
      cellUnit: "short",
      cellDecimals: 0,
      cellGap: 2,
      hideBelow: 0.1,
      hideAbove: 100,
      color: { scheme: "Spectral", steps: 16, reverse: true, min: 0, max: 10, exponent: 1, scale: "linear" },
      axis: { label: "took", placement: "right", decimals: 1, min: 0, max: 10, width: 40, reverse: true },
      bucketLayout: "le",
      legend: false,
      tooltip: "multi",
      tooltipHistogram: true,
      dataLinks: [{ title: "Trace", url: "/t/${__value.raw}" }],
    }),
  "heatmap-calculated": () =>
    heatmap({
      title: "Latency",
      queries: [requests],
      calculate: true,
      scale: "log2",
      color: { opacity: "blue" },
    }),
  text: () => text({ title: "About", content: "# Hello" }),
  "text-full": () =>
    text({ title: "About", content: "{}", mode: "code", language: "json", lineNumbers: true, repeat: "job" }),
  logs: () => logs({ title: "Logs", queries: [] }),
  "logs-full": () =>
    logs({
      title: "Logs",
      queries: [],
      showTime: true,
      showLabels: true,
      showCommonLabels: true,
      wrap: true,
      prettifyJson: true,
      details: false,
      order: "oldest",
      deduplicate: "signature",
    }),
  "state-timeline": () => stateTimeline({ title: "States", queries: [up] }),
  "state-timeline-full": () =>
    stateTimeline({
      title: "States",
      queries: [up],
      thresholds: { critical: 1, lowIsBad: true },
      mergeValues: false,
      showValue: "never",
      alignValue: "center",
      rowHeight: 0.5,
      perPage: 50,
      lineWidth: 1,
      fillOpacity: 100,
      connectNulls: true,
      disconnectAfter: 1000,
      legend: "hidden",
      tooltip: "none",
      overrides: [{ names: ["a", "b"], hide: true }],
    }),
  piechart: () => piechart({ title: "Share", queries: [requests] }),
  "piechart-full": () =>
    piechart({
      title: "Share",
      queries: [requests],
      calculation: "sum",
      shape: "donut",
      labels: ["name", "percent"],
      legend: { mode: "table", placement: "right", values: ["value", "percent"] },
      tooltip: "multi",
      overrides: [{ name: "other", hide: ["legend", "graph"] }],
    }),
  histogram: () => histogram({ title: "Durations", queries: [requests] }),
  "histogram-full": () =>
    histogram({
      title: "Durations",
      queries: [requests],
      bucketCount: 10,
      bucketSize: 0.5,
      bucketOffset: 1,
      combine: true,
      lineWidth: 0,
      fillOpacity: 50,
      gradient: "hue",
      stacking: "percent",
      legend: "table",
    }),
  barchart: () => barchart({ title: "By service", queries: [requests] }),
  "barchart-full": () =>
    barchart({
      title: "By service",
      queries: [requests],
      xField: "job",
      colorByField: "Value",
      orientation: "horizontal",
      stacking: "normal",
      showValue: "always",
      barWidth: 0.5,
      groupWidth: 0.5,
      barRadius: 0.1,
      fullHighlight: true,
      labelRotation: -45,
      labelMaxLength: 12,
      labelSpacing: 100,
      text: { value: 10 },
      lineWidth: 2,
      fillOpacity: 30,
      gradient: "scheme",
      axis: { label: "req/s", scale: { symlog: 10, linearThreshold: 1 } },
      thresholds: [{ value: 5, color: "orange" }],
      thresholdsStyle: "line",
      overrides: [
        {
          matcher: { id: "byValue", options: { reducer: "max", op: "gt", value: 1 } },
          properties: { "custom.x": 1 },
        },
      ],
    }),
  "status-history": () => statusHistory({ title: "Probes", queries: [up] }),
  "status-history-full": () =>
    statusHistory({
      title: "Probes",
      queries: [up],
      showValue: "always",
      rowHeight: 0.8,
      columnWidth: 1,
      perPage: 10,
      lineWidth: 0,
      fillOpacity: 90,
      mappings: [
        { value: 0, text: "down", color: "red" },
        { value: true, text: "yes" },
        { from: 1, to: 5, text: "some" },
        { from: 6, text: "many" },
        { regex: /^err.*/, text: "error", icon: "img/icons/unicons/bug.svg" },
        { special: "null+nan", text: "none" },
        { value: "x", text: "unknown" },
      ],
    }),
  "alert-list": () => alertList({ title: "Alerts" }),
  "alert-list-full": () =>
    alertList({
      title: "Alerts",
      view: "stat",
      states: ["firing", "noData"],
      nameFilter: "Disk",
      labelFilter: '{severity="critical"}',
      folder: { uid: "ops", title: "Operations" },
      onlyThisDashboard: true,
      groupBy: ["severity"],
      order: "newest",
      maxItems: 5,
    }),
  "dashboard-list": () => dashboardList({ title: "Dashboards" }),
  "dashboard-list-full": () =>
    dashboardList({
      title: "Dashboards",
      tags: ["team-a"],
      query: "api",
      folderUid: "ops",
      starred: true,
      recent: true,
      headings: false,
      folderNames: false,
      maxItems: 30,
      keepTime: true,
      includeVariables: true,
    }),
  "plugin-panel": () => pluginPanel({ title: "Map", type: "geomap" }),
  "plugin-panel-full": () =>
    pluginPanel({
      title: "Map",
      type: "geomap",
      queries: [requests],
      queryDefaults: { instant: true, format: "table" },
      options: { view: { id: "zero", zoom: 1 } },
      custom: { hideFrom: { legend: false } },
      color: { mode: "palette" },
    }),
};

describe("the panel as it goes into the document", () => {
  test.each(Object.entries(cases))("%s", async (name, panel) => {
    await expect(fragmentText(panel())).toMatchFileSnapshot(`../fixtures/panels/${name}.json`);
  });
});
