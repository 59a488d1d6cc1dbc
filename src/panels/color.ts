import type { JsonObject } from "../schema/json.ts";
import { type Fault, type OptionRule, type RulesFor, textRule } from "./option-rules.ts";
import { type JsonDraft, put } from "./json-draft.ts";

/** The ways of colouring that need no colour of their own, with Grafana's ids. */
export const colorSchemes = {
  palette: "palette-classic",
  "palette-by-name": "palette-classic-by-name",
  thresholds: "thresholds",
  "green-yellow-red": "continuous-GrYlRd",
  "red-yellow-green": "continuous-RdYlGr",
  "blue-yellow-red": "continuous-BlYlRd",
  "yellow-red": "continuous-YlRd",
  "blue-purple": "continuous-BlPu",
  "yellow-blue": "continuous-YlBl",
  blues: "continuous-blues",
  reds: "continuous-reds",
  greens: "continuous-greens",
  purples: "continuous-purples",
  viridis: "continuous-viridis",
  magma: "continuous-magma",
  plasma: "continuous-plasma",
  inferno: "continuous-inferno",
  cividis: "continuous-cividis",
} as const;

/** The ways of colouring that start from one colour. */
const singleColorModes = ["fixed", "shades"] as const;

/** Colours from a palette, from the thresholds or along a gradient. */
export interface SchemeColor {
  /**
   * `palette` gives each series the next colour, `palette-by-name` one that its name decides, `thresholds` that of
   * the value's threshold; the others are gradients from the least to the greatest value (`viridis` to `cividis`:
   * Grafana 12.4 and later).
   */
  readonly mode: keyof typeof colorSchemes;
  /** Which value decides the colour of a whole series, when values do. @default "last" */
  readonly seriesBy?: "last" | "min" | "max";
}

/** One colour for everything, or shades of it. */
export interface SingleColor {
  /** The colour itself, or a shade of it for each series. */
  readonly mode: (typeof singleColorModes)[number];
  /** A name of Grafana's palette such as `dark-red`, or a CSS colour such as `#e02f44`. */
  readonly color: string;
}

/** How values get their colour; a text is one fixed colour. */
export type FieldColor = string | SchemeColor | SingleColor;

const colorRules: RulesFor<SchemeColor | SingleColor> = {
  mode: { is: "text", words: [...Object.keys(colorSchemes), ...singleColorModes] },
  seriesBy: { is: "text", words: ["last", "min", "max"] },
  color: textRule,
};

/** The rule for colours. */
export const colorRule: OptionRule = { is: ["text", "object"], members: colorRules, check: checkFixed };

/** `color: "palette"` would be a colour called "palette", which Grafana draws in grey. */
function checkFixed(color: unknown): Fault | undefined {
  if (typeof color !== "string" || !Object.hasOwn(colorSchemes, color)) return undefined;
  return {
    fault: `is \`${color}\`, which is no colour but a way of colouring`,
    hint: `Write \`{ mode: "${color}" }\`.`,
  };
}

/** The colour as Grafana stores it. */
export function colorDocument(color: FieldColor): JsonObject {
  if (typeof color === "string") return { fixedColor: color, mode: "fixed" };
  if ("color" in color) return { fixedColor: color.color, mode: color.mode };
  const draft: JsonDraft = { mode: colorSchemes[color.mode] };
  put(draft, "seriesBy", color.seriesBy);
  return draft;
}
