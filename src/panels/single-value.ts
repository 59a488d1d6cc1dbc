import type { JsonObject } from "../schema/json.ts";
import { frozen, type JsonDraft, put } from "./json-draft.ts";
import { numberRule, type OptionRule, type RulesFor } from "./option-rules.ts";

/** Which way values are laid out. */
const orientations = ["auto", "horizontal", "vertical"] as const;

/** One of {@link orientations}. */
export type Orientation = (typeof orientations)[number];

/** The rule for orientations. */
export const orientationRule: OptionRule = { is: "text", words: orientations };

/** The sizes of text in a panel, in pixels. */
export interface TextSizes {
  /** The size of names. @default what fits */
  readonly title?: number;
  /** The size of values. @default what fits */
  readonly value?: number;
}

const textSizeRules: RulesFor<TextSizes> = { title: numberRule, value: numberRule };

/** The rule for text sizes. */
export const textSizesRule: OptionRule = { is: "object", members: textSizeRules };

const sizesThatFit: JsonObject = frozen({});

/** The text sizes as Grafana stores them. */
export function textSizesDocument(sizes: TextSizes | undefined): JsonObject {
  if (sizes === undefined) return sizesThatFit;
  const draft: JsonDraft = {};
  put(draft, "titleSize", sizes.title);
  put(draft, "valueSize", sizes.value);
  return draft;
}

/**
 * The ends of a gauge whose unit has natural ones. Without them Grafana takes 0 and 100, so that a ratio of 0.5 would
 * look empty.
 */
export function naturalRange(unit: string | undefined): { readonly min?: number; readonly max?: number } {
  if (unit === "percentunit") return { min: 0, max: 1 };
  return unit === "percent" ? { min: 0, max: 100 } : {};
}
