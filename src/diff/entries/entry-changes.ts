import type { JsonObject } from "../../schema/json.ts";
import { type Defaults, findDifferences } from "../fields/differences.ts";
import type { RuleTree } from "../fields/rules.ts";
import type { Change, Impact } from "../model.ts";

/** What an element of a list is compared with. */
export interface EntryScope {
  readonly tree: RuleTree;
  /** What Grafana understands where an element says nothing. */
  readonly defaults?: Defaults["before"];
  /** How far a change reaches that has no rule. */
  readonly impact: Impact;
}

/** The differences of two elements: those that have words first, then all others by their JSON path. */
export function entryChanges(
  before: JsonObject,
  after: JsonObject,
  { tree, defaults, impact }: EntryScope,
): readonly Change[] {
  const { known, unknown } = findDifferences(before, after, {
    tree,
    defaults: { before: defaults, after: defaults },
    unknownImpact: () => impact,
  });
  return [...known, ...unknown];
}

/** The member of an element that is a text, or nothing. */
export function textOf(element: JsonObject, member: string): string {
  const value = element[member];
  return typeof value === "string" ? value : "";
}
