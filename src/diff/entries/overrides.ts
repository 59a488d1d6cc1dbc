import { canonicalJson } from "../../compile/canonical.ts";
import { isObject, isSame, type Json, type JsonObject, memberOf } from "../../schema/json.ts";
import { findDifferences, ruleChange, type Sides } from "../fields/differences.ts";
import { fieldTree } from "../fields/field-rules.ts";
import { presentation, type Rule, type RuleTree, ruleTree } from "../fields/rules.ts";
import { isList, valueWords } from "../fields/words.ts";
import type { Change, EntryDiff, JsonPath } from "../model.ts";
import { entryChanges } from "./entry-changes.ts";
import { diffList, type ListRules } from "./list-diff.ts";
import { matcherWords } from "./matcher-words.ts";

const tree: RuleTree = ruleTree({ matcher: presentation("applies to", { words: matcherWords }) });

const listRules: ListRules = {
  keyOf: (override) => canonicalJson(override["matcher"] ?? null),
  nameOf: (override) => matcherWords(override["matcher"]),
  changesOf: overrideChanges,
  impact: "presentation",
  // Of two overrides for the same field, the last one counts.
  moveImpact: "presentation",
  rename: { identity: ["matcher"], evidence: ["properties"] },
};

/** What happened to the overrides of a panel. */
export function diffOverrides(
  before: readonly JsonObject[],
  after: readonly JsonObject[],
): readonly EntryDiff[] {
  return diffList(before, after, listRules);
}

function overrideChanges(before: JsonObject, after: JsonObject): readonly Change[] {
  const [left, right] = [propertiesOf(before), propertiesOf(after)];
  if (left === undefined || right === undefined) {
    return entryChanges(before, after, { tree, impact: "presentation" });
  }
  const { properties: _before, ...restBefore } = before;
  const { properties: _after, ...restAfter } = after;
  return [
    ...entryChanges(restBefore, restAfter, { tree, impact: "presentation" }),
    ...propertyChanges(left, right),
  ];
}

/** One thing that an override sets. */
interface Property {
  readonly index: number;
  readonly id: string;
  readonly value: Json | undefined;
}

function propertiesOf({ properties = [] }: JsonObject): readonly Property[] | undefined {
  if (!isList(properties)) return undefined;
  const read = properties.flatMap((property, index) => {
    const id = memberOf(property, "id");
    return typeof id === "string" ? [{ index, id, value: memberOf(property, "value") }] : [];
  });
  return read.length === properties.length ? read : undefined;
}

function propertyChanges(before: readonly Property[], after: readonly Property[]): readonly Change[] {
  const gone = [...before];
  const changes = after.flatMap((property) => {
    const place = gone.findIndex(({ id }) => id === property.id);
    const [other] = place < 0 ? [] : gone.splice(place, 1);
    if (other === undefined) return [setChange(property, { before: undefined, after: property.value })];
    return isSame(other.value, property.value) ? [] : valueChanges(other, property);
  });
  const removed = gone.map((property) => setChange(property, { before: property.value, after: undefined }));
  const all = [...changes, ...removed];
  return all.length > 0 || isSame(before, after) ? all : [orderChange];
}

/** Properties with different ids do not touch each other. */
const orderChange: Change = {
  path: ["properties"],
  label: "properties",
  text: "order changed",
  impact: "none",
};

/** A property that came or went: without it, the field is as the panel says. */
function setChange({ index, id }: Property, { before, after }: Sides): Change {
  const rule = ruleOf(id) ?? presentation(id);
  const { words = valueWords } = rule;
  const say = (): string =>
    before === undefined ? `set to ${words(after ?? null)}` : `no longer set, was ${words(before)}`;
  return ruleChange({ ...rule, say }, ["properties", index, "value"], { before, after });
}

function valueChanges(before: Property, after: Property): readonly Change[] {
  const path: JsonPath = ["properties", after.index, "value"];
  const [left, right] = [before.value, after.value];
  const known = treeOf(after.id);
  if (known !== undefined && known.rule === undefined && isObject(left) && isObject(right)) {
    const found = findDifferences(left, right, { tree: known, path, unknownImpact: () => "presentation" });
    return [...found.known, ...found.unknown];
  }
  return [ruleChange(known?.rule ?? presentation(after.id), path, { before: left, after: right })];
}

function ruleOf(id: string): Rule | undefined {
  return treeOf(id)?.rule;
}

function treeOf(id: string): RuleTree | undefined {
  return id.split(".").reduce<RuleTree | undefined>((known, member) => known?.members.get(member), fieldTree);
}
