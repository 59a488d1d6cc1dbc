import type { PanelBuilder as LogsBuilder } from "@grafana/grafana-foundation-sdk/logs";
import { captureCallSite } from "../base/call-site.ts";
import { noFieldConfig } from "./field-config.ts";
import { makePanel } from "./make-panel.ts";
import { checkOptions, flagRule, type RulesFor } from "./option-rules.ts";
import type { Panel } from "./panel.ts";
import { type Configurable, dataRules, type DataOptions } from "./panel-options.ts";
import { panelQueries, rangeQueries } from "./panel-queries.ts";

/** The options of {@link logs}. */
export interface LogsOptions extends DataOptions, Configurable<LogsBuilder> {
  /** Whether the time of each line is shown. @default false */
  readonly showTime?: boolean;
  /** Whether the labels that differ between lines are shown. @default false */
  readonly showLabels?: boolean;
  /** Whether the labels that all lines share are shown above them. @default false */
  readonly showCommonLabels?: boolean;
  /** Whether long lines are wrapped. @default false */
  readonly wrap?: boolean;
  /** Whether JSON is laid out over several lines. @default false */
  readonly prettifyJson?: boolean;
  /** Whether a click on a line shows its details. @default true */
  readonly details?: boolean;
  /** Which lines come first. @default "newest" */
  readonly order?: "newest" | "oldest";
  /** Which lines are counted as one: equal ones, equal but for numbers, or equal in punctuation. @default "none" */
  readonly deduplicate?: "none" | "exact" | "numbers" | "signature";
}

const rules: RulesFor<LogsOptions> = {
  ...dataRules,
  showTime: flagRule,
  showLabels: flagRule,
  showCommonLabels: flagRule,
  wrap: flagRule,
  prettifyJson: flagRule,
  details: flagRule,
  order: { is: "text", words: ["newest", "oldest"] },
  deduplicate: { is: "text", words: ["none", "exact", "numbers", "signature"] },
};

/** Lines of logs, from a data source that has them. */
export function logs(options: LogsOptions): Panel {
  checkOptions(options, rules);
  return makePanel(options, {
    type: "logs",
    module: "logs",
    queries: panelQueries(options, rangeQueries),
    fieldConfig: noFieldConfig,
    options: {
      dedupStrategy: options.deduplicate ?? "none",
      enableLogDetails: options.details ?? true,
      prettifyLogMessage: options.prettifyJson ?? false,
      showCommonLabels: options.showCommonLabels ?? false,
      showLabels: options.showLabels ?? false,
      showTime: options.showTime ?? false,
      sortOrder: options.order === "oldest" ? "Ascending" : "Descending",
      wrapLogMessage: options.wrap ?? false,
    },
    site: captureCallSite(logs),
  });
}
