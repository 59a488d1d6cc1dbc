import type { JsonObject } from "../schema/json.ts";
import { frozen, type JsonDraft, put } from "./json-draft.ts";
import { flagRule, numberRule, type OptionRule, type RulesFor } from "./option-rules.ts";

/** The ways to show a tooltip. */
const tooltipModes = ["single", "multi", "none"] as const;

/** One of {@link tooltipModes}. */
export type TooltipMode = (typeof tooltipModes)[number];

/** What appears when the pointer rests on a chart. */
export interface TooltipOptions {
  /** The series under the pointer, all of them, or nothing. @default "single" */
  readonly mode?: TooltipMode;
  /** The order of the series by their values. @default "none" */
  readonly sort?: "none" | "asc" | "desc";
  /** Whether series that are zero are left out (newer Grafana versions). @default false */
  readonly hideZeros?: boolean;
  /** The greatest width in pixels. @default Grafana's */
  readonly maxWidth?: number;
  /** The greatest height in pixels. @default Grafana's */
  readonly maxHeight?: number;
}

/** What appears when the pointer rests on a chart, or just its mode. */
export type Tooltip = TooltipMode | TooltipOptions;

const tooltipRules: RulesFor<TooltipOptions> = {
  mode: { is: "text", words: tooltipModes },
  sort: { is: "text", words: ["none", "asc", "desc"] },
  hideZeros: flagRule,
  maxWidth: numberRule,
  maxHeight: numberRule,
};

/** The rule for tooltips. */
export const tooltipRule: OptionRule = { is: ["text", "object"], words: tooltipModes, members: tooltipRules };

/** Grafana's own default: unsorted, where the Foundation SDK sorts ascending. */
const single: JsonObject = frozen({ mode: "single", sort: "none" });

/** The tooltip as Grafana stores it. */
export function tooltipDocument(tooltip: Tooltip | undefined): JsonObject {
  if (tooltip === undefined) return single;
  const options: TooltipOptions = typeof tooltip === "string" ? { mode: tooltip } : tooltip;
  const draft: JsonDraft = { mode: options.mode ?? "single", sort: options.sort ?? "none" };
  put(draft, "hideZeros", options.hideZeros);
  put(draft, "maxHeight", options.maxHeight);
  put(draft, "maxWidth", options.maxWidth);
  return draft;
}
