import { expect, test } from "vitest";
import { mapPool } from "../../src/push/pool.ts";

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

test("gives the results in the order of the items, with so many at a time", async () => {
  let running = 0;
  let most = 0;
  const results = await mapPool([3, 1, 2, 5, 4], { concurrency: 2 }, async (item) => {
    most = Math.max(most, ++running);
    for (let index = 0; index < item; index++) await turn();
    running--;
    return item * 10;
  });
  expect(results).toEqual([30, 10, 20, 50, 40]);
  expect(most).toBe(2);
});

test.each([0, -1, Number.NaN, 0.5])("runs one at a time with a concurrency of %s", async (concurrency) => {
  expect(await mapPool([1, 2], { concurrency }, async (item) => item)).toEqual([1, 2]);
});

test("starts nothing after an abort, and waits for what runs", async () => {
  const controller = new AbortController();
  const ended: number[] = [];
  const results = await mapPool([1, 2, 3, 4], { concurrency: 2, signal: controller.signal }, async (item) => {
    controller.abort();
    await turn();
    ended.push(item);
    return item;
  });
  expect(ended).toEqual([1]);
  expect(results).toEqual([1, undefined, undefined, undefined]);
});

test("starts nothing after a failure, waits for what runs, and throws the first one", async () => {
  const ended: number[] = [];
  const running = mapPool([1, 2, 3, 4], { concurrency: 2 }, async (item) => {
    if (item === 1) throw new Error("first");
    await turn();
    ended.push(item);
    if (item === 2) throw new Error("second");
  });
  await expect(running).rejects.toThrow("first");
  expect(ended).toEqual([2]);
});

test("takes no items", async () => {
  expect(await mapPool([], { concurrency: 8 }, async () => 1)).toEqual([]);
});
