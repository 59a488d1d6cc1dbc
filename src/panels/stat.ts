import type { PanelBuilder as StatBuilder } from "@grafana/grafana-foundation-sdk/stat";
import { captureCallSite } from "../base/call-site.ts";
import { reductionDocument, type ReductionOptions, reductionRules } from "./calculations.ts";
import { fieldConfig, type FieldOptions, fieldOptionRules, thresholdsColor } from "./field-config.ts";
import { makePanel } from "./make-panel.ts";
import { checkOptions, flagRule, type RulesFor } from "./option-rules.ts";
import type { Panel } from "./panel.ts";
import { type Configurable, dataRules, type DataOptions } from "./panel-options.ts";
import { panelQueries, rangeQueries } from "./panel-queries.ts";
import {
  type Orientation,
  orientationRule,
  type TextSizes,
  textSizesDocument,
  textSizesRule,
} from "./single-value.ts";

/** What a stat panel writes beside its graph. */
const statTextModes = ["auto", "value", "value_and_name", "name", "none"] as const;

/** What a stat panel colours. */
const statColorModes = ["value", "background", "background_solid", "none"] as const;

/** The options of {@link stat}. */
export interface StatOptions extends DataOptions, FieldOptions, ReductionOptions, Configurable<StatBuilder> {
  /** What is coloured. @default "value" */
  readonly colorMode?: (typeof statColorModes)[number];
  /** The small graph behind the value. @default "area" */
  readonly graphMode?: "none" | "area";
  /** What is written: `auto` adds the name when there is more than one value. @default "auto" */
  readonly textMode?: (typeof statTextModes)[number];
  /** Where the value stands. @default "auto" */
  readonly justify?: "auto" | "center";
  /** Which way several values are laid out. @default "auto" */
  readonly orientation?: Orientation;
  /** Whether name and value stand beside each other when there is room (Grafana 11 and later). @default true */
  readonly wideLayout?: boolean;
  /** Whether the change since the start of the time range is written too (Grafana 10.3 and later). @default false */
  readonly showPercentChange?: boolean;
  /** The colour of that change: green upwards, red upwards, or that of the value. @default "standard" */
  readonly percentChangeColor?: "standard" | "inverted" | "same_as_value";
  /** The sizes of the text in pixels. @default what fits */
  readonly text?: TextSizes;
}

const rules: RulesFor<StatOptions> = {
  ...dataRules,
  ...fieldOptionRules({}),
  ...reductionRules,
  colorMode: { is: "text", words: statColorModes },
  graphMode: { is: "text", words: ["none", "area"] },
  textMode: { is: "text", words: statTextModes },
  justify: { is: "text", words: ["auto", "center"] },
  orientation: orientationRule,
  wideLayout: flagRule,
  showPercentChange: flagRule,
  percentChangeColor: { is: "text", words: ["standard", "inverted", "same_as_value"] },
  text: textSizesRule,
};

/** Single values in large type, each with a small graph of its past. */
export function stat(options: StatOptions): Panel {
  checkOptions(options, rules);
  const queries = panelQueries(options, rangeQueries);
  return makePanel(options, {
    type: "stat",
    module: "stat",
    queries,
    fieldConfig: fieldConfig(options, queries, { color: thresholdsColor }),
    options: {
      colorMode: options.colorMode ?? "value",
      graphMode: options.graphMode ?? "area",
      justifyMode: options.justify ?? "auto",
      orientation: options.orientation ?? "auto",
      percentChangeColorMode: options.percentChangeColor ?? "standard",
      reduceOptions: reductionDocument(options),
      showPercentChange: options.showPercentChange ?? false,
      text: textSizesDocument(options.text),
      textMode: options.textMode ?? "auto",
      wideLayout: options.wideLayout ?? true,
    },
    site: captureCallSite(stat),
  });
}
