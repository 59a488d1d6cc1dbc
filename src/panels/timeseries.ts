import type { PanelBuilder as TimeseriesBuilder } from "@grafana/grafana-foundation-sdk/timeseries";
import { captureCallSite } from "../base/call-site.ts";
import type { JsonObject } from "../schema/json.ts";
import { linearScale } from "./axis.ts";
import { fieldConfig, type FieldOptions, fieldOptionRules, paletteColor } from "./field-config.ts";
import { frozen } from "./json-draft.ts";
import { type Legend, legendDocument, legendRule } from "./legend.ts";
import { makePanel } from "./make-panel.ts";
import { checkOptions, type RulesFor } from "./option-rules.ts";
import type { Panel } from "./panel.ts";
import { type Configurable, dataRules, type DataOptions } from "./panel-options.ts";
import { panelQueries, rangeQueries } from "./panel-queries.ts";
import {
  notStacked,
  seriesCustom,
  seriesOverrideRules,
  type SeriesOverrideStyle,
  seriesRules,
  type SeriesStyle,
  shownEverywhere,
  thresholdsHidden,
} from "./series-style.ts";
import { type Tooltip, tooltipDocument, tooltipRule } from "./tooltip.ts";

/** The options of {@link timeseries}. */
export interface TimeseriesOptions
  extends DataOptions, FieldOptions<SeriesOverrideStyle>, SeriesStyle, Configurable<TimeseriesBuilder> {
  /** The legend: its mode, or its details. @default a list below the chart */
  readonly legend?: Legend;
  /** What appears when the pointer rests on the chart. @default the series under it */
  readonly tooltip?: Tooltip;
}

const rules: RulesFor<TimeseriesOptions> = {
  ...dataRules,
  ...fieldOptionRules(seriesOverrideRules),
  ...seriesRules,
  legend: legendRule,
  tooltip: tooltipRule,
};

/** What Grafana 11 to 13 saves for a new time series panel; not frozen, because copying would be slow. */
const defaultCustom: JsonObject = {
  axisBorderShow: false,
  axisCenteredZero: false,
  axisColorMode: "text",
  axisLabel: "",
  axisPlacement: "auto",
  barAlignment: 0,
  barWidthFactor: 0.6,
  drawStyle: "line",
  fillOpacity: 0,
  gradientMode: "none",
  hideFrom: shownEverywhere,
  insertNulls: false,
  lineInterpolation: "linear",
  lineWidth: 1,
  pointSize: 5,
  scaleDistribution: linearScale,
  showPoints: "auto",
  spanNulls: false,
  stacking: notStacked,
  thresholdsStyle: thresholdsHidden,
};

/** A chart of values over time. */
export function timeseries(options: TimeseriesOptions): Panel {
  checkOptions(options, rules);
  const queries = panelQueries(options, rangeQueries);
  return makePanel(options, {
    type: "timeseries",
    module: "timeseries",
    queries,
    fieldConfig: fieldConfig(options, queries, {
      color: paletteColor,
      custom: styled(options),
      customOf: seriesCustom,
    }),
    options: { legend: legendDocument(options.legend), tooltip: tooltipDocument(options.tooltip) },
    site: captureCallSite(timeseries),
  });
}

/** The default style when nothing differs, shared by all such panels: they are many, and it is written once. */
const plainCustom: JsonObject = frozen({ ...defaultCustom });

function styled(options: TimeseriesOptions): JsonObject {
  const custom = seriesCustom(options);
  return Object.keys(custom).length === 0 ? plainCustom : { ...defaultCustom, ...custom };
}
