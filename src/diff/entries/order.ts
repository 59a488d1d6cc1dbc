/** How good a subsequence is: its length, then how much its elements are preferred. */
interface Score {
  readonly length: number;
  readonly preferred: number;
  /** The place of its last element. */
  readonly last: number;
}

const nothing: Score = { length: 0, preferred: 0, last: -1 };

/**
 * The elements that kept their order: a longest increasing subsequence of their former indexes, which are all
 * different. All others were moved; no smaller set of moves explains the new order. Of several such, the one whose
 * elements are preferred most, for example because they stand exactly where they stood.
 *
 * @returns Places in `indexes`, not the indexes themselves.
 */
export function unmovedOf(
  indexes: readonly number[],
  preference: (place: number) => number = () => 0,
): ReadonlySet<number> {
  // Nearly all lists kept their order.
  if (indexes.every((index, place) => place === 0 || (indexes[place - 1] ?? 0) < index)) {
    return new Set(indexes.keys());
  }
  const ranks = ranksOf(indexes);
  // A Fenwick tree: the best subsequence that ends at or below a rank.
  const tree: Score[] = Array.from({ length: indexes.length + 1 }, () => nothing);
  const previous: number[] = [];
  let whole = nothing;
  ranks.forEach((rank, place) => {
    const best = bestBelow(tree, rank);
    previous.push(best.last);
    const score = {
      length: best.length + 1,
      preferred: best.preferred + preference(place),
      last: place,
    };
    for (let node = rank + 1; node < tree.length; node += node & -node) {
      tree[node] = better(tree[node] ?? nothing, score);
    }
    whole = better(whole, score);
  });
  const unmoved = new Set<number>();
  for (let place = whole.last; place >= 0; place = previous[place] ?? -1) unmoved.add(place);
  return unmoved;
}

/** For each index how many are smaller. */
function ranksOf(indexes: readonly number[]): readonly number[] {
  const sorted = [...indexes].sort((left, right) => left - right);
  const ranks = new Map(sorted.map((index, rank) => [index, rank]));
  return indexes.map((index) => ranks.get(index) ?? 0);
}

function bestBelow(tree: readonly Score[], rank: number): Score {
  let best = nothing;
  for (let node = rank; node > 0; node -= node & -node) best = better(best, tree[node] ?? nothing);
  return best;
}

function better(one: Score, other: Score): Score {
  if (one.length !== other.length) return one.length > other.length ? one : other;
  // Of equally good ones the later: what was put in front moved, not what it passed.
  return other.preferred >= one.preferred ? other : one;
}
