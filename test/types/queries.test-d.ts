/** What must compile and what must not; checked by `tsc`, never run. */
import type { Metric } from "../../src/metrics/metric.ts";
import { defineMetrics } from "../../src/metrics/define.ts";
import * as q from "../../src/queries/queries.ts";

const m = defineMetrics({
  requests: { name: "http_requests_total", kind: "counter", unit: "requests", labels: ["code", "method"] },
  errors: { name: "http_errors_total", kind: "counter", labels: ["reason"] },
  memory: { name: "memory_bytes", kind: "gauge", unit: "bytes", labels: ["area"] },
  build: { name: "build_info", kind: "info", labels: ["version"] },
  duration: { name: "duration_seconds", kind: "histogram", unit: "s", labels: ["route"] },
  pauses: { name: "pause_seconds", kind: "summary", unit: "s" },
});

const rates = q.rate(m.requests);
const byJob = q.sum(rates, { by: ["job"] });
const hour = q.subquery(m.memory, { range: "1h" });

type Equal<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;

/** Compiles only when the expression's labels are just `Label`. */
function hasLabels<Label extends string>() {
  return <Actual extends string>(
    _expression: q.Vector<Actual>,
    ..._proof: Equal<Actual, Label> extends true ? [] : [never]
  ): void => {};
}

/** Compiles only for a number. */
function isScalar(_expression: q.Scalar): void {}

export function kindsOfMetrics(): void {
  // @ts-expect-error A gauge has no rate.
  q.rate(m.memory);
  // @ts-expect-error A histogram has no rate of its own.
  q.rate(m.duration);
  // @ts-expect-error A rate has no rate.
  q.rate(rates);
  // @ts-expect-error A gauge does not grow.
  q.increase(m.memory);
  // @ts-expect-error An info metric does not change.
  q.irate(m.build);
  // @ts-expect-error A gauge has no resets.
  q.resets(m.memory);
  // @ts-expect-error A counter has no delta: restarts make it negative.
  q.delta(m.requests);
  // @ts-expect-error A counter has no slope.
  q.deriv(m.requests);
  // @ts-expect-error A counter is not predicted raw.
  q.predictLinear(m.requests, 3600);
  // @ts-expect-error A raw counter is not averaged.
  q.avgOverTime(m.requests);
  // @ts-expect-error An instant vector is no window.
  q.avgOverTime(byJob);
  // @ts-expect-error A subquery has its own range.
  q.avgOverTime(hour, { range: "1h" });
  // @ts-expect-error A counter has no quantile.
  q.quantile(0.95, m.requests);
  // @ts-expect-error A gauge has no quantile.
  q.quantile(0.95, m.memory);
  // @ts-expect-error A summary's quantiles are computed by its clients.
  q.quantile(0.95, m.pauses);
  // @ts-expect-error A histogram has no quantile series.
  q.quantileSeries(m.duration, 0.95);
  // @ts-expect-error A counter has no average of observations.
  q.average(m.requests);
  // @ts-expect-error A summary has no buckets.
  q.bucketOf(m.pauses);
  // @ts-expect-error A gauge has no count of observations.
  q.countOf(m.memory);
  // @ts-expect-error A summary has no buckets to compare with.
  q.fractionBelow(m.pauses, 1);
  // @ts-expect-error A gauge is no histogram.
  q.heatmapBuckets(m.memory);
  // @ts-expect-error A histogram has no values of its own.
  q.value(m.duration);
  // @ts-expect-error The share of errors is that of counters.
  q.errorRatio(m.memory, m.requests);
  q.countOverTime(m.requests);
  q.quantile(0.95, m.duration, { by: ["route"] });
  q.average(m.pauses, { by: ["instance"] });
}

export function rawCounters(): void {
  // @ts-expect-error A raw counter drops at restarts.
  q.sum(m.requests);
  // @ts-expect-error Also when some of it is selected.
  q.sum(q.select(m.requests, { code: "500" }));
  // @ts-expect-error Also a histogram's part.
  q.max(q.countOf(m.duration));
  // @ts-expect-error Also in arithmetic.
  q.divide(m.errors, 2);
  // @ts-expect-error Also in comparisons.
  q.greater(m.requests, 0);
  // @ts-expect-error Also in a ratio.
  q.ratio(m.errors, m.requests);
  // @ts-expect-error Also in a query.
  q.query(m.requests);
  q.sum(q.value(m.requests));
  q.count(m.requests);
  q.absent(m.requests);
  q.sum(m.memory);
  q.query(m.build);
}

export function missingLabels(): void {
  // @ts-expect-error No such label to select.
  q.select(m.requests, { status: "500" });
  // @ts-expect-error No such label in the selector that is selected from.
  q.select(q.select(m.requests, { code: "500" }), { status: "500" });
  // @ts-expect-error No such label to keep.
  q.sum(rates, { by: ["route"] });
  // @ts-expect-error The label was dropped before.
  q.max(byJob, { by: ["code"] });
  // @ts-expect-error No such label to drop.
  q.sum(rates, { without: ["route"] });
  // @ts-expect-error No such label to group by.
  q.topk(5, rates, { by: ["route"] });
  // @ts-expect-error No such label to keep.
  q.quantile(0.95, m.duration, { by: ["code"] });
  // @ts-expect-error The label is on one side only.
  q.divide(byJob, rates, { on: ["code"] });
  // @ts-expect-error The label is on neither side.
  q.divide(byJob, rates, { ignoring: ["route"] });
  // @ts-expect-error The label to copy is on the left.
  q.multiply(rates, m.memory, { on: ["job"], groupLeft: ["code"] });
  // @ts-expect-error The label is on one side only.
  q.and(byJob, rates, { on: ["code"] });
  // @ts-expect-error The label is on one side only.
  q.greater(byJob, rates, { on: ["code"] });
  // @ts-expect-error Only labels that both counters have.
  q.errorRatio(m.errors, m.requests, { by: ["code"] });
  // @ts-expect-error No such label to read.
  q.labelReplace(byJob, { target: "host", replacement: "$1", source: "instance" });
  // @ts-expect-error No such label to join.
  q.labelJoin(byJob, { target: "id", sources: ["job", "instance"] });
  q.select(q.bucketOf(m.duration), { le: "1" });
  q.select(q.quantilesOf(m.pauses), { quantile: "1" });
  // @ts-expect-error The label `le` is that of the buckets.
  q.select(m.duration, { le: "1" });
}

