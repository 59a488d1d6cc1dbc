import * as q from "../../../src/queries/queries.ts";
import { limit, memory, requests, up } from "../metrics.ts";
import { golden, type GoldenCase } from "./golden-case.ts";

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

export const functionCases: readonly GoldenCase[] = [...functions];
