import { describe, expect, test } from "vitest";
import { errorRatio, expectedQuantile } from "./access-log-script.ts";
import { readFixtureDashboard } from "./committed.ts";
import { isSkipped, runningContext } from "./live-context.ts";
import { queryInstant } from "./prometheus-api.ts";
import { hasData, listQueries, runQuery } from "./queries.ts";
import { secondsToDouble } from "./replay.ts";
import { byState, isOf, relativeError, showNow } from "./shown.ts";
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

  test("fails one request of ten", async () => {
    const [rate] = await showNow(document, /^Error rate$/, runningContext());
    expect(relativeError(rate?.value, errorRatio)).toBeLessThan(0.1);
  });

  test("records latencies of which the 95th percentile is known", async () => {
    const latencies = await showNow(document, /^Latency$/, runningContext());
    const latency = latencies.find(isOf("access-log"));
    expect(relativeError(latency?.value, expectedQuantile(0.95))).toBeLessThan(0.02);
  });

  test("runs as many containers as its engine lists", async () => {
    const { containers } = runningContext();
    expect(containers).toEqual({ running: 3, paused: 1, stopped: 3 });
    expect(byState(await showNow(document, /^Containers$/, runningContext()))).toEqual(containers);
  });

  test("has all targets up", async () => {
    const { prometheus, time, targets } = runningContext();
    const up = await queryInstant(prometheus, "sum by (job) (up)", time);
    expect(Object.fromEntries(up.map(({ labels, samples }) => [labels["job"], samples[0]?.value]))).toEqual(
      targets,
    );
  });

  test("replays requests at the recorded rate", async () => {
    const { prometheus, time } = runningContext();
    const [series] = await queryInstant(prometheus, "sum(rate(image_gallery_requests_total[10s]))", time);
    const expected = (3551 + 371) / secondsToDouble;
    expect(relativeError(series?.samples[0]?.value, expected)).toBeLessThan(0.03);
  });
});
