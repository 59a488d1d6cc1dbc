import { quoteShort } from "../fields/text-difference.ts";
import { isList, valueWords } from "../fields/words.ts";
import { calculations } from "../fields/calculations.ts";
import { isObject, type Json, memberOf } from "../../schema/json.ts";

/** Which fields a matcher picks, in words: ``fields named `p99` ``, `fields of query B`. */
export function matcherWords(matcher: Json | undefined): string {
  const id = memberOf(matcher, "id");
  const options = memberOf(matcher, "options");
  if (typeof id !== "string") return "fields without a matcher";
  const words = Object.hasOwn(writers, id) ? writers[id]?.(options) : undefined;
  return words ?? `fields matched by ${id}${options === undefined ? "" : ` ${valueWords(options)}`}`;
}

/** The words of each matcher of Grafana; `undefined` where its options are not what they should be. */
const writers: Readonly<Record<string, (options: Json | undefined) => string | undefined>> = {
  byName: (options) => ofText(options, (name) => `fields named ${quoteShort(name)}`),
  byRegexp: (options) => ofText(options, (pattern) => `fields matching ${quoteShort(pattern)}`),
  byRegexpOrNames: (options) =>
    ofText(memberOf(options, "pattern"), (pattern) => `fields matching ${quoteShort(pattern)}`),
  byFrameRefID: (options) => ofText(options, (refId) => `fields of query ${refId}`),
  byType: (options) => ofText(options, (type) => `fields of type ${type}`),
  byTypes: (options) =>
    isList(options) ? `fields of type ${options.map(valueWords).join(", ")}` : undefined,
  byNames: namesWords,
  byValue: valueConditionWords,
  anyMatch: () => "fields that match any of several",
  allMatch: () => "fields that match all of several",
  numeric: () => "numeric fields",
  time: () => "time fields",
  first: () => "the first field",
  firstTimeField: () => "the first time field",
};

function ofText(options: Json | undefined, write: (text: string) => string): string | undefined {
  return typeof options === "string" ? write(options) : undefined;
}

function namesWords(options: Json | undefined): string | undefined {
  const names = memberOf(options, "names");
  if (!isList(names)) return undefined;
  const quoted = names.map((name) => (typeof name === "string" ? quoteShort(name) : valueWords(name)));
  const way = memberOf(options, "mode") === "exclude" ? "other than" : "named";
  return `fields ${way} ${quoted.join(", ")}`;
}

const operators: Readonly<Record<string, string>> = {
  eq: "=",
  neq: "!=",
  gt: ">",
  gte: ">=",
  lt: "<",
  lte: "<=",
};

function valueConditionWords(options: Json | undefined): string | undefined {
  if (!isObject(options)) return undefined;
  const { reducer = null, op, value = null } = options;
  const operator = typeof op === "string" ? (operators[op] ?? op) : undefined;
  if (operator === undefined) return undefined;
  return `fields whose ${calculations.words?.(reducer) ?? "value"} ${operator} ${valueWords(value)}`;
}
