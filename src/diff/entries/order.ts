/**
 * The elements that kept their order: a longest increasing subsequence of their former indexes, which are all
 * different. All others were moved; no smaller set of moves explains the new order.
 *
 * @returns Places in `indexes`, not the indexes themselves.
 */
export function unmovedOf(indexes: readonly number[]): ReadonlySet<number> {
  /** The place of the smallest last index of an increasing subsequence, by its length minus 1. */
  const lasts: number[] = [];
  const previous: number[] = [];
  indexes.forEach((index, place) => {
    const length = firstReaching(lasts, indexes, index);
    previous.push(length === 0 ? -1 : (lasts[length - 1] ?? -1));
    lasts[length] = place;
  });
  const unmoved = new Set<number>();
  for (let place = lasts.at(-1) ?? -1; place >= 0; place = previous[place] ?? -1) unmoved.add(place);
  return unmoved;
}

/** The first of the ascending `lasts` whose index is not below the given one. */
function firstReaching(lasts: readonly number[], indexes: readonly number[], index: number): number {
  let low = 0;
  let high = lasts.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((indexes[lasts[middle] ?? 0] ?? 0) < index) low = middle + 1;
    else high = middle;
  }
  return low;
}