export function impossibleOptions(): void {
  // @ts-expect-error Misspelt.
  q.sum(rates, { By: ["job"] });
  // @ts-expect-error Misspelt beside another.
  q.divide(rates, rates, { on: ["job"], gruopLeft: true });
  // @ts-expect-error Misspelt.
  q.rate(m.requests, { window: "5m" });
  // @ts-expect-error Scalars have no series to match.
  q.divide(rates, 2, { on: ["job"] });
  // @ts-expect-error Set operators take no group.
  q.and(rates, byJob, { on: ["job"], groupLeft: true });
  // @ts-expect-error A comparison of scalars needs `bool`.
  q.greater(1, 2);
  // @ts-expect-error A comparison of scalars needs `bool`, not its absence.
  q.less(q.time(), 5, { bool: false });
  isScalar(q.greater(q.time(), 5, { bool: true }));
  q.greater(rates, 5);
  // @ts-expect-error A number is no vector.
  q.sum(5);
  // @ts-expect-error A scalar is no vector.
  q.sum(q.time());
  // @ts-expect-error A scalar is no set.
  q.or(rates, 0);
  // @ts-expect-error A window is no instant vector.
  q.sum(hour);
  // @ts-expect-error A window cannot be added to.
  q.add(hour, 1);
  // @ts-expect-error The shift of an expression needs a subquery.
  q.offset(rates, "1h");
}

export function labelsOfResults(): void {
  hasLabels<"code" | "method" | "job" | "instance">()(rates);
  hasLabels<never>()(q.sum(rates));
  hasLabels<"job">()(byJob);
  hasLabels<"code" | "method" | "job">()(q.sum(rates, { without: ["instance"] }));
  hasLabels<"code" | "method" | "job" | "instance">()(q.sum(rates, { without: [] }));
  hasLabels<"code" | "method" | "job" | "instance">()(q.topk(5, rates, { by: ["job"] }));
  hasLabels<"job" | "value">()(q.countValues("value", byJob, { by: ["job"] }));
  hasLabels<"job">()(q.quantile(0.95, m.duration, { by: ["job"] }));
  hasLabels<"le">()(q.heatmapBuckets(m.duration));
  hasLabels<"route" | "job" | "instance">()(q.histogramQuantile(0.95, q.rate(q.bucketOf(m.duration))));
  hasLabels<"job">()(q.add(byJob, 1));
  hasLabels<"job">()(q.subtract(1, byJob));
  hasLabels<"job">()(q.negate(byJob));
  hasLabels<"job">()(q.divide(rates, rates, { on: ["job"] }));
  hasLabels<"method" | "job" | "instance">()(q.divide(rates, rates, { ignoring: ["code"] }));
  hasLabels<"code" | "method" | "job" | "instance">()(
    q.divide(rates, byJob, { on: ["job"], groupLeft: true }),
  );
  hasLabels<"area" | "job" | "instance" | "version">()(
    q.multiply(m.memory, m.build, { on: ["job", "instance"], groupLeft: ["version"] }),
  );
  hasLabels<"code" | "method" | "job" | "instance">()(
    q.multiply(byJob, rates, { on: ["job"], groupRight: true }),
  );
  hasLabels<"job">()(q.greater(byJob, 0));
  hasLabels<"job">()(q.greater(0, byJob));
  hasLabels<"job" | "host">()(q.or(byJob, q.labelReplace(byJob, { target: "host", replacement: "a" })));
  hasLabels<"job" | "code">()(q.or(byJob, q.sum(rates, { by: ["code"] })));
  hasLabels<"job" | "value">()(q.or(byJob, q.countValues("value", m.memory, { by: ["job"] })));
  hasLabels<"code">()(q.clampMin(q.sum(rates, { by: ["code"] }), 1));
  hasLabels<"job">()(q.errorRatio(m.errors, m.requests, { by: ["job"] }));
  hasLabels<"job">()(q.ratio(byJob, byJob));
  hasLabels<"area" | "job" | "instance">()(q.avgOverTime(q.offset(hour, "1d")));
  hasLabels<string>()(q.promql`up`);
  isScalar(q.multiply(4, 3600));
  isScalar(q.scalar(byJob));
  isScalar(q.negate(5));
}

/** A function for every counter that has at least the label `job`, as signals are. */
export function genericOverLabels<Label extends string>(
  counter: q.Source<"counter", Label | "job">,
): q.Vector<"job"> {
  return q.sum(q.rate(counter), { by: ["job"] });
}

export function genericCalls(untyped: Metric<"counter">): void {
  genericOverLabels(m.requests);
  // @ts-expect-error A gauge is no counter.
  genericOverLabels(m.memory);
  q.sum(q.rate(untyped), { by: ["anything"] });
  q.sum(q.promql`up`, { by: ["anything"] });
}
