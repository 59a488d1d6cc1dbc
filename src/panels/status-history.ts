import type { PanelBuilder as StatusHistoryBuilder } from "@grafana/grafana-foundation-sdk/statushistory";
import { captureCallSite } from "../base/call-site.ts";
import { fieldConfig, type FieldOptions, fieldOptionRules, thresholdsColor } from "./field-config.ts";
import { type Legend, legendDocument, legendRule } from "./legend.ts";
import { makePanel } from "./make-panel.ts";
import { checkOptions, numberRule, type RulesFor } from "./option-rules.ts";
import type { Panel } from "./panel.ts";
import { type Configurable, dataRules, type DataOptions } from "./panel-options.ts";
import { panelQueries, rangeQueries } from "./panel-queries.ts";
import {
  seriesCustom,
  seriesOverrideRules,
  type SeriesOverrideStyle,
  type SeriesStyle,
} from "./series-style.ts";
import { type Tooltip, tooltipDocument, tooltipRule } from "./tooltip.ts";

/** How the cells are drawn; an outline of 1 pixel and a filling of 70 % unless given. */
export type StatusStyle = Pick<SeriesStyle, "lineWidth" | "fillOpacity">;

/** What overrides can change of a status history. */
export type StatusOverrideStyle = StatusStyle & Pick<SeriesOverrideStyle, "hide">;

/** The options of {@link statusHistory}. */
export interface StatusHistoryOptions
  extends DataOptions, FieldOptions<StatusOverrideStyle>, StatusStyle, Configurable<StatusHistoryBuilder> {
  /** Whether values are written in the cells; `auto` does when there is room. @default "auto" */
  readonly showValue?: "auto" | "always" | "never";
  /** The height of a cell as a share of its row, 0 to 1. @default 0.9 */
  readonly rowHeight?: number;
  /** The width of a cell as a share of its column, 0 to 1. @default 0.9 */
  readonly columnWidth?: number;
  /** The number of series on a page (Grafana 11.5 and later). @default 20 */
  readonly perPage?: number;
  /** The legend: its mode, or its details. @default a list below the chart */
  readonly legend?: Legend;
  /** What appears when the pointer rests on a cell. @default its value */
  readonly tooltip?: Tooltip;
}

const { lineWidth, fillOpacity, hide } = seriesOverrideRules;
const styleRules: RulesFor<StatusStyle> = { lineWidth, fillOpacity };
const overrideRules: RulesFor<StatusOverrideStyle> = { ...styleRules, hide };

const rules: RulesFor<StatusHistoryOptions> = {
  ...dataRules,
  ...fieldOptionRules(overrideRules),
  ...styleRules,
  showValue: { is: "text", words: ["auto", "always", "never"] },
  rowHeight: numberRule,
  columnWidth: numberRule,
  perPage: { is: "number", whole: true },
  legend: legendRule,
  tooltip: tooltipRule,
};

/** States at regular moments: a row for each series, a cell for each moment. */
export function statusHistory(options: StatusHistoryOptions): Panel {
  checkOptions(options, rules);
  const queries = panelQueries(options, rangeQueries);
  return makePanel(options, {
    type: "status-history",
    module: "statushistory",
    queries,
    fieldConfig: fieldConfig<StatusOverrideStyle>(options, queries, {
      color: thresholdsColor,
      custom: seriesCustom(options),
      customOf: seriesCustom,
    }),
    options: {
      colWidth: options.columnWidth ?? 0.9,
      legend: legendDocument(options.legend),
      perPage: options.perPage ?? 20,
      rowHeight: options.rowHeight ?? 0.9,
      showValue: options.showValue ?? "auto",
      tooltip: tooltipDocument(options.tooltip),
    },
    site: captureCallSite(statusHistory),
  });
}
