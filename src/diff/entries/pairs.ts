/** Which elements of two lists are the same one. */
import { isSame, type JsonObject, memberOf } from "../../schema/json.ts";

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
  const free = indexesByKey(before, keyOf);
  const keys = after.map(keyOf);
  // Equal ones first, so that a copy that came or went does not shift all others of the same key.
  for (const isWanted of [isSame, () => true]) {
    after.forEach((element, index) => {
      if (pairs[index] !== undefined) return;
      const candidates = free.get(keys[index] ?? "") ?? [];
      const place = candidates.findIndex((candidate) => isWanted(before[candidate], element));
      const [found] = place < 0 ? [] : candidates.splice(place, 1);
      if (found !== undefined) pairs[index] = { before: found, renamed: false };
    });
  }
  if (rename !== undefined) pairRenamed({ before, after, pairs, free: [...free.values()].flat() }, rename);
  return pairs;
}

function indexesByKey(list: readonly JsonObject[], keyOf: Identity["keyOf"]): Map<string, number[]> {
  const indexes = new Map<string, number[]>();
  list.forEach((element, index) => {
    const key = keyOf(element);
    const same = indexes.get(key);
    if (same === undefined) indexes.set(key, [index]);
    else same.push(index);
  });
  return indexes;
}

interface Remaining {
  readonly before: readonly JsonObject[];
  readonly after: readonly JsonObject[];
  readonly pairs: (Pair | undefined)[];
  /** The indexes of the first list that have no partner. */
  readonly free: readonly number[];
}

/** The most alike first; of equally alike ones those that stand closest to each other. */
function pairRenamed({ before, after, pairs, free }: Remaining, rules: RenameRules): void {
  const candidates = after.flatMap((element, index) =>
    pairs[index] === undefined
      ? free.map((other) => ({ index, other, score: likeness(before[other] ?? {}, element, rules) }))
      : [],
  );
  const likely = candidates.filter(({ score }) => score >= 0.5);
  likely.sort((a, b) => b.score - a.score || Math.abs(a.index - a.other) - Math.abs(b.index - b.other));
  const taken = new Set<number>();
  for (const { index, other } of likely) {
    if (pairs[index] !== undefined || taken.has(other)) continue;
    pairs[index] = { before: other, renamed: true };
    taken.add(other);
  }
}

/** The share of members that are equal, without those of the identity; 0 where no evidence is. */
function likeness(before: JsonObject, after: JsonObject, { identity, evidence }: RenameRules): number {
  const isEqual = (member: string): boolean => isSame(memberOf(before, member), memberOf(after, member));
  if (!evidence.some((member) => Object.hasOwn(before, member) && isEqual(member))) return 0;
  const members = new Set([...Object.keys(before), ...Object.keys(after)]);
  for (const member of identity) members.delete(member);
  return [...members].filter(isEqual).length / members.size;
}
