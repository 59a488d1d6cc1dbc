import type { DashboardBuilder } from "@grafana/grafana-foundation-sdk/dashboard";
import { captureCallSite, type CallSite } from "../base/call-site.ts";
import {
  checkOptionsOf,
  flagRule,
  type OptionRule,
  type RulesFor,
  textRule,
  textsRule,
  timeRule,
} from "../panels/option-rules.ts";
import type { Panel } from "../panels/panel.ts";
import { refreshSetting, timeBound, timezoneSetting } from "../schema/time-settings.ts";
import type { Annotation } from "./annotations.ts";
import { listRule, panelsRule, rowsRule } from "./list-rule.ts";
import type { DashboardLink } from "./links.ts";
import type { Row } from "./row.ts";
import type { Variable } from "./variables.ts";

/** A step of the Foundation SDK's own builder that runs last on the finished dashboard. */
export type ConfigureDashboard = (builder: DashboardBuilder) => DashboardBuilder | void;

/** What can be set on a dashboard. */
export interface DashboardOptions {
  /** The dashboard's identity and its address in Grafana: letters, digits, `-` and `_`, 40 at most. */
  readonly uid: string;
  readonly title: string;
  /** One or two sentences on what the dashboard answers and for whom. */
  readonly description?: string;
  /**
   * The folder, by title; nested folders as `Platform/Databases`, or as a list when a title itself has a slash.
   * @default General, Grafana's root
   */
  readonly folder?: string | readonly string[];
  /** @default none */
  readonly tags?: readonly string[];
  /** Panels above the first row. */
  readonly panels?: readonly Panel[];
  /** Rows, from top to bottom. */
  readonly rows?: readonly Row[];
  /** Drop-downs above the dashboard; queries use them as `$name`. */
  readonly variables?: readonly Variable[];
  /** Marks on the time axis. */
  readonly annotations?: readonly Annotation[];
  /** Links above the dashboard. */
  readonly links?: readonly DashboardLink[];
  /** The logical name of the data source of all queries, or a variable as `$name`. @default the configuration's default */
  readonly dataSource?: string;
  /** The time range shown at first. @default the last hour */
  readonly time?: { readonly from: string; readonly to: string };
  /** How often the dashboard asks again, for example `30s`; `""` for never. @default "30s" */
  readonly refresh?: string;
  /** `browser`, `utc` or a zone such as `Europe/Berlin`. @default "browser" */
  readonly timezone?: string;
  /** @default the viewer's */
  readonly weekStart?: "saturday" | "sunday" | "monday";
  /** What the pointer over one graph shows in the others. @default "crosshair" */
  readonly sharedPointer?: "off" | "crosshair" | "tooltip";
  /** Whether Grafana offers to edit it. @default true */
  readonly editable?: boolean;
  /** Runs last, on the Foundation SDK's own builder: for everything that has no option here. */
  readonly configure?: ConfigureDashboard;
}

/** An immutable dashboard definition, which the compile step turns into Grafana's document. */
export interface Dashboard extends Omit<DashboardOptions, "folder"> {
  readonly kind: "dashboard";
  /** The titles of the folders from the root down; empty for General. */
  readonly folder: readonly string[];
  /** Where the dashboard was written. */
  readonly site: CallSite;
}

/** The rule for the titles of a folder path. */
export const folderRule: OptionRule = { is: ["text", "list"], items: textRule };

const dashboardRules: RulesFor<DashboardOptions> = {
  uid: textRule,
  title: textRule,
  description: textRule,
  folder: folderRule,
  tags: textsRule,
  panels: panelsRule("Rows stand in `rows`; make a panel with `timeseries({ … })` or a signal."),
  rows: rowsRule('Put panels into a row: `row("Traffic", [ … ])`.'),
  variables: listRule(
    "variable",
    "Make one with `queryVariable({ … })`, `customVariable({ … })` or the like.",
  ),
  annotations: listRule("annotation", "Make one with `queryAnnotation({ … })` or `tagAnnotation({ … })`."),
  links: listRule("link", "Make one with `link({ … })` or `tagLink({ … })`."),
  dataSource: textRule,
  time: {
    is: "object",
    members: { from: timeRule(timeBound), to: timeRule(timeBound) },
    required: ["from", "to"],
  },
  refresh: timeRule(refreshSetting),
  timezone: timeRule(timezoneSetting),
  weekStart: { is: "text", words: ["saturday", "sunday", "monday"] },
  sharedPointer: { is: "text", words: ["off", "crosshair", "tooltip"] },
  editable: flagRule,
  configure: { is: "function" },
};

/**
 * A dashboard: rows of panels with variables, annotations and links. A file in `dashboards/` exports one (or a
 * list of them) as its default export.
 *
 * @example
 * export default dashboard({ uid: "overview", title: "Overview", rows: [row("Traffic", [requestRate(api)])] });
 */
export function dashboard(options: DashboardOptions): Dashboard {
  const rule = { members: dashboardRules, required: ["uid"] };
  checkOptionsOf(options, rule, { what: "dashboard", caller: "dashboard()", nameOption: "title" });
  return {
    ...options,
    kind: "dashboard",
    folder: folderPath(options.folder),
    site: captureCallSite(dashboard),
  };
}

/** The titles of a folder path from the root down. */
export function folderPath(folder: string | readonly string[] | undefined): readonly string[] {
  if (folder === undefined) return [];
  const titles = typeof folder === "string" ? folder.split("/") : folder;
  return titles.map((title) => title.trim()).filter((title) => title !== "");
}
