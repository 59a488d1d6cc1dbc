/**
 * What happens to the answers of the queries before they are drawn. A transformation is an object with one member that
 * names it, so that authors need no imports: `{ labelsToFields: { valueLabel: "code" } }`.
 */
import type { Json, JsonObject } from "../schema/json.ts";
import { type Calculation, calculationRule } from "./calculations.ts";
import { copyJson, type JsonDraft, put } from "./json-draft.ts";
import {
  type Fault,
  flagRule,
  numberRule,
  type OptionRule,
  type RulesFor,
  textRule,
  textsRule,
} from "./option-rules.ts";

/** Columns hidden, renamed and put in order. */
export interface OrganizeOptions {
  /** The names of fields that are left out. */
  readonly hide?: readonly string[];
  /** New names by old ones. */
  readonly rename?: Readonly<Record<string, string>>;
  /** The names of the first fields, in order; the others follow. */
  readonly order?: readonly string[];
}

/** Many values reduced to a few. */
export interface ReduceOptions {
  /** What is calculated of each field. */
  readonly calculations: readonly Calculation[];
  /** A row for each series, or the same fields with one value each. @default "rows" */
  readonly into?: "rows" | "fields";
  /** Whether times are calculated too. @default false */
  readonly includeTime?: boolean;
  /** Whether each label becomes a column; with rows only. @default false */
  readonly labelsToFields?: boolean;
}

/** Fields chosen by name. */
export interface FilterByNameOptions {
  /** Exact names. */
  readonly names?: readonly string[];
  /** A regular expression. */
  readonly pattern?: string;
  /** Whether those are left out instead of kept. @default false */
  readonly exclude?: boolean;
}

/** The order of rows. */
export interface SortByOptions {
  /** The field whose values decide. */
  readonly field: string;
  /** Whether the greatest value comes first. @default false */
  readonly descending?: boolean;
}

/** Several answers joined into one table. */
export interface JoinByFieldOptions {
  /** The field that is equal in rows that belong together. */
  readonly field: string;
  /** Rows of all answers, only those of every answer, or all of them without treating time specially. @default "outer" */
  readonly mode?: "outer" | "inner" | "outerTabular";
}

/** Labels turned into fields. */
export interface LabelsToFieldsOptions {
  /** A column for each label, or a row for each. @default "columns" */
  readonly into?: "columns" | "rows";
  /** The labels that are kept. @default all */
  readonly labels?: readonly string[];
  /** The label whose values name the value columns. @default none */
  readonly valueLabel?: string;
}

/** A new field that is calculated from the others of its row. */
export interface CalculateFieldOptions {
  /** The name of the new field. @default Grafana's description of the calculation */
  readonly name?: string;
  /** One calculation over the numeric fields of a row. */
  readonly reduce?: { readonly calculation: Calculation; readonly fields?: readonly string[] };
  /** Two fields, or a field and a number, and what is done with them. */
  readonly binary?: {
    readonly left: string | number;
    readonly operator: "+" | "-" | "*" | "/";
    readonly right: string | number;
  };
  /** Whether only the new field is kept. @default false */
  readonly replaceFields?: boolean;
}

/** Rows with equal values made into one. */
export interface GroupByOptions {
  /** The fields whose values are equal in a group. */
  readonly by: readonly string[];
  /** What is calculated of the other fields in each group. */
  readonly calculate: Readonly<Record<string, readonly Calculation[]>>;
}

/** Names changed by a pattern. */
export interface RenameByRegexOptions {
  /** The regular expression that is looked for. */
  readonly pattern: string;
  /** What replaces it; `$1` is its first group. */
  readonly replacement: string;
}

