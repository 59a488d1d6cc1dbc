import type { PanelBuilder as HeatmapBuilder } from "@grafana/grafana-foundation-sdk/heatmap";
import { captureCallSite } from "../base/call-site.ts";
import type { Query } from "../queries/expression.ts";
import type { FieldConfigDocument } from "../schema/document.ts";
import type { JsonObject } from "../schema/json.ts";
import type { Unit } from "../schema/units.ts";
import { type JsonDraft, put } from "./json-draft.ts";
import { type DataLink, dataLinksRule, linkDocuments } from "./links.ts";
import { makePanel } from "./make-panel.ts";
import {
  checkOptions,
  flagRule,
  numberRule,
  type OptionRule,
  type RulesFor,
  textRule,
} from "./option-rules.ts";
import type { Panel } from "./panel.ts";
import { type Configurable, dataRules, type DataOptions } from "./panel-options.ts";
import { panelQueries, type QueryDefaults, unitOf } from "./panel-queries.ts";
import { scaleDocument } from "./axis.ts";

/** The colour schemes of heat maps, of d3-scale-chromatic. */
// prettier-ignore
const heatmapSchemes = [
  "Oranges", "Blues", "Greens", "Greys", "Purples", "Reds",
  "Turbo", "Cividis", "Viridis", "Magma", "Inferno", "Plasma", "Warm", "Cool", "Cubehelix",
  "BuGn", "BuPu", "GnBu", "OrRd", "PuBuGn", "PuBu", "PuRd", "RdPu", "YlGnBu", "YlGn", "YlOrBr", "YlOrRd",
  "BrBG", "PiYG", "PRGn", "PuOr", "RdBu", "RdGy", "RdYlBu", "RdYlGn", "Spectral",
  "Rainbow", "Sinebow",
] as const;

/** The colours of the cells. */
export interface HeatmapColor {
  /** The name of a scheme. @default "Oranges" */
  readonly scheme?: (typeof heatmapSchemes)[number];
  /** One colour that is more opaque for greater values, instead of a scheme. @default none */
  readonly opacity?: string;
  /** How values become opacity, with `opacity`. @default "exponential" */
  readonly scale?: "linear" | "exponential";
  /** The exponent of that scale. @default 0.5 */
  readonly exponent?: number;
  /** The number of different colours, 2 to 128. @default 64 */
  readonly steps?: number;
  /** Whether the scheme is turned round. @default false */
  readonly reverse?: boolean;
  /** The value where the scale starts. @default the least value */
  readonly min?: number;
  /** The value where the scale ends. @default the greatest value */
  readonly max?: number;
}

/** The axis of the buckets. */
export interface HeatmapAxis {
  /** The text beside the axis. @default none */
  readonly label?: string;
  /** @default "left" */
  readonly placement?: "left" | "right" | "hidden";
  /** The number of decimals. @default as many as needed */
  readonly decimals?: number;
  /** The least value. @default from the buckets */
  readonly min?: number;
  /** The greatest value. @default from the buckets */
  readonly max?: number;
  /** The width in pixels. @default what the labels need */
  readonly width?: number;
  /** Whether the greatest value is at the bottom. @default false */
  readonly reverse?: boolean;
}

/** The options of {@link heatmap}. */
export interface HeatmapOptions extends DataOptions, Configurable<HeatmapBuilder> {
  /** The unit of the vertical axis: of the buckets' limits. @default none */
  readonly unit?: Unit;
  /** The unit of the cells. @default the unit of the queries when they agree */
  readonly cellUnit?: Unit;
  /** The number of decimals of the cells. @default as many as needed */
  readonly cellDecimals?: number;
  /** The space between cells in pixels, 0 to 25. @default 1 */
  readonly cellGap?: number;
  /** Cells with less than this, or as much, are not drawn. @default 1e-9 */
  readonly hideBelow?: number;
  /** Cells with more than this, or as much, are not drawn. @default none */
  readonly hideAbove?: number;
  /** The colours of the cells. @default the scheme "Oranges" */
  readonly color?: HeatmapColor;
  /** The axis of the buckets. @default on the left */
  readonly axis?: HeatmapAxis;
  /** How the limits stand beside the cells: `le` is the upper edge, `ge` the lower. @default "auto" */
  readonly bucketLayout?: "auto" | "le" | "ge" | "unknown";
  /** Whether the queries return plain series from which Grafana makes the buckets. @default false */
  readonly calculate?: boolean;
  /** The scale of calculated buckets. @default "linear" */
  readonly scale?: "linear" | "log2" | "log10";
  /** Whether the colour scale is shown. @default true */
  readonly legend?: boolean;
  /** What appears at the pointer. @default "single" */
  readonly tooltip?: "single" | "multi" | "none";
  /** Whether the tooltip has a histogram of its column. @default false */
  readonly tooltipHistogram?: boolean;
  /** Links on the cells. @default none */
  readonly dataLinks?: readonly DataLink[];
}

