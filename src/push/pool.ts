/** How a pool runs. */
export interface PoolOptions {
  /** How many run at the same time, at most; at least one does. */
  readonly concurrency: number;
  /** Once it is aborted, nothing new starts; what runs is waited for. */
  readonly signal?: AbortSignal | undefined;
}

/**
 * The results of a call for each item, in the order of the items, with so many calls at a time. After an abort the
 * items that were not started have the result `undefined`; the first failure starts nothing more and is thrown when
 * the running calls have ended.
 */
export async function mapPool<Item, Result>(
  items: readonly Item[],
  { concurrency, signal }: PoolOptions,
  run: (item: Item, index: number) => Promise<Result>,
): Promise<readonly (Result | undefined)[]> {
  const results: (Result | undefined)[] = Array.from({ length: items.length });
  const failures: unknown[] = [];
  let next = 0;
  const work = async (): Promise<void> => {
    while (next < items.length && failures.length === 0 && signal?.aborted !== true) {
      const index = next++;
      try {
        results[index] = await run(items[index] as Item, index);
      } catch (error) {
        failures.push(error);
      }
    }
  };
  const workers = Math.min(Math.max(1, Math.floor(concurrency) || 1), items.length);
  await Promise.all(Array.from({ length: workers }, work));
  if (failures.length > 0) throw failures[0];
  return results;
}
