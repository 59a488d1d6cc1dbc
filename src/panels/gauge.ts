import type { PanelBuilder as GaugeBuilder } from "@grafana/grafana-foundation-sdk/gauge";
import { captureCallSite } from "../base/call-site.ts";
import { reductionDocument, type ReductionOptions, reductionRules } from "./calculations.ts";
import { fieldConfig, type FieldOptions, fieldOptionRules, thresholdsColor } from "./field-config.ts";
import { makePanel } from "./make-panel.ts";
import { checkOptions, flagRule, numberRule, type RulesFor } from "./option-rules.ts";
import type { Panel } from "./panel.ts";
import { type Configurable, dataRules, type DataOptions } from "./panel-options.ts";
import { panelQueries, rangeQueries, unitOf } from "./panel-queries.ts";
import {
  naturalRange,
  type Orientation,
  orientationRule,
  type TextSizes,
  textSizesDocument,
  textSizesRule,
} from "./single-value.ts";

/** The options of {@link gauge}; `min` and `max` are 0 to 1 or 0 to 100 for the percent units unless given. */
export interface GaugeOptions
  extends DataOptions, FieldOptions, ReductionOptions, Configurable<GaugeBuilder> {
  /** Which way several gauges are laid out. @default "auto" */
  readonly orientation?: Orientation;
  /** Whether the thresholds' values are written along the arc. @default false */
  readonly showThresholdLabels?: boolean;
  /** Whether an outer arc shows the thresholds' colours. @default true */
  readonly showThresholdMarkers?: boolean;
  /** The least width of a gauge in pixels, when several are side by side. @default 75 */
  readonly minVizWidth?: number;
  /** The least height of a gauge in pixels, when several are below each other. @default 75 */
  readonly minVizHeight?: number;
  /** The sizes of the text in pixels. @default what fits */
  readonly text?: TextSizes;
}

const rules: RulesFor<GaugeOptions> = {
  ...dataRules,
  ...fieldOptionRules({}),
  ...reductionRules,
  orientation: orientationRule,
  showThresholdLabels: flagRule,
  showThresholdMarkers: flagRule,
  minVizWidth: numberRule,
  minVizHeight: numberRule,
  text: textSizesRule,
};

/** Single values on round scales. */
export function gauge(options: GaugeOptions): Panel {
  checkOptions(options, rules);
  const queries = panelQueries(options, rangeQueries);
  const ranged = { ...naturalRange(options.unit ?? unitOf(queries)), ...options };
  return makePanel(options, {
    type: "gauge",
    module: "gauge",
    queries,
    fieldConfig: fieldConfig(ranged, queries, { color: thresholdsColor }),
    options: {
      minVizHeight: options.minVizHeight ?? 75,
      minVizWidth: options.minVizWidth ?? 75,
      orientation: options.orientation ?? "auto",
      reduceOptions: reductionDocument(options),
      showThresholdLabels: options.showThresholdLabels ?? false,
      showThresholdMarkers: options.showThresholdMarkers ?? true,
      sizing: options.minVizWidth === undefined && options.minVizHeight === undefined ? "auto" : "manual",
      text: textSizesDocument(options.text),
    },
    site: captureCallSite(gauge),
  });
}
