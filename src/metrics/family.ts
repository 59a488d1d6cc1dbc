import type { MetricSpec } from "./metric.ts";

/** A metric as an exposition shows it, under the name that queries use. */
export interface MetricFamily extends MetricSpec {
  /** The labels of all its series, sorted, without `job`, `instance` and a histogram's `le` or summary's `quantile`. */
  readonly labels: readonly string[];
  /** Whether the exporter leaves the type open; such a metric counts as a gauge. */
  readonly untyped: boolean;
  /** Whether it has a series now; without one its labels are not known. */
  readonly observed: boolean;
}
