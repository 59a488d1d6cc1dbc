/** What dash knows of `fieldConfig.defaults.custom`: how charts and tables draw a field. */
import { type Json, memberOf } from "../../schema/json.ts";
import { calculations } from "./calculations.ts";
import {
  auto,
  cosmetic,
  flag,
  flagOn,
  type Form,
  none,
  oneOf,
  presentation,
  type Rules,
  text,
} from "./rules.ts";
import { isList, valueWords } from "./words.ts";

/** Off, on, or a limit in milliseconds. */
function flagOrLimit(word: string): Form {
  return {
    absent: "off",
    words: (value) => (typeof value === "number" ? `${word} ${value} ms` : valueWords(value)),
  };
}

const hidden: Form = {
  absent: "nowhere",
  words: (value) => {
    const places = Object.entries({ legend: "legend", tooltip: "tooltip", viz: "graph" });
    const words = places.filter(([place]) => memberOf(value, place) === true).map(([, word]) => word);
    return words.length === 0 ? "nowhere" : words.length === 3 ? "everywhere" : words.join(", ");
  },
};

/** Distances for values: `linear`, `log 10`, `symlog 2 from 5`. */
export const scale: Form = {
  absent: "linear",
  words: (value) => {
    const [type, base, threshold] = ["type", "log", "linearThreshold"].map((name) => memberOf(value, name));
    if (typeof type !== "string") return valueWords(value);
    const words = base === undefined ? type : `${type} ${valueWords(base)}`;
    return threshold === undefined ? words : `${words} from ${valueWords(threshold)}`;
  },
};

const lineStyle: Form = {
  absent: "solid",
  words: (value) => {
    const [fill = "solid", dash] = [memberOf(value, "fill"), memberOf(value, "dash")];
    return isList(dash) ? `${valueWords(fill)} ${dash.map(valueWords).join(" ")}` : valueWords(fill);
  },
};

const stacking: Form = {
  absent: "none",
  words: (value) => {
    const [mode, group] = [memberOf(value, "mode"), memberOf(value, "group")];
    if (mode === undefined) return group === undefined ? valueWords(value) : `group ${valueWords(group)}`;
    return group === undefined || group === "A" || mode === "none"
      ? valueWords(mode)
      : `${valueWords(mode)} in group ${valueWords(group)}`;
  },
};

/** A cell by its type and what differs from others of it: `color-background (gradient, whole row)`. */
const cell: Form = {
  absent: "auto",
  words: (value) => {
    const type = memberOf(value, "type");
    if (typeof type !== "string") return valueWords(value);
    const details = [memberOf(value, "mode"), memberOf(value, "valueDisplayMode")].filter(isWord);
    if (memberOf(value, "applyToRow") === true) details.push("whole row");
    if (memberOf(value, "wrapText") === true) details.push("wrapped");
    return details.length > 0 ? `${type} (${details.join(", ")})` : type;
  },
};

function isWord(value: Json | undefined): value is string {
  return typeof value === "string";
}

const mode: Form = { absent: "off", words: (value) => valueWords(memberOf(value, "mode") ?? value) };

/** By Grafana's names. Lines and fillings are looks; axes, gaps and what is left out change what can be read. */
export const styleRules: Rules = {
  drawStyle: cosmetic("draw style"),
  lineWidth: cosmetic("line width"),
  lineInterpolation: cosmetic("line interpolation"),
  lineStyle: cosmetic("line style", lineStyle),
  fillOpacity: cosmetic("fill"),
  fillBelowTo: cosmetic("fill below to", text),
  gradientMode: cosmetic("gradient", none),
  showPoints: cosmetic("points", auto),
  pointSize: cosmetic("point size"),
  pointShape: cosmetic("point shape"),
  pointStrokeWidth: cosmetic("point outline"),
  showValues: cosmetic("values at points", flag),
  barAlignment: cosmetic("bar alignment", oneOf({ "-1": "before", 0: "center", 1: "after" }, "center")),
  barWidthFactor: cosmetic("bar width"),
  barMaxWidth: cosmetic("greatest bar width"),
  // Gaps that are bridged or lines that are cut tell another story of the same values.
  spanNulls: presentation("connect null values", flagOrLimit("up to")),
  insertNulls: presentation("disconnect values", flagOrLimit("after")),
  stacking: presentation("stacking", stacking),
  transform: presentation("transform", none),
  thresholdsStyle: presentation("thresholds shown as", mode),
  hideFrom: presentation("hidden from", hidden),
  axisPlacement: presentation("axis placement", auto),
  axisLabel: cosmetic("axis label", text),
  axisSoftMin: presentation("axis soft min", auto),
  axisSoftMax: presentation("axis soft max", auto),
  scaleDistribution: presentation("axis scale", scale),
  axisCenteredZero: presentation("axis centered at zero", flag),
  axisWidth: cosmetic("axis width", auto),
  axisGridShow: cosmetic("grid lines", auto),
  axisBorderShow: cosmetic("axis border", flag),
  axisColorMode: cosmetic("axis color"),
  align: cosmetic("cell alignment", auto),
  cellOptions: presentation("cell type", cell),
  displayMode: presentation("cell type", auto),
  width: cosmetic("column width", auto),
  minWidth: cosmetic("least column width"),
  filterable: cosmetic("column filter", flag),
  inspect: cosmetic("cell inspection", flag),
  wrapText: cosmetic("wrap text", flag),
  wrapHeaderText: cosmetic("wrap headings", flag),
  hidden: presentation("column hidden", flag),
  "footer.reducers": presentation("footer", calculations),
  neutral: cosmetic("neutral value", none),
  fieldMinMax: presentation("min and max of each field", flag),
  tooltip: cosmetic("shown in the tooltip", flagOn),
};
