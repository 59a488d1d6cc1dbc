/** What Prometheus calls the type of a metric; `info` is a gauge that is always 1 and carries facts in its labels. */
export type MetricKind = "counter" | "gauge" | "histogram" | "summary" | "info";

/**
 * Labels that Prometheus attaches to every series of a target, so that every metric has them.
 * Prometheus 2 and 3: `job` from the scrape configuration, `instance` from the address.
 */
export type TargetLabel = "job" | "instance";

/** A metric as the exporter declares it: what a catalogue lists. */
export interface MetricSpec {
  /** The metric's full name; for a histogram or summary without `_bucket`, `_sum` and `_count`. */
  readonly name: string;
  readonly kind: MetricKind;
  /** The exporter's HELP text. */
  readonly help?: string;
  /**
   * What one unit of the value is: a Grafana unit id (`s`, `bytes`, `percentunit`) or the noun that is counted
   * (`requests`, `containers`). @default unknown, shown as `short`
   */
  readonly unit?: string;
  /** The labels that the exporter itself sets, besides `job` and `instance`. */
  readonly labels?: readonly string[];
  /** Upper limits of a classic histogram's buckets, without `+Inf`. */
  readonly buckets?: readonly number[];
  /** The quantiles that a summary publishes. */
  readonly quantiles?: readonly number[];
  /** Whether a histogram is a native one (Prometheus 2.40+): no `_bucket` series, no `le`. @default false */
  readonly native?: boolean;
}

/** A typed metric: its kind and its labels are known to the compiler. */
export interface Metric<
  Kind extends MetricKind = MetricKind,
  Label extends string = string,
> extends MetricSpec {
  readonly kind: Kind;
  readonly labels: readonly Label[];
}
