/** What dash knows of `options`: the same names mean the same in nearly all panel types. */
import { type Json, memberOf } from "../../schema/json.ts";
import { calculations } from "./calculations.ts";
import {
  auto,
  cosmetic,
  data,
  flag,
  flagOn,
  type Form,
  list,
  none,
  oneOf,
  presentation,
  type Rules,
  text,
} from "./rules.ts";
import { scale } from "./style-rules.ts";
import { isList, valueWords } from "./words.ts";

const shown = oneOf({ true: "shown", false: "hidden" });
const order = oneOf({ asc: "ascending", desc: "descending" }, "none");
const allFields: Form = {
  absent: "numeric fields",
  words: (value) => (value === "" ? "numeric fields" : valueWords(value)),
};

const sortColumns: Form = {
  absent: "none",
  words: (value) => (isList(value) ? value.map(sortWords).join(", ") || "none" : valueWords(value)),
};

function sortWords(sort: Json): string {
  const column = memberOf(sort, "displayName");
  if (column === undefined) return valueWords(sort);
  return `${valueWords(column)} ${memberOf(sort, "desc") === true ? "descending" : "ascending"}`;
}

const states: Form = {
  words: (value) => {
    const names = Object.entries(typeof value === "object" && value !== null ? value : {});
    return (
      names
        .flatMap(([name, isOn]) => (isOn === true ? [name] : []))
        .sort()
        .join(", ") || "none"
    );
  },
};

/** Of lines by their names, of alerts by Grafana's codes. */
const sortOrders = oneOf({
  Descending: "newest first",
  Ascending: "oldest first",
  1: "by name",
  2: "by name descending",
  3: "by importance",
  4: "oldest first",
  5: "newest first",
});

const legendRules: Rules = {
  "legend.showLegend": cosmetic("legend", shown),
  "legend.show": cosmetic("legend", shown),
  "legend.displayMode": cosmetic("legend mode"),
  "legend.placement": cosmetic("legend placement"),
  "legend.calcs": cosmetic("legend values", calculations),
  "legend.values": cosmetic("legend shares", list),
  "legend.sortBy": cosmetic("legend sorted by", none),
  "legend.sortDesc": cosmetic("legend order", oneOf({ true: "descending", false: "ascending" }, "ascending")),
  "legend.width": cosmetic("legend width", auto),
};

const tooltipRules: Rules = {
  "tooltip.mode": cosmetic("tooltip", oneOf({ multi: "all", none: "hidden" })),
  "tooltip.sort": cosmetic("tooltip order", order),
  "tooltip.hideZeros": cosmetic("tooltip without zeros", flag),
  "tooltip.maxWidth": cosmetic("tooltip width"),
  "tooltip.maxHeight": cosmetic("tooltip height"),
  "tooltip.yHistogram": cosmetic("histogram in the tooltip", flag),
  "tooltip.showColorScale": cosmetic("color scale in the tooltip", flag),
};

const singleValueRules: Rules = {
  // Another calculation is another number.
  "reduceOptions.calcs": data("calculation", calculations),
  "reduceOptions.values": data("show", oneOf({ true: "all values", false: "one value per series" })),
  "reduceOptions.limit": data("row limit", { absent: "25" }),
  "reduceOptions.fields": data("fields", allFields),
  orientation: cosmetic("orientation", auto),
  colorMode: cosmetic("color mode"),
  graphMode: cosmetic("graph mode"),
  textMode: cosmetic("text mode", oneOf({ value_and_name: "value and name" }, "auto")),
  justifyMode: cosmetic("text alignment", auto),
  wideLayout: cosmetic("wide layout", flagOn),
  showPercentChange: presentation("percent change", flag),
  percentChangeColorMode: cosmetic("color of the percent change"),
  "text.titleSize": cosmetic("title size", auto),
  "text.valueSize": cosmetic("value size", auto),
  "text.percentSize": cosmetic("percent size", auto),
  displayMode: cosmetic("display mode"),
  valueMode: cosmetic("value display"),
  namePlacement: cosmetic("name placement", auto),
  showUnfilled: cosmetic("unfilled area", flagOn),
  showThresholdLabels: cosmetic("threshold labels", flag),
  showThresholdMarkers: cosmetic("threshold markers", flagOn),
  sizing: cosmetic("sizing", auto),
  minVizWidth: cosmetic("least width"),
  minVizHeight: cosmetic("least height"),
  maxVizHeight: cosmetic("greatest height"),
};

const chartRules: Rules = {
  xField: data("X axis field", auto),
  colorByField: presentation("color by field", none),
  stacking: presentation("stacking", none),
  showValue: cosmetic("show values", auto),
  barWidth: cosmetic("bar width"),
  barRadius: cosmetic("bar radius"),
  groupWidth: cosmetic("group width"),
  fullHighlight: cosmetic("highlight whole groups", flag),
  xTickLabelRotation: cosmetic("rotation of names"),
  xTickLabelMaxLength: cosmetic("greatest length of names", auto),
  xTickLabelSpacing: cosmetic("space between names"),
  // Other bars hold other counts.
  bucketCount: presentation("bucket count"),
  bucketSize: presentation("bucket size", auto),
  bucketOffset: presentation("bucket offset"),
  combine: data("combine series", flag),
  pieType: cosmetic("pie type"),
  displayLabels: cosmetic("labels", list),
  sort: cosmetic("slice order", order),
  mergeValues: presentation("merge equal values", flagOn),
  alignValue: cosmetic("align values"),
  rowHeight: cosmetic("row height"),
  colWidth: cosmetic("column width"),
  perPage: cosmetic("series on a page"),
  timezone: presentation("time zones", list),
};

