import { describe, expect, test } from "vitest";
import { errorRatio, expectedQuantile } from "./access-log-script.ts";
import { findCommittedDashboard } from "./committed.ts";
import type { JsonRecord } from "./json.ts";
import { isSkipped, runningContext } from "./live-context.ts";
import type { Series } from "./prometheus-api.ts";
import { type DashboardQuery, hasData, listQueries, runQuery, runQueryNow } from "./queries.ts";
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
      `No dashboard with the uid \`${uid}\` lies in provisioning/. Run: npm run build && node bin/dash.js build`,
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

/** What the panels of a dashboard with such a title show at the moment, all of their queries together. */
async function shown({ document, queries }: Committed, title: RegExp): Promise<readonly ShownSeries[]> {
  const variables = await resolveVariables(document ?? {}, runningContext());
  const matching = queries.filter(({ panel }) => title.test(panel));
  const answers = await Promise.all(
    matching.map(async (query) => {
      const series = await runQueryNow(query, variables, runningContext());
      return series.map((one) => ({ ...one, expr: query.expr, value: one.samples[0]?.value ?? Number.NaN }));
    }),
  );
  return answers.flat();
}

interface ShownSeries extends Series {
  readonly expr: string;
  readonly value: number;
}

// A series that was summed over its jobs has lost the label, but its query tells the job.
function isOf(job: string): (series: ShownSeries) => boolean {
  return ({ labels, expr }) => (labels["job"] === undefined ? expr.includes(job) : labels["job"] === job);
}

describe.skipIf(skipped || overview.document === undefined)("the overview shows what happens", () => {
  test("ten per cent of errors of the access log", async () => {
    const rates = (await shown(overview, /^Error rate$/)).filter(isOf("access-log"));
    expect(rates).toHaveLength(1);
    for (const { value } of rates) expect(Math.abs(value - errorRatio)).toBeLessThan(0.01);
  });

  test.each([0.5, 0.95, 0.99])("the scripted latency of the access log at quantile %d", async (quantile) => {
    const expected = expectedQuantile(quantile);
    const all = (await shown(overview, /latency/i)).filter(isOf("access-log"));
    const latencies = all.filter(({ expr }) => expr.includes(`histogram_quantile(${quantile},`));
    expect(latencies.length).toBeGreaterThan(0);
    for (const { value } of latencies) expect(Math.abs(value / expected - 1)).toBeLessThan(0.02);
  });

  test("the containers that there are, by state", async () => {
    const states = (await shown(overview, /containers/i)).filter(
      ({ labels }) => labels["state"] !== undefined,
    );
    const counts = Object.fromEntries(states.map(({ labels, value }) => [labels["state"], value]));
    expect(counts).toEqual(runningContext().containers);
  });

  test("all targets up", async () => {
    const health = await shown(overview, /(scrape|target)/i);
    expect(health.length).toBeGreaterThan(0);
    expect(Math.min(...health.map(({ value }) => value))).toBeGreaterThan(0);
  });
});
