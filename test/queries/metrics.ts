import type { Metric } from "../../src/metrics/metric.ts";

/** Metrics made by hand, with the labels that `defineMetrics` would give them. */
export const requests: Metric<"counter", "code" | "method" | "job" | "instance"> = {
  name: "http_requests_total",
  kind: "counter",
  unit: "requests",
  labels: ["code", "method", "job", "instance"],
};

export const sent: Metric<"counter", "device" | "job" | "instance"> = {
  name: "sent_bytes_total",
  kind: "counter",
  unit: "bytes",
  labels: ["device", "job", "instance"],
};

export const memory: Metric<"gauge", "job" | "instance"> = {
  name: "memory_bytes",
  kind: "gauge",
  unit: "bytes",
  labels: ["job", "instance"],
};

export const limit: Metric<"gauge", "job" | "instance"> = {
  name: "memory_limit_bytes",
  kind: "gauge",
  unit: "bytes",
  labels: ["job", "instance"],
};

export const up: Metric<"gauge", "job" | "instance"> = {
  name: "up",
  kind: "gauge",
  unit: "bool",
  labels: ["job", "instance"],
};

export const build: Metric<"info", "version" | "job" | "instance"> = {
  name: "build_info",
  kind: "info",
  labels: ["version", "job", "instance"],
};

export const duration: Metric<"histogram", "route" | "job" | "instance"> = {
  name: "http_request_duration_seconds",
  kind: "histogram",
  unit: "s",
  labels: ["route", "job", "instance"],
  buckets: [0.1, 0.25, 1, 10],
};

export const nativeDuration: Metric<"histogram", "route" | "job" | "instance"> = {
  name: "rpc_duration_seconds",
  kind: "histogram",
  unit: "s",
  labels: ["route", "job", "instance"],
  native: true,
};

export const pauses: Metric<"summary", "job" | "instance"> = {
  name: "gc_duration_seconds",
  kind: "summary",
  unit: "s",
  labels: ["job", "instance"],
  quantiles: [0, 0.25, 0.5, 0.75, 1],
};
