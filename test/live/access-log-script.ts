/** What the access-log application does with each request, and what a dashboard must therefore show. */

/** Of so many requests the last one fails with status 503. */
export const failsEvery = 10;

/** The upper bounds of the histogram's buckets in seconds: prom-client's default. */
const bucketBounds: readonly number[] = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

/** The latencies in seconds, in their order: of five requests one is slow. */
const latencies = [0.02, 0.4, 0.02, 0.02, 0.02] as const;

/** The share of requests that fail. */
export const errorRatio: number = 1 / failsEvery;

/** The latency in seconds that the request with this index records. */
export function latencyOf(index: number): number {
  return latencies[index % latencies.length] ?? 0;
}

/**
 * The quantile that Prometheus computes from the histogram: linear interpolation inside the bucket that
 * holds the rank (`histogram_quantile`, classic buckets, no observation beyond the last bound).
 */
export function expectedQuantile(quantile: number): number {
  const rank = quantile * latencies.length;
  let below = 0;
  let lower = 0;
  for (const upper of bucketBounds) {
    const within = latencies.filter((latency) => latency <= upper).length - below;
    if (below + within >= rank) return lower + (upper - lower) * ((rank - below) / within);
    below += within;
    lower = upper;
  }
  return lower;
}
