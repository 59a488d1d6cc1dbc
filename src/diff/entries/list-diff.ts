/**
 * Named lists, compared: variables, overrides, links. Elements are the same one when they have the same key, or when
 * they are alike in everything but their name. What is not an entry stands on both sides, equal and in the same order,
 * so that the second list can be made of the first one and the entries alone (`apply-entries.ts`).
 */
import { isSame, type JsonObject } from "../../schema/json.ts";
import { worstImpact } from "../impact.ts";
import type { Change, EntryDiff, EntryKind, Impact, ListElement } from "../model.ts";
import { unmovedOf } from "./order.ts";
import { type Identity, type Pair, pairElements } from "./pairs.ts";

/** How the elements of a list are told apart and compared. */
export interface ListRules extends Identity {
  /** What people call an element. */
  readonly nameOf: (element: JsonObject) => string;
  /** What is different between two elements that are the same one. */
  readonly changesOf: (before: JsonObject, after: JsonObject) => readonly Change[];
  /** How far it reaches that an element came or went, got another key, or changed in ways that have no words. */
  readonly impact: Impact;
  /** How far it reaches that an element stands elsewhere. */
  readonly moveImpact: Impact;
}

/** What happened to a list, in the order of the second one; removed elements stand where they were. */
export function diffList(
  before: readonly JsonObject[],
  after: readonly JsonObject[],
  rules: ListRules,
): readonly EntryDiff[] {
  const pairs = pairElements(before, after, rules);
  const unmoved = unmovedPairs(pairs);
  const removed = removedEntries(before, pairs, unmoved, rules);
  const entries = [...(removed[0] ?? [])];
  let passed = 0;
  after.forEach((value, index) => {
    const pair = pairs[index];
    const isUnmoved = pair !== undefined && pair === unmoved[passed];
    const entry =
      pair === undefined
        ? addedEntry({ index, value }, rules)
        : keptEntry(elementAt(before, pair.before), { index, value }, kindsOf(pair, isUnmoved), rules);
    if (entry !== undefined) entries.push(entry);
    if (isUnmoved) entries.push(...(removed[++passed] ?? []));
  });
  return entries;
}

/** In the order of both lists. */
function unmovedPairs(pairs: readonly (Pair | undefined)[]): readonly Pair[] {
  const found = pairs.filter((pair) => pair !== undefined);
  const unmoved = unmovedOf(found.map((pair) => pair.before));
  return found.filter((_, place) => unmoved.has(place));
}

/** By how many unmoved elements come before them: they stand before what was put in their place. */
function removedEntries(
  before: readonly JsonObject[],
  pairs: readonly (Pair | undefined)[],
  unmoved: readonly Pair[],
  rules: ListRules,
): readonly (readonly EntryDiff[])[] {
  const kept = new Set(pairs.map((pair) => pair?.before));
  const slots: EntryDiff[][] = Array.from({ length: unmoved.length + 1 }, () => []);
  let slot = 0;
  before.forEach((value, index) => {
    if (unmoved[slot]?.before === index) slot++;
    if (!kept.has(index)) slots[slot]?.push(removedEntry({ index, value }, rules));
  });
  return slots;
}

function elementAt(list: readonly JsonObject[], index: number): ListElement<JsonObject> {
  return { index, value: list[index] ?? {} };
}

function kindsOf(pair: Pair, isUnmoved: boolean): readonly EntryKind[] {
  return [...(pair.renamed ? (["renamed"] as const) : []), ...(isUnmoved ? [] : (["moved"] as const))];
}

function addedEntry(after: ListElement<JsonObject>, { nameOf, impact }: ListRules): EntryDiff {
  return { name: nameOf(after.value), kinds: ["added"], changes: [], after, impact };
}

function removedEntry(before: ListElement<JsonObject>, { nameOf, impact }: ListRules): EntryDiff {
  return { name: nameOf(before.value), kinds: ["removed"], changes: [], before, impact };
}

function keptEntry(
  before: ListElement<JsonObject>,
  after: ListElement<JsonObject>,
  found: readonly EntryKind[],
  rules: ListRules,
): EntryDiff | undefined {
  const differs = !isSame(before.value, after.value);
  const changes = differs ? rules.changesOf(before.value, after.value) : [];
  const kinds = differs && !isNameOnly(changes, found, rules) ? [...found, "changed" as const] : found;
  if (kinds.length === 0) return undefined;
  const impacts = changes.map(({ impact }) => impact);
  if (kinds.includes("renamed") || (differs && changes.length === 0)) impacts.push(rules.impact);
  if (kinds.includes("moved")) impacts.push(rules.moveImpact);
  return { name: rules.nameOf(after.value), kinds, changes, before, after, impact: worstImpact(impacts) };
}

/** Whether an element got another name and nothing else. */
function isNameOnly(changes: readonly Change[], found: readonly EntryKind[], { rename }: ListRules): boolean {
  const identity: readonly unknown[] = rename?.identity ?? [];
  return found.includes("renamed") && changes.every(({ path }) => identity.includes(path[0]));
}