/** Every transformation with a form of its own. */
export interface TransformationOptions {
  /** Columns hidden, renamed and put in order. */
  readonly organize: OrganizeOptions;
  /** Many values reduced to a few. */
  readonly reduce: ReduceOptions;
  /** All answers as rows of one table. */
  readonly merge: true;
  /** Fields chosen by name. */
  readonly filterByName: FilterByNameOptions;
  /** Rows put in order. */
  readonly sortBy: SortByOptions;
  /** Several answers joined into one table. */
  readonly joinByField: JoinByFieldOptions;
  /** Labels turned into fields. */
  readonly labelsToFields: LabelsToFieldsOptions;
  /** A new field that is calculated from the others of its row. */
  readonly calculateField: CalculateFieldOptions;
  /** Rows with equal values made into one. */
  readonly groupBy: GroupByOptions;
  /** Names changed by a pattern. */
  readonly renameByRegex: RenameByRegexOptions;
  /** The greatest number of rows. */
  readonly limit: number;
}

/** Any other transformation, as Grafana stores it. */
export interface RawTransformation {
  /** Grafana's id, for example `groupingToMatrix`. */
  readonly id: string;
  /** Its options, as Grafana stores them. @default none */
  readonly options?: JsonObject;
  /** Whether it is skipped. @default false */
  readonly disabled?: boolean;
  /** The answers that it applies to, as a frame matcher. @default all */
  readonly filter?: JsonObject;
}

/** One step between the queries and the panel: an object with one member, or Grafana's own form. */
export type Transformation =
  | {
      readonly [Name in keyof TransformationOptions]: Pick<TransformationOptions, Name>;
    }[keyof TransformationOptions]
  | RawTransformation;

const organizeRules: RulesFor<OrganizeOptions> = {
  hide: textsRule,
  rename: { is: "object", values: textRule },
  order: textsRule,
};
const reduceRules: RulesFor<ReduceOptions> = {
  calculations: calculationRule,
  into: { is: "text", words: ["rows", "fields"] },
  includeTime: flagRule,
  labelsToFields: flagRule,
};
const filterByNameRules: RulesFor<FilterByNameOptions> = {
  names: textsRule,
  pattern: textRule,
  exclude: flagRule,
};
const sortByRules: RulesFor<SortByOptions> = { field: textRule, descending: flagRule };
const joinRules: RulesFor<JoinByFieldOptions> = {
  field: textRule,
  mode: { is: "text", words: ["outer", "inner", "outerTabular"] },
};
const labelRules: RulesFor<LabelsToFieldsOptions> = {
  into: { is: "text", words: ["columns", "rows"] },
  labels: textsRule,
  valueLabel: textRule,
};
const calculateRules: RulesFor<CalculateFieldOptions> = {
  name: textRule,
  reduce: {
    is: "object",
    required: ["calculation"],
    members: { calculation: calculationRule, fields: textsRule },
  },
  binary: {
    is: "object",
    required: ["left", "operator", "right"],
    members: {
      left: { is: ["text", "number"] },
      operator: { is: "text", words: ["+", "-", "*", "/"] },
      right: { is: ["text", "number"] },
    },
  },
  replaceFields: flagRule,
};
const groupByRules: RulesFor<GroupByOptions> = {
  by: textsRule,
  calculate: { is: "object", values: calculationRule },
};

const transformationRules: RulesFor<TransformationOptions | RawTransformation> = {
  organize: { is: "object", members: organizeRules },
  reduce: { is: "object", required: ["calculations"], members: reduceRules },
  merge: flagRule,
  filterByName: { is: "object", members: filterByNameRules },
  sortBy: { is: "object", required: ["field"], members: sortByRules },
  joinByField: { is: "object", required: ["field"], members: joinRules },
  labelsToFields: { is: "object", members: labelRules },
  calculateField: { is: "object", members: calculateRules },
  groupBy: { is: "object", required: ["by", "calculate"], members: groupByRules },
  renameByRegex: {
    is: "object",
    required: ["pattern", "replacement"],
    members: { pattern: textRule, replacement: textRule },
  },
  limit: numberRule,
  id: textRule,
  options: { is: "object" },
  disabled: flagRule,
  filter: { is: "object" },
};

/** The rule for transformations. */
export const transformationsRule: OptionRule = {
  is: "list",
  items: { is: "object", members: transformationRules, check: checkSingle },
};

