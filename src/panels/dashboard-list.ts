import type { PanelBuilder as DashboardListBuilder } from "@grafana/grafana-foundation-sdk/dashboardlist";
import { captureCallSite } from "../base/call-site.ts";
import type { JsonObject } from "../schema/json.ts";
import { noFieldConfig } from "./field-config.ts";
import { type JsonDraft, put } from "./json-draft.ts";
import { makePanel } from "./make-panel.ts";
import { checkOptions, flagRule, type RulesFor, textRule, textsRule } from "./option-rules.ts";
import type { Panel } from "./panel.ts";
import { type Configurable, type PanelOptions, panelRules } from "./panel-options.ts";

/** The options of {@link dashboardList}. */
export interface DashboardListOptions extends PanelOptions, Configurable<DashboardListBuilder> {
  /** The tags that listed dashboards carry. @default any */
  readonly tags?: readonly string[];
  /** A part of the titles of listed dashboards. @default any */
  readonly query?: string;
  /** The uid of the folder whose dashboards are listed (Grafana 10.1 and later). @default any */
  readonly folderUid?: string;
  /** Whether what `tags`, `query` and `folderUid` find is listed. @default whether one of them is given */
  readonly search?: boolean;
  /** Whether the user's starred dashboards are listed. @default whether nothing is searched for */
  readonly starred?: boolean;
  /** Whether the dashboards that the user saw last are listed. @default false */
  readonly recent?: boolean;
  /** Whether each of the lists has a heading. @default true */
  readonly headings?: boolean;
  /** Whether the folders' names are shown (Grafana 11.3 and later). @default true */
  readonly folderNames?: boolean;
  /** The greatest number of dashboards in each list. @default 10 */
  readonly maxItems?: number;
  /** Whether the time range goes along. @default false */
  readonly keepTime?: boolean;
  /** Whether the values of the variables go along. @default false */
  readonly includeVariables?: boolean;
}

const rules: RulesFor<DashboardListOptions> = {
  ...panelRules,
  tags: textsRule,
  query: textRule,
  folderUid: textRule,
  search: flagRule,
  starred: flagRule,
  recent: flagRule,
  headings: flagRule,
  folderNames: flagRule,
  maxItems: { is: "number", whole: true },
  keepTime: flagRule,
  includeVariables: flagRule,
};

/** Links to other dashboards: those that a search finds, starred ones, recent ones. */
export function dashboardList(options: DashboardListOptions): Panel {
  checkOptions(options, rules);
  return makePanel(options, {
    type: "dashlist",
    module: "dashboardlist",
    queries: [],
    fieldConfig: noFieldConfig,
    options: dashboardListDocument(options),
    site: captureCallSite(dashboardList),
  });
}

function dashboardListDocument(options: DashboardListOptions): JsonObject {
  const { tags, query, folderUid } = options;
  const search = options.search ?? (tags !== undefined || query !== undefined || folderUid !== undefined);
  const draft: JsonDraft = {};
  put(draft, "folderUID", folderUid);
  draft["includeVars"] = options.includeVariables ?? false;
  draft["keepTime"] = options.keepTime ?? false;
  draft["maxItems"] = options.maxItems ?? 10;
  draft["query"] = query ?? "";
  draft["showFolderNames"] = options.folderNames ?? true;
  draft["showHeadings"] = options.headings ?? true;
  draft["showRecentlyViewed"] = options.recent ?? false;
  draft["showSearch"] = search;
  draft["showStarred"] = options.starred ?? !search;
  draft["tags"] = [...(tags ?? [])];
  return draft;
}
