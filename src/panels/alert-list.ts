import type { PanelBuilder as GenericBuilder } from "@grafana/grafana-foundation-sdk/dashboard";
import { captureCallSite } from "../base/call-site.ts";
import type { JsonObject } from "../schema/json.ts";
import { noFieldConfig } from "./field-config.ts";
import { makePanel } from "./make-panel.ts";
import { anything, checkOptions, flagRule, type RulesFor, textRule, textsRule } from "./option-rules.ts";
import type { Panel } from "./panel.ts";
import { type Configurable, type PanelOptions, panelRules } from "./panel-options.ts";

/** The states that an alert can be in. */
const alertStates = ["firing", "pending", "recovering", "noData", "error", "normal"] as const;

/** One of {@link alertStates}. */
export type AlertState = (typeof alertStates)[number];

/** The orders of an alert list, with Grafana's codes. */
const sortOrders = { name: 1, "name-descending": 2, importance: 3, oldest: 4, newest: 5 } as const;

/** The options of {@link alertList}; its builder is the SDK's generic one, because the SDK has none of its own. */
export interface AlertListOptions extends PanelOptions, Configurable<GenericBuilder> {
  /** A list of alerts, or just their number. @default "list" */
  readonly view?: "list" | "stat";
  /** The states of the alerts that are shown. @default ["firing", "pending", "recovering", "error"] */
  readonly states?: readonly AlertState[];
  /** A part of the names of the alerts that are shown. @default any */
  readonly nameFilter?: string;
  /** The labels of the alerts that are shown: `{severity="critical"}`. @default any */
  readonly labelFilter?: string;
  /** The folder of the alert rules that are shown, by its uid and title. @default any */
  readonly folder?: { readonly uid: string; readonly title: string };
  /** Whether only the alerts of this dashboard are shown. @default false */
  readonly onlyThisDashboard?: boolean;
  /** The labels by which alerts are grouped. @default Grafana's own grouping */
  readonly groupBy?: readonly string[];
  /** The order of the alerts. @default "name" */
  readonly order?: keyof typeof sortOrders;
  /** The greatest number of alerts. @default 20 */
  readonly maxItems?: number;
}

const rules: RulesFor<AlertListOptions> = {
  ...panelRules,
  view: { is: "text", words: ["list", "stat"] },
  states: { is: "list", words: alertStates, items: { is: "text", words: alertStates } },
  nameFilter: textRule,
  labelFilter: textRule,
  folder: { is: "object", members: { uid: textRule, title: anything } },
  onlyThisDashboard: flagRule,
  groupBy: textsRule,
  order: { is: "text", words: Object.keys(sortOrders) },
  maxItems: { is: "number", whole: true },
};

const defaultStates: readonly AlertState[] = ["firing", "pending", "recovering", "error"];

/** The alerts of Grafana, by state. */
export function alertList(options: AlertListOptions): Panel {
  checkOptions(options, rules);
  return makePanel(options, {
    type: "alertlist",
    module: "dashboard",
    queries: [],
    fieldConfig: noFieldConfig,
    options: alertListDocument(options),
    site: captureCallSite(alertList),
  });
}

function alertListDocument(options: AlertListOptions): JsonObject {
  const states = options.states ?? defaultStates;
  return {
    alertInstanceLabelFilter: options.labelFilter ?? "",
    alertName: options.nameFilter ?? "",
    dashboardAlerts: options.onlyThisDashboard ?? false,
    ...(options.folder === undefined ? {} : { folder: { ...options.folder } }),
    groupBy: [...(options.groupBy ?? [])],
    groupMode: options.groupBy === undefined ? "default" : "custom",
    maxItems: options.maxItems ?? 20,
    sortOrder: sortOrders[options.order ?? "name"],
    stateFilter: Object.fromEntries(alertStates.map((state) => [state, states.includes(state)])),
    viewMode: options.view ?? "list",
  };
}
