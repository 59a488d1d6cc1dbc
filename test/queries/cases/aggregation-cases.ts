import * as q from "../../../src/queries/queries.ts";
import { build, duration, limit, memory, nativeDuration, pauses, requests, up } from "../metrics.ts";
import { golden, type GoldenCase } from "./golden-case.ts";

const rates = q.rate(requests);
const rateText = "rate(http_requests_total[$__rate_interval])";

const aggregations = [
  golden("sum", q.sum(rates), `sum(${rateText})`, "reqps"),
  golden("sum by", q.sum(rates, { by: ["job", "code"] }), `sum by (job, code) (${rateText})`, "reqps"),
  golden("sum by nothing", q.sum(rates, { by: [] }), `sum(${rateText})`, "reqps"),
  golden(
    "avg without",
    q.avg(memory, { without: ["instance"] }),
    "avg without (instance) (memory_bytes)",
    "bytes",
  ),
  golden("avg without nothing", q.avg(memory, { without: [] }), "avg without () (memory_bytes)", "bytes"),
  golden("min", q.min(memory), "min(memory_bytes)", "bytes"),
  golden("max", q.max(memory), "max(memory_bytes)", "bytes"),
  golden("count of a counter", q.count(requests), "count(http_requests_total)", "short"),
  golden("group", q.group(up, { by: ["job"] }), "group by (job) (up)", "short"),
  golden("stddev", q.stddev(memory), "stddev(memory_bytes)", "bytes"),
  golden("stdvar", q.stdvar(memory), "stdvar(memory_bytes)", undefined),
  golden("topk", q.topk(5, memory), "topk(5, memory_bytes)", "bytes"),
  golden("bottomk by", q.bottomk(3, memory, { by: ["job"] }), "bottomk by (job) (3, memory_bytes)", "bytes"),
  golden("topk of a scalar number", q.topk(q.scalar(up), memory), "topk(scalar(up), memory_bytes)", "bytes"),
  golden(
    "aggregateQuantile",
    q.aggregateQuantile(0.9, memory, { by: ["job"] }),
    "quantile by (job) (0.9, memory_bytes)",
    "bytes",
  ),
  golden("countValues", q.countValues("version", build), 'count_values("version", build_info)', "short"),
  golden(
    "countValues by",
    q.countValues("value", up, { by: ["job"] }),
    'count_values by (job) ("value", up)',
    "short",
  ),
];

