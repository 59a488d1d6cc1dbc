import { expect, test } from "vitest";
import type { MetricKind } from "../../src/metrics/metric.ts";
import { unitOfName, unitOfWord } from "../../src/metrics/unit.ts";

const cases: readonly (readonly [name: string, kind: MetricKind, unit: string | undefined])[] = [
  ["http_request_duration_seconds", "histogram", "s"],
  ["http_server_requests_seconds_max", "gauge", "s"],
  ["process_cpu_seconds_total", "counter", "s"],
  ["process_cpu_time_ns_total", "counter", "ns"],
  ["jvm_memory_max_bytes", "gauge", "bytes"],
  ["cache_hit_ratio", "gauge", "percentunit"],
  ["room_temperature_celsius", "gauge", "celsius"],
  ["http_requests_total", "counter", "requests"],
  ["http.server.requests", "counter", "requests"],
  ["builder_builds_triggered_total", "counter", "builds"],
  ["requests_in_flight", "gauge", "requests"],
  ["hikaricp_connections_max", "gauge", "connections"],
  ["engine_daemon_engine_cpus_cpus", "gauge", "cpus"],
  ["go_info", "info", undefined],
  ["node_boot_seconds_info", "info", undefined],
  ["access_log_total", "counter", undefined],
  ["job_status", "gauge", undefined],
  ["device_class", "gauge", undefined],
  ["total", "counter", undefined],
  ["", "gauge", undefined],
];

test.each(cases)("the name %s of a %s tells the unit %s", (name, kind, unit) => {
  expect(unitOfName(name, kind)).toBe(unit);
});

test("a declared unit is Grafana's where it has one, else what is counted", () => {
  expect([unitOfWord("seconds"), unitOfWord("parsecs")]).toEqual(["s", "parsecs"]);
});
