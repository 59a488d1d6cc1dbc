import type { Json, JsonObject } from "../schema/json.ts";
import { type FieldProperties, fieldRules } from "./field-properties.ts";
import { type JsonDraft, put } from "./json-draft.ts";
import { flagRule, numberRule, type OptionRule, type RulesFor, textRule } from "./option-rules.ts";

/** The kinds of cells that need no details. */
const cellNames = [
  "auto",
  "color-text",
  "color-background",
  "gauge",
  "sparkline",
  "json-view",
  "image",
  "data-links",
] as const;

/** A cell whose background has the colour of its value. */
export interface BackgroundCell {
  /** The kind of cell. */
  readonly type: "color-background";
  /** One colour, or a gradient. @default "gradient" */
  readonly mode?: "basic" | "gradient";
  /** Whether the whole row is coloured. @default false */
  readonly applyToRow?: boolean;
  /** Whether long text is wrapped. @default false */
  readonly wrapText?: boolean;
}

/** A cell with a bar. */
export interface GaugeCell {
  /** The kind of cell. */
  readonly type: "gauge";
  /** One colour, a gradient, or cells like those of an old display. @default "gradient" */
  readonly mode?: "basic" | "gradient" | "lcd";
  /** The colour of the number beside the bar, or none. @default "color" */
  readonly value?: "color" | "text" | "hidden";
}

/** A cell with plain text. */
export interface TextCell {
  /** The kind of cell: plain, or text in the colour of its value. */
  readonly type: "auto" | "color-text";
  /** Whether long text is wrapped. @default false */
  readonly wrapText?: boolean;
}

/** How a cell is drawn: a kind, or a kind with details. */
export type Cell = (typeof cellNames)[number] | TextCell | BackgroundCell | GaugeCell;

/** How a column is drawn. */
export interface ColumnStyle {
  /** How the cells are drawn. @default "auto" */
  readonly cell?: Cell;
  /** The width in pixels. @default an equal share */
  readonly columnWidth?: number;
  /** The least width in pixels. @default 150 */
  readonly minColumnWidth?: number;
  /** Where the text stands. @default "auto": numbers on the right, text on the left */
  readonly align?: "auto" | "left" | "center" | "right";
  /** Whether readers can filter by the column. @default false */
  readonly filterable?: boolean;
  /** Whether a cell's whole value can be opened in a window. @default false */
  readonly inspect?: boolean;
}

/** What overrides can change of a table. */
export interface ColumnOverrideStyle extends ColumnStyle {
  /** Whether the column is left out. @default false */
  readonly hide?: boolean;
}

/** One column of a table. */
export interface ColumnOptions extends FieldProperties, ColumnStyle {
  /** The heading. @default the field's name */
  readonly title?: string;
  /** Whether the column is left out. @default false */
  readonly hide?: boolean;
}

const cellRule: OptionRule = {
  is: ["text", "object"],
  words: cellNames,
  members: {
    type: { is: "text", words: ["auto", "color-text", "color-background", "gauge"] },
    mode: { is: "text", words: ["basic", "gradient", "lcd"] },
    applyToRow: flagRule,
    wrapText: flagRule,
    value: { is: "text", words: ["color", "text", "hidden"] },
  },
};

/** The rules for {@link ColumnStyle}. */
export const columnRules: RulesFor<ColumnStyle> = {
  cell: cellRule,
  columnWidth: numberRule,
  minColumnWidth: numberRule,
  align: { is: "text", words: ["auto", "left", "center", "right"] },
  filterable: flagRule,
  inspect: flagRule,
};

const columnOptionRules: RulesFor<ColumnOptions> = {
  ...fieldRules,
  ...columnRules,
  title: textRule,
  hide: flagRule,
};

/** The rule for columns by field name. */
export const columnsRule: OptionRule = { is: "object", values: { is: "object", members: columnOptionRules } };

/** The custom options that a style sets, by Grafana's names. */
export function columnCustom(style: ColumnOverrideStyle): JsonDraft {
  const custom: JsonDraft = {};
  put(custom, "align", style.align);
  if (style.cell !== undefined) custom["cellOptions"] = cellDocument(style.cell);
  put(custom, "filterable", style.filterable);
  // Grafana 12.2 and later read it as `hideFrom.viz`, which they migrate it to.
  put(custom, "hidden", style.hide);
  put(custom, "inspect", style.inspect);
  put(custom, "minWidth", style.minColumnWidth);
  put(custom, "width", style.columnWidth);
  return custom;
}

function cellDocument(cell: Cell): Json {
  if (typeof cell === "string") return namedCells[cell];
  switch (cell.type) {
    case "color-background": {
      const draft: JsonDraft = {};
      put(draft, "applyToRow", cell.applyToRow);
      draft["mode"] = cell.mode ?? "gradient";
      draft["type"] = cell.type;
      put(draft, "wrapText", cell.wrapText);
      return draft;
    }
    case "gauge":
      return { mode: cell.mode ?? "gradient", type: cell.type, valueDisplayMode: cell.value ?? "color" };
    default:
      return { type: cell.type, ...(cell.wrapText === undefined ? {} : { wrapText: cell.wrapText }) };
  }
}

const namedCells: Readonly<Record<(typeof cellNames)[number], JsonObject>> = {
  auto: { type: "auto" },
  "color-text": { type: "color-text" },
  "color-background": { mode: "gradient", type: "color-background" },
  gauge: { mode: "gradient", type: "gauge", valueDisplayMode: "color" },
  sparkline: { type: "sparkline" },
  "json-view": { type: "json-view" },
  image: { type: "image" },
  "data-links": { type: "data-links" },
};
