/**
 * What Grafana's editor fills into a panel when somebody saves the dashboard: the defaults of the panel plugins as of
 * Grafana 9.5 to 13, read from their `module.tsx` and panel schemas. A value that a version does not know is absent
 * there. What differs between versions is left out, because it would hide an edit. A missing entry is harmless: an editor's save then counts as a change, which `--force` overwrites.
 */
import type { JsonObject } from "../json.ts";

const hideFrom = { legend: false, tooltip: false, viz: false };
const axis = {
  axisBorderShow: false,
  axisCenteredZero: false,
  axisColorMode: "text",
  axisLabel: "",
  axisPlacement: "auto",
  scaleDistribution: { type: "linear" },
};
const legend = { calcs: [], displayMode: "list", placement: "bottom", showLegend: true };
const tooltip = { hideZeros: false, mode: "single", sort: "none" };
const reduceOptions = { calcs: ["lastNotNull"], fields: "", values: false };
const perSeries = { mode: "palette-classic" };
const byThreshold = { mode: "thresholds" };

/** The parts of a plugin's defaults. */
interface PluginDefaults {
  readonly color?: JsonObject;
  readonly custom?: JsonObject;
  readonly options: JsonObject;
}

const plugins: Readonly<Record<string, PluginDefaults>> = {
  barchart: {
    color: perSeries,
    custom: {
      ...axis,
      fillOpacity: 80,
      gradientMode: "none",
      hideFrom,
      lineWidth: 1,
      thresholdsStyle: { mode: "off" },
    },
    options: {
      barRadius: 0,
      barWidth: 0.97,
      fullHighlight: false,
      groupWidth: 0.7,
      legend,
      orientation: "auto",
      showValue: "auto",
      stacking: "none",
      tooltip,
      xTickLabelRotation: 0,
      xTickLabelSpacing: 0,
    },
  },
  bargauge: {
    color: byThreshold,
    options: {
      displayMode: "gradient",
      legend: { ...legend, showLegend: false },
      maxVizHeight: 300,
      namePlacement: "auto",
      orientation: "auto",
      reduceOptions,
      showUnfilled: true,
      sizing: "auto",
      valueMode: "color",
    },
  },
  gauge: {
    color: byThreshold,
    options: {
      minVizHeight: 75,
      minVizWidth: 75,
      orientation: "auto",
      reduceOptions,
      showThresholdLabels: false,
      showThresholdMarkers: true,
      sizing: "auto",
    },
  },
  heatmap: {
    custom: { hideFrom, scaleDistribution: { type: "linear" } },
    options: {
      calculate: false,
      cellGap: 1,
      color: {
        exponent: 0.5,
        fill: "dark-orange",
        mode: "scheme",
        reverse: false,
        scale: "exponential",
        scheme: "Oranges",
        steps: 64,
      },
      exemplars: { color: "rgba(255,0,255,0.7)" },
      filterValues: { le: 1e-9 },
      legend: { show: true },
      rowsFrame: { layout: "auto" },
      showValue: "never",
      tooltip: { mode: "single", showColorScale: false, yHistogram: false },
      yAxis: { axisPlacement: "left", reverse: false },
    },
  },
  histogram: {
    color: perSeries,
    custom: {
      ...axis,
      fillOpacity: 80,
      gradientMode: "none",
      hideFrom,
      lineWidth: 1,
      stacking: { group: "A", mode: "none" },
    },
    options: { bucketCount: 30, bucketOffset: 0, combine: false, legend, tooltip },
  },
  logs: {
    options: {
      dedupStrategy: "none",
      enableInfiniteScrolling: false,
      enableLogDetails: true,
      prettifyLogMessage: false,
      showCommonLabels: false,
      showControls: false,
      showLabels: false,
      showTime: false,
      sortOrder: "Descending",
      wrapLogMessage: false,
    },
  },
  piechart: {
    color: perSeries,
    custom: { hideFrom },
    options: {
      displayLabels: [],
      legend: { ...legend, values: [] },
      pieType: "pie",
      reduceOptions,
      sort: "desc",
      tooltip,
    },
  },
  stat: {
    color: byThreshold,
    options: {
      colorMode: "value",
      graphMode: "area",
      justifyMode: "auto",
      orientation: "auto",
      percentChangeColorMode: "standard",
      reduceOptions,
      showPercentChange: false,
      textMode: "auto",
      wideLayout: true,
    },
  },
  "state-timeline": {
    // Its color scheme is left out: 9.5 to 11 understand a continuous one where nothing is said.
    custom: { ...axis, fillOpacity: 70, hideFrom, insertNulls: false, lineWidth: 0, spanNulls: false },
    options: { alignValue: "left", legend, mergeValues: true, rowHeight: 0.9, showValue: "auto", tooltip },
  },
  "status-history": {
    color: byThreshold,
    custom: { ...axis, fillOpacity: 70, hideFrom, lineWidth: 1 },
    options: { colWidth: 0.9, legend, rowHeight: 0.9, showValue: "auto", tooltip },
  },
  table: {
    color: byThreshold,
    custom: {
      align: "auto",
      cellOptions: { type: "auto" },
      filterable: false,
      footer: { reducers: [] },
      inspect: false,
      wrapHeaderText: false,
      wrapText: false,
    },
    options: {
      cellHeight: "sm",
      enablePagination: false,
      footer: { countRows: false, enablePagination: false, fields: "", reducer: ["sum"], show: false },
      frameIndex: 0,
      frozenColumns: {},
      showHeader: true,
      sortBy: [],
    },
  },
  text: { options: { code: { language: "plaintext", showLineNumbers: false, showMiniMap: false } } },
  timeseries: {
    color: perSeries,
    custom: {
      ...axis,
      barAlignment: 0,
      barWidthFactor: 0.6,
      drawStyle: "line",
      fillOpacity: 0,
      gradientMode: "none",
      hideFrom,
      insertNulls: false,
      lineInterpolation: "linear",
      lineStyle: { fill: "solid" },
      lineWidth: 1,
      pointSize: 5,
      showPoints: "auto",
      showValues: false,
      spanNulls: false,
      stacking: { group: "A", mode: "none" },
      thresholdsStyle: { mode: "off" },
    },
    options: { legend, tooltip },
  },
};

/** What Grafana understands of any panel that does not say it. */
function panelWith({ color, custom, options }: PluginDefaults): JsonObject {
  const thresholds = {
    mode: "absolute",
    steps: [
      { color: "green", value: null },
      { color: "red", value: 80 },
    ],
  };
  return {
    description: "",
    fieldConfig: {
      defaults: { color, custom: custom ?? {}, links: [], mappings: [], thresholds },
      overrides: [],
    },
    links: [],
    options,
    repeatDirection: "h",
    title: "",
    transformations: [],
    transparent: false,
  };
}

const rowDefaults: JsonObject = { collapsed: false, panels: [], title: "" };
const unknownPlugin = panelWith({ options: {} });
const known: ReadonlyMap<unknown, JsonObject> = new Map([
  ["row", rowDefaults],
  ...Object.entries(plugins).map(([type, defaults]): [string, JsonObject] => [type, panelWith(defaults)]),
]);

/** The defaults of a panel of a type, as a tree like the panel itself. */
export function panelDefaults(type: unknown): JsonObject {
  return known.get(type) ?? unknownPlugin;
}
