import { dashboardDefaults } from "../../schema/defaults/document-defaults.ts";
import { type Json, type JsonObject, memberOf } from "../../schema/json.ts";
import type { Change } from "../model.ts";
import { findDifferences } from "./differences.ts";
import {
  cosmetic,
  data,
  flag,
  flagOn,
  type Form,
  list,
  oneOf,
  presentation,
  type Rules,
  type RuleTree,
  ruleTree,
  text,
} from "./rules.ts";
import { isList, valueWords } from "./words.ts";

/** The differences of a dashboard's own settings. */
export interface DashboardSettings {
  /** What dash has words for, in the order in which people look at it. */
  readonly settings: readonly Change[];
  /** Everything else, by its JSON path. */
  readonly unknown: readonly Change[];
}

const timeRange: Form = {
  words: (value) => {
    const [from, to] = [memberOf(value, "from"), memberOf(value, "to")];
    return from === undefined || to === undefined
      ? valueWords(value)
      : `${valueWords(from)} to ${valueWords(to)}`;
  },
};

const timeZone = oneOf({ "": "default", browser: "browser time", utc: "UTC" });
const weekStart = oneOf({ "": "default" });
const months = "January February March April May June July August September October November December";
const month = oneOf(Object.fromEntries(months.split(" ").entries()), "January");
const quickRanges: Form = {
  words: (value) =>
    isList(value) && value.length > 0
      ? value.map((range) => valueWords(memberOf(range, "display") ?? range)).join(", ")
      : "Grafana's",
};

const rules: Rules = {
  title: cosmetic("title", text),
  description: cosmetic("description", text),
  // People and links of dashboards find it by its tags.
  tags: presentation("tags", list),
  time: data("time range", timeRange),
  // How often Prometheus is asked.
  refresh: data("refresh", oneOf({ "": "off" }, "off")),
  // The same moments read differently.
  timezone: presentation("time zone", timeZone),
  // They decide where `now/w` and `now/fy` begin.
  weekStart: data("first day of the week", weekStart),
  fiscalYearStartMonth: data("first month of the fiscal year", month),
  "timepicker.nowDelay": data("delay of now", {
    words: (value) => (value === "" ? "none" : valueWords(value)),
  }),
  "timepicker.hidden": presentation("time picker", oneOf({ true: "hidden", false: "shown" }, "shown")),
  "timepicker.refresh_intervals": presentation("refresh intervals", list),
  "timepicker.quick_ranges": presentation("quick ranges", quickRanges),
  graphTooltip: cosmetic("shared tooltip", oneOf({ 0: "off", 1: "crosshair", 2: "tooltip" }, "off")),
  // Nothing looks different, but people can do less.
  editable: presentation("editable", flagOn),
  liveNow: cosmetic("continuous drawing", flag),
  preload: cosmetic("load all panels at once", flag),
  style: cosmetic("style", { absent: "dark" }),
};

const tree: RuleTree = ruleTree(rules);

/** The differences of the `settings` of two dashboards in their normal form. */
export function diffSettings(before: JsonObject, after: JsonObject): DashboardSettings {
  const defaults: { readonly before: Json; readonly after: Json } = {
    before: dashboardDefaults,
    after: dashboardDefaults,
  };
  const { known, unknown } = findDifferences(before, after, { tree, defaults, unknownImpact: () => "data" });
  return { settings: known, unknown };
}
