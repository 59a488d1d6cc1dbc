import { annotationDefaults, builtInDefaults } from "../../schema/defaults/document-defaults.ts";
import { isObject, type JsonObject } from "../../schema/json.ts";
import { dataSource } from "../fields/data-source.ts";
import {
  auto,
  cosmetic,
  data,
  flag,
  type Form,
  list,
  none,
  oneOf,
  presentation,
  type Rules,
  type RuleTree,
  ruleTree,
  text,
} from "../fields/rules.ts";
import { listChange } from "../fields/words.ts";
import { worstImpact } from "../impact.ts";
import type { EntryDiff } from "../model.ts";
import { entryChanges, textOf } from "./entry-changes.ts";
import { diffList, type ListRules } from "./list-diff.ts";

/** A text with commas between the tags. */
const tagKeys: Form = {
  ...text,
  say: (before = "", after = "") =>
    typeof before === "string" && typeof after === "string"
      ? listChange(wordsOf(before), wordsOf(after))
      : undefined,
};

const rules: Rules = {
  name: cosmetic("name", text),
  expr: data("query", text),
  "target.expr": data("query", text),
  "target.tags": data("tags looked for", list),
  "target.matchAny": data("match any tag", flag),
  "target.limit": data("limit", { absent: "100" }),
  "target.type": data("filter by", oneOf({ dashboard: "this dashboard", tags: "tags" })),
  datasource: data("data source", dataSource),
  step: data("step", auto),
  useValueForTime: data("value as time", flag),
  enable: presentation("shown at first", { absent: "off" }),
  hide: presentation("switch", oneOf({ true: "hidden", false: "shown" }, "shown")),
  "filter.ids": presentation("panels", list),
  "filter.exclude": presentation("all panels except", flag),
  placement: presentation("placement", { absent: "above the dashboard" }),
  titleFormat: cosmetic("title", text),
  textFormat: cosmetic("text", text),
  tagKeys: cosmetic("tags", tagKeys),
  iconColor: cosmetic("color", none),
};

const tree: RuleTree = ruleTree(rules);

const listRules: ListRules = {
  keyOf: (annotation) => (isBuiltIn(annotation) ? "built in" : textOf(annotation, "name")),
  nameOf: (annotation) =>
    textOf(annotation, "name") ||
    (isBuiltIn(annotation) ? "Annotations & Alerts" : "annotation without a name"),
  changesOf: (before, after) =>
    entryChanges(before, after, {
      tree,
      defaults: isBuiltIn(after) ? builtInDefaults : annotationDefaults,
      impact: "data",
    }),
  impact: "data",
  moveImpact: "cosmetic",
  rename: { identity: ["name"], evidence: ["expr", "target"] },
};

/** What happened to the annotations of a dashboard. */
export function diffAnnotations(
  before: readonly JsonObject[],
  after: readonly JsonObject[],
): readonly EntryDiff[] {
  return diffList(before, after, listRules).map(withBuiltIn);
}

function isBuiltIn({ builtIn }: JsonObject): boolean {
  return builtIn === 1;
}

/** Every dashboard has Grafana's own annotations; a document that says nothing of them has them as they are. */
function withBuiltIn(entry: EntryDiff): EntryDiff {
  const [old, now] = [entry.before?.value, entry.after?.value].map((value) => (isObject(value) ? value : {}));
  if (old === undefined || now === undefined || (!isBuiltIn(old) && !isBuiltIn(now))) return entry;
  if (entry.before !== undefined && entry.after !== undefined) return entry;
  const changes = listRules.changesOf({ builtIn: 1, ...old }, { builtIn: 1, ...now });
  return { ...entry, kinds: ["changed"], changes, impact: worstImpact(changes.map(({ impact }) => impact)) };
}

function wordsOf(csv: string): readonly string[] {
  return csv.split(",").flatMap((word) => (word.trim() === "" ? [] : [word.trim()]));
}