const colorRules: RulesFor<HeatmapColor> = {
  scheme: { is: "text", words: heatmapSchemes },
  opacity: textRule,
  scale: { is: "text", words: ["linear", "exponential"] },
  exponent: numberRule,
  steps: { is: "number", whole: true },
  reverse: flagRule,
  min: numberRule,
  max: numberRule,
};
const axisRules: RulesFor<HeatmapAxis> = {
  label: textRule,
  placement: { is: "text", words: ["left", "right", "hidden"] },
  decimals: { is: "number", whole: true },
  min: numberRule,
  max: numberRule,
  width: numberRule,
  reverse: flagRule,
};
const axisRule: OptionRule = { is: "object", members: axisRules };

const rules: RulesFor<HeatmapOptions> = {
  ...dataRules,
  unit: textRule,
  cellUnit: textRule,
  cellDecimals: { is: "number", whole: true },
  cellGap: numberRule,
  hideBelow: numberRule,
  hideAbove: numberRule,
  color: { is: "object", members: colorRules },
  axis: axisRule,
  bucketLayout: { is: "text", words: ["auto", "le", "ge", "unknown"] },
  calculate: flagRule,
  scale: { is: "text", words: ["linear", "log2", "log10"] },
  legend: flagRule,
  tooltip: { is: "text", words: ["single", "multi", "none"] },
  tooltipHistogram: flagRule,
  dataLinks: dataLinksRule,
};

/** Cumulative buckets become cells, named after their upper limit. */
const bucketQueries: QueryDefaults = { format: "heatmap", legend: "{{le}}" };
/** Plain series, of which Grafana makes the buckets. */
const seriesQueries: QueryDefaults = { format: "time_series" };

/** How values are distributed over time: a column of coloured cells for each moment. */
export function heatmap(options: HeatmapOptions): Panel {
  checkOptions(options, rules);
  const queries = panelQueries(options, options.calculate === true ? seriesQueries : bucketQueries);
  return makePanel(options, {
    type: "heatmap",
    module: "heatmap",
    queries,
    fieldConfig: heatmapFields(options),
    options: heatmapDocument(options, queries),
    site: captureCallSite(heatmap),
  });
}

function heatmapFields({ dataLinks }: HeatmapOptions): FieldConfigDocument {
  const links = dataLinks === undefined ? {} : { links: linkDocuments(dataLinks) };
  return { defaults: links, overrides: [] };
}

function heatmapDocument(options: HeatmapOptions, queries: readonly Query[]): JsonObject {
  const calculation = { yBuckets: { scale: scaleDocument(options.scale ?? "linear") } };
  return {
    calculate: options.calculate ?? false,
    ...(options.calculate === true && options.scale !== undefined ? { calculation } : {}),
    cellGap: options.cellGap ?? 1,
    cellValues: cellDocument(options, queries),
    color: colorDocument(options.color ?? {}),
    exemplars: { color: "rgba(255,0,255,0.7)" },
    filterValues: filterDocument(options),
    legend: { show: options.legend ?? true },
    rowsFrame: { layout: options.bucketLayout ?? "auto" },
    tooltip: {
      mode: options.tooltip ?? "single",
      showColorScale: false,
      yHistogram: options.tooltipHistogram ?? false,
    },
    yAxis: axisDocument(options),
  };
}

function cellDocument({ cellUnit, cellDecimals }: HeatmapOptions, queries: readonly Query[]): JsonObject {
  const draft: JsonDraft = {};
  put(draft, "decimals", cellDecimals);
  put(draft, "unit", cellUnit ?? unitOf(queries));
  return draft;
}

/** Grafana's own default has a mode, which the Foundation SDK leaves out. */
function colorDocument(color: HeatmapColor): JsonObject {
  const draft: JsonDraft = {
    exponent: color.exponent ?? 0.5,
    fill: color.opacity ?? "dark-orange",
  };
  put(draft, "max", color.max);
  put(draft, "min", color.min);
  draft["mode"] = color.opacity === undefined ? "scheme" : "opacity";
  draft["reverse"] = color.reverse ?? false;
  draft["scale"] = color.scale ?? "exponential";
  draft["scheme"] = color.scheme ?? "Oranges";
  draft["steps"] = color.steps ?? 64;
  return draft;
}

function filterDocument({ hideBelow, hideAbove }: HeatmapOptions): JsonObject {
  const draft: JsonDraft = {};
  put(draft, "ge", hideAbove);
  draft["le"] = hideBelow ?? 1e-9;
  return draft;
}

function axisDocument({ axis = {}, unit }: HeatmapOptions): JsonObject {
  const draft: JsonDraft = {};
  put(draft, "axisLabel", axis.label);
  draft["axisPlacement"] = axis.placement ?? "left";
  put(draft, "axisWidth", axis.width);
  put(draft, "decimals", axis.decimals);
  put(draft, "max", axis.max);
  put(draft, "min", axis.min);
  draft["reverse"] = axis.reverse ?? false;
  put(draft, "unit", unit);
  return draft;
}
