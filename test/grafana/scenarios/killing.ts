/** A push that ends in the middle, wherever that is, is completed by the next one. */
import { expect } from "vitest";
import type { ObjectOutcome } from "../../../src/push/outcome.ts";
import type { Code } from "./code.ts";
import { expectServed, expectSettled, expectSuccess } from "./expecting.ts";
import { overviewOf, shopCode } from "./pushing.ts";
import type { Rig } from "./rig.ts";
import type { Scenario } from "./scenario.ts";

/** Folders, a data source, creations, an update, a move and a deletion. */
async function bigChange(rig: Rig): Promise<Code> {
  const at = (name: string, changes = {}): ReturnType<typeof overviewOf> =>
    overviewOf(rig, { uid: rig.uid(name), title: name, ...changes });
  expectSuccess(await rig.push({ dashboards: [at("changed"), at("moved"), at("gone")] }));
  return {
    dataSources: [{ uid: rig.uid("prom") }],
    dashboards: [
      at("changed", { expr: "sum(up)" }),
      at("moved", { folder: [rig.folder, "Payments"] }),
      at("new", { folder: [rig.folder, "Payments", "Deep"] }),
      at("newer"),
    ],
  };
}

async function expectCompleted(rig: Rig, code: Code): Promise<void> {
  expectSuccess(await rig.push(code, { prune: true }));
  await expectServed(rig, code);
  expect(await rig.grafana.dashboards.read(rig.uid("gone"))).toBeUndefined();
  await expectSettled(rig, code);
}

const stops = [1, 2, 3, 4, 5, 6, 7];

export const killing: readonly Scenario[] = [
  {
    name: "lets running calls finish when it is interrupted, and starts no others",
    run: async (rig) => {
      const interruption = new AbortController();
      const done: ObjectOutcome[] = [];
      const { outcome } = await rig.push(shopCode(rig), {
        signal: interruption.signal,
        concurrency: 1,
        onProgress: (object) => {
          done.push(object);
          interruption.abort();
        },
      });
      expect(outcome.interrupted).toBe(true);
      expect(outcome.objects.map(({ state }) => state)).toEqual([
        "done",
        "untried",
        "untried",
        "untried",
        "untried",
      ]);
      expectSuccess(await rig.push(shopCode(rig)));
      await expectServed(rig, shopCode(rig));
      await expectSettled(rig, shopCode(rig));
    },
  },
  ...[1, 3, 5, 7].map((stop): Scenario => ({
    name: `completes a push that was interrupted after ${stop} objects`,
    run: async (rig) => {
      const code = await bigChange(rig);
      const interruption = new AbortController();
      let ended = 0;
      await rig.push(code, {
        signal: interruption.signal,
        concurrency: 1,
        prune: true,
        onProgress: ({ state }) => {
          if (state === "done") ended += 1;
          if (ended >= stop) interruption.abort();
        },
      });
      await expectCompleted(rig, code);
    },
  })),
  ...stops.map((stop): Scenario => ({
    name: `completes a push that was killed before write ${stop} was answered`,
    emulated: true,
    run: async (rig) => {
      const code = await bigChange(rig);
      await killAtWrite(rig, code, stop);
      await expectCompleted(rig, code);
    },
  })),
];

/** From that write on nothing gets through any more: as if the program had gone while the write was under way. */
async function killAtWrite(rig: Rig, code: Code, stop: number): Promise<void> {
  const plan = await rig.plan(code, { prune: true });
  let writes = 0;
  const release = rig.emulator.intercept(({ method }) => {
    if (method === "GET" || (writes += 1) !== stop) return;
    rig.emulator.faults.add({ kind: "reset-before", skip: 1, times: Infinity });
    rig.emulator.faults.add({ kind: "reset-after", times: 1 });
  });
  const outcome = await rig.apply(plan, { concurrency: 1 });
  expect(outcome.objects.filter(({ state }) => state === "failed" || state === "untried")).not.toEqual([]);
  release();
  rig.emulator.faults.clear();
}
