import type { PanelBuilder as PieChartBuilder } from "@grafana/grafana-foundation-sdk/piechart";
import { captureCallSite } from "../base/call-site.ts";
import type { JsonObject } from "../schema/json.ts";
import { isNewestOnly, reductionDocument, type ReductionOptions, reductionRules } from "./calculations.ts";
import { fieldConfig, type FieldOptions, fieldOptionRules, paletteColor } from "./field-config.ts";
import { type JsonDraft } from "./json-draft.ts";
import {
  legendDocument,
  legendModes,
  type LegendMode,
  type LegendOptions,
  legendOptionRules,
} from "./legend.ts";
import { makePanel } from "./make-panel.ts";
import { type OptionRule, checkOptions, type RulesFor } from "./option-rules.ts";
import type { Panel } from "./panel.ts";
import { type Configurable, dataRules, type DataOptions } from "./panel-options.ts";
import { instantQueries, panelQueries, rangeQueries } from "./panel-queries.ts";
import { hideDocument, hideRule, type SeriesOverrideStyle } from "./series-style.ts";
import { type Tooltip, tooltipDocument, tooltipRule } from "./tooltip.ts";

/** What can stand in a slice. */
const pieLabels = ["name", "value", "percent"] as const;

/** The legend of a pie chart. */
export interface PieLegendOptions extends LegendOptions {
  /** What stands beside the names. @default nothing */
  readonly values?: readonly ("value" | "percent")[];
}

/** What overrides can change of a pie chart: whether a slice is there. */
export type PieOverrideStyle = Pick<SeriesOverrideStyle, "hide">;

/** The options of {@link piechart}. */
export interface PieChartOptions
  extends DataOptions, FieldOptions<PieOverrideStyle>, ReductionOptions, Configurable<PieChartBuilder> {
  /** Whether the middle is filled. @default "pie" */
  readonly shape?: "pie" | "donut";
  /** What stands in the slices. @default nothing */
  readonly labels?: readonly (typeof pieLabels)[number][];
  /** The legend: its mode, or its details. @default a list below the chart */
  readonly legend?: LegendMode | PieLegendOptions;
  /** What appears when the pointer rests on a slice. @default the slice's value */
  readonly tooltip?: Tooltip;
}

const pieLegendRules: RulesFor<PieLegendOptions> = {
  ...legendOptionRules,
  values: { is: "list", items: { is: "text", words: ["value", "percent"] } },
};
const pieLegendRule: OptionRule = { is: ["text", "object"], words: legendModes, members: pieLegendRules };
const styleRules: RulesFor<PieOverrideStyle> = { hide: hideRule };

const rules: RulesFor<PieChartOptions> = {
  ...dataRules,
  ...fieldOptionRules(styleRules),
  ...reductionRules,
  shape: { is: "text", words: ["pie", "donut"] },
  labels: { is: "list", items: { is: "text", words: pieLabels } },
  legend: pieLegendRule,
  tooltip: tooltipRule,
};

/**
 * A slice for each series. It asks for the newest values only, so that series which have ended are gone, unless another
 * calculation needs the whole range.
 */
export function piechart(options: PieChartOptions): Panel {
  checkOptions(options, rules);
  const queries = panelQueries(options, isNewestOnly(options) ? instantQueries : rangeQueries);
  return makePanel(options, {
    type: "piechart",
    module: "piechart",
    queries,
    fieldConfig: fieldConfig(options, queries, { color: paletteColor, customOf: pieCustom }),
    options: {
      displayLabels: [...(options.labels ?? [])],
      legend: pieLegendDocument(options.legend),
      pieType: options.shape ?? "pie",
      reduceOptions: reductionDocument(options),
      tooltip: tooltipDocument(options.tooltip),
    },
    site: captureCallSite(piechart),
  });
}

function pieCustom({ hide }: PieOverrideStyle): JsonDraft {
  return hide === undefined ? {} : { hideFrom: hideDocument(hide) };
}

function pieLegendDocument(legend: PieChartOptions["legend"]): JsonObject {
  const document = legendDocument(legend);
  const values = typeof legend === "object" ? legend.values : undefined;
  return values === undefined ? document : { ...document, values: [...values] };
}
