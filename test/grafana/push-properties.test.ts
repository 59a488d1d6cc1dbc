import { env } from "node:process";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { JsonObject } from "../../src/schema/json.ts";
import { anyCode, anyDisturbance, anySteps, undisturbed } from "./properties/steps.ts";
import { amiss, inWorld, pushDisturbed, take, type World } from "./properties/world.ts";

/** `PROPERTY_SEED` and `PROPERTY_RUNS` look further than every run of the tests can. */
const options = {
  seed: Number(env["PROPERTY_SEED"] ?? 20_261_122),
  endOnFailure: false,
};
const runs = (usual: number): number => Number(env["PROPERTY_RUNS"] ?? usual);

describe.each([
  { version: "9.5.2" },
  { version: "11.6.0" },
  { version: "12.4.0" },
  { version: "13.2.0" },
  { version: "13.2.0", resourceApi: false },
])("Grafana $version, $resourceApi", (profile) => {
  test("whatever happens, a push ends right, loses nothing of others and has nothing to do afterwards", async () => {
    const property = fc.asyncProperty(anySteps, (steps) =>
      inWorld(profile, async (world) => {
        for (const step of steps) await take(world, step);
        world.precious.clear();
        await take(world, { ...undisturbed, force: true, prune: true });
      }),
    );
    await fc.assert(property, { ...options, numRuns: runs(9) });
  }, 600_000);

  test("a push that was killed anywhere ends, after another one, like one that was not", async () => {
    const property = fc.asyncProperty(
      anyCode,
      anyCode,
      anyDisturbance,
      async (before, after, disturbance) => {
        const states: object[] = [];
        for (const push of [disturbance, undefined]) {
          await inWorld(profile, async (world) => {
            world.code = before;
            await pushDisturbed(world, undisturbed);
            world.code = after;
            if (push !== undefined) await pushDisturbed(world, push);
            const ended = await pushDisturbed(world, { ...undisturbed, prune: disturbance.prune });
            expect(amiss(ended)).toEqual([]);
            states.push(lastingState(world));
          });
        }
        expect(states[0]).toEqual(states[1]);
      },
    );
    await fc.assert(property, { ...options, numRuns: runs(9) });
  }, 600_000);
});

/** What is stored, without times, numbers of the server and names of pushes. */
function lastingState({ emulator: { state } }: World): object {
  return {
    dashboards: state.dashboards().map(({ uid, title, folderUid, document, version, history }) => ({
      uid,
      title,
      folderUid,
      document,
      version,
      versions: history.length,
    })),
    folders: state.folders().map(({ uid, title, parentUid }) => ({ uid, title, parentUid })),
    dataSources: state.dataSources().map(({ jsonData, ...settings }) => {
      const { dash, ...rest } = jsonData as { readonly dash?: JsonObject };
      return { ...settings, id: 0, jsonData: rest, hash: dash?.["hash"] };
    }),
  };
}
