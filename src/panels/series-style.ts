import type { Json, JsonObject } from "../schema/json.ts";
import { type AxisOptions, axisRule, putAxis } from "./axis.ts";
import { type JsonDraft, put } from "./json-draft.ts";
import { flagRule, numberRule, type OptionRule, type RulesFor, textRule } from "./option-rules.ts";

/** Where thresholds are drawn in a chart. */
const thresholdStyles = ["off", "line", "dashed", "area", "line+area", "dashed+area"] as const;

/** How series share the space of a chart. */
export const stackingModes = ["none", "normal", "percent"] as const;

/** Series that are drawn on top of one another. */
export interface StackingOptions {
  /** Their values added up, or as shares of 100 %. */
  readonly mode: (typeof stackingModes)[number];
  /** Series of the same group are stacked with each other. @default "A" */
  readonly group?: string;
}

/** Where a series is left out. */
const hidingPlaces = ["legend", "tooltip", "graph"] as const;

/** How a chart draws its series. */
export interface SeriesStyle {
  /** @default "line" */
  readonly drawStyle?: "line" | "bars" | "points";
  /** The width of lines and outlines in pixels, 0 to 10. @default 1 */
  readonly lineWidth?: number;
  /** How points are connected. @default "linear" */
  readonly lineInterpolation?: "linear" | "smooth" | "stepBefore" | "stepAfter";
  /** Solid, dashes, dots, or the lengths of dashes and gaps in pixels. @default "solid" */
  readonly lineStyle?: "solid" | "dashed" | "dotted" | readonly number[];
  /** How opaque the area below the line is, in percent. @default 0 */
  readonly fillOpacity?: number;
  /** How the area changes its colour from the line downwards. @default "none" */
  readonly gradient?: "none" | "opacity" | "hue" | "scheme";
  /** The name of the series down to which the area is filled; it makes bands. @default down to zero */
  readonly fillBelowTo?: string;
  /** Whether each value has a point; `auto` shows them when there is room. @default "auto" */
  readonly points?: "auto" | "always" | "never";
  /** The diameter of points in pixels, 1 to 40. @default 5 */
  readonly pointSize?: number;
  /** Whether gaps are bridged: all of them, or those that are shorter than so many milliseconds. @default false */
  readonly connectNulls?: boolean | number;
  /** Whether lines are interrupted where values are further apart than so many milliseconds. @default false */
  readonly disconnectAfter?: false | number;
  /** Whether series are drawn on top of one another. @default "none" */
  readonly stacking?: (typeof stackingModes)[number] | StackingOptions;
  /** Where a bar stands beside its time. @default "center" */
  readonly barAlignment?: "before" | "center" | "after";
  /** The width of a bar as a share of its space, 0.1 to 1. @default 0.6 */
  readonly barWidth?: number;
  /** Whether values are drawn downwards, as for traffic that leaves. @default false */
  readonly negativeY?: boolean;
  /** Whether and how the thresholds are drawn. @default "off" */
  readonly thresholdsStyle?: (typeof thresholdStyles)[number];
  /** The axis of values. @default on the left, linear, from the values */
  readonly axis?: AxisOptions;
}

/** What an override can also change: whether a series is there at all. */
export interface SeriesOverrideStyle extends SeriesStyle {
  /** Where the series is left out: everywhere (`true`) or in some places. @default false */
  readonly hide?: boolean | readonly (typeof hidingPlaces)[number][];
}

/** The rules for {@link SeriesStyle}. */
export const seriesRules: RulesFor<SeriesStyle> = {
  drawStyle: { is: "text", words: ["line", "bars", "points"] },
  lineWidth: numberRule,
  lineInterpolation: { is: "text", words: ["linear", "smooth", "stepBefore", "stepAfter"] },
  lineStyle: { is: ["text", "list"], items: numberRule, words: ["solid", "dashed", "dotted"] },
  fillOpacity: numberRule,
  gradient: { is: "text", words: ["none", "opacity", "hue", "scheme"] },
  fillBelowTo: textRule,
  points: { is: "text", words: ["auto", "always", "never"] },
  pointSize: numberRule,
  connectNulls: { is: ["flag", "number"] },
  disconnectAfter: { is: ["number", "flag"] },
  stacking: {
    is: ["text", "object"],
    words: stackingModes,
    members: { mode: { is: "text", words: stackingModes }, group: textRule },
  },
  barAlignment: { is: "text", words: ["before", "center", "after"] },
  barWidth: numberRule,
  negativeY: flagRule,
  thresholdsStyle: { is: "text", words: thresholdStyles },
  axis: axisRule,
};

/** The rule for places where a series is left out. */
export const hideRule: OptionRule = {
  is: ["flag", "list"],
  items: { is: "text", words: hidingPlaces },
};

/** The rules for {@link SeriesOverrideStyle}. */
export const seriesOverrideRules: RulesFor<SeriesOverrideStyle> = { ...seriesRules, hide: hideRule };

const barAlignments = { before: -1, center: 0, after: 1 } as const;

/** The dashes that Grafana's own editor starts with. */
const lineStyles = {
  solid: { fill: "solid" },
  dashed: { dash: [10, 10], fill: "dash" },
  dotted: { dash: [0, 10], fill: "dot" },
} as const;

/** The custom options that a style sets, by Grafana's names. */
export function seriesCustom(style: SeriesOverrideStyle): JsonDraft {
  const custom: JsonDraft = {};
  putAxis(custom, style.axis);
  if (style.barAlignment !== undefined) custom["barAlignment"] = barAlignments[style.barAlignment];
  put(custom, "barWidthFactor", style.barWidth);
  put(custom, "drawStyle", style.drawStyle);
  put(custom, "fillBelowTo", style.fillBelowTo);
  put(custom, "fillOpacity", style.fillOpacity);
  put(custom, "gradientMode", style.gradient);
  if (style.hide !== undefined) custom["hideFrom"] = hideDocument(style.hide);
  put(custom, "insertNulls", style.disconnectAfter);
  put(custom, "lineInterpolation", style.lineInterpolation);
  if (style.lineStyle !== undefined) custom["lineStyle"] = lineStyleDocument(style.lineStyle);
  put(custom, "lineWidth", style.lineWidth);
  put(custom, "pointSize", style.pointSize);
  put(custom, "showPoints", style.points);
  put(custom, "spanNulls", style.connectNulls);
  if (style.stacking !== undefined) custom["stacking"] = stackingDocument(style.stacking);
  if (style.thresholdsStyle !== undefined) custom["thresholdsStyle"] = { mode: style.thresholdsStyle };
  if (style.negativeY === true) custom["transform"] = "negative-Y";
  return custom;
}

function lineStyleDocument(style: NonNullable<SeriesStyle["lineStyle"]>): JsonObject {
  return typeof style === "string" ? lineStyles[style] : { dash: [...style], fill: "dash" };
}

/** The stacking as Grafana stores it. */
function stackingDocument(stacking: NonNullable<SeriesStyle["stacking"]>): JsonObject {
  if (typeof stacking === "string") return { group: "A", mode: stacking };
  return { group: stacking.group ?? "A", mode: stacking.mode };
}

/** Where a series is left out, as Grafana stores it; one that is not drawn has no tooltip either (schema version 42). */
export function hideDocument(hide: NonNullable<SeriesOverrideStyle["hide"]>): Json {
  if (typeof hide === "boolean") return { legend: hide, tooltip: hide, viz: hide };
  const viz = hide.includes("graph");
  return { legend: hide.includes("legend"), tooltip: viz || hide.includes("tooltip"), viz };
}
