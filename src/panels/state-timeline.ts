import type { PanelBuilder as StateTimelineBuilder } from "@grafana/grafana-foundation-sdk/statetimeline";
import { captureCallSite } from "../base/call-site.ts";
import type { JsonObject } from "../schema/json.ts";
import { fieldConfig, type FieldOptions, fieldOptionRules } from "./field-config.ts";
import { frozen } from "./json-draft.ts";
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
  type SeriesStyle,
} from "./series-style.ts";
import { type Tooltip, tooltipDocument, tooltipRule } from "./tooltip.ts";

/** How the regions are drawn; no outline and a filling of 70 % unless given. */
export type StateStyle = Pick<SeriesStyle, "lineWidth" | "fillOpacity" | "connectNulls" | "disconnectAfter">;

/** What overrides can change of a state timeline. */
export type StateOverrideStyle = StateStyle & Pick<SeriesOverrideStyle, "hide">;

/** The options of {@link stateTimeline}. */
export interface StateTimelineOptions
  extends DataOptions, FieldOptions<StateOverrideStyle>, StateStyle, Configurable<StateTimelineBuilder> {
  /** Whether equal neighbouring values are one region. @default true */
  readonly mergeValues?: boolean;
  /** Whether values are written in the regions; `auto` does when there is room. @default "auto" */
  readonly showValue?: "auto" | "always" | "never";
  /** Where the values stand in the regions. @default "left" */
  readonly alignValue?: "left" | "center" | "right";
  /** The height of a region as a share of its row, 0 to 1. @default 0.9 */
  readonly rowHeight?: number;
  /** The number of series on a page (Grafana 11.2 and later). @default 20 */
  readonly perPage?: number;
  /** The legend: its mode, or its details. @default a list below the chart */
  readonly legend?: Legend;
  /** What appears when the pointer rests on a region. @default its value and duration */
  readonly tooltip?: Tooltip;
}

const { lineWidth, fillOpacity, connectNulls, disconnectAfter, hide } = seriesOverrideRules;
const styleRules: RulesFor<StateStyle> = { lineWidth, fillOpacity, connectNulls, disconnectAfter };
const overrideRules: RulesFor<StateOverrideStyle> = { ...styleRules, hide };

const rules: RulesFor<StateTimelineOptions> = {
  ...dataRules,
  ...fieldOptionRules(overrideRules),
  ...styleRules,
  mergeValues: flagRule,
  showValue: { is: "text", words: ["auto", "always", "never"] },
  alignValue: { is: "text", words: ["left", "center", "right"] },
  rowHeight: numberRule,
  perPage: { is: "number", whole: true },
  legend: legendRule,
  tooltip: tooltipRule,
};

/** The way of colouring that Grafana starts with for this panel type. */
const gradientColor: JsonObject = frozen({ mode: "continuous-GrYlRd" });
const thresholdsColor: JsonObject = frozen({ mode: "thresholds" });

/** States over time: a row for each series, a region for each state. Thresholds, when given, colour the regions. */
export function stateTimeline(options: StateTimelineOptions): Panel {
  checkOptions(options, rules);
  const queries = panelQueries(options, rangeQueries);
  return makePanel(options, {
    type: "state-timeline",
    module: "statetimeline",
    queries,
    fieldConfig: fieldConfig<StateOverrideStyle>(options, queries, {
      color: options.thresholds === undefined ? gradientColor : thresholdsColor,
      custom: seriesCustom(options),
      customOf: seriesCustom,
    }),
    options: {
      alignValue: options.alignValue ?? "left",
      legend: legendDocument(options.legend),
      mergeValues: options.mergeValues ?? true,
      perPage: options.perPage ?? 20,
      rowHeight: options.rowHeight ?? 0.9,
      showValue: options.showValue ?? "auto",
      tooltip: tooltipDocument(options.tooltip),
    },
    site: captureCallSite(stateTimeline),
  });
}
