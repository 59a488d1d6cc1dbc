/** The last stage of matching: panels that neither name nor content pairs, by how alike they are. */
import type { Offer, Pairing } from "./pairing.ts";
import { rounded, similarity, traitsOf } from "./similarity.ts";

/** A panel of the second side that may be one of several of the first, by their indexes. */
export interface Doubt {
  readonly after: number;
  readonly before: readonly number[];
}

/** How alike two panels must be to be the same one, and by how much more than any other. */
const limit = 0.6;
const gap = 0.1;

/** More comparisons than this are not made: then whatever is left counts as added and removed. */
const mostComparisons = 40_000;

interface Candidate {
  readonly before: Offer;
  readonly after: Offer;
  readonly score: number;
}

/** Pairs what is clearly most alike; what could be several is left, and told. */
export function pairSimilar(
  pairing: Pairing,
  left: readonly Offer[],
  right: readonly Offer[],
): readonly Doubt[] {
  let open = candidatesOf(left, right);
  for (;;) {
    const clear = clearOnes(open);
    if (clear.length === 0) return doubtsOf(open);
    for (const { before, after, score } of clear) {
      pairing.pair(before, after, { by: "similarity", score: rounded(score) });
    }
    const paired = new Set(clear.flatMap(({ before, after }) => [before, after]));
    open = open.filter(({ before, after }) => !paired.has(before) && !paired.has(after));
  }
}

/** Those alike enough, the most alike first. */
function candidatesOf(left: readonly Offer[], right: readonly Offer[]): readonly Candidate[] {
  if (left.length * right.length > mostComparisons) return [];
  const others = right.map((after) => ({ after, traits: traitsOf(after.panel) }));
  return left
    .flatMap((before) => {
      const own = traitsOf(before.panel);
      return others.map(({ after, traits }) => ({ before, after, score: similarity(own, traits) }));
    })
    .filter(({ score }) => score >= limit)
    .sort((one, other) => other.score - one.score);
}

/** Those that are, for both of their panels, ahead of every other one. */
function clearOnes(sorted: readonly Candidate[]): readonly Candidate[] {
  const bests = new Map<Offer, readonly [best: number, next: number]>();
  for (const { before, after, score } of sorted) {
    for (const offer of [before, after]) {
      const known = bests.get(offer);
      if (known === undefined) bests.set(offer, [score, 0]);
      else if (known[1] === 0) bests.set(offer, [known[0], score]);
    }
  }
  return sorted.filter(({ before, after, score }) =>
    [before, after].every((offer) => {
      const [best, next] = bests.get(offer) ?? [0, 0];
      return score === best && best - next >= gap;
    }),
  );
}

function doubtsOf(open: readonly Candidate[]): readonly Doubt[] {
  const doubts = new Map<number, number[]>();
  for (const { before, after } of open) {
    doubts.set(after.index, [...(doubts.get(after.index) ?? []), before.index]);
  }
  return [...doubts].map(([after, before]) => ({ after, before }));
}
