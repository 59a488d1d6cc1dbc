import type { PanelBuilder as HistogramBuilder } from "@grafana/grafana-foundation-sdk/histogram";
import { captureCallSite } from "../base/call-site.ts";
import type { JsonObject } from "../schema/json.ts";
import { fieldConfig, type FieldOptions, fieldOptionRules, paletteColor } from "./field-config.ts";
import { type JsonDraft, put } from "./json-draft.ts";
import { type Legend, legendDocument, legendRule } from "./legend.ts";
import { makePanel } from "./make-panel.ts";
import { checkOptions, flagRule, numberRule, type RulesFor } from "./option-rules.ts";
import type { Panel } from "./panel.ts";
import { type Configurable, dataRules, type DataOptions } from "./panel-options.ts";
import { panelQueries, rangeQueries } from "./panel-queries.ts";
import {
  seriesCustom,
  seriesOverrideRules,
  type SeriesOverrideStyle,
  seriesRules,
  type SeriesStyle,
} from "./series-style.ts";
import { type Tooltip, tooltipDocument, tooltipRule } from "./tooltip.ts";

/** How the bars of a histogram are drawn; the outline is 1 pixel and the filling 80 % unless given. */
export type HistogramStyle = Pick<SeriesStyle, "lineWidth" | "fillOpacity" | "gradient" | "stacking">;

/** What overrides can change of a histogram. */
export type HistogramOverrideStyle = HistogramStyle & Pick<SeriesOverrideStyle, "hide">;

/** The options of {@link histogram}. */
export interface HistogramOptions
  extends DataOptions, FieldOptions<HistogramOverrideStyle>, HistogramStyle, Configurable<HistogramBuilder> {
  /** About how many bars there are, unless their width is given. @default 30 */
  readonly bucketCount?: number;
  /** The width of a bar, in the unit of the values. @default from `bucketCount` */
  readonly bucketSize?: number;
  /** Where the first bar starts, in the unit of the values. @default 0 */
  readonly bucketOffset?: number;
  /** Whether all series are counted as one. @default false */
  readonly combine?: boolean;
  /** The legend: its mode, or its details. @default a list below the chart */
  readonly legend?: Legend;
  /** What appears when the pointer rests on a bar. @default the bar's value */
  readonly tooltip?: Tooltip;
}

const { lineWidth, fillOpacity, gradient, stacking } = seriesRules;
const styleRules: RulesFor<HistogramOverrideStyle> = {
  lineWidth,
  fillOpacity,
  gradient,
  stacking,
  hide: seriesOverrideRules.hide,
};

const rules: RulesFor<HistogramOptions> = {
  ...dataRules,
  ...fieldOptionRules(styleRules),
  lineWidth,
  fillOpacity,
  gradient,
  stacking,
  bucketCount: { is: "number", whole: true },
  bucketSize: numberRule,
  bucketOffset: numberRule,
  combine: flagRule,
  legend: legendRule,
  tooltip: tooltipRule,
};

/** How often which values occur: Grafana counts the points of the series. For Prometheus histograms see `heatmap`. */
export function histogram(options: HistogramOptions): Panel {
  checkOptions(options, rules);
  const queries = panelQueries(options, rangeQueries);
  return makePanel(options, {
    type: "histogram",
    module: "histogram",
    queries,
    fieldConfig: fieldConfig(options, queries, {
      color: paletteColor,
      custom: seriesCustom(options),
      customOf: seriesCustom,
    }),
    options: histogramDocument(options),
    site: captureCallSite(histogram),
  });
}

function histogramDocument(options: HistogramOptions): JsonObject {
  const draft: JsonDraft = {
    bucketCount: options.bucketCount ?? 30,
    bucketOffset: options.bucketOffset ?? 0,
  };
  put(draft, "bucketSize", options.bucketSize);
  draft["combine"] = options.combine ?? false;
  draft["legend"] = legendDocument(options.legend);
  draft["tooltip"] = tooltipDocument(options.tooltip);
  return draft;
}
