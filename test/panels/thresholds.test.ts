import { expect, test } from "vitest";
import { type Thresholds, thresholdsDocument } from "../../src/panels/thresholds.ts";

/** The scale in one line: each colour, and from which value on. */
function scale(thresholds: Thresholds): string {
  const { mode, steps } = thresholdsDocument(thresholds) as {
    readonly mode: string;
    readonly steps: readonly { readonly color: string; readonly value: number | null }[];
  };
  return `${mode}: ${steps.map(({ color, value }) => (value === null ? color : `${value} ${color}`)).join(", ")}`;
}

const cases: readonly [string, Thresholds, string][] = [
  ["steps stand on green", [{ value: 5, color: "red" }], "absolute: green, 5 red"],
  ["no steps are green throughout", [], "absolute: green"],
  [
    "a first step from minus infinity is the base",
    [
      { value: -Infinity, color: "blue" },
      { value: 1, color: "red" },
    ],
    "absolute: blue, 1 red",
  ],
  [
    "a scale has a base of its own",
    { steps: [{ value: 1, color: "green" }], base: "red" },
    "absolute: red, 1 green",
  ],
  [
    "a scale can be of percent",
    { steps: [{ value: 80, color: "red" }], mode: "percentage" },
    "percentage: green, 80 red",
  ],
  [
    "steps stay in the order in which they are written",
    [
      { value: 9, color: "red" },
      { value: 5, color: "blue" },
    ],
    "absolute: green, 9 red, 5 blue",
  ],
  ["limits of high values", { warning: 1, critical: 5 }, "absolute: green, 1 yellow, 5 red"],
  ["one limit of high values", { critical: 5 }, "absolute: green, 5 red"],
  ["a warning only", { warning: 5 }, "absolute: green, 5 yellow"],
  [
    "limits of low values, by their order",
    { warning: 0.99, critical: 0.95 },
    "absolute: red, 0.95 yellow, 0.99 green",
  ],
  [
    "limits of low values, said so",
    { warning: 0.99, critical: 0.95, lowIsBad: true },
    "absolute: red, 0.95 yellow, 0.99 green",
  ],
  ["one limit of low values", { critical: 1, lowIsBad: true }, "absolute: red, 1 green"],
  ["a warning of low values only", { warning: 1, lowIsBad: true }, "absolute: yellow, 1 green"],
  [
    "limits that contradict `lowIsBad` stay as written",
    { warning: 2, critical: 1, lowIsBad: false },
    "absolute: green, 2 yellow, 1 red",
  ],
  [
    "limits of percent",
    { warning: 70, critical: 90, mode: "percentage" },
    "percentage: green, 70 yellow, 90 red",
  ],
];

test.each(cases)("%s", (_, thresholds, expected) => {
  expect(scale(thresholds)).toBe(expected);
});
