import fc from "fast-check";
import { expect, test } from "vitest";
import { unmovedOf } from "../../../src/diff/entries/order.ts";

test.each<{
  readonly name: string;
  readonly indexes: readonly number[];
  readonly unmoved: readonly number[];
}>([
  { name: "nothing moves in an empty list", indexes: [], unmoved: [] },
  { name: "nothing moves when the order is the same", indexes: [0, 1, 2], unmoved: [0, 1, 2] },
  { name: "one moves when the first becomes the last", indexes: [1, 2, 3, 0], unmoved: [0, 1, 2] },
  { name: "one moves when the last becomes the first", indexes: [3, 0, 1, 2], unmoved: [1, 2, 3] },
  { name: "one stays when the list is turned round", indexes: [2, 1, 0], unmoved: [2] },
  { name: "gaps of removed elements move nothing", indexes: [1, 4, 9], unmoved: [0, 1, 2] },
])("$name", ({ indexes, unmoved }) => {
  expect([...unmovedOf(indexes)].sort((a, b) => a - b)).toEqual(unmoved);
});

test("finds as many as trying all subsets does", () => {
  const orders = fc.uniqueArray(fc.integer({ min: 0, max: 20 }), { maxLength: 9 });
  fc.assert(
    fc.property(orders, (indexes) => {
      const unmoved = [...unmovedOf(indexes)].sort((a, b) => a - b);
      expect(isAscending(unmoved.map((place) => indexes[place] ?? -1))).toBe(true);
      expect(unmoved.length).toBe(longestAscending(indexes));
    }),
  );
});

const isAscending = (list: readonly number[]): boolean =>
  list.every((value, index) => index === 0 || (list[index - 1] ?? 0) < value);

function longestAscending(list: readonly number[]): number {
  let longest = 0;
  for (let subset = 0; subset < 1 << list.length; subset++) {
    const chosen = list.filter((_, index) => (subset >> index) & 1);
    if (isAscending(chosen)) longest = Math.max(longest, chosen.length);
  }
  return longest;
}
