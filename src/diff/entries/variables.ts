import { variableDefaults } from "../../schema/defaults/document-defaults.ts";
import { type Json, type JsonObject, memberOf } from "../../schema/json.ts";
import { dataSource } from "../fields/data-source.ts";
import {
  cosmetic,
  data,
  flag,
  flagOn,
  type Form,
  list,
  none,
  oneOf,
  presentation,
  type Rule,
  type Rules,
  type RuleTree,
  ruleTree,
  text,
} from "../fields/rules.ts";
import { textChange } from "../fields/text-difference.ts";
import { isList, joinFacts, listChange, valueWords } from "../fields/words.ts";
import type { Change, EntryDiff } from "../model.ts";
import { entryChanges, textOf } from "./entry-changes.ts";
import { diffList, type ListRules } from "./list-diff.ts";

const query: Form = {
  words: (value) => text.words?.(queryText(value) ?? value) ?? "",
  say: (before = "", after = "") => {
    const [left, right] = [queryText(before), queryText(after)];
    return left === undefined || right === undefined || left === right ? undefined : textChange(left, right);
  },
};

/** Values with commas between them. */
const values: Form = {
  ...text,
  say: (before = "", after = "") => {
    if (typeof before !== "string" || typeof after !== "string") return undefined;
    return listChange(itemsOf(before), itemsOf(after));
  },
};

const options: Form = {
  words: valueWords,
  say: (before = [], after = []) =>
    isList(before) && isList(after) ? listChange(before.map(optionText), after.map(optionText)) : undefined,
};

const selection: Form = {
  absent: "none",
  words: (value) => valueWords(memberOf(value, "value") ?? memberOf(value, "text") ?? value),
};

const filters: Form = {
  absent: "none",
  words: (value) => (isList(value) ? (joinFacts(value.map(filterWords)) ?? "none") : valueWords(value)),
};

const sortWords = oneOf({
  0: "none",
  1: "alphabetical ascending",
  2: "alphabetical descending",
  3: "numeric ascending",
  4: "numeric descending",
  5: "case-insensitive ascending",
  6: "case-insensitive descending",
  7: "natural ascending",
  8: "natural descending",
});

const rules: Rules = {
  name: data("name", { words: (value) => `$${valueWords(value)}` }),
  type: data("type"),
  query: data("query", query),
  "query.query": data("query", text),
  "query.qryType": data("kind of query"),
  "query.refId": cosmetic("id of the query"),
  definition: data("definition", text),
  datasource: data("data source", dataSource),
  regex: data("regex", text),
  regexApplyTo: data("regex applied to"),
  sort: data("sort", sortWords),
  refresh: data("refresh", oneOf({ 0: "never", 1: "on dashboard load", 2: "on time range change" }, "never")),
  multi: data("multi-value", flag),
  includeAll: data("include all", flag),
  allValue: data("all value", text),
  allowCustomValue: data("allow custom values", flagOn),
  current: data("default value", selection),
  options: data("values", options),
  filters: data("filters", filters),
  baseFilters: data("base filters", filters),
  defaultKeys: data("filter keys", list),
  auto: data("auto interval", flag),
  auto_count: data("auto interval steps"),
  auto_min: data("least auto interval"),
  valuesFormat: data("format of the values"),
  staticOptions: data("static values", options),
  staticOptionsOrder: data("order of static values"),
  // Addresses with `var-name` no longer choose a value.
  skipUrlSync: data("left out of the address", flag),
  label: cosmetic("label", text),
  description: cosmetic("description", text),
  hide: presentation(
    "display",
    oneOf({ 0: "shown", 1: "label hidden", 2: "hidden", 3: "in the controls menu" }, "shown"),
  ),
  tags: data("tags", list),
  tagsQuery: data("tags query", none),
  tagValuesQuery: data("tag values query", none),
  useTags: data("use tags", flag),
};

/** What `query` holds in variables that ask nothing. */
const queryRules: Readonly<Record<string, Rule>> = {
  custom: data("values", values),
  interval: data("values", values),
  datasource: data("data source type"),
  textbox: data("default value", text),
  constant: data("value", text),
};

const tree: RuleTree = ruleTree(rules);
const trees: ReadonlyMap<string, RuleTree> = new Map(
  Object.entries(queryRules).map(([type, rule]) => [type, ruleTree({ ...rules, query: rule })]),
);

const listRules: ListRules = {
  keyOf: (variable) => textOf(variable, "name"),
  nameOf: (variable) => `$${textOf(variable, "name")}`,
  changesOf: variableChanges,
  impact: "data",
  moveImpact: "presentation",
  rename: {
    identity: ["name"],
    evidence: ["query", "definition", "options", "filters"],
  },
};

/** What happened to the variables of a dashboard. */
export function diffVariables(
  before: readonly JsonObject[],
  after: readonly JsonObject[],
): readonly EntryDiff[] {
  return diffList(before, after, listRules);
}

function variableChanges(before: JsonObject, after: JsonObject): readonly Change[] {
  const changes = entryChanges(before, after, {
    tree: trees.get(textOf(after, "type")) ?? tree,
    defaults: variableDefaults,
    impact: "data",
  });
  const isQueryChanged = changes.some(({ path }) => path[0] === "query");
  const repeats = isQueryChanged && isCopy(before) && isCopy(after);
  return repeats ? changes.filter(({ path }) => path[0] !== "definition") : changes;
}

/** Grafana's editor writes the query down a second time. */
function isCopy({ query, definition }: JsonObject): boolean {
  return definition === undefined || definition === queryText(query);
}

function queryText(query: Json | undefined): string | undefined {
  const inner = memberOf(query, "query") ?? query;
  return typeof inner === "string" ? inner : undefined;
}

/** Commas inside a value are written `\,`. */
function itemsOf(csv: string): readonly string[] {
  const items = csv.match(/(?:\\,|[^,])+/g) ?? [];
  return items.map((item) => item.replaceAll("\\,", ",").trim());
}

function optionText(option: Json): Json {
  return memberOf(option, "value") ?? memberOf(option, "text") ?? option;
}

function filterWords(filter: Json): string {
  const { key, operator, value } = (filter ?? {}) as JsonObject;
  if (typeof key !== "string" || typeof operator !== "string") return valueWords(filter);
  return `\`${key}${operator}${JSON.stringify(value ?? "")}\``;
}
