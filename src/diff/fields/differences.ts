/**
 * The differences of two objects as changes, each with its exact path. No path lies below another one; the second
 * object can be made of the first one and the changes alone (`apply-changes.ts`).
 */
import { isObject, isSame, type Json, type JsonObject, memberOf } from "../../schema/json.ts";
import type { Change, Impact, JsonPath } from "../model.ts";
import type { Rule, RuleTree } from "./rules.ts";
import { arrow, pathText, valueChange, valueWords } from "./words.ts";
import { compareText } from "../../base/text.ts";

/** What is known of two objects that are compared. */
export interface Scope {
  readonly tree: RuleTree | undefined;
  /** Where they stand. @default at the top */
  readonly path?: JsonPath;
  /** What Grafana understands where they say nothing. */
  readonly defaults?: Defaults;
  /** How far a change reaches that has no rule. */
  readonly unknownImpact: (path: JsonPath) => Impact;
}

/** What Grafana understands where nothing is said, on each side. */
export interface Defaults {
  readonly before: Json | undefined;
  readonly after: Json | undefined;
}

/** The changes of what has a rule, in the order of the rules, and of everything else, by path. */
export interface Differences {
  readonly known: readonly Change[];
  readonly unknown: readonly Change[];
}

/** The differences of two objects. */
export function findDifferences(before: JsonObject, after: JsonObject, scope: Scope): Differences {
  const found: Found = { known: [], unknown: [] };
  const { tree, path = [], defaults = { before: undefined, after: undefined }, unknownImpact } = scope;
  compareMembers({ before, after }, { tree, path, defaults, unknownImpact, found });
  found.known.sort((a, b) => a.order - b.order);
  return { known: found.known.map(({ change }) => change), unknown: found.unknown };
}

/** A change of a value as its rule says it. */
export function ruleChange(rule: Rule, path: JsonPath, sides: Sides, defaults?: Defaults): Change {
  const { label, impact } = rule;
  return { path, label, text: ruleText(rule, sides, defaults), ...given(sides), impact };
}

/** A value on both sides; `undefined` where it is not there. */
export interface Sides {
  readonly before: Json | undefined;
  readonly after: Json | undefined;
}

interface Found {
  readonly known: { readonly order: number; readonly change: Change }[];
  readonly unknown: Change[];
}

interface At extends Required<Scope> {
  readonly found: Found;
}

function compareMembers({ before, after }: Sides, at: At): void {
  const names = new Set([...namesOf(before), ...namesOf(after)]);
  for (const name of [...names].sort(compareText)) {
    const { path, tree, defaults } = at;
    compareValues(membersOf({ before, after }, name), {
      ...at,
      path: [...path, name],
      tree: tree?.members.get(name),
      defaults: membersOf(defaults, name),
    });
  }
}

function namesOf(value: Json | undefined): readonly string[] {
  return isObject(value) ? Object.keys(value) : [];
}

function membersOf({ before, after }: Sides, name: string): Sides {
  return { before: memberOf(before, name), after: memberOf(after, name) };
}

function compareValues(sides: Sides, at: At): void {
  if (isSame(sides.before, sides.after)) return;
  if (isComparedByMember(sides, at.tree)) return compareMembers(sides, at);
  const { path, tree, defaults, found, unknownImpact } = at;
  if (tree?.rule !== undefined) {
    found.known.push({ order: tree.order, change: ruleChange(tree.rule, path, sides, defaults) });
    return;
  }
  const text = valueChange(sides.before, sides.after);
  found.unknown.push({ path, label: pathText(path), text, ...given(sides), impact: unknownImpact(path) });
}

/**
 * An object that came or went is told by its members only where these have rules of their own. One that became empty
 * is told whole: without its members it would be gone.
 */
function isComparedByMember({ before, after }: Sides, tree: RuleTree | undefined): boolean {
  if (isObject(before) && isObject(after)) {
    return namesOf(after).length > 0 && (tree?.rule === undefined || tree.members.size > 0);
  }
  if (tree === undefined || tree.rule !== undefined || tree.members.size === 0) return false;
  const only = before === undefined ? after : after === undefined ? before : undefined;
  return namesOf(only).length > 0;
}

function given({ before, after }: Sides): Pick<Change, "before" | "after"> {
  return { ...(before === undefined ? {} : { before }), ...(after === undefined ? {} : { after }) };
}

function ruleText(rule: Rule, sides: Sides, defaults: Defaults | undefined): string {
  const before = completed(sides.before, defaults?.before);
  const after = completed(sides.after, defaults?.after);
  const { words = valueWords, absent = "default", say } = rule;
  const said = say?.(before, after);
  if (said !== undefined) return said;
  const left = before === undefined ? absent : words(before);
  const right = after === undefined ? absent : words(after);
  return left === right ? valueChange(sides.before, sides.after) : arrow(left, right);
}

/** A value with what Grafana understands where it says nothing: a normal form has no defaults. */
function completed(value: Json | undefined, defaults: Json | undefined): Json | undefined {
  if (value === undefined) return defaults;
  if (!isObject(value) || !isObject(defaults)) return value;
  const missing = Object.entries(defaults).filter(([name]) => !Object.hasOwn(value, name));
  const members = Object.entries(value).map(([name, member]) => [
    name,
    completed(member, memberOf(defaults, name)),
  ]);
  return Object.fromEntries([...missing, ...members]) as JsonObject;
}
