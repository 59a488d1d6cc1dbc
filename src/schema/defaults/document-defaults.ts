/** What Grafana (9.5 to 13) understands where a part of a classic document says nothing. */
import type { JsonObject } from "../json.ts";

/** What a dashboard is without saying so. */
export const dashboardDefaults: JsonObject = {
  annotations: { list: [] },
  description: "",
  editable: true,
  fiscalYearStartMonth: 0,
  graphTooltip: 0,
  links: [],
  liveNow: false,
  panels: [],
  preload: false,
  refresh: "",
  tags: [],
  templating: { list: [] },
  time: { from: "now-6h", to: "now" },
  timepicker: {
    hidden: false,
    nowDelay: "",
    quick_ranges: [],
    refresh_intervals: ["5s", "10s", "30s", "1m", "5m", "15m", "30m", "1h", "2h", "1d"],
    time_options: ["5m", "15m", "1h", "6h", "12h", "24h", "2d", "7d", "30d"],
  },
  timezone: "",
  weekStart: "",
};

/** What a query of Prometheus is without saying so. */
export const targetDefaults: JsonObject = {
  exemplar: false,
  format: "time_series",
  hide: false,
  instant: false,
  interval: "",
  intervalFactor: 1,
};

/** What a query of any data source is without saying so. */
export const anyTargetDefaults: JsonObject = { hide: false };

/** What a variable is without saying so. */
export const variableDefaults: JsonObject = {
  allValue: "",
  allowCustomValue: true,
  auto: false,
  auto_count: 30,
  auto_min: "10s",
  description: "",
  hide: 0,
  includeAll: false,
  label: "",
  multi: false,
  regex: "",
  regexApplyTo: "value",
  skipUrlSync: false,
  sort: 0,
  tagValuesQuery: "",
  tags: [],
  tagsQuery: "",
  useTags: false,
};

/** What an annotation is without saying so. */
export const annotationDefaults: JsonObject = { hide: false, showIn: 0 };

/** The entry that Grafana adds to every dashboard; an edit of it, such as a filter for tags, is one. */
export const builtInDefaults: JsonObject = {
  enable: true,
  hide: true,
  iconColor: "rgba(0, 211, 255, 1)",
  name: "Annotations & Alerts",
  target: { limit: 100, matchAny: false, tags: [], type: "dashboard" },
  type: "dashboard",
};

/** What a link of a dashboard is without saying so. */
export const linkDefaults: JsonObject = {
  asDropdown: false,
  icon: "external link",
  includeVars: false,
  keepTime: false,
  tags: [],
  targetBlank: false,
  tooltip: "",
  type: "link",
  url: "",
};
