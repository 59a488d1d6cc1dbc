import type { PanelBuilder as BarGaugeBuilder } from "@grafana/grafana-foundation-sdk/bargauge";
import { captureCallSite } from "../base/call-site.ts";
import { isNewestOnly, reductionDocument, type ReductionOptions, reductionRules } from "./calculations.ts";
import { fieldConfig, type FieldOptions, fieldOptionRules, thresholdsColor } from "./field-config.ts";
import { frozen } from "./json-draft.ts";
import { type Legend, legendDocument, legendRule } from "./legend.ts";
import { makePanel } from "./make-panel.ts";
import { checkOptions, flagRule, numberRule, type RulesFor } from "./option-rules.ts";
import type { Panel } from "./panel.ts";
import { type Configurable, dataRules, type DataOptions } from "./panel-options.ts";
import { instantQueries, panelQueries, rangeQueries, unitOf } from "./panel-queries.ts";
import {
  naturalRange,
  type Orientation,
  orientationRule,
  type TextSizes,
  textSizesDocument,
  textSizesRule,
} from "./single-value.ts";

/** The options of {@link bargauge}; `min` and `max` are 0 to 1 or 0 to 100 for the percent units unless given. */
export interface BarGaugeOptions
  extends DataOptions, FieldOptions, ReductionOptions, Configurable<BarGaugeBuilder> {
  /** A gradient along the thresholds' colours, cells like those of an old display, or one colour. @default "gradient" */
  readonly displayMode?: "gradient" | "lcd" | "basic";
  /** The colour of the numbers: that of the value, that of text, or no numbers. @default "color" */
  readonly valueMode?: "color" | "text" | "hidden";
  /** Where the names stand (Grafana 11 and later). @default "auto" */
  readonly namePlacement?: "auto" | "top" | "left" | "hidden";
  /** Which way the bars go. @default "auto" */
  readonly orientation?: Orientation;
  /** Whether the rest of a bar is drawn too. @default true */
  readonly showUnfilled?: boolean;
  /** The least width of an upright bar in pixels. @default 8 */
  readonly minVizWidth?: number;
  /** The least height of a lying bar in pixels. @default 16 */
  readonly minVizHeight?: number;
  /** The greatest height of a lying bar in pixels. @default 300 */
  readonly maxVizHeight?: number;
  /** The legend. @default none, because each bar has its name */
  readonly legend?: Legend;
  /** The sizes of the text in pixels. @default what fits */
  readonly text?: TextSizes;
}

const rules: RulesFor<BarGaugeOptions> = {
  ...dataRules,
  ...fieldOptionRules({}),
  ...reductionRules,
  displayMode: { is: "text", words: ["gradient", "lcd", "basic"] },
  valueMode: { is: "text", words: ["color", "text", "hidden"] },
  namePlacement: { is: "text", words: ["auto", "top", "left", "hidden"] },
  orientation: orientationRule,
  showUnfilled: flagRule,
  minVizWidth: numberRule,
  minVizHeight: numberRule,
  maxVizHeight: numberRule,
  legend: legendRule,
  text: textSizesRule,
};

/** Grafana's own default for this panel type. */
const noLegend = frozen({ calcs: [], displayMode: "list", placement: "bottom", showLegend: false });

/**
 * A bar for each series. It asks for the newest values only, so that series which have ended are gone, unless another
 * calculation needs the whole range.
 */
export function bargauge(options: BarGaugeOptions): Panel {
  checkOptions(options, rules);
  const queries = panelQueries(options, isNewestOnly(options) ? instantQueries : rangeQueries);
  const ranged = { ...naturalRange(options.unit ?? unitOf(queries)), ...options };
  return makePanel(options, {
    type: "bargauge",
    module: "bargauge",
    queries,
    fieldConfig: fieldConfig(ranged, queries, { color: thresholdsColor }),
    options: {
      displayMode: options.displayMode ?? "gradient",
      legend: options.legend === undefined ? noLegend : legendDocument(options.legend),
      maxVizHeight: options.maxVizHeight ?? 300,
      minVizHeight: options.minVizHeight ?? 16,
      minVizWidth: options.minVizWidth ?? 8,
      namePlacement: options.namePlacement ?? "auto",
      orientation: options.orientation ?? "auto",
      reduceOptions: reductionDocument(options),
      showUnfilled: options.showUnfilled ?? true,
      sizing: isSized(options) ? "manual" : "auto",
      text: textSizesDocument(options.text),
      valueMode: options.valueMode ?? "color",
    },
    site: captureCallSite(bargauge),
  });
}

function isSized({ minVizWidth, minVizHeight, maxVizHeight }: BarGaugeOptions): boolean {
  return minVizWidth !== undefined || minVizHeight !== undefined || maxVizHeight !== undefined;
}
