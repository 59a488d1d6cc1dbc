/** Every function of the room with the exact text and unit that it makes. */
import type { Expression } from "../../src/queries/expression.ts";
import * as q from "../../src/queries/queries.ts";
import { build, duration, limit, memory, nativeDuration, pauses, requests, sent, up } from "./metrics.ts";

export interface GoldenCase {
  readonly name: string;
  readonly expression: Expression;
  readonly text: string;
  readonly unit: string | undefined;
}

function golden(name: string, expression: Expression, text: string, unit: string | undefined): GoldenCase {
  return { name, expression, text, unit };
}

const rates = q.rate(requests);
const rateText = "rate(http_requests_total[$__rate_interval])";
const hour = q.subquery(q.sum(memory), { range: "1h" });

const counters = [
  golden("rate", rates, rateText, "reqps"),
  golden("rate of bytes", q.rate(sent), "rate(sent_bytes_total[$__rate_interval])", "Bps"),
  golden("rate with a range", q.rate(requests, { range: "5m" }), "rate(http_requests_total[5m])", "reqps"),
  golden("irate", q.irate(requests), "irate(http_requests_total[$__rate_interval])", "reqps"),
  golden(
    "increase",
    q.increase(sent, { range: "$__range" }),
    "increase(sent_bytes_total[$__range])",
    "bytes",
  ),
  golden(
    "increase of a noun",
    q.increase(requests, { range: "1h30m" }),
    "increase(http_requests_total[1h30m])",
    "short",
  ),
  golden("resets", q.resets(requests), "resets(http_requests_total[$__rate_interval])", "short"),
  golden("value of a counter", q.value(requests), "http_requests_total", "short"),
  golden("value of a gauge", q.value(memory), "memory_bytes", "bytes"),
];

const gauges = [
  golden("delta", q.delta(memory), "delta(memory_bytes[$__rate_interval])", "bytes"),
  golden("idelta", q.idelta(memory), "idelta(memory_bytes[$__rate_interval])", "bytes"),
  golden("deriv", q.deriv(memory, { range: "1h" }), "deriv(memory_bytes[1h])", "Bps"),
  golden("changes", q.changes(up, { range: "$__range" }), "changes(up[$__range])", "short"),
  golden(
    "predictLinear",
    q.predictLinear(memory, 14400, { range: "1h" }),
    "predict_linear(memory_bytes[1h], 14400)",
    "bytes",
  ),
  golden("delta of a subquery", q.delta(hour), "delta(sum(memory_bytes)[1h:])", "bytes"),
];

const overTime = [
  golden("avgOverTime", q.avgOverTime(memory, { range: "1h" }), "avg_over_time(memory_bytes[1h])", "bytes"),
  golden("minOverTime", q.minOverTime(memory), "min_over_time(memory_bytes[$__rate_interval])", "bytes"),
  golden("maxOverTime", q.maxOverTime(hour), "max_over_time(sum(memory_bytes)[1h:])", "bytes"),
  golden("sumOverTime", q.sumOverTime(hour), "sum_over_time(sum(memory_bytes)[1h:])", "bytes"),
  golden(
    "countOverTime",
    q.countOverTime(requests),
    "count_over_time(http_requests_total[$__rate_interval])",
    "short",
  ),
  golden(
    "quantileOverTime",
    q.quantileOverTime(0.9, hour),
    "quantile_over_time(0.9, sum(memory_bytes)[1h:])",
    "bytes",
  ),
  golden("lastOverTime", q.lastOverTime(build), "last_over_time(build_info[$__rate_interval])", "short"),
  golden(
    "stddevOverTime",
    q.stddevOverTime(memory),
    "stddev_over_time(memory_bytes[$__rate_interval])",
    "bytes",
  ),
  golden("presentOverTime", q.presentOverTime(up), "present_over_time(up[$__rate_interval])", "short"),
  golden("absentOverTime", q.absentOverTime(up, { range: "1h" }), "absent_over_time(up[1h])", "short"),
];

const shifts = [
  golden(
    "offset of a selector",
    q.rate(q.offset(requests, "1w")),
    "rate(http_requests_total[$__rate_interval] offset 1w)",
    "reqps",
  ),
  golden("offset of a gauge", q.sum(q.offset(memory, "1h")), "sum(memory_bytes offset 1h)", "bytes"),
  golden("negative offset", q.value(q.offset(memory, "-1h")), "memory_bytes offset -1h", "bytes"),
  golden("at a time", q.value(q.at(memory, 1609746000)), "memory_bytes @ 1609746000", "bytes"),
  golden(
    "at the end",
    q.rate(q.at(requests, "end")),
    "rate(http_requests_total[$__rate_interval] @ end())",
    "reqps",
  ),
  golden(
    "at and offset",
    q.value(q.offset(q.at(memory, "start"), "5m")),
    "memory_bytes @ start() offset 5m",
    "bytes",
  ),
  golden(
    "select after offset",
    q.value(q.select(q.offset(memory, "5m"), { job: "a" })),
    'memory_bytes{job="a"} offset 5m',
    "bytes",
  ),
  golden(
    "subquery with a step",
    q.subquery(rates, { range: "1h", step: "1m" }),
    `${rateText}[1h:1m]`,
    "reqps",
  ),
  golden(
    "subquery of a sum",
    q.maxOverTime(q.subquery(q.add(memory, limit), { range: "1h" })),
    "max_over_time((memory_bytes + memory_limit_bytes)[1h:])",
    "bytes",
  ),
  golden(
    "subquery of an offset gauge",
    q.maxOverTime(q.subquery(q.offset(memory, "5m"), { range: "1h" })),
    "max_over_time(memory_bytes offset 5m[1h:])",
    "bytes",
  ),
  golden(
    "offset of a subquery",
    q.avgOverTime(q.offset(hour, "1d")),
    "avg_over_time(sum(memory_bytes)[1h:] offset 1d)",
    "bytes",
  ),
  golden(
    "subquery at the end",
    q.avgOverTime(q.at(hour, "end")),
    "avg_over_time(sum(memory_bytes)[1h:] @ end())",
    "bytes",
  ),
];

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

