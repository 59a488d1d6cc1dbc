import { describe, expect, test } from "vitest";
import { startEmulator } from "./emulator/start.ts";
import { withRig } from "./scenarios/rig.ts";
import type { Scenario } from "./scenarios/scenario.ts";
import { scenarios } from "./scenarios/table.ts";

/** A Grafana that is emulated. */
interface Profile {
  readonly version: string;
  readonly resourceApi?: false;
}

const profiles: readonly Profile[] = [
  { version: "9.5.2" },
  { version: "11.6.0" },
  { version: "12.4.0", resourceApi: false },
  { version: "12.4.0" },
  { version: "13.2.0", resourceApi: false },
  { version: "13.2.0" },
];

describe.each(profiles.map((profile) => ({ name: nameOf(profile), ...profile })))(
  "Grafana $name",
  (profile) => {
    describe.each(Object.entries(scenarios))("%s", (_, some) => {
      test.each(some.filter((scenario) => concerns(scenario, profile)))("$name", async (scenario) => {
        await runScenario(scenario, profile);
      });
    });
  },
);

function nameOf({ version, resourceApi }: Profile): string {
  return resourceApi === false ? `${version} without /apis` : version;
}

function concerns({ api, from = 0 }: Scenario, { version, resourceApi }: Profile): boolean {
  const major = Number.parseInt(version, 10);
  const family = major >= 12 && resourceApi !== false ? "resources" : "classic";
  return major >= from && (api === undefined || api === family);
}

async function runScenario(
  { options, run }: Scenario,
  { version, resourceApi }: Profile,
): Promise<void> {
  const emulator = await startEmulator({ version, resourceApi: resourceApi !== false, ...options });
  try {
    const credentials = { kind: "basic", user: "admin", password: "admin" } as const;
    await withRig({ url: emulator.url, credentials, prefix: "s1", emulator }, run);
  } finally {
    await emulator.close();
  }
  expect(emulator.unknown).toEqual([]);
}