/** Two names in one object would be two transformations in no order. */
function checkSingle(transformation: unknown): Fault | undefined {
  const names = Object.keys(transformation as object);
  if (names.includes("id") || names.length === 1) return undefined;
  return { fault: "is not exactly one transformation", hint: "Make one object for each step, in order." };
}

/** The transformations as Grafana stores them. */
export function transformationDocuments(transformations: readonly Transformation[]): readonly JsonObject[] {
  return transformations.map((transformation) => {
    if ("id" in transformation) return { options: {}, ...copyJson(transformation as unknown as JsonObject) };
    const name = Object.keys(transformation)[0] as keyof TransformationOptions;
    return writers[name]((transformation as TransformationOptions)[name] as never);
  });
}

const writers: {
  readonly [Name in keyof TransformationOptions]: (options: TransformationOptions[Name]) => JsonObject;
} = {
  organize: organizeDocument,
  reduce: ({ calculations, into, includeTime, labelsToFields }) =>
    document("reduce", {
      includeTimeField: includeTime,
      labelsToFields,
      mode: into === "fields" ? "reduceFields" : "seriesToRows",
      reducers: [...calculations],
    }),
  merge: () => document("merge", {}),
  filterByName: ({ names, pattern, exclude }) => {
    const matcher = clean({ names: names === undefined ? undefined : [...names], pattern });
    return document("filterFieldsByName", { [exclude === true ? "exclude" : "include"]: matcher });
  },
  sortBy: ({ field, descending }) =>
    document("sortBy", { fields: {}, sort: [{ desc: descending ?? false, field }] }),
  joinByField: ({ field, mode }) => document("joinByField", { byField: field, mode: mode ?? "outer" }),
  labelsToFields: ({ into, labels, valueLabel }) =>
    document("labelsToFields", {
      keepLabels: labels === undefined ? undefined : [...labels],
      mode: into ?? "columns",
      valueLabel,
    }),
  calculateField: calculateDocument,
  groupBy: groupByDocument,
  renameByRegex: ({ pattern, replacement }) =>
    document("renameByRegex", { regex: pattern, renamePattern: replacement }),
  limit: (rows) => document("limit", { limitField: rows }),
};

function document(id: string, options: Readonly<Record<string, Json | undefined>>): JsonObject {
  return { id, options: clean(options) };
}

function clean(members: Readonly<Record<string, Json | undefined>>): JsonObject {
  const draft: JsonDraft = {};
  for (const name of Object.keys(members)) put(draft, name, members[name]);
  return draft;
}

/** The `organize` transformation as Grafana stores it. */
function organizeDocument({ hide = [], rename = {}, order = [] }: OrganizeOptions): JsonObject {
  return document("organize", {
    excludeByName: Object.fromEntries(hide.map((name) => [name, true])),
    indexByName: Object.fromEntries(order.map((name, index) => [name, index])),
    renameByName: { ...rename },
  });
}

function calculateDocument({ name, reduce, binary, replaceFields }: CalculateFieldOptions): JsonObject {
  if (binary !== undefined) {
    const { left, operator, right } = binary;
    return document("calculateField", {
      alias: name,
      binary: { left: String(left), operator, right: String(right) },
      mode: "binary",
      replaceFields,
    });
  }
  const include = reduce?.fields === undefined ? {} : { include: [...reduce.fields] };
  return document("calculateField", {
    alias: name,
    mode: "reduceRow",
    reduce: { ...include, reducer: reduce?.calculation ?? "sum" },
    replaceFields,
  });
}

function groupByDocument({ by, calculate }: GroupByOptions): JsonObject {
  const fields: JsonDraft = {};
  for (const field of by) fields[field] = { aggregations: [], operation: "groupby" };
  for (const [field, calculations] of Object.entries(calculate)) {
    fields[field] = { aggregations: [...calculations], operation: "aggregate" };
  }
  return document("groupBy", { fields });
}