const arithmetic = [
  golden("add", q.add(memory, limit), "memory_bytes + memory_limit_bytes", "bytes"),
  golden(
    "subtract a sum",
    q.subtract(1, q.subtract(q.divide(memory, limit), 2)),
    "1 - (memory_bytes / memory_limit_bytes - 2)",
    "percentunit",
  ),
  golden(
    "subtract from a difference",
    q.subtract(q.subtract(memory, limit), 2),
    "memory_bytes - memory_limit_bytes - 2",
    "bytes",
  ),
  golden("multiply a sum", q.multiply(q.add(memory, 1), 2), "(memory_bytes + 1) * 2", "bytes"),
  golden(
    "divide by a product",
    q.divide(memory, q.multiply(limit, 2)),
    "memory_bytes / (memory_limit_bytes * 2)",
    "percentunit",
  ),
  golden("modulo", q.modulo(memory, 1024), "memory_bytes % 1024", "bytes"),
  golden("power of a power", q.power(2, q.power(up, 3)), "2 ^ up ^ 3", undefined),
  golden("power of powers", q.power(q.power(2, up), 3), "(2 ^ up) ^ 3", undefined),
  golden("power of negatives", q.power(-1, -2), "(-1) ^ -2", undefined),
  golden("negate", q.negate(memory), "-memory_bytes", "bytes"),
  golden("negate a product", q.negate(q.multiply(memory, 2)), "-(memory_bytes * 2)", "bytes"),
  golden("negate a power", q.negate(q.power(memory, 2)), "-memory_bytes ^ 2", undefined),
  golden("negate a negation", q.negate(q.negate(memory)), "-(-memory_bytes)", "bytes"),
  golden("negate a number", q.negate(5), "-5", undefined),
  golden(
    "multiply a negation",
    q.multiply(memory, q.negate(limit)),
    "memory_bytes * (-memory_limit_bytes)",
    undefined,
  ),
  golden("a negative factor", q.multiply(memory, -1), "memory_bytes * -1", "bytes"),
  golden("a negative summand", q.subtract(memory, -1), "memory_bytes - -1", "bytes"),
  golden(
    "special numbers",
    q.add(q.add(NaN, Infinity), q.add(-Infinity, 1e21)),
    "NaN + Inf + (-Inf + 1e21)",
    undefined,
  ),
  golden("a small number", q.multiply(memory, 1e-9), "memory_bytes * 1e-9", "bytes"),
  golden("scalars", q.multiply(4, 3600), "4 * 3600", undefined),
  golden("time", q.subtract(q.time(), q.timestamp(up)), "time() - timestamp(up)", "s"),
  golden(
    "matching on",
    q.multiply(memory, build, { on: ["job", "instance"], groupLeft: ["version"] }),
    "memory_bytes * on (job, instance) group_left (version) build_info",
    "bytes",
  ),
  golden(
    "matching ignoring",
    q.divide(q.rate(requests), q.rate(requests), { ignoring: ["code"], groupLeft: true }),
    `${rateText} / ignoring (code) group_left () ${rateText}`,
    "percentunit",
  ),
  golden(
    "matching on nothing",
    q.divide(q.sum(memory), q.sum(limit), { on: [] }),
    "sum(memory_bytes) / on () sum(memory_limit_bytes)",
    "percentunit",
  ),
  golden("empty matching", q.divide(memory, limit, {}), "memory_bytes / memory_limit_bytes", "percentunit"),
];

