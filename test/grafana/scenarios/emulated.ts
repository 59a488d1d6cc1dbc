import { describe, expect, test } from "vitest";
import { startEmulator } from "../emulator/start.ts";
import { withRig } from "./rig.ts";
import type { Scenario } from "./scenario.ts";
import { scenarios } from "./table.ts";

/** A Grafana that is emulated. */
export interface Profile {
  readonly version: string;
  /** @default served from 12 on */
  readonly resourceApi?: boolean;
}

/** Runs all scenarios against an emulated Grafana, each against one of its own. */
export function describeScenarios(profile: Profile): void {
  describe(`Grafana ${nameOf(profile)}`, () => {
    for (const [subject, some] of Object.entries(scenarios)) {
      describe(subject, () => {
        for (const scenario of some.filter((candidate) => concerns(candidate, profile))) {
          test(scenario.name, () => runScenario(scenario, profile));
        }
      });
    }
  });
}

function nameOf({ version, resourceApi }: Profile): string {
  return resourceApi === false ? `${version} without /apis` : version;
}

function concerns({ api, from = 0 }: Scenario, { version, resourceApi = true }: Profile): boolean {
  const major = Number.parseInt(version, 10);
  const family = major >= 12 && resourceApi ? "resources" : "classic";
  return major >= from && (api === undefined || api === family);
}

async function runScenario(
  { options, run }: Scenario,
  { version, resourceApi = true }: Profile,
): Promise<void> {
  const emulator = await startEmulator({ version, resourceApi, ...options });
  try {
    const credentials = { kind: "basic", user: "admin", password: "admin" } as const;
    await withRig({ url: emulator.url, credentials, prefix: "s1", emulator }, run);
  } finally {
    await emulator.close();
  }
  expect(emulator.unknown).toEqual([]);
}
