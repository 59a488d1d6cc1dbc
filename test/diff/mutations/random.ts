/** Choices that come out the same for the same seed. */
export interface Random {
  /** From 0 up to, but without, the limit. */
  integer(limit: number): number;
  /** One of the list; `undefined` of an empty one. */
  pick<T>(list: readonly T[]): T | undefined;
  /** The list in another order. */
  shuffle<T>(list: readonly T[]): readonly T[];
}

/** Choices by a seed (mulberry32). */
export function createRandom(seed: number): Random {
  let state = seed | 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  const integer = (limit: number): number => Math.floor(next() * limit);
  return {
    integer,
    pick: (list) => list[integer(list.length)],
    shuffle<T>(list: readonly T[]) {
      const order = list.map((element) => ({ element, rank: next() }));
      return order.sort((left, right) => left.rank - right.rank).map(({ element }) => element);
    },
  };
}
