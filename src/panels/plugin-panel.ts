import type { PanelBuilder as GenericBuilder } from "@grafana/grafana-foundation-sdk/dashboard";
import { captureCallSite } from "../base/call-site.ts";
import type { JsonObject } from "../schema/json.ts";
import { fieldConfig, type FieldOptions, fieldOptionRules } from "./field-config.ts";
import { copyJson } from "./json-draft.ts";
import { makePanel } from "./make-panel.ts";
import { checkOptions, type RulesFor, textRule } from "./option-rules.ts";
import type { Panel } from "./panel.ts";
import { type Configurable, dataRules, type DataOptions } from "./panel-options.ts";
import { panelQueries, type QueryDefaults, rangeQueries } from "./panel-queries.ts";

/** The options of {@link pluginPanel}. */
export interface PluginPanelOptions
  extends
    Omit<DataOptions, "queries">,
    Partial<Pick<DataOptions, "queries">>,
    FieldOptions,
    Configurable<GenericBuilder> {
  /** The panel plugin's id, for example `geomap` or `grafana-clock-panel`. */
  readonly type: string;
  /** The plugin's options, as Grafana stores them. @default the plugin's own */
  readonly options?: JsonObject;
  /** The custom options of the plugin's fields, as Grafana stores them. @default the plugin's own */
  readonly custom?: JsonObject;
  /** What is set on queries that do not say it themselves. @default a range of points */
  readonly queryDefaults?: QueryDefaults;
}

const rules: RulesFor<PluginPanelOptions> = {
  ...dataRules,
  ...fieldOptionRules({}),
  type: textRule,
  options: { is: "object" },
  custom: { is: "object" },
  queryDefaults: { is: "object" },
};

/** A panel of any plugin, for those without a function of their own. */
export function pluginPanel(options: PluginPanelOptions): Panel {
  checkOptions(options, rules);
  const { title, queries: written = [], custom } = options;
  const queries = panelQueries({ title, queries: written }, options.queryDefaults ?? rangeQueries);
  return makePanel(options, {
    type: options.type,
    module: "dashboard",
    queries,
    fieldConfig: fieldConfig(options, queries, {
      custom: custom === undefined ? undefined : copyJson(custom),
    }),
    options: copyJson(options.options ?? {}),
    site: captureCallSite(pluginPanel),
  });
}
