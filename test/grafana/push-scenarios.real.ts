/**
 * The scenarios against a real Grafana, by `npm run test:grafana`. Each uses its own project, folder and prefix, and
 * deletes all that it made. The account must be an administrator of the organisation.
 */
import { env } from "node:process";
import { beforeAll, describe, test } from "vitest";
import { connectGrafana } from "../../src/grafana/grafana.ts";
import type { GrafanaFacts } from "../../src/grafana/model.ts";
import type { Credentials } from "../../src/grafana/target.ts";
import { withRig } from "./scenarios/rig.ts";
import type { Scenario } from "./scenarios/scenario.ts";
import { scenarios } from "./scenarios/table.ts";

const url = env["GRAFANA_URL"] ?? "";
const credentials = credentialsOf(env);
// Two runs against one Grafana must not meet.
const run = Date.now().toString(36).slice(-6);

let facts: GrafanaFacts;

beforeAll(async () => {
  if (url === "" || credentials === undefined) {
    throw new Error(
      "Set GRAFANA_URL, and GRAFANA_TOKEN or GRAFANA_USER and GRAFANA_PASSWORD, of a Grafana that may be written to.",
    );
  }
  const grafana = await connectGrafana({ url, credentials, headers: {}, tls: {} }, { concurrency: 8 });
  facts = grafana.facts;
  grafana.close();
});

let count = 0;

for (const [subject, some] of Object.entries(scenarios)) {
  const real = some.filter(({ emulated }) => emulated !== true);
  describe.skipIf(real.length === 0)(subject, () => {
    for (const scenario of real) {
      test(scenario.name, async ({ skip }) => {
        if (!concerns(scenario)) skip("It is about another version.");
        count += 1;
        const prefix = `dash-test-${run}-${count}`;
        await withRig({ url, credentials: credentials ?? { kind: "none" }, prefix }, scenario.run);
      });
    }
  });
}

function concerns({ api, from = 0 }: Scenario): boolean {
  return Number.parseInt(facts.version, 10) >= from && (api === undefined || api === facts.api);
}

function credentialsOf({
  GRAFANA_TOKEN,
  GRAFANA_USER,
  GRAFANA_PASSWORD,
}: typeof env): Credentials | undefined {
  if (GRAFANA_TOKEN) return { kind: "token", token: GRAFANA_TOKEN };
  if (!GRAFANA_USER || !GRAFANA_PASSWORD) return undefined;
  return { kind: "basic", user: GRAFANA_USER, password: GRAFANA_PASSWORD };
}
