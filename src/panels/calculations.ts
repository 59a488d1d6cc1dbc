import type { JsonObject } from "../schema/json.ts";
import { frozen } from "./json-draft.ts";
import { flagRule, numberRule, type OptionRule, type RulesFor, textRule } from "./option-rules.ts";

/** Grafana's calculations (13.2; older versions lack some) with their headings in legends and tables. */
const calculationNames = {
  lastNotNull: "Last *",
  last: "Last",
  firstNotNull: "First *",
  first: "First",
  min: "Min",
  max: "Max",
  mean: "Mean",
  median: "Median",
  sum: "Total",
  count: "Count",
  countAll: "Count all",
  range: "Range",
  delta: "Delta",
  step: "Step",
  diff: "Difference",
  diffperc: "Difference percent",
  variance: "Variance",
  stdDev: "StdDev",
  logmin: "Min (above zero)",
  changeCount: "Change Count",
  distinctCount: "Distinct Count",
  allIsZero: "All Zeros",
  allIsNull: "All Nulls",
  allValues: "All values",
  uniqueValues: "All unique values",
} as const;

/** A calculation that makes one value of many; percentiles such as `p95` are there in newer Grafana versions only. */
export type Calculation = keyof typeof calculationNames | `p${number}`;

const percentiles = Array.from({ length: 99 }, (_, index) => `p${index + 1}`);

/** The rule for one calculation or a list of them. */
export const calculationRule: OptionRule = {
  is: ["text", "list"],
  words: [...Object.keys(calculationNames), ...percentiles],
};

/** The heading of a calculation in legends and tables. */
export function calculationName(calculation: Calculation): string {
  return Object.hasOwn(calculationNames, calculation)
    ? calculationNames[calculation as keyof typeof calculationNames]
    : `${calculation.slice(1)}${ordinalSuffix(Number(calculation.slice(1)))} %`;
}

function ordinalSuffix(value: number): string {
  if (value > 10 && value < 14) return "th";
  return ["th", "st", "nd", "rd"][value % 10] ?? "th";
}

/** How the points of a series become the one value that a panel shows. */
export interface ReductionOptions {
  /** The value of a series: its last one that exists, its greatest, its mean. @default "lastNotNull" */
  readonly calculation?: Calculation;
  /** Whether every row is shown instead of one value for each series. @default false */
  readonly allValues?: boolean;
  /** The greatest number of rows, with `allValues`. @default 25 (Grafana's) */
  readonly limit?: number;
  /** The fields that are shown: a name, or a regular expression between slashes. @default all numeric fields */
  readonly fields?: string;
}

/** The rules for {@link ReductionOptions}. */
export const reductionRules: RulesFor<ReductionOptions> = {
  calculation: calculationRule,
  allValues: flagRule,
  limit: numberRule,
  fields: textRule,
};

/** Grafana's own default, which the Foundation SDK does not write. */
const lastNotNull: JsonObject = frozen({ calcs: ["lastNotNull"], fields: "", values: false });

/** `reduceOptions` as Grafana stores them. */
export function reductionDocument(options: ReductionOptions): JsonObject {
  const { calculation, allValues, limit, fields } = options;
  if (calculation === undefined && allValues === undefined && limit === undefined && fields === undefined) {
    return lastNotNull;
  }
  return {
    calcs: [calculation ?? "lastNotNull"],
    fields: fields ?? "",
    ...(limit === undefined ? {} : { limit }),
    values: allValues ?? false,
  };
}

/** Whether the newest value is all that is shown, so that one point for each series is enough. */
export function isNewestOnly({ calculation, allValues }: ReductionOptions): boolean {
  return (
    allValues !== true &&
    (calculation === undefined || calculation === "lastNotNull" || calculation === "last")
  );
}
