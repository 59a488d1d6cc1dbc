import type { PanelBuilder as TableBuilder } from "@grafana/grafana-foundation-sdk/table";
import { captureCallSite } from "../base/call-site.ts";
import type { JsonObject } from "../schema/json.ts";
import { type Calculation, calculationRule } from "./calculations.ts";
import { fieldConfig, type FieldOptions, fieldOptionRules, thresholdsColor } from "./field-config.ts";
import { type JsonDraft, put } from "./json-draft.ts";
import { makePanel } from "./make-panel.ts";
import { checkOptions, flagRule, type RulesFor, textRule, textsRule } from "./option-rules.ts";
import type { FieldOverride } from "./overrides.ts";
import type { Panel } from "./panel.ts";
import { type Configurable, dataRules, type DataOptions } from "./panel-options.ts";
import { panelQueries, tableQueries } from "./panel-queries.ts";
import {
  columnCustom,
  type ColumnOptions,
  type ColumnOverrideStyle,
  columnRules,
  columnsRule,
  type ColumnStyle,
} from "./table-column.ts";
import type { Transformation } from "./transformations.ts";

/** The last row of a table. */
export interface TableFooter {
  /** What is calculated of each column; Grafana before 12.2 shows the first only. */
  readonly calculations: readonly Calculation[];
  /** The names of the columns that are calculated. @default all numeric ones */
  readonly fields?: readonly string[];
}

/** The order of a table's rows. */
export interface TableSort {
  /** The heading of the column. */
  readonly column: string;
  /** Whether the greatest value comes first. @default false */
  readonly descending?: boolean;
}

/** The options of {@link table}. */
export interface TableOptions
  extends DataOptions, FieldOptions<ColumnOverrideStyle>, ColumnStyle, Configurable<TableBuilder> {
  /**
   * Columns by the names of their fields: the labels, `Value` (`Value #A` and so on with several queries) and
   * `Time`. They come first, in this order, and the others follow. @default all fields as they are
   */
  readonly columns?: Readonly<Record<string, ColumnOptions>>;
  /** The order of the rows. @default as the data source sends them */
  readonly sortBy?: TableSort | readonly TableSort[];
  /** The last row. @default none */
  readonly footer?: TableFooter;
  /** Whether rows are shown in pages. @default false */
  readonly pagination?: boolean;
  /** Whether there is a row of headings. @default true */
  readonly showHeader?: boolean;
  /** The height of the rows: small, medium or large. @default "sm" */
  readonly cellHeight?: "sm" | "md" | "lg";
}

const rules: RulesFor<TableOptions> = {
  ...dataRules,
  ...fieldOptionRules({ ...columnRules, hide: flagRule }),
  ...columnRules,
  columns: columnsRule,
  sortBy: {
    is: ["object", "list"],
    required: ["column"],
    members: { column: textRule, descending: flagRule },
  },
  footer: {
    is: "object",
    required: ["calculations"],
    members: { calculations: calculationRule, fields: textsRule },
  },
  pagination: flagRule,
  showHeader: flagRule,
  cellHeight: { is: "text", words: ["sm", "md", "lg"] },
};

/**
 * The newest values as a table, with a column for each label. Several queries become rows of one table, unless
 * transformations are given.
 */
export function table(options: TableOptions): Panel {
  checkOptions(options, rules);
  const queries = panelQueries(options, tableQueries);
  const { columns } = options;
  const fields =
    columns === undefined
      ? options
      : { ...options, overrides: [...(options.overrides ?? []), ...columnOverrides(columns)] };
  return makePanel(options, {
    type: "table",
    module: "table",
    queries,
    fieldConfig: fieldConfig<ColumnOverrideStyle>(fields, queries, {
      color: thresholdsColor,
      custom: columnCustom(options),
      customOf: columnCustom,
    }),
    options: tableDocument(options),
    transformations: tableTransformations(options, queries.length),
    site: captureCallSite(table),
  });
}

/** Grafana shows one answer only, with a menu for the others, unless they are merged. */
function tableTransformations(
  { transformations, columns }: TableOptions,
  queryCount: number,
): readonly Transformation[] | undefined {
  const first = transformations ?? (queryCount > 1 ? [{ merge: true }] : undefined);
  if (columns === undefined) return first;
  const entries = Object.entries(columns);
  const organize = {
    hide: entries.filter(([, column]) => column.hide === true).map(([name]) => name),
    order: entries.map(([name]) => name),
    rename: Object.fromEntries(
      entries.flatMap(([name, { title }]) => (title === undefined ? [] : [[name, title]])),
    ),
  };
  return [...(first ?? []), { organize }];
}

/** Columns that are shown differently; they are matched by heading, the name that they have when they are drawn. */
function columnOverrides(
  columns: Readonly<Record<string, ColumnOptions>>,
): readonly FieldOverride<ColumnOverrideStyle>[] {
  return Object.entries(columns).flatMap(([name, { title, hide, ...style }]) =>
    hide === true || Object.keys(style).length === 0 ? [] : [{ ...style, name: title ?? name }],
  );
}

function tableDocument(options: TableOptions): JsonObject {
  const { footer, pagination, sortBy } = options;
  const draft: JsonDraft = { cellHeight: options.cellHeight ?? "sm" };
  // Grafana before 12.2 reads the switch in the footer, later versions the one beside it.
  put(draft, "enablePagination", pagination);
  if (footer !== undefined || pagination !== undefined) draft["footer"] = footerDocument(footer, pagination);
  draft["showHeader"] = options.showHeader ?? true;
  if (sortBy !== undefined) {
    const sorts = isList(sortBy) ? sortBy : [sortBy];
    draft["sortBy"] = sorts.map(({ column, descending }) => ({
      desc: descending ?? false,
      displayName: column,
    }));
  }
  return draft;
}

function isList(sortBy: TableSort | readonly TableSort[]): sortBy is readonly TableSort[] {
  return Array.isArray(sortBy);
}

/** The form of Grafana before 12.2, which later versions migrate when they load it. */
function footerDocument(footer: TableFooter | undefined, pagination: boolean | undefined): JsonObject {
  const draft: JsonDraft = { countRows: false };
  put(draft, "enablePagination", pagination);
  draft["fields"] = footer?.fields === undefined ? "" : [...footer.fields];
  draft["reducer"] = [...(footer?.calculations ?? [])];
  draft["show"] = footer !== undefined;
  return draft;
}
