import { describe, expect, test } from "vitest";
import { errorRatio, expectedQuantile } from "./access-log-script.ts";
import { readFixtureDashboard } from "./committed.ts";
import { isSkipped, runningContext } from "./live-context.ts";
import { queryInstant } from "./prometheus-api.ts";
import { hasData, listQueries, runQuery, runQueryNow } from "./queries.ts";
import { secondsToDouble } from "./replay.ts";
import { resolveVariables } from "./variables.ts";

test("computes a quantile as histogram_quantile does", () => {
  // 80 % lie in (0.01, 0.025], 20 % in (0.25, 0.5].
  expect(expectedQuantile(0.5)).toBeCloseTo(0.01 + (0.015 * 0.5) / 0.8, 10);
  expect(expectedQuantile(0.95)).toBeCloseTo(0.25 + (0.25 * 0.15) / 0.2, 10);
});

describe.skipIf(isSkipped())("the live stack", () => {
  const document = readFixtureDashboard("dashboard.json");
  const queries = listQueries(document);

  test.each(queries)("has data for $panel, $refId", async (query) => {
    const variables = await resolveVariables(document, runningContext());
    expect(hasData(await runQuery(query, variables, runningContext()))).toBe(true);
  });

  test("has no data for a query of something that nobody exposes", async () => {
    const query = {
      dashboard: "",
      panel: "",
      refId: "A",
      expr: "nobody_exposes_this",
      modes: ["range"],
    } as const;
    expect(hasData(await runQuery(query, new Map(), runningContext()))).toBe(false);
  });

  test.each([
    { panel: "Error rate", refId: "A", expected: errorRatio, tolerance: 0.01 },
    {
      panel: "Latency",
      refId: "A",
      expected: expectedQuantile(0.95),
      tolerance: 0.02 * expectedQuantile(0.95),
    },
  ])("shows the scripted value in $panel", async ({ panel, refId, expected, tolerance }) => {
    const query = queries.find((candidate) => candidate.panel === panel && candidate.refId === refId);
    if (query === undefined) throw new Error(`The fixture has no query ${refId} in ${panel}.`);
    const variables = await resolveVariables(document, runningContext());
    const [series] = await runQueryNow(query, variables, runningContext());
    expect(Math.abs((series?.samples[0]?.value ?? Number.NaN) - expected)).toBeLessThan(tolerance);
  });

  test("replays requests at the recorded rate", async () => {
    const { prometheus, time } = runningContext();
    const [series] = await queryInstant(prometheus, "sum(rate(image_gallery_requests_total[10s]))", time);
    const expected = (3551 + 371) / secondsToDouble;
    expect(Math.abs((series?.samples[0]?.value ?? Number.NaN) / expected - 1)).toBeLessThan(0.03);
  });
});
