import type { JsonObject } from "../schema/json.ts";
import { type Calculation, calculationName, calculationRule } from "./calculations.ts";
import { frozen, type JsonDraft, put } from "./json-draft.ts";
import { flagRule, numberRule, type OptionRule, type RulesFor } from "./option-rules.ts";

/** The ways to show a legend. */
export const legendModes = ["list", "table", "hidden"] as const;

/** One of {@link legendModes}. */
export type LegendMode = (typeof legendModes)[number];

/** The legend of a chart. */
export interface LegendOptions {
  /** A line of names, a table with a row for each series, or none. @default "list" */
  readonly mode?: LegendMode;
  /** Below the chart or beside it. @default "bottom" */
  readonly placement?: "bottom" | "right";
  /** What is calculated from each series and shown beside its name. @default none */
  readonly calcs?: readonly Calculation[];
  /** The calculation, or the name, by which a table is sorted. @default the order of the queries */
  readonly sortBy?: Calculation | "name";
  /** Whether the greatest value comes first. @default false */
  readonly sortDescending?: boolean;
  /** The width in pixels, when it stands beside the chart. @default what it needs */
  readonly width?: number;
}

/** The legend of a chart, or just its mode. */
export type Legend = LegendMode | LegendOptions;

/** The rules for {@link LegendOptions}. */
export const legendOptionRules: RulesFor<LegendOptions> = {
  mode: { is: "text", words: legendModes },
  placement: { is: "text", words: ["bottom", "right"] },
  calcs: calculationRule,
  sortBy: { is: "text", words: ["name", ...(calculationRule.words ?? [])] },
  sortDescending: flagRule,
  width: numberRule,
};

/** The rule for legends. */
export const legendRule: OptionRule = {
  is: ["text", "object"],
  words: legendModes,
  members: legendOptionRules,
};

/** Grafana's own default: shown, where the Foundation SDK hides it. */
const listBelow: JsonObject = frozen({
  calcs: [],
  displayMode: "list",
  placement: "bottom",
  showLegend: true,
});

/** The legend as Grafana stores it. */
export function legendDocument(legend: Legend | undefined): JsonObject {
  if (legend === undefined) return listBelow;
  const options: LegendOptions = typeof legend === "string" ? { mode: legend } : legend;
  const mode = options.mode ?? "list";
  const draft: JsonDraft = {
    calcs: [...(options.calcs ?? [])],
    displayMode: mode === "hidden" ? "list" : mode,
    placement: options.placement ?? "bottom",
    showLegend: mode !== "hidden",
  };
  put(draft, "sortBy", headingOf(options.sortBy));
  put(draft, "sortDesc", options.sortDescending);
  put(draft, "width", options.width);
  return draft;
}

/** Grafana sorts by the column's heading, not by the calculation's id. */
function headingOf(sortBy: LegendOptions["sortBy"]): string | undefined {
  if (sortBy === undefined) return undefined;
  return sortBy === "name" ? "Name" : calculationName(sortBy);
}
