import { expect, expectTypeOf, test } from "vitest";
import {
  defineMetrics,
  type Metric,
  type Metrics,
  type MetricSpec,
  type TargetLabel,
} from "../../src/metrics/metrics.ts";
import { failure } from "./failure.ts";

const metrics = defineMetrics({
  requests: { name: "http_requests_total", kind: "counter", unit: "requests", labels: ["code", "method"] },
  duration: { name: "http_request_duration_seconds", kind: "histogram", unit: "s", buckets: [0.1, 0.5, 1] },
  heap: { name: "heap_bytes", kind: "gauge" },
});

test("the compiler knows each metric's kind and labels without `as const`", () => {
  expectTypeOf(metrics.requests).toEqualTypeOf<Metric<"counter", "code" | "method" | TargetLabel>>();
  expectTypeOf(metrics.duration).toEqualTypeOf<Metric<"histogram", TargetLabel>>();
  expectTypeOf(metrics.heap).toEqualTypeOf<Metric<"gauge", TargetLabel>>();
  // @ts-expect-error -- a metric that is not defined
  expect(metrics.missing).toBeUndefined();
});

test("target labels of the scrape configuration belong to every metric", () => {
  const { up } = defineMetrics({ up: { name: "up", kind: "gauge" } }, { targetLabels: ["cluster", "env"] });
  expectTypeOf(up).toEqualTypeOf<Metric<"gauge", TargetLabel | "cluster" | "env">>();
  expect(up.labels).toEqual(["job", "instance", "cluster", "env"]);
});

test("specs that the compiler does not know give metrics with any label", () => {
  const specs: Record<string, MetricSpec> = { up: { name: "up", kind: "gauge" } };
  expectTypeOf(defineMetrics(specs)).toEqualTypeOf<Metrics<Record<string, MetricSpec>>>();
  expectTypeOf(defineMetrics(specs)["up"]?.labels).toEqualTypeOf<readonly string[] | undefined>();
});

test("a metric is what was declared, with the labels of its target", () => {
  expect(metrics.requests).toEqual({
    name: "http_requests_total",
    kind: "counter",
    unit: "requests",
    labels: ["code", "method", "job", "instance"],
  });
});

test("a label that is a target label too is listed once", () => {
  const { up } = defineMetrics({ up: { name: "up", kind: "gauge", labels: ["job", "zone"] } });
  expect(up.labels).toEqual(["job", "zone", "instance"]);
});

test("metrics are frozen throughout, and independent of what they were made from", () => {
  const buckets = [1, 2];
  const { size } = defineMetrics({ size: { name: "size", kind: "histogram", buckets } });
  buckets.push(3);
  expect(size.buckets).toEqual([1, 2]);
  for (const value of [metrics, size, size.labels, size.buckets]) expect(Object.isFrozen(value)).toBe(true);
});

test("names in any script are allowed, as in Prometheus 3", () => {
  const { one } = defineMetrics({ one: { name: "http.server/дело", kind: "gauge", labels: ["k8s.pod"] } });
  expect(one.name).toBe("http.server/дело");
});

const wrong: {
  readonly name: string;
  readonly spec: object;
  readonly message: string;
  readonly hint?: string;
}[] = [
  {
    name: "an empty name",
    spec: { name: "", kind: "gauge" },
    message: "The name `` of the metric `x` is not a Prometheus metric name.",
  },
  {
    name: "half a character in a name",
    spec: { name: "a\ud800", kind: "gauge" },
    message: "The name `a\ud800` of the metric `x` is not a Prometheus metric name.",
  },
  {
    name: "an unknown kind",
    spec: { name: "a", kind: "gage" },
    message: "The kind `gage` of the metric `x` does not exist.",
    hint: "Did you mean `gauge`?",
  },
  {
    name: "an option that does not exist",
    spec: { name: "a", kind: "gauge", lables: ["code"] },
    message: "The metric `x` has no option `lables`.",
    hint: "Did you mean `labels`?",
  },
  { name: "a text for a metric", spec: "a" as unknown as object, message: "The metric `x` is no object." },
  {
    name: "one bucket without a list",
    spec: { name: "a", kind: "histogram", buckets: 5 },
    message: "The `buckets` of the metric `x` are not a list.",
  },
  {
    name: "an empty label",
    spec: { name: "a", kind: "gauge", labels: ["ok", ""] },
    message: "A label of the metric `x` has the impossible name ``.",
  },
  {
    name: "labels that are no list",
    spec: { name: "a", kind: "gauge", labels: "code" },
    message: "The labels of the metric `x` are not a list.",
  },
  {
    name: "buckets out of order",
    spec: { name: "a", kind: "histogram", buckets: [0.1, 1, 0.5] },
    message: "The bucket limit `0.5` of the metric `x` is out of place.",
  },
  {
    name: "a bucket without limit",
    spec: { name: "a", kind: "histogram", buckets: [1, Infinity] },
    message: "The bucket limit `Infinity` of the metric `x` is out of place.",
  },
  {
    name: "buckets of a gauge",
    spec: { name: "a", kind: "gauge", buckets: [1] },
    message: "Only a histogram can have `buckets`, but the metric `x` is of kind `gauge`.",
  },
  {
    name: "a native counter",
    spec: { name: "a", kind: "counter", native: true },
    message: "Only a histogram can have `native`, but the metric `x` is of kind `counter`.",
  },
  {
    name: "a native histogram with fixed buckets",
    spec: { name: "a", kind: "histogram", native: true, buckets: [1] },
    message: "A native histogram has no fixed buckets, but the metric `x` lists some.",
  },
  {
    name: "a quantile in percent",
    spec: { name: "a", kind: "summary", quantiles: [0.5, 95] },
    message: "The quantile `95` of the metric `x` is outside 0 to 1.",
    hint: "The 95th percentile is `0.95`.",
  },
  {
    name: "quantiles of a histogram",
    spec: { name: "a", kind: "histogram", quantiles: [0.5] },
    message: "Only a summary publishes `quantiles`, but the metric `x` is of kind `histogram`.",
  },
  {
    name: "the name of a histogram's buckets",
    spec: { name: "a_bucket", kind: "histogram" },
    message: "The name `a_bucket` of the metric `x` is that of its buckets, not of the histogram.",
    hint: 'Write `name: "a"`.',
  },
];

test.each(wrong)("refuses $name", ({ spec, message, hint }) => {
  const error = failure(() => defineMetrics({ x: spec as MetricSpec }));
  expect(error).toMatchObject({ code: "invalid-definition", message, ...(hint && { hint }) });
});

test("refuses an impossible target label", () => {
  const error = failure(() => defineMetrics({}, { targetLabels: [""] }));
  expect(error.message).toBe("A label of `targetLabels` has the impossible name ``.");
});

test("refuses an option of the whole catalogue that does not exist", () => {
  const options = { targetLables: ["env"] } as object;
  expect(failure(() => defineMetrics({}, options))).toMatchObject({
    message: "`defineMetrics()` has no option `targetLables`.",
    hint: "Did you mean `targetLabels`?",
  });
});
