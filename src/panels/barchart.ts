import type { PanelBuilder as BarChartBuilder } from "@grafana/grafana-foundation-sdk/barchart";
import { captureCallSite } from "../base/call-site.ts";
import type { JsonObject } from "../schema/json.ts";
import { fieldConfig, type FieldOptions, fieldOptionRules, paletteColor } from "./field-config.ts";
import { type JsonDraft, put } from "./json-draft.ts";
import { type Legend, legendDocument, legendRule } from "./legend.ts";
import { makePanel } from "./make-panel.ts";
import { checkOptions, flagRule, numberRule, type RulesFor, textRule } from "./option-rules.ts";
import type { Panel } from "./panel.ts";
import { type Configurable, dataRules, type DataOptions } from "./panel-options.ts";
import { panelQueries, tableQueries } from "./panel-queries.ts";
import {
  seriesCustom,
  seriesOverrideRules,
  type SeriesOverrideStyle,
  seriesRules,
  type SeriesStyle,
  stackingModes,
} from "./series-style.ts";
import {
  type Orientation,
  orientationRule,
  type TextSizes,
  textSizesDocument,
  textSizesRule,
} from "./single-value.ts";
import { type Tooltip, tooltipDocument, tooltipRule } from "./tooltip.ts";

/** How the bars of a bar chart are drawn; the outline is 1 pixel and the filling 80 % unless given. */
export type BarStyle = Pick<
  SeriesStyle,
  "lineWidth" | "fillOpacity" | "gradient" | "axis" | "thresholdsStyle"
>;

/** What overrides can change of a bar chart. */
export type BarOverrideStyle = BarStyle & Pick<SeriesOverrideStyle, "hide">;

/** The options of {@link barchart}. */
export interface BarChartOptions
  extends DataOptions, FieldOptions<BarOverrideStyle>, BarStyle, Configurable<BarChartBuilder> {
  /** The field whose texts name the bars. @default the first text or time field */
  readonly xField?: string;
  /** The field whose values colour the bars. @default each field has its colour */
  readonly colorByField?: string;
  /** Which way the bars go. @default "auto" */
  readonly orientation?: Orientation;
  /** Whether fields are drawn on top of one another. @default "none" */
  readonly stacking?: (typeof stackingModes)[number];
  /** Whether values are written on the bars; `auto` does when there is room. @default "auto" */
  readonly showValue?: "auto" | "always" | "never";
  /** The width of a bar as a share of its space, 0 to 1. @default 0.97 */
  readonly barWidth?: number;
  /** The width of a group of bars as a share of its space, 0 to 1. @default 0.7 */
  readonly groupWidth?: number;
  /** How round the ends of bars are, 0 to 0.5. @default 0 */
  readonly barRadius?: number;
  /** Whether the whole group is highlighted under the pointer. @default false */
  readonly fullHighlight?: boolean;
  /** The turn of the names in degrees, -90 to 90. @default 0 */
  readonly labelRotation?: number;
  /** The greatest length of the names in characters. @default what fits */
  readonly labelMaxLength?: number;
  /** The least space between names in pixels; 0 shows them all. @default 0 */
  readonly labelSpacing?: number;
  /** The sizes of the text in pixels. @default what fits */
  readonly text?: TextSizes;
  /** The legend: its mode, or its details. @default a list below the chart */
  readonly legend?: Legend;
  /** What appears when the pointer rests on a bar. @default the bar's value */
  readonly tooltip?: Tooltip;
}

const { lineWidth, fillOpacity, gradient, axis, thresholdsStyle } = seriesRules;
const barRules: RulesFor<BarStyle> = { lineWidth, fillOpacity, gradient, axis, thresholdsStyle };
const overrideRules: RulesFor<BarOverrideStyle> = { ...barRules, hide: seriesOverrideRules.hide };

const rules: RulesFor<BarChartOptions> = {
  ...dataRules,
  ...fieldOptionRules(overrideRules),
  ...barRules,
  xField: textRule,
  colorByField: textRule,
  orientation: orientationRule,
  stacking: { is: "text", words: stackingModes },
  showValue: { is: "text", words: ["auto", "always", "never"] },
  barWidth: numberRule,
  groupWidth: numberRule,
  barRadius: numberRule,
  fullHighlight: flagRule,
  labelRotation: numberRule,
  labelMaxLength: numberRule,
  labelSpacing: numberRule,
  text: textSizesRule,
  legend: legendRule,
  tooltip: tooltipRule,
};

/** Bars for the rows of a table: one value of each series, compared. */
export function barchart(options: BarChartOptions): Panel {
  checkOptions(options, rules);
  const queries = panelQueries(options, tableQueries);
  return makePanel(options, {
    type: "barchart",
    module: "barchart",
    queries,
    fieldConfig: fieldConfig<BarOverrideStyle>(options, queries, {
      color: paletteColor,
      custom: barCustom(options),
      customOf: barCustom,
    }),
    options: barDocument(options),
    site: captureCallSite(barchart),
  });
}

/** Stacking and bar width are options of the whole panel here, not of its fields. */
function barCustom({
  lineWidth,
  fillOpacity,
  gradient,
  axis,
  thresholdsStyle,
  hide,
}: BarOverrideStyle): JsonDraft {
  return seriesCustom({
    lineWidth,
    fillOpacity,
    gradient,
    axis,
    thresholdsStyle,
    hide,
  } as SeriesOverrideStyle);
}

function barDocument(options: BarChartOptions): JsonObject {
  const draft: JsonDraft = { barRadius: options.barRadius ?? 0, barWidth: options.barWidth ?? 0.97 };
  put(draft, "colorByField", options.colorByField);
  draft["fullHighlight"] = options.fullHighlight ?? false;
  draft["groupWidth"] = options.groupWidth ?? 0.7;
  draft["legend"] = legendDocument(options.legend);
  draft["orientation"] = options.orientation ?? "auto";
  draft["showValue"] = options.showValue ?? "auto";
  draft["stacking"] = options.stacking ?? "none";
  draft["text"] = textSizesDocument(options.text);
  draft["tooltip"] = tooltipDocument(options.tooltip);
  put(draft, "xField", options.xField);
  put(draft, "xTickLabelMaxLength", options.labelMaxLength);
  draft["xTickLabelRotation"] = options.labelRotation ?? 0;
  draft["xTickLabelSpacing"] = options.labelSpacing ?? 0;
  return draft;
}
