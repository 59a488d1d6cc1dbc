/** The values of a longest increasing subsequence: what kept its order while the rest moved. Values are distinct. */
export function keptInOrder(values: readonly number[]): ReadonlySet<number> {
  // For each length the index of the smallest value that such a subsequence can end with.
  const ends: number[] = [];
  const previous: (number | undefined)[] = [];
  for (const [index, value] of values.entries()) {
    let [low, high] = [0, ends.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((values[ends[middle] ?? -1] ?? 0) < value) low = middle + 1;
      else high = middle;
    }
    previous.push(ends[low - 1]);
    ends[low] = index;
  }
  const kept = new Set<number>();
  for (let index = ends.at(-1); index !== undefined; index = previous[index]) kept.add(values[index] ?? -1);
  return kept;
}
