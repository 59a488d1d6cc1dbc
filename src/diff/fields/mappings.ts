import { isObject, isSame, type Json, type JsonObject, memberOf } from "../../schema/json.ts";
import { plural } from "../../base/text.ts";
import type { Form } from "./rules.ts";
import { quoteShort } from "./text-difference.ts";
import { isList, joinFacts, valueWords } from "./words.ts";

/** What is shown instead of certain values. */
export const mappings: Form = {
  absent: "none",
  words: (value) => (isList(value) ? plural(value.length, "mapping") : valueWords(value)),
  say: (before, after) => {
    const [left, right] = [resultsByKey(before), resultsByKey(after)];
    if (left === undefined || right === undefined) return undefined;
    const changed = [...right].flatMap(([key, result]) => resultFacts(key, left.get(key), result));
    const removed = [...left.keys()].filter((key) => !right.has(key)).map((key) => `${key} removed`);
    return joinFacts([...changed, ...removed]) ?? "order changed";
  },
};

function resultFacts(key: string, before: JsonObject | undefined, after: JsonObject): readonly string[] {
  if (before === undefined) return [`${key} → ${resultWords(after)} added`];
  const facts = ["text", "color", "icon"].flatMap((member) => {
    const [left, right] = [before[member], after[member]];
    return isSame(left, right) ? [] : [`${member} ${memberWords(left)} → ${memberWords(right)}`];
  });
  return facts.length > 0 ? [`${key}: ${facts.join(", ")}`] : [];
}

function resultWords({ text, color }: JsonObject): string {
  const words = text === undefined ? "the value" : memberWords(text);
  return color === undefined ? words : `${words} (${memberWords(color)})`;
}

function memberWords(value: Json | undefined): string {
  return value === undefined ? "none" : valueWords(value);
}

/** The results by what they are for, in words; `undefined` for what Grafana would not understand. */
function resultsByKey(value: Json | undefined): ReadonlyMap<string, JsonObject> | undefined {
  if (!isList(value ?? [])) return undefined;
  const results = new Map<string, JsonObject>();
  for (const mapping of isList(value) ? value : []) {
    const options = memberOf(mapping, "options");
    const entries = isObject(options) ? entriesOf(memberOf(mapping, "type"), options) : undefined;
    if (entries === undefined) return undefined;
    // Of two mappings for the same values, Grafana takes the first one.
    for (const [key, result] of entries) if (!results.has(key)) results.set(key, result);
  }
  return results;
}

function entriesOf(
  type: Json | undefined,
  options: JsonObject,
): readonly (readonly [string, JsonObject])[] | undefined {
  if (type === "value") {
    return Object.entries(options).map(([key, result]) => [quoteShort(key), isObject(result) ? result : {}]);
  }
  const result = isObject(options["result"]) ? options["result"] : {};
  const { pattern, match } = options;
  if (type === "range") return [[rangeWords(options), result]];
  if (type === "regex" && typeof pattern === "string") return [[`regex ${quoteShort(pattern)}`, result]];
  return type === "special" && typeof match === "string" ? [[`special ${match}`, result]] : undefined;
}

function rangeWords({ from = null, to = null }: JsonObject): string {
  if (from === null) return to === null ? "every number" : `range up to ${valueWords(to)}`;
  return to === null ? `range from ${valueWords(from)}` : `range ${valueWords(from)} to ${valueWords(to)}`;
}
