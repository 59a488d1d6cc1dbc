import * as q from "../../../src/queries/queries.ts";
import { build, limit, memory, requests, up } from "../metrics.ts";
import { golden, type GoldenCase } from "./golden-case.ts";

const rates = q.rate(requests);
const rateText = "rate(http_requests_total[$__rate_interval])";

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
  golden("negate a power", q.negate(q.power(memory, 2)), "-(memory_bytes ^ 2)", undefined),
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

export const operatorCases: readonly GoldenCase[] = [...arithmetic, ...comparisons, ...sets];