const heatmapRules: Rules = {
  calculate: data("calculate from data", flag),
  calculation: data("calculation"),
  "calculation.yBuckets.scale": data("bucket scale", scale),
  "calculation.yBuckets.mode": data("Y bucket mode"),
  "calculation.yBuckets.value": data("Y bucket value", auto),
  "calculation.xBuckets.mode": data("X bucket mode"),
  "calculation.xBuckets.value": data("X bucket value", auto),
  // Cells that are not drawn look as if there were no values.
  "filterValues.le": presentation("hide cells up to", none),
  "filterValues.ge": presentation("hide cells from", none),
  "color.mode": cosmetic("color mode"),
  "color.scheme": cosmetic("color scheme"),
  "color.fill": cosmetic("color"),
  "color.scale": cosmetic("color scale"),
  "color.exponent": cosmetic("color exponent"),
  "color.steps": cosmetic("color steps"),
  "color.reverse": cosmetic("colors reversed", flag),
  "color.min": presentation("color scale min", auto),
  "color.max": presentation("color scale max", auto),
  "cellValues.unit": presentation("cell unit", none),
  "cellValues.decimals": presentation("cell decimals", auto),
  cellGap: cosmetic("cell gap"),
  cellRadius: cosmetic("cell radius"),
  "exemplars.color": cosmetic("exemplar color"),
  "rowsFrame.layout": presentation("bucket layout", auto),
  "rowsFrame.value": cosmetic("value name", text),
  "yAxis.unit": presentation("unit", none),
  "yAxis.decimals": presentation("decimals", auto),
  "yAxis.min": presentation("min", auto),
  "yAxis.max": presentation("max", auto),
  "yAxis.reverse": presentation("axis reversed", flag),
  "yAxis.axisPlacement": presentation("axis placement"),
  "yAxis.axisLabel": cosmetic("axis label", text),
  "yAxis.axisWidth": cosmetic("axis width", auto),
};

const tableRules: Rules = {
  // The table shows one answer of several.
  frameIndex: data("table shown"),
  sortBy: presentation("sorted by", sortColumns),
  showHeader: cosmetic("header", oneOf({ true: "shown", false: "hidden" }, "shown")),
  cellHeight: cosmetic("cell height", oneOf({ sm: "small", md: "medium", lg: "large" }, "small")),
  enablePagination: cosmetic("pagination", flag),
  "footer.show": presentation("footer", oneOf({ true: "shown", false: "hidden" }, "hidden")),
  "footer.reducer": presentation("footer calculation", calculations),
  "footer.fields": presentation("footer fields", allFields),
  "footer.countRows": presentation("footer counts rows", flag),
  "footer.enablePagination": cosmetic("footer pagination", flag),
  "frozenColumns.left": cosmetic("frozen columns", none),
};

const textRules: Rules = {
  content: cosmetic("text", text),
  mode: cosmetic("text format"),
  "code.language": cosmetic("code language"),
  "code.showLineNumbers": cosmetic("line numbers", flag),
  "code.showMiniMap": cosmetic("mini map", flag),
};

const logRules: Rules = {
  showTime: cosmetic("time", shown),
  showLabels: cosmetic("labels", shown),
  showCommonLabels: cosmetic("common labels", shown),
  wrapLogMessage: cosmetic("wrap lines", flag),
  prettifyLogMessage: cosmetic("prettify JSON", flag),
  enableLogDetails: cosmetic("log details", flagOn),
  enableInfiniteScrolling: cosmetic("infinite scrolling", flag),
  showControls: cosmetic("controls", shown),
  sortOrder: presentation("order", sortOrders),
  // Lines that count as one are not shown.
  dedupStrategy: presentation("deduplication", none),
};

/** Which alerts and dashboards are listed is what is asked. */
const listRules: Rules = {
  alertName: data("alert name", text),
  alertInstanceLabelFilter: data("alert label filter", text),
  dashboardAlerts: data("alerts of this dashboard only", flag),
  stateFilter: data("alert states", states),
  folder: data("folder", {
    absent: "any",
    words: (value) => valueWords(memberOf(value, "title") ?? memberOf(value, "uid") ?? value),
  }),
  folderUID: data("folder", { absent: "any" }),
  query: data("search", text),
  tags: data("tags", list),
  maxItems: data("greatest number"),
  showSearch: data("search results", shown),
  showStarred: data("starred dashboards", shown),
  showRecentlyViewed: data("recently viewed dashboards", shown),
  groupMode: presentation("grouping"),
  groupBy: presentation("grouped by", list),
  viewMode: cosmetic("view"),
  showHeadings: cosmetic("headings", shown),
  showFolderNames: cosmetic("folder names", shown),
  keepTime: presentation("links keep the time range", flag),
  includeVars: presentation("links keep the variables", flag),
};

/** By Grafana's names. */
export const optionRules: Rules = {
  ...textRules,
  ...singleValueRules,
  ...chartRules,
  ...heatmapRules,
  ...tableRules,
  ...logRules,
  ...listRules,
  ...legendRules,
  ...tooltipRules,
};
