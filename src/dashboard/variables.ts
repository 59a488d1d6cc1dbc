import { captureCallSite, type CallSite } from "../base/call-site.ts";
import { flagRule, type RulesFor, textRule, textsRule } from "../panels/option-rules.ts";
import type { JsonObject } from "../schema/json.ts";
import { checkDefault, checkVariable } from "./variable-check.ts";

/** What every variable can set. */
export interface VariableOptions {
  /** The name that queries use as `$name`: letters, digits and underscores. */
  readonly name: string;
  /** What stands before the drop-down. @default the name */
  readonly label?: string;
  /** The text behind the information sign. */
  readonly description?: string;
  /** What of the variable is hidden above the dashboard. @default "nothing" */
  readonly hide?: "nothing" | "label" | "variable";
}

/** What variables with a list of values can set. */
export interface ListVariableOptions extends VariableOptions {
  /** Whether several values can be chosen at once; use it with `=~`. @default false */
  readonly multi?: boolean;
  /** Whether the list starts with `All`. @default false */
  readonly includeAll?: boolean;
  /** What `All` stands for, for example `.*`. @default every value of the list */
  readonly allValue?: string;
  /** The value or values chosen at first. @default `All` where the list has it, else the first value */
  readonly default?: string | readonly string[];
}

const variableRules: RulesFor<VariableOptions> = {
  name: textRule,
  label: textRule,
  description: textRule,
  hide: { is: "text", words: ["nothing", "label", "variable"] },
};

const listRules: RulesFor<ListVariableOptions> = {
  ...variableRules,
  multi: flagRule,
  includeAll: flagRule,
  allValue: textRule,
  default: { is: ["text", "list"], items: textRule },
};

/** An immutable dashboard variable; its name appears in queries as `$name`. */
export interface Variable {
  readonly kind: "variable";
  readonly name: string;
  /** The members of the variable's document, without its data source. */
  readonly document: JsonObject;
  /** The logical name of the data source that its values come from; `undefined` for the dashboard's own. */
  readonly dataSource: string | undefined;
  /** Whether its document names a data source. */
  readonly needsDataSource: boolean;
  /** Where the variable was written. */
  readonly site: CallSite;
}

/** In which order a query variable's values stand (Grafana's sort codes 0 to 8; `natural` from 10.4). */
const sortCodes = {
  none: 0,
  ascending: 1,
  descending: 2,
  "numeric ascending": 3,
  "numeric descending": 4,
  "natural ascending": 7,
  "natural descending": 8,
} as const;

/** What a query variable can set. */
export interface QueryVariableOptions extends ListVariableOptions {
  /** A Prometheus variable query, for example `label_values(up, job)`; other variables may appear in it. */
  readonly query: string;
  /** The logical name of the data source. @default the dashboard's */
  readonly dataSource?: string;
  /** A regular expression `/…/` that filters the values or captures a part of them. */
  readonly regex?: string;
  /** @default "ascending" */
  readonly sort?: keyof typeof sortCodes;
  /** When the values are asked for again. @default "time range" */
  readonly refresh?: "load" | "time range";
}

const queryRules: RulesFor<QueryVariableOptions> = {
  ...listRules,
  query: textRule,
  dataSource: textRule,
  regex: textRule,
  sort: { is: "text", words: Object.keys(sortCodes) },
  refresh: { is: "text", words: ["load", "time range"] },
};

/** A variable whose values come from Prometheus. */
export function queryVariable(options: QueryVariableOptions): Variable {
  checkVariable(options, { caller: "queryVariable()", members: queryRules, required: ["query"] });
  return variable(options, queryVariable, {
    dataSource: options.dataSource,
    needsDataSource: true,
    document: {
      ...listMembers(options),
      ...chosen(options, []),
      definition: options.query,
      options: [],
      query: { query: options.query, refId: "StandardVariableQuery" },
      refresh: options.refresh === "load" ? 1 : 2,
      regex: options.regex ?? "",
      sort: sortCodes[options.sort ?? "ascending"],
      type: "query",
    },
  });
}

