import { isObject, isSame, type Json, type JsonObject, memberOf } from "../../schema/json.ts";
import { calculations } from "../fields/calculations.ts";
import {
  data,
  flag,
  type Form,
  list,
  none,
  type Rules,
  type RuleTree,
  ruleTree,
  text,
} from "../fields/rules.ts";
import { quoteShort } from "../fields/text-difference.ts";
import { isList, joinFacts, valueWords } from "../fields/words.ts";
import type { EntryDiff } from "../model.ts";
import { entryChanges, textOf } from "./entry-changes.ts";
import { diffList, type ListRules } from "./list-diff.ts";
import { transformationNames } from "./transformation-names.ts";

/** New names by old ones. */
const renames: Form = {
  words: (value) => factsOf({}, value, renameWords),
  say: (before = {}, after = {}) => factsOf(before, after, renameWords),
};

function renameWords(name: string, before: Json | undefined, after: Json | undefined): string {
  const newName = after === undefined || after === "" ? "its own name" : valueWords(after);
  if (before === undefined || before === "") return `${quoteShort(name)} as ${newName}`;
  return `${quoteShort(name)} as ${valueWords(before)} → ${newName}`;
}

/** Fields that are left out. */
const hiddenFields: Form = {
  words: (value) => factsOf({}, value, hiddenWords),
  say: (before = {}, after = {}) => factsOf(before, after, hiddenWords),
};

function hiddenWords(name: string, _before: Json | undefined, after: Json | undefined): string {
  return `${quoteShort(name)} ${after === true ? "hidden" : "shown"}`;
}

/** Fields by their places. */
const fieldOrder: Form = {
  words: (value) => orderWords(value),
  say: (before = {}, after = {}) => {
    const [left, right] = [orderWords(before), orderWords(after)];
    return left === right ? undefined : `${left} → ${right}`;
  },
};

function orderWords(value: Json): string {
  if (!isObject(value)) return valueWords(value);
  const places = Object.entries(value).filter(([, place]) => typeof place === "number");
  places.sort(([, a], [, b]) => Number(a) - Number(b));
  return places.length > 0 ? valueWords(places.map(([name]) => name)) : "none";
}

/** What happens to each field, by name. */
const groupedFields: Form = {
  words: (value) => factsOf({}, value, groupWords),
  say: (before = {}, after = {}) => factsOf(before, after, groupWords),
};

function groupWords(name: string, before: Json | undefined, after: Json | undefined): string {
  return before === undefined
    ? `${quoteShort(name)} ${groupingOf(after)}`
    : `${quoteShort(name)} ${groupingOf(before)} → ${groupingOf(after)}`;
}

function groupingOf(field: Json | undefined): string {
  const operation = memberOf(field, "operation");
  if (operation === "groupby") return "grouped by";
  const aggregations = memberOf(field, "aggregations");
  return isList(aggregations) && aggregations.length > 0
    ? (calculations.words?.(aggregations) ?? "calculated")
    : "ignored";
}

/** A fact for each member that is different. */
function factsOf(
  before: Json,
  after: Json,
  write: (name: string, before: Json | undefined, after: Json | undefined) => string,
): string {
  const names = [before, after].flatMap((value) => (isObject(value) ? Object.keys(value) : []));
  const facts = [...new Set(names)].flatMap((name) => {
    const [left, right] = [memberOf(before, name), memberOf(after, name)];
    return isSame(left, right) ? [] : [write(name, left, right)];
  });
  return joinFacts(facts) ?? "changed";
}

const sorting: Form = {
  words: (value) =>
    isList(value)
      ? value.map((sort) => `${valueWords(memberOf(sort, "field") ?? null)} ${directionOf(sort)}`).join(", ")
      : valueWords(value),
};

function directionOf(sort: Json): string {
  return memberOf(sort, "desc") === true ? "descending" : "ascending";
}

const rules: Rules = {
  disabled: data("disabled", flag),
  filter: data("applies to", { absent: "all queries" }),
  topic: data("topic", { absent: "series" }),
  "options.renameByName": data("names", renames),
  "options.excludeByName": data("fields", hiddenFields),
  "options.includeByName": data("fields kept", { absent: "all" }),
  "options.indexByName": data("order", fieldOrder),
  "options.reducers": data("calculations", calculations),
  "options.mode": data("mode"),
  "options.labelsToFields": data("labels to fields", flag),
  "options.includeTimeField": data("include time", flag),
  "options.include.names": data("fields kept", list),
  "options.include.pattern": data("fields kept", text),
  "options.exclude.names": data("fields left out", list),
  "options.exclude.pattern": data("fields left out", text),
  "options.sort": data("sort", sorting),
  "options.byField": data("field", none),
  "options.keepLabels": data("labels kept", { ...list, absent: "all" }),
  "options.valueLabel": data("value label", none),
  "options.alias": data("name", text),
  "options.replaceFields": data("replace all fields", flag),
  "options.reduce.reducer": data("calculation", calculations),
  "options.reduce.include": data("fields", { ...list, absent: "all" }),
  "options.binary.left": data("left"),
  "options.binary.operator": data("operator"),
  "options.binary.right": data("right"),
  "options.fields": data("fields", groupedFields),
  "options.regex": data("regex", text),
  "options.renamePattern": data("replacement", text),
  "options.limitField": data("limit", { absent: "10" }),
};

const tree: RuleTree = ruleTree(rules);

const listRules: ListRules = {
  keyOf: (transformation) => textOf(transformation, "id"),
  nameOf: (transformation) => {
    const id = textOf(transformation, "id");
    return transformationNames.get(id) ?? (id || "transformation without an id");
  },
  changesOf: (before, after) => entryChanges(before, after, { tree, impact: "data" }),
  impact: "data",
  // Each one works on what the one before it left.
  moveImpact: "data",
};

/** What happened to the transformations of a panel. */
export function diffTransformations(
  before: readonly JsonObject[],
  after: readonly JsonObject[],
): readonly EntryDiff[] {
  return diffList(before, after, listRules);
}
