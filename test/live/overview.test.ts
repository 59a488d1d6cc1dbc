import { describe, expect, test } from "vitest";
import { errorRatio, expectedQuantile } from "./access-log-script.ts";
import { findCommittedDashboard } from "./committed.ts";
import type { JsonRecord } from "./json.ts";
import { isSkipped, runningContext } from "./live-context.ts";
import { type DashboardQuery, hasData, listQueries, runQuery } from "./queries.ts";
import { type ShownSeries, byState, isOf, relativeError, showNow } from "./shown.ts";
import { resolveVariables } from "./variables.ts";

const skipped = isSkipped();

/** The queries of a committed dashboard, and its document. */
interface Committed {
  readonly uid: string;
  readonly document: JsonRecord | undefined;
  readonly queries: readonly DashboardQuery[];
}

function read(uid: string): Committed {
  const document = findCommittedDashboard(uid);
  return { uid, document, queries: document === undefined ? [] : listQueries(document) };
}

const overview = read("overview");
const docker = read("docker");

describe.each([overview, docker])("the committed dashboard $uid", ({ uid, document, queries }) => {
  test("is there", () => {
    expect(
      document,
      `No dashboard with the uid \`${uid}\` lies in provisioning/. Run: npm run build && node dist/cli/bin.js build`,
    ).toBeDefined();
    expect(queries.length).toBeGreaterThan(0);
  });

  describe.skipIf(skipped)("live", () => {
    test("fills its variables", async () => {
      await expect(resolveVariables(document ?? {}, runningContext())).resolves.toBeDefined();
    });

    test.each(queries)("has data for $panel, $refId", async (query) => {
      const variables = await resolveVariables(document ?? {}, runningContext());
      const answer = await runQuery(query, variables, runningContext());
      expect(hasData(answer), `No data for: ${query.expr}`).toBe(true);
    });
  });
});

describe.skipIf(skipped || overview.document === undefined)("the overview shows what happens", () => {
  const show = (title: RegExp): Promise<readonly ShownSeries[]> =>
    showNow(overview.document ?? {}, title, runningContext());

  test("ten per cent of errors of the access log", async () => {
    const rates = (await show(/^Error rate$/)).filter(isOf("access-log"));
    expect(rates).toHaveLength(1);
    for (const { value } of rates) expect(Math.abs(value - errorRatio)).toBeLessThan(0.01);
  });

  test.each([0.5, 0.95, 0.99])("the scripted latency of the access log at quantile %d", async (quantile) => {
    const ofJob = (await show(/latency/i)).filter(isOf("access-log"));
    const latencies = ofJob.filter(({ expr }) => expr.includes(`histogram_quantile(${quantile},`));
    expect(latencies.length).toBeGreaterThan(0);
    for (const { value } of latencies) {
      expect(relativeError(value, expectedQuantile(quantile))).toBeLessThan(0.02);
    }
  });

  test("the containers that there are, by state", async () => {
    expect(byState(await show(/container/i))).toEqual(runningContext().containers);
  });

  test("every job's targets up", async () => {
    const health = await show(/scrape health/i);
    expect(health.length).toBeGreaterThan(0);
    expect(health.filter(({ value }) => !(value > 0))).toEqual([]);
    expect((await show(/targets down/i)).map(({ value }) => value)).toEqual([0]);
  });
});
