import type { JsonObject } from "../../schema/json.ts";
import { cosmetic, flag, presentation, type RuleTree, ruleTree, text } from "../fields/rules.ts";
import type { EntryDiff } from "../model.ts";
import { entryChanges, textOf } from "./entry-changes.ts";
import { diffList, type ListRules } from "./list-diff.ts";

const tree: RuleTree = ruleTree({
  title: cosmetic("title", text),
  url: presentation("address", text),
  targetBlank: cosmetic("opens a new tab", flag),
  includeVars: presentation("keeps the variables", flag),
  keepTime: presentation("keeps the time range", flag),
});

const listRules: ListRules = {
  keyOf: (link) => textOf(link, "title"),
  nameOf: (link) => textOf(link, "title") || textOf(link, "url") || "link without a title",
  changesOf: (before, after) => entryChanges(before, after, { tree, impact: "presentation" }),
  impact: "presentation",
  moveImpact: "cosmetic",
  rename: { identity: ["title"], evidence: ["url"] },
};

/** What happened to the links in the corner of a panel. */
export function diffPanelLinks(
  before: readonly JsonObject[],
  after: readonly JsonObject[],
): readonly EntryDiff[] {
  return diffList(before, after, listRules);
}
