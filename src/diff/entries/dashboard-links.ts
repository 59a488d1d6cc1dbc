import { linkDefaults } from "../../schema/defaults/document-defaults.ts";
import type { JsonObject } from "../../schema/json.ts";
import {
  cosmetic,
  flag,
  list,
  oneOf,
  presentation,
  type Rules,
  type RuleTree,
  ruleTree,
  text,
} from "../fields/rules.ts";
import { isList, valueWords } from "../fields/words.ts";
import type { EntryDiff } from "../model.ts";
import { entryChanges, textOf } from "./entry-changes.ts";
import { diffList, type ListRules } from "./list-diff.ts";

const rules: Rules = {
  title: cosmetic("title", text),
  type: presentation("leads to", oneOf({ link: "an address", dashboards: "dashboards with tags" })),
  url: presentation("address", text),
  tags: presentation("tags", list),
  includeVars: presentation("keeps the variables", flag),
  keepTime: presentation("keeps the time range", flag),
  targetBlank: cosmetic("opens a new tab", flag),
  asDropdown: cosmetic("drop-down", flag),
  icon: cosmetic("icon", { words: valueWords }),
  tooltip: cosmetic("tooltip", text),
  placement: presentation("placement", { absent: "above the dashboard" }),
};

const tree: RuleTree = ruleTree(rules);

const listRules: ListRules = {
  keyOf: (link) => textOf(link, "title"),
  nameOf: linkName,
  changesOf: (before, after) =>
    entryChanges(before, after, { tree, defaults: linkDefaults, impact: "presentation" }),
  impact: "presentation",
  moveImpact: "cosmetic",
  rename: { identity: ["title"], evidence: ["url", "tags"] },
};

/** What happened to the links above a dashboard. */
export function diffDashboardLinks(
  before: readonly JsonObject[],
  after: readonly JsonObject[],
): readonly EntryDiff[] {
  return diffList(before, after, listRules);
}

function linkName(link: JsonObject): string {
  const title = textOf(link, "title") || textOf(link, "url");
  if (title !== "") return title;
  const tags = link["tags"];
  return isList(tags) && tags.length > 0 ? `dashboards tagged ${valueWords(tags)}` : "link without a title";
}