const histograms = [
  golden(
    "quantile by",
    q.quantile(0.95, duration, { by: ["job"] }),
    "histogram_quantile(0.95, sum by (job, le) (rate(http_request_duration_seconds_bucket[$__rate_interval])))",
    "s",
  ),
  golden(
    "quantile of all",
    q.quantile(0.5, duration, { range: "5m" }),
    "histogram_quantile(0.5, sum by (le) (rate(http_request_duration_seconds_bucket[5m])))",
    "s",
  ),
  golden(
    "native quantile",
    q.quantile(0.95, q.select(nativeDuration, { route: "/" }), { by: ["job"] }),
    'histogram_quantile(0.95, sum by (job) (rate(rpc_duration_seconds{route="/"}[$__rate_interval])))',
    "s",
  ),
  golden(
    "average of a histogram",
    q.average(duration, { by: ["job"] }),
    "sum by (job) (rate(http_request_duration_seconds_sum[$__rate_interval])) / (sum by (job) (rate(http_request_duration_seconds_count[$__rate_interval])) > 0)",
    "s",
  ),
  golden(
    "average of a summary",
    q.average(pauses),
    "sum(rate(gc_duration_seconds_sum[$__rate_interval])) / (sum(rate(gc_duration_seconds_count[$__rate_interval])) > 0)",
    "s",
  ),
  golden(
    "native average",
    q.average(nativeDuration, { range: "5m" }),
    "histogram_sum(sum(rate(rpc_duration_seconds[5m]))) / (histogram_count(sum(rate(rpc_duration_seconds[5m]))) > 0)",
    "s",
  ),
  golden(
    "fractionBelow",
    q.fractionBelow(duration, 0.25, { by: ["job"], range: "5m" }),
    'sum by (job) (rate(http_request_duration_seconds_bucket{le="0.25"}[5m])) / (sum by (job) (rate(http_request_duration_seconds_count[5m])) > 0)',
    "percentunit",
  ),
  golden(
    "fractionBelow a whole number",
    q.fractionBelow(q.select(duration, { job: "a" }), 1, { range: "5m" }),
    'sum(rate(http_request_duration_seconds_bucket{job="a",le=~"1(\\\\.0)?"}[5m])) / (sum(rate(http_request_duration_seconds_count{job="a"}[5m])) > 0)',
    "percentunit",
  ),
  golden(
    "native fractionBelow",
    q.fractionBelow(nativeDuration, 0.3, { range: "5m" }),
    "histogram_fraction(-Inf, 0.3, sum(rate(rpc_duration_seconds[5m])))",
    "percentunit",
  ),
  golden(
    "heatmapBuckets",
    q.heatmapBuckets(duration),
    "sum by (le) (increase(http_request_duration_seconds_bucket[$__rate_interval]))",
    "short",
  ),
  golden(
    "native heatmapBuckets",
    q.heatmapBuckets(nativeDuration),
    "sum(increase(rpc_duration_seconds[$__rate_interval]))",
    "short",
  ),
  golden(
    "histogramQuantile",
    q.histogramQuantile(0.9, q.rate(q.bucketOf(duration))),
    "histogram_quantile(0.9, rate(http_request_duration_seconds_bucket[$__rate_interval]))",
    undefined,
  ),
  golden(
    "countOf",
    q.rate(q.countOf(duration)),
    "rate(http_request_duration_seconds_count[$__rate_interval])",
    "reqps",
  ),
  golden(
    "countOf a summary",
    q.rate(q.countOf(pauses)),
    "rate(gc_duration_seconds_count[$__rate_interval])",
    "ops",
  ),
  golden(
    "sumOf",
    q.rate(q.sumOf(q.select(duration, { route: "/" }))),
    'rate(http_request_duration_seconds_sum{route="/"}[$__rate_interval])',
    "percentunit",
  ),
  golden(
    "bucketOf",
    q.increase(q.bucketOf(q.offset(duration, "1d"), 10)),
    'increase(http_request_duration_seconds_bucket{le=~"10(\\\\.0)?"}[$__rate_interval] offset 1d)',
    "short",
  ),
  golden(
    "bucketOf infinity",
    q.increase(q.bucketOf(duration, Infinity)),
    'increase(http_request_duration_seconds_bucket{le="+Inf"}[$__rate_interval])',
    "short",
  ),
  golden(
    "quantilesOf",
    q.max(q.quantilesOf(pauses), { by: ["quantile"] }),
    "max by (quantile) (gc_duration_seconds)",
    "s",
  ),
  golden(
    "quantileSeries",
    q.max(q.quantileSeries(pauses, 0.5)),
    'max(gc_duration_seconds{quantile="0.5"})',
    "s",
  ),
  golden(
    "quantileSeries of a whole number",
    q.value(q.quantileSeries(q.select(pauses, { job: "a" }), 1)),
    'gc_duration_seconds{job="a",quantile=~"1(\\\\.0)?"}',
    "s",
  ),
];

const ratios = [
  golden("ratio", q.ratio(memory, limit), "memory_bytes / (memory_limit_bytes > 0)", "percentunit"),
  golden(
    "ratio on labels",
    q.ratio(q.sum(memory, { by: ["job"] }), limit, { on: ["job"], groupRight: true }),
    "sum by (job) (memory_bytes) / on (job) group_right () (memory_limit_bytes > 0)",
    "percentunit",
  ),
  golden(
    "errorRatio",
    q.errorRatio(q.select(requests, { code: q.matches("5..") }), requests, { by: ["job"], range: "5m" }),
    '(sum by (job) (rate(http_requests_total{code=~"5.."}[5m])) or 0 * sum by (job) (rate(http_requests_total[5m]))) / (sum by (job) (rate(http_requests_total[5m])) > 0)',
    "percentunit",
  ),
  golden(
    "errorRatio of expressions",
    q.errorRatio(rates, q.rate(q.countOf(duration))),
    `(sum(${rateText}) or 0 * sum(rate(http_request_duration_seconds_count[$__rate_interval]))) / (sum(rate(http_request_duration_seconds_count[$__rate_interval])) > 0)`,
    "percentunit",
  ),
];

export const aggregationCases: readonly GoldenCase[] = [...aggregations, ...histograms, ...ratios];
