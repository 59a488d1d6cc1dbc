import { defineMetrics } from "../../../src/metrics/define.ts";
import * as q from "../../../src/queries/queries.ts";

/** The metrics of the verified queries. */
export const m = defineMetrics({
  galleryRequests: {
    name: "image_gallery_requests_total",
    kind: "counter",
    unit: "requests",
    labels: ["code", "method"],
  },
  galleryDuration: { name: "image_gallery_request_duration_seconds", kind: "histogram", unit: "s" },
  galleryUpstream: {
    name: "image_gallery_upstream_duration_seconds",
    kind: "summary",
    unit: "s",
    labels: ["upstream"],
  },
  httpDuration: {
    name: "http_request_duration_seconds",
    kind: "histogram",
    unit: "s",
    labels: ["route", "status_code"],
  },
  bootRequests: {
    name: "http_server_requests_seconds",
    kind: "histogram",
    unit: "s",
    labels: ["uri", "outcome", "exception"],
  },
  bootMax: { name: "http_server_requests_seconds_max", kind: "gauge", unit: "s", labels: ["uri"] },
  logEvents: { name: "logback_events_total", kind: "counter", unit: "events", labels: ["level"] },
  prometheusDuration: {
    name: "prometheus_http_request_duration_seconds",
    kind: "histogram",
    unit: "s",
    labels: ["handler"],
  },
  activeCount: { name: "http_server_requests_active_seconds_count", kind: "gauge", unit: "requests" },
  activeActiveCount: {
    name: "http_server_requests_active_seconds_active_count",
    kind: "gauge",
    unit: "requests",
  },
  cpuUser: { name: "process_cpu_user_seconds_total", kind: "counter", unit: "s" },
  cpuSystem: { name: "process_cpu_system_seconds_total", kind: "counter", unit: "s" },
  cpu: { name: "process_cpu_seconds_total", kind: "counter", unit: "s" },
  cpuUsage: { name: "process_cpu_usage", kind: "gauge", unit: "percentunit" },
  cpuCount: { name: "system_cpu_count", kind: "gauge", unit: "cores" },
  cpuTime: { name: "process_cpu_time_ns_total", kind: "counter", unit: "ns" },
  containerCpu: {
    name: "container_cpu_usage_seconds_total",
    kind: "counter",
    unit: "s",
    labels: ["name", "id"],
  },
  cpuQuota: { name: "container_spec_cpu_quota", kind: "gauge", unit: "µs", labels: ["name"] },
  cpuPeriod: { name: "container_spec_cpu_period", kind: "gauge", unit: "µs", labels: ["name"] },
  machineCores: { name: "machine_cpu_cores", kind: "gauge", unit: "cores" },
  nodeCpu: { name: "node_cpu_seconds_total", kind: "counter", unit: "s", labels: ["cpu", "mode"] },
  load: { name: "node_load1", kind: "gauge" },
  jvmUsed: { name: "jvm_memory_used_bytes", kind: "gauge", unit: "bytes", labels: ["area", "id"] },
  jvmMax: { name: "jvm_memory_max_bytes", kind: "gauge", unit: "bytes", labels: ["area", "id"] },
  workingSet: {
    name: "container_memory_working_set_bytes",
    kind: "gauge",
    unit: "bytes",
    labels: ["name", "container_label_com_docker_compose_service"],
  },
  memoryLimit: { name: "container_spec_memory_limit_bytes", kind: "gauge", unit: "bytes", labels: ["name"] },
  machineMemory: { name: "machine_memory_bytes", kind: "gauge", unit: "bytes" },
  oom: { name: "container_oom_events_total", kind: "counter", unit: "events", labels: ["name"] },
  lastSeen: { name: "container_last_seen", kind: "gauge", unit: "timestamp", labels: ["name", "id"] },
  health: { name: "container_health_state", kind: "gauge", unit: "bool", labels: ["name"] },
  swapTotal: { name: "node_memory_SwapTotal_bytes", kind: "gauge", unit: "bytes" },
  swapFree: { name: "node_memory_SwapFree_bytes", kind: "gauge", unit: "bytes" },
  gcPauses: { name: "go_gc_duration_seconds", kind: "summary", unit: "s" },
  allocated: { name: "go_memstats_alloc_bytes_total", kind: "counter", unit: "bytes" },
  ioTime: { name: "node_disk_io_time_seconds_total", kind: "counter", unit: "s", labels: ["device"] },
  readTime: { name: "node_disk_read_time_seconds_total", kind: "counter", unit: "s", labels: ["device"] },
  reads: { name: "node_disk_reads_completed_total", kind: "counter", unit: "reads", labels: ["device"] },
  avail: { name: "node_filesystem_avail_bytes", kind: "gauge", unit: "bytes", labels: ["fstype"] },
  size: { name: "node_filesystem_size_bytes", kind: "gauge", unit: "bytes", labels: ["fstype"] },
  receiveErrors: {
    name: "node_network_receive_errs_total",
    kind: "counter",
    unit: "packets",
    labels: ["device"],
  },
  transmitErrors: {
    name: "node_network_transmit_errs_total",
    kind: "counter",
    unit: "packets",
    labels: ["device"],
  },
  actions: {
    name: "engine_daemon_container_actions_seconds",
    kind: "histogram",
    unit: "s",
    labels: ["action"],
  },
  healthChecks: { name: "engine_daemon_health_checks_total", kind: "counter", unit: "checks" },
  failedChecks: { name: "engine_daemon_health_checks_failed_total", kind: "counter", unit: "checks" },
  up: { name: "up", kind: "gauge", unit: "bool" },
  seriesAdded: { name: "scrape_series_added", kind: "gauge", unit: "series" },
  startTime: { name: "process_start_time_seconds", kind: "gauge", unit: "timestamp" },
  openFiles: { name: "process_open_fds", kind: "gauge", unit: "files" },
  maxFiles: { name: "process_max_fds", kind: "gauge", unit: "files" },
});

export const job = q.variable("job");
export const named = { job, name: q.not("") };
export const server = { code: q.matches("5..") };
export const files = { job, fstype: q.notMatches("tmpfs|overlay|squashfs|ramfs") };

export const galleryRequests = q.select(m.galleryRequests, { job });
export const httpDuration = q.select(m.httpDuration, { job });
export const httpCount = q.countOf(httpDuration);
export const boot = q.select(m.bootRequests, { job });
export const bootTraffic = q.select(boot, { uri: q.notMatches("/actuator.*") });
export const workingSet = q.max(q.select(m.workingSet, named), { by: ["name"] });
export const nodeCpu = q.select(m.nodeCpu, { job });

export function byJob<Label extends string>(counter: q.Source<"counter", Label | "job">): q.Vector<"job"> {
  return q.sum(q.rate(counter), { by: ["job"] });
}