/** What a custom variable can set. */
export interface CustomVariableOptions extends ListVariableOptions {
  /** The values, or pairs of a shown text and its value. */
  readonly values: readonly (string | { readonly text: string; readonly value: string })[];
}

const customRules: RulesFor<CustomVariableOptions> = {
  ...listRules,
  values: {
    is: "list",
    items: {
      is: ["text", "object"],
      members: { text: textRule, value: textRule },
      required: ["text", "value"],
    },
  },
};

/** A variable with a fixed list of values. */
export function customVariable(options: CustomVariableOptions): Variable {
  checkVariable(options, { caller: "customVariable()", members: customRules, required: ["values"] });
  const values = options.values.map((entry) =>
    typeof entry === "string" ? { text: entry, value: entry } : entry,
  );
  checkDefault(
    options,
    values.map(({ value }) => value),
  );
  return variable(options, customVariable, {
    document: {
      ...listMembers(options),
      ...chosen(options, values),
      options: values.map(({ text, value }) => ({ selected: false, text, value })),
      query: values
        .map(({ text, value }) => (text === value ? csv(value) : `${csv(text)} : ${csv(value)}`))
        .join(","),
      type: "custom",
    },
  });
}

/** What an interval variable can set. */
export interface IntervalVariableOptions extends VariableOptions {
  /** The durations to choose from. @default 1m, 5m, 15m, 1h, 6h, 1d */
  readonly values?: readonly string[];
  /** The duration chosen at first. @default the first */
  readonly default?: string;
}

const intervalRules: RulesFor<IntervalVariableOptions> = {
  ...variableRules,
  values: textsRule,
  default: textRule,
};

/** A variable that holds a duration, for ranges such as `rate(x[$interval])`. */
export function intervalVariable(options: IntervalVariableOptions): Variable {
  checkVariable(options, { caller: "intervalVariable()", members: intervalRules, required: [] });
  const values = options.values ?? ["1m", "5m", "15m", "1h", "6h", "1d"];
  checkDefault(options, values);
  const first = options.default ?? values[0] ?? "1m";
  return variable(options, intervalVariable, {
    document: {
      auto: false,
      current: { selected: false, text: first, value: first },
      options: values.map((value) => ({ selected: value === first, text: value, value })),
      query: values.join(","),
      refresh: 2,
      type: "interval",
    },
  });
}

/** What a constant can set. */
export interface ConstantVariableOptions extends VariableOptions {
  readonly value: string;
}

const constantRules: RulesFor<ConstantVariableOptions> = {
  ...variableRules,
  value: textRule,
};

/** A named value that viewers neither see nor change. */
export function constantVariable(options: ConstantVariableOptions): Variable {
  checkVariable(options, { caller: "constantVariable()", members: constantRules, required: ["value"] });
  const { value } = options;
  return variable({ hide: "variable", ...options }, constantVariable, {
    document: {
      current: { selected: false, text: value, value },
      options: [{ selected: true, text: value, value }],
      query: value,
      type: "constant",
    },
  });
}

/** What a text variable can set. */
export interface TextVariableOptions extends VariableOptions {
  /** The text that stands there at first. @default empty */
  readonly default?: string;
}

const textRules: RulesFor<TextVariableOptions> = {
  ...variableRules,
  default: textRule,
};

/** A variable that viewers type freely. */
export function textVariable(options: TextVariableOptions): Variable {
  checkVariable(options, { caller: "textVariable()", members: textRules, required: [] });
  const value = options.default ?? "";
  return variable(options, textVariable, {
    document: {
      current: { selected: false, text: value, value },
      options: [{ selected: true, text: value, value }],
      query: value,
      type: "textbox",
    },
  });
}

/** What a data source variable can set. */
export interface DataSourceVariableOptions extends ListVariableOptions {
  /** The plugin whose data sources are listed. @default "prometheus" */
  readonly plugin?: string;
  /** A regular expression `/…/` on the names. @default all */
  readonly regex?: string;
}

