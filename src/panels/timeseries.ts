import type { PanelBuilder as TimeseriesBuilder } from "@grafana/grafana-foundation-sdk/timeseries";
import { captureCallSite } from "../base/call-site.ts";
import { fieldConfig, type FieldOptions, fieldOptionRules, paletteColor } from "./field-config.ts";
import { type Legend, legendDocument, legendRule } from "./legend.ts";
import { makePanel } from "./make-panel.ts";
import { checkOptions, type RulesFor } from "./option-rules.ts";
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
      custom: seriesCustom(options),
      customOf: seriesCustom,
    }),
    options: { legend: legendDocument(options.legend), tooltip: tooltipDocument(options.tooltip) },
    site: captureCallSite(timeseries),
  });
}