const comparisons = [
  golden("equal", q.equal(up, 0), "up == 0", "bool"),
  golden("notEqual", q.notEqual(up, 1), "up != 1", "bool"),
  golden(
    "greater",
    q.greater(memory, limit, { on: ["job"] }),
    "memory_bytes > on (job) memory_limit_bytes",
    "bytes",
  ),
  golden(
    "greater with bool",
    q.greater(memory, limit, { bool: true, on: ["job"] }),
    "memory_bytes > bool on (job) memory_limit_bytes",
    "bool",
  ),
  golden("greaterOrEqual", q.greaterOrEqual(memory, 0), "memory_bytes >= 0", "bytes"),
  golden("less", q.less(q.subtract(q.time(), memory), 30), "time() - memory_bytes < 30", undefined),
  golden("lessOrEqual", q.lessOrEqual(0, memory), "0 <= memory_bytes", "bytes"),
  golden("scalars with bool", q.greater(q.time(), 5, { bool: true }), "time() > bool 5", "bool"),
  golden(
    "comparison of a comparison",
    q.greater(q.greater(memory, 1), q.less(limit, 2)),
    "memory_bytes > 1 > (memory_limit_bytes < 2)",
    "bytes",
  ),
  golden("comparison in a product", q.multiply(0, q.equal(up, 0)), "0 * (up == 0)", "bool"),
];

const sets = [
  golden(
    "and",
    q.and(memory, q.greater(limit, 0), { on: ["job"] }),
    "memory_bytes and on (job) memory_limit_bytes > 0",
    "bytes",
  ),
  golden("or", q.or(q.sum(rates), q.vector(0)), `sum(${rateText}) or vector(0)`, "reqps"),
  golden("or of unlike units", q.or(memory, up), "memory_bytes or up", undefined),
  golden(
    "unless",
    q.unless(memory, limit, { ignoring: ["instance"] }),
    "memory_bytes unless ignoring (instance) memory_limit_bytes",
    "bytes",
  ),
  golden(
    "and of an or",
    q.and(q.or(memory, limit), up),
    "(memory_bytes or memory_limit_bytes) and up",
    "bytes",
  ),
  golden(
    "or of an and",
    q.or(q.and(memory, limit), up),
    "memory_bytes and memory_limit_bytes or up",
    undefined,
  ),
  golden("or of an or", q.or(memory, q.or(limit, up)), "memory_bytes or (memory_limit_bytes or up)", "bytes"),
];

const functions = [
  golden("abs", q.abs(memory), "abs(memory_bytes)", "bytes"),
  golden("ceil", q.ceil(memory), "ceil(memory_bytes)", "bytes"),
  golden("floor", q.floor(memory), "floor(memory_bytes)", "bytes"),
  golden("round", q.round(memory), "round(memory_bytes)", "bytes"),
  golden("round to", q.round(memory, 1024), "round(memory_bytes, 1024)", "bytes"),
  golden(
    "clamp",
    q.clamp(memory, 0, q.scalar(limit)),
    "clamp(memory_bytes, 0, scalar(memory_limit_bytes))",
    "bytes",
  ),
  golden("clampMin", q.clampMin(memory, -1), "clamp_min(memory_bytes, -1)", "bytes"),
  golden("clampMax", q.clampMax(memory, 1), "clamp_max(memory_bytes, 1)", "bytes"),
  golden("exp", q.exp(memory), "exp(memory_bytes)", undefined),
  golden("ln", q.ln(memory), "ln(memory_bytes)", undefined),
  golden("log2", q.log2(memory), "log2(memory_bytes)", undefined),
  golden("log10", q.log10(memory), "log10(memory_bytes)", undefined),
  golden("sqrt", q.sqrt(memory), "sqrt(memory_bytes)", undefined),
  golden("sgn", q.sgn(memory), "sgn(memory_bytes)", "short"),
  golden("sort", q.sort(memory), "sort(memory_bytes)", "bytes"),
  golden("sortDesc", q.sortDesc(memory), "sort_desc(memory_bytes)", "bytes"),
  golden("timestamp", q.timestamp(requests), "timestamp(http_requests_total)", "s"),
  golden("absent", q.absent(q.select(up, { job: "a" })), 'absent(up{job="a"})', "short"),
  golden("vector of a scalar", q.vector(q.time()), "vector(time())", "s"),
  golden("scalar", q.scalar(q.sum(memory)), "scalar(sum(memory_bytes))", "bytes"),
  golden(
    "labelReplace",
    q.labelReplace(up, { target: "host", replacement: "$1", source: "instance", pattern: "([^:]+).*" }),
    'label_replace(up, "host", "$1", "instance", "([^:]+).*")',
    "bool",
  ),
  golden(
    "labelReplace of a whole label",
    q.labelReplace(up, { target: "host", replacement: "$1", source: "instance" }),
    'label_replace(up, "host", "$1", "instance", "(.*)")',
    "bool",
  ),
  golden(
    "labelReplace with a constant",
    q.labelReplace(up, { target: "mode", replacement: "user" }),
    'label_replace(up, "mode", "user", "", "")',
    "bool",
  ),
  golden(
    "labelJoin",
    q.labelJoin(up, { target: "id", separator: "/", sources: ["job", "instance"] }),
    'label_join(up, "id", "/", "job", "instance")',
    "bool",
  ),
];

/** All cases of the room. */
export const goldenCases: readonly GoldenCase[] = [
  counters,
  gauges,
  overTime,
  shifts,
  aggregations,
  histograms,
  ratios,
  arithmetic,
  comparisons,
  sets,
  functions,
].flat();
