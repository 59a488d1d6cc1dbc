import type { JsonObject } from "../schema/json.ts";
import { frozen } from "./json-draft.ts";
import { flagRule, numberRule, type OptionRule, type RulesFor, textRule } from "./option-rules.ts";

/** From this value on, a value has this colour. */
export interface ThresholdStep {
  /** The least value of the step, in the unit of the field; `-Infinity` for the base. */
  readonly value: number;
  /** A name of Grafana's palette such as `red`, or a CSS colour. */
  readonly color: string;
}

/** What scales and levels have in common. */
export interface ThresholdMode {
  /** Whether values are themselves or percent of the way from `min` to `max`. @default "absolute" */
  readonly mode?: "absolute" | "percentage";
}

/** Steps with a base colour of one's own. */
export interface ThresholdScale extends ThresholdMode {
  /** In ascending order. */
  readonly steps: readonly ThresholdStep[];
  /** The colour below all steps. @default "green" */
  readonly base?: string;
}

/**
 * Limits of what is healthy: green, then yellow from `warning` and red from `critical`, or the other way round
 * when low values are the bad ones.
 */
export interface ThresholdLevels extends ThresholdMode {
  /** Where values become yellow. */
  readonly warning?: number;
  /** Where values become red. */
  readonly critical?: number;
  /** Whether values below the limits are the bad ones. @default whether `critical` is less than `warning` */
  readonly lowIsBad?: boolean;
}

/** Where values change their colour: steps above green, a whole scale, or the limits of what is healthy. */
export type Thresholds = readonly ThresholdStep[] | ThresholdScale | ThresholdLevels;

const stepRules: RulesFor<ThresholdStep> = { value: { is: "number", infinite: true }, color: textRule };
const thresholdRules: RulesFor<ThresholdScale | ThresholdLevels> = {
  mode: { is: "text", words: ["absolute", "percentage"] },
  steps: { is: "list", items: { is: "object", required: ["value", "color"], members: stepRules } },
  base: textRule,
  warning: numberRule,
  critical: numberRule,
  lowIsBad: flagRule,
};

/** The rule for thresholds. */
export const thresholdsRule: OptionRule = {
  is: ["list", "object"],
  items: { is: "object", required: ["value", "color"], members: stepRules },
  members: thresholdRules,
};

/**
 * What a panel without thresholds gets: green throughout. When the document has none, Grafana draws values of 80 and
 * more in red, whatever they mean.
 */
export const noThresholds: JsonObject = frozen({
  mode: "absolute",
  steps: [{ color: "green", value: null }],
});

/** A step as Grafana stores it; `null` is minus infinity. */
type StepDocument = { readonly color: string; readonly value: number | null };

/** The thresholds as Grafana stores them, in the order in which they were written. */
export function thresholdsDocument(thresholds: Thresholds): JsonObject {
  if (isSteps(thresholds)) return { mode: "absolute", steps: stepDocuments(thresholds, "green") };
  const mode = thresholds.mode ?? "absolute";
  if ("steps" in thresholds)
    return { mode, steps: stepDocuments(thresholds.steps, thresholds.base ?? "green") };
  return { mode, steps: levelDocuments(thresholds) };
}

function isSteps(thresholds: Thresholds): thresholds is readonly ThresholdStep[] {
  return Array.isArray(thresholds);
}

function stepDocuments(steps: readonly ThresholdStep[], base: string): readonly StepDocument[] {
  const documents = steps.map(({ value, color }) => ({ color, value: value === -Infinity ? null : value }));
  return documents[0]?.value === null ? documents : [{ color: base, value: null }, ...documents];
}

function levelDocuments(levels: ThresholdLevels): readonly StepDocument[] {
  const { warning, critical } = levels;
  const lowIsBad = levels.lowIsBad ?? (warning !== undefined && critical !== undefined && critical < warning);
  return lowIsBad ? lowDocuments(levels) : highDocuments(levels);
}

function highDocuments({ warning, critical }: ThresholdLevels): readonly StepDocument[] {
  const steps: StepDocument[] = [{ color: "green", value: null }];
  if (warning !== undefined) steps.push({ color: "yellow", value: warning });
  if (critical !== undefined) steps.push({ color: "red", value: critical });
  return steps;
}

function lowDocuments({ warning, critical }: ThresholdLevels): readonly StepDocument[] {
  const steps: StepDocument[] = [{ color: critical === undefined ? "yellow" : "red", value: null }];
  if (critical !== undefined)
    steps.push({ color: warning === undefined ? "green" : "yellow", value: critical });
  if (warning !== undefined) steps.push({ color: "green", value: warning });
  return steps;
}
