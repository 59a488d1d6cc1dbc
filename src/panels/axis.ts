import type { JsonObject } from "../schema/json.ts";
import { frozen, type JsonDraft, put } from "./json-draft.ts";
import { flagRule, numberRule, type OptionRule, type RulesFor, textRule } from "./option-rules.ts";

/** The scales of an axis that have a name. */
const scaleNames = ["linear", "log2", "log10"] as const;

/** A scale that is logarithmic away from zero and linear near it, so that zero and negative values can be drawn. */
export interface SymlogScale {
  /** The base of the logarithm, 2 or 10. */
  readonly symlog: 2 | 10;
  /** Values up to here are drawn linearly. */
  readonly linearThreshold: number;
}

/** The axis of values. */
export interface AxisOptions {
  /** The text beside the axis. @default none */
  readonly label?: string;
  /** Which side it is on; two sides let two units share a chart. @default "auto" */
  readonly placement?: "auto" | "left" | "right" | "top" | "bottom" | "hidden";
  /** How values become distances. @default "linear" */
  readonly scale?: (typeof scaleNames)[number] | SymlogScale;
  /** The axis starts here, or lower when a value is lower. @default from the values */
  readonly softMin?: number;
  /** The axis ends here, or higher when a value is higher. @default from the values */
  readonly softMax?: number;
  /** The width in pixels. @default what the labels need */
  readonly width?: number;
  /** Whether grid lines are drawn. @default when it is the first axis */
  readonly gridLines?: boolean;
  /** Whether zero is in the middle. @default false */
  readonly centeredZero?: boolean;
  /** Whether the axis itself is drawn as a line. @default false */
  readonly border?: boolean;
  /** Whether the labels have the colour of text or of the series. @default "text" */
  readonly color?: "text" | "series";
}

const axisRules: RulesFor<AxisOptions> = {
  label: textRule,
  placement: { is: "text", words: ["auto", "left", "right", "top", "bottom", "hidden"] },
  scale: {
    is: ["text", "object"],
    words: scaleNames,
    members: { symlog: numberRule, linearThreshold: numberRule },
  },
  softMin: numberRule,
  softMax: numberRule,
  width: numberRule,
  gridLines: flagRule,
  centeredZero: flagRule,
  border: flagRule,
  color: { is: "text", words: ["text", "series"] },
};

/** The rule for axes. */
export const axisRule: OptionRule = { is: "object", members: axisRules };

/** Writes the axis into a field's custom options. */
export function putAxis(custom: JsonDraft, axis: AxisOptions | undefined): void {
  if (axis === undefined) return;
  put(custom, "axisBorderShow", axis.border);
  put(custom, "axisCenteredZero", axis.centeredZero);
  put(custom, "axisColorMode", axis.color);
  put(custom, "axisGridShow", axis.gridLines);
  put(custom, "axisLabel", axis.label);
  put(custom, "axisPlacement", axis.placement);
  put(custom, "axisSoftMax", axis.softMax);
  put(custom, "axisSoftMin", axis.softMin);
  put(custom, "axisWidth", axis.width);
  if (axis.scale !== undefined) put(custom, "scaleDistribution", scaleDocument(axis.scale));
}

/** Equal steps for equal differences. */
const linearScale: JsonObject = frozen({ type: "linear" });

/** The scale as Grafana stores it. */
export function scaleDocument(scale: NonNullable<AxisOptions["scale"]>): JsonObject {
  switch (scale) {
    case "linear":
      return linearScale;
    case "log2":
      return { type: "log", log: 2 };
    case "log10":
      return { type: "log", log: 10 };
    default:
      return { type: "symlog", log: scale.symlog, linearThreshold: scale.linearThreshold };
  }
}