const dataSourceRules: RulesFor<DataSourceVariableOptions> = {
  ...listRules,
  plugin: textRule,
  regex: textRule,
};

/**
 * A variable that chooses a data source; a dashboard uses it with `dataSource: "$name"`.
 */
export function dataSourceVariable(options: DataSourceVariableOptions): Variable {
  checkVariable(options, { caller: "dataSourceVariable()", members: dataSourceRules, required: [] });
  return variable(options, dataSourceVariable, {
    document: {
      ...listMembers(options),
      ...chosen(options, []),
      options: [],
      query: options.plugin ?? "prometheus",
      refresh: 1,
      regex: options.regex ?? "",
      type: "datasource",
    },
  });
}

/** One filter of an ad hoc variable. */
export interface AdhocFilter {
  readonly key: string;
  readonly operator: "=" | "!=" | "=~" | "!~";
  readonly value: string;
}

/** What an ad hoc variable can set. */
export interface AdhocVariableOptions extends VariableOptions {
  /** The logical name of the data source whose queries it filters. @default the dashboard's */
  readonly dataSource?: string;
  /** The filters set at first. @default none */
  readonly filters?: readonly AdhocFilter[];
}

const adhocRules: RulesFor<AdhocVariableOptions> = {
  ...variableRules,
  dataSource: textRule,
  filters: {
    is: "list",
    items: {
      is: "object",
      members: { key: textRule, operator: { is: "text", words: ["=", "!=", "=~", "!~"] }, value: textRule },
      required: ["key", "operator", "value"],
    },
  },
};

/** Filters that viewers add; Grafana puts them into every query of the data source. */
export function adhocVariable(options: AdhocVariableOptions): Variable {
  checkVariable(options, { caller: "adhocVariable()", members: adhocRules, required: [] });
  return variable(options, adhocVariable, {
    dataSource: options.dataSource,
    needsDataSource: true,
    document: {
      filters: (options.filters ?? []).map(({ key, operator, value }) => ({ key, operator, value })),
      type: "adhoc",
    },
  });
}

interface VariableParts {
  readonly document: JsonObject;
  readonly dataSource?: string | undefined;
  readonly needsDataSource?: boolean;
}

const hideCodes = { nothing: 0, label: 1, variable: 2 } as const;

function variable(
  options: VariableOptions,
  caller: (options: never) => Variable,
  { document, dataSource, needsDataSource = false }: VariableParts,
): Variable {
  return {
    kind: "variable",
    name: options.name,
    document: {
      ...document,
      description: options.description,
      hide: hideCodes[options.hide ?? "nothing"],
      label: options.label,
      name: options.name,
      skipUrlSync: document["type"] === "constant" ? true : undefined,
    },
    dataSource,
    needsDataSource,
    site: captureCallSite(caller),
  };
}

function listMembers(options: ListVariableOptions): JsonObject {
  return {
    allValue: options.allValue,
    includeAll: options.includeAll ?? false,
    multi: options.multi ?? false,
  };
}

interface Choice {
  readonly text: string;
  readonly value: string;
}

/** What is chosen at first; left empty when only Grafana can know the first value. */
function chosen(options: ListVariableOptions, values: readonly Choice[]): JsonObject {
  const wanted = typeof options.default === "string" ? [options.default] : options.default;
  const choices =
    wanted?.map((value) => values.find((entry) => entry.value === value) ?? { text: value, value }) ??
    (options.includeAll ? [{ text: "All", value: "$__all" }] : values.slice(0, 1));
  const [first] = choices;
  if (first === undefined) return { current: {} };
  const current = options.multi
    ? { text: choices.map(({ text }) => text), value: choices.map(({ value }) => value) }
    : first;
  return { current: { selected: true, ...current } };
}

/** Commas separate the values of a custom variable, so Grafana takes `\,` for a comma inside one. */
function csv(text: string): string {
  return text.replaceAll(",", "\\,");
}
