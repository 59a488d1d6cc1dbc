import * as q from "../../../src/queries/queries.ts";
import { build, limit, memory, requests, sent, up } from "../metrics.ts";
import { golden, type GoldenCase } from "./golden-case.ts";

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

export const seriesCases: readonly GoldenCase[] = [...counters, ...gauges, ...overTime, ...shifts];
