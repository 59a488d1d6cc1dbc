import type { OptionRule } from "./option-rules.ts";

/** The words for widths, in columns of 24. */
const widths = {
  full: 24,
  "three-quarters": 18,
  "two-thirds": 16,
  half: 12,
  third: 8,
  quarter: 6,
} as const;

/** A width in columns of 24, or a word for it. */
export type PanelWidth = number | keyof typeof widths;

/** The words for heights, in grid rows of 38 pixels. */
const heights = { small: 4, medium: 8, large: 12 } as const;

/** A height in grid rows of 38 pixels, or a word for it. */
export type PanelHeight = number | keyof typeof heights;

/** The rules for widths and heights. */
export const widthRule: OptionRule = {
  is: ["number", "text"],
  words: Object.keys(widths),
  whole: true,
  min: 1,
  max: 24,
};
/** See {@link widthRule}. */
export const heightRule: OptionRule = {
  is: ["number", "text"],
  words: Object.keys(heights),
  whole: true,
  min: 1,
};

/** The width in columns. */
export function columnsOf(width: PanelWidth | undefined): number | undefined {
  return typeof width === "string" ? widths[width] : width;
}

/** The height in grid rows. */
export function gridRowsOf(height: PanelHeight | undefined): number | undefined {
  return typeof height === "string" ? heights[height] : height;
}
