import type { Json, JsonObject } from "../schema/json.ts";
import { type Fault, type OptionRule, type RulesFor, textRule } from "./option-rules.ts";
import { type JsonDraft, put } from "./json-draft.ts";

/** What is shown instead of a value. */
export interface MappedValue {
  /** The text. @default the value itself */
  readonly text?: string;
  /** The colour, a name of Grafana's palette such as `red` or a CSS colour. @default that of the value */
  readonly color?: string;
  /** The address of an icon beside the value, as Grafana stores it. @default none */
  readonly icon?: string;
}

/** One value. */
export interface ValueMapping extends MappedValue {
  /** The value as a number, or its text. */
  readonly value: number | string | boolean;
}

/** All values from one to another, both included. */
export interface RangeMapping extends MappedValue {
  /** @default no lower end */
  readonly from?: number;
  /** @default no upper end */
  readonly to?: number;
}

/** All texts that a regular expression matches. */
export interface RegexMapping extends MappedValue {
  /** As text or as JavaScript's regular expression; `$1` in `text` is its first group. */
  readonly regex: string | RegExp;
}

/** The special values, by Grafana's names. */
const specialValues = ["null", "nan", "null+nan", "true", "false", "empty"] as const;

/** A value that is no number. */
export interface SpecialMapping extends MappedValue {
  /** Which one; `empty` is a text without letters. */
  readonly special: (typeof specialValues)[number];
}

/** One entry of a list of mappings. */
export type Mapping = ValueMapping | RangeMapping | RegexMapping | SpecialMapping;

/**
 * What is shown instead of values: a list whose first match wins, or, for single values, an object such as
 * `{ 0: "Down", 1: { text: "Up", color: "green" } }`.
 */
export type Mappings = readonly Mapping[] | Readonly<Record<string, string | MappedValue>>;

const resultRules: RulesFor<MappedValue> = { text: textRule, color: textRule, icon: textRule };
const mappingRules: RulesFor<Mapping> = {
  ...resultRules,
  value: { is: ["number", "text", "flag"] },
  from: { is: "number", infinite: true },
  to: { is: "number", infinite: true },
  regex: { opaque: true },
  special: { is: "text", words: specialValues },
};

/** The rule for mappings. */
export const mappingsRule: OptionRule = {
  is: ["list", "object"],
  items: { is: "object", members: mappingRules },
  values: { is: ["text", "object"], members: resultRules },
  check: checkTwice,
};

/** A value that is mapped twice would lose one of its texts. */
function checkTwice(mappings: unknown): Fault | undefined {
  if (!Array.isArray(mappings)) return undefined;
  const seen = new Set<string>();
  for (const mapping of mappings as readonly Mapping[]) {
    if (!("value" in mapping)) continue;
    const value = String(mapping.value);
    if (seen.has(value)) {
      return { fault: `maps \`${value}\` twice`, hint: "Remove one of the two, only one can be shown." };
    }
    seen.add(value);
  }
  return undefined;
}

/** The mappings as Grafana stores them: neighbouring single values share one entry. */
export function mappingsDocument(mappings: Mappings): readonly JsonObject[] {
  const documents: JsonObject[] = [];
  let values: Record<string, Json> | undefined;
  listOf(mappings).forEach((mapping, index) => {
    const result = resultDocument(mapping, index);
    if (!("value" in mapping)) {
      documents.push(entryDocument(mapping, result));
      values = undefined;
      return;
    }
    if (values === undefined) documents.push({ options: (values = {}), type: "value" });
    values[String(mapping.value)] = result;
  });
  return documents;
}

function listOf(mappings: Mappings): readonly Mapping[] {
  if (isList(mappings)) return mappings;
  return Object.entries(mappings).map(([value, result]) =>
    typeof result === "string" ? { value, text: result } : { ...result, value },
  );
}

function isList(mappings: Mappings): mappings is readonly Mapping[] {
  return Array.isArray(mappings);
}

function resultDocument({ text, color, icon }: MappedValue, index: number): JsonObject {
  const draft: JsonDraft = {};
  put(draft, "color", color);
  put(draft, "icon", icon);
  draft["index"] = index;
  put(draft, "text", text);
  return draft;
}

function entryDocument(mapping: Exclude<Mapping, ValueMapping>, result: JsonObject): JsonObject {
  if ("regex" in mapping) return { options: { pattern: String(mapping.regex), result }, type: "regex" };
  if ("special" in mapping) return { options: { match: mapping.special, result }, type: "special" };
  return { options: { from: endOf(mapping.from), to: endOf(mapping.to), result }, type: "range" };
}

/** Grafana stores an open end as `null`. */
function endOf(value: number | undefined): number | null {
  return value === undefined || !Number.isFinite(value) ? null : value;
}
