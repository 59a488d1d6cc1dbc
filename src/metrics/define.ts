import type { Metric, MetricSpec, TargetLabel } from "./metric.ts";
import { checkLabels, checkNames, checkSpec } from "./spec-check.ts";

/** The metrics of a catalogue: the name that the user's code gives each, and what the exporter declares. */
export type MetricSpecs = Readonly<Record<string, MetricSpec>>;

type LabelsOf<Spec extends MetricSpec> = "labels" extends keyof Spec
  ? NonNullable<Spec["labels"]>[number]
  : never;

/**
 * The typed metrics that {@link defineMetrics} returns for `Specs`; `ExtraTargetLabel` are the labels of
 * {@link DefineMetricsOptions.targetLabels}.
 */
export type Metrics<Specs extends MetricSpecs, ExtraTargetLabel extends string = never> = {
  readonly [Key in keyof Specs]: Metric<
    Specs[Key]["kind"],
    LabelsOf<Specs[Key]> | TargetLabel | ExtraTargetLabel
  >;
};

/** What {@link defineMetrics} can be told besides the metrics. */
export interface DefineMetricsOptions<ExtraTargetLabel extends string = string> {
  /**
   * Labels that your scrape configuration attaches to every series besides `job` and `instance`:
   * `static_configs.labels`, relabelling or `external_labels`, for example `["cluster", "env"]`.
   * @default []
   */
  readonly targetLabels?: readonly ExtraTargetLabel[];
}

/**
 * Typed metrics for queries: their kinds and labels are known to the compiler, so that a rate of a gauge or a
 * label that the metric lacks does not compile. Each also has the labels of its target, `job` and `instance`.
 *
 * ```ts
 * export const metrics = defineMetrics({
 *   requests: { name: "http_requests_total", kind: "counter", unit: "requests", labels: ["code", "method"] },
 * });
 * ```
 */
export function defineMetrics<const Specs extends MetricSpecs, const ExtraTargetLabel extends string = never>(
  specs: Specs,
  options: DefineMetricsOptions<ExtraTargetLabel> = {},
): Metrics<Specs, ExtraTargetLabel> {
  checkNames(options, "`defineMetrics()`", ["targetLabels"]);
  checkLabels(options.targetLabels ?? [], "`targetLabels`");
  const targetLabels = ["job", "instance", ...(options.targetLabels ?? [])];
  const metrics = Object.entries(specs).map(([key, spec]) => {
    checkSpec(spec, key);
    return [key, freeze(spec, targetLabels)] as const;
  });
  return Object.freeze(Object.fromEntries(metrics)) as Metrics<Specs, ExtraTargetLabel>;
}

function freeze(spec: MetricSpec, targetLabels: readonly string[]): Metric {
  const labels = Object.freeze([...new Set([...(spec.labels ?? []), ...targetLabels])]);
  const copies = {
    ...(spec.buckets && { buckets: Object.freeze([...spec.buckets]) }),
    ...(spec.quantiles && { quantiles: Object.freeze([...spec.quantiles]) }),
  };
  return Object.freeze({ ...spec, ...copies, labels });
}
