/** Which elements of two lists are the same one. */
import { canonicalJson } from "../../compile/canonical.ts";
import { isSame, type JsonObject, memberOf } from "../../schema/json.ts";
import { groupBy } from "../groups.ts";

/** What the elements of a list are known by. */
export interface Identity {
  /** The key of an element; equal keys are told apart by the content, then by the order. */
  readonly keyOf: (element: JsonObject) => string;
  /** How two elements with different keys are found to be the same one. @default never */
  readonly rename?: RenameRules;
}

/** When an element with another key counts as the same one: one of the evidence and half of the rest is equal. */
export interface RenameRules {
  /** The members that make the key, which do not count. */
  readonly identity: readonly string[];
  /** The members that say what an element is; at least one of them must be there and equal. */
  readonly evidence: readonly string[];
}

/** An element of the second list that was found in the first one. */
export interface Pair {
  /** Its index in the first list. */
  readonly before: number;
  /** Whether it has another key. */
  readonly renamed: boolean;
}

/** For each element of the second list the one that it was, if any. */
export function pairElements(
  before: readonly JsonObject[],
  after: readonly JsonObject[],
  { keyOf, rename }: Identity,
): readonly (Pair | undefined)[] {
  const pairs: (Pair | undefined)[] = after.map(() => undefined);
  const keys = { before: before.map(keyOf), after: after.map(keyOf) };
  const taken = new Set<number>();
  const pairUp = (tokenOf: (key: string, element: JsonObject) => string | undefined): void => {
    const free = groupBy([...before.keys()].filter((index) => !taken.has(index)).reverse(), (index) =>
      tokenOf(keys.before[index] ?? "", before[index] ?? {}),
    );
    for (const [index, element] of after.entries()) {
      const token = pairs[index] === undefined ? tokenOf(keys.after[index] ?? "", element) : undefined;
      const found = token === undefined ? undefined : free.get(token)?.pop();
      if (found === undefined) continue;
      pairs[index] = { before: found, renamed: false };
      taken.add(found);
    }
  };
  // Equal ones first, so that a copy that came or went does not shift all others of the same key.
  const repeated = new Set([...repeatedIn(keys.before), ...repeatedIn(keys.after)]);
  if (repeated.size > 0) {
    pairUp((key, element) => (repeated.has(key) ? `${key}\n${canonicalJson(element)}` : undefined));
  }
  pairUp((key) => key);
  if (rename !== undefined) {
    const free = [...before.keys()].filter((index) => !taken.has(index));
    pairRenamed({ before, after, pairs, free }, rename);
  }
  return pairs;
}

function repeatedIn(keys: readonly string[]): readonly string[] {
  const known = new Set<string>();
  return keys.filter((key) => known.has(key) || void known.add(key));
}

interface Remaining {
  readonly before: readonly JsonObject[];
  readonly after: readonly JsonObject[];
  readonly pairs: (Pair | undefined)[];
  /** The indexes of the first list that have no partner. */
  readonly free: readonly number[];
}

/** More comparisons than this are not made: then whatever is left counts as added and removed. */
const mostComparisons = 40_000;

/** The most alike first; of equally alike ones those that stand closest to each other. */
function pairRenamed(remaining: Remaining, rules: RenameRules): void {
  const { before, after, pairs } = remaining;
  const likely = comparisonsOf(remaining, rules)
    .map(([other, index]) => ({
      index,
      other,
      score: likeness(before[other] ?? {}, after[index] ?? {}, rules),
    }))
    .filter(({ score }) => score >= 0.5);
  likely.sort((a, b) => b.score - a.score || Math.abs(a.index - a.other) - Math.abs(b.index - b.other));
  const taken = new Set<number>();
  for (const { index, other } of likely) {
    if (pairs[index] !== undefined || taken.has(other)) continue;
    pairs[index] = { before: other, renamed: true };
    taken.add(other);
  }
}

/** Which elements may be the same one, by their indexes: those of which any evidence is equal. */
function comparisonsOf(
  { before, after, pairs, free }: Remaining,
  { evidence }: RenameRules,
): readonly (readonly [before: number, after: number])[] {
  const open = [...after.keys()].filter((index) => pairs[index] === undefined);
  if (free.length === 0 || open.length === 0) return [];
  const others = evidence.map((member) => groupBy(free, (index) => evidenceOf(before[index], member)));
  const found = open.map((index) => {
    const alike = evidence.flatMap((member, place) => {
      const value = evidenceOf(after[index], member);
      return value === undefined ? [] : [others[place]?.get(value) ?? []];
    });
    return { index, alike };
  });
  const count = found.reduce((sum, { alike }) => sum + alike.reduce((own, { length }) => own + length, 0), 0);
  if (count > mostComparisons) return [];
  return found.flatMap(({ index, alike }) =>
    [...new Set(alike.flat())].sort((a, b) => a - b).map((other) => [other, index] as const),
  );
}

function evidenceOf(element: JsonObject | undefined, member: string): string | undefined {
  const value = element === undefined ? undefined : memberOf(element, member);
  return value === undefined ? undefined : canonicalJson(value);
}

/** The share of members that are equal, without those of the identity. */
function likeness(before: JsonObject, after: JsonObject, { identity }: RenameRules): number {
  const members = new Set([...Object.keys(before), ...Object.keys(after)]);
  for (const member of identity) members.delete(member);
  const isEqual = (member: string): boolean => isSame(memberOf(before, member), memberOf(after, member));
  return [...members].filter(isEqual).length / members.size;
}
