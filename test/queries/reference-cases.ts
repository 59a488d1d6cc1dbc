/**
 * Queries that a live Prometheus 2.42 answered, one or more for each library, written with the typed functions. The
 * texts are those of the verification, letter by letter.
 */
import { defineMetrics } from "../../src/metrics/define.ts";
import type { Expression } from "../../src/queries/expression.ts";
import * as q from "../../src/queries/queries.ts";

export interface ReferenceCase {
  readonly id: string;
  readonly expression: Expression;
  readonly text: string;
  readonly unit: string;
}

const m = defineMetrics({
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

const job = q.variable("job");
const named = { job, name: q.not("") };
const server = { code: q.matches("5..") };
const files = { job, fstype: q.notMatches("tmpfs|overlay|squashfs|ramfs") };

const galleryRequests = q.select(m.galleryRequests, { job });
const httpDuration = q.select(m.httpDuration, { job });
const httpCount = q.countOf(httpDuration);
const boot = q.select(m.bootRequests, { job });
const bootTraffic = q.select(boot, { uri: q.notMatches("/actuator.*") });
const workingSet = q.max(q.select(m.workingSet, named), { by: ["name"] });
const nodeCpu = q.select(m.nodeCpu, { job });

function byJob<Label extends string>(counter: q.Source<"counter", Label | "job">): q.Vector<"job"> {
  return q.sum(q.rate(counter), { by: ["job"] });
}

const traffic: readonly ReferenceCase[] = [
  {
    id: "request-rate.go.total",
    expression: byJob(galleryRequests),
    text: 'sum by (job) (rate(image_gallery_requests_total{job=~"$job"}[$__rate_interval]))',
    unit: "reqps",
  },
  {
    id: "request-rate.go.by-code",
    expression: q.sum(q.rate(galleryRequests), { by: ["code"] }),
    text: 'sum by (code) (rate(image_gallery_requests_total{job=~"$job"}[$__rate_interval]))',
    unit: "reqps",
  },
  {
    id: "request-rate.nodejs.by-route",
    expression: q.sum(q.rate(httpCount), { by: ["route"] }),
    text: 'sum by (route) (rate(http_request_duration_seconds_count{job=~"$job"}[$__rate_interval]))',
    unit: "reqps",
  },
  {
    id: "request-rate.spring.by-uri",
    expression: q.sum(q.rate(q.countOf(bootTraffic)), { by: ["uri"] }),
    text: 'sum by (uri) (rate(http_server_requests_seconds_count{job=~"$job",uri!~"/actuator.*"}[$__rate_interval]))',
    unit: "reqps",
  },
  {
    id: "error-rate.go.ratio",
    expression: q.errorRatio(q.select(galleryRequests, server), galleryRequests, { by: ["job"] }),
    text: '(sum by (job) (rate(image_gallery_requests_total{job=~"$job",code=~"5.."}[$__rate_interval])) or 0 * sum by (job) (rate(image_gallery_requests_total{job=~"$job"}[$__rate_interval]))) / (sum by (job) (rate(image_gallery_requests_total{job=~"$job"}[$__rate_interval])) > 0)',
    unit: "percentunit",
  },
  {
    id: "error-rate.go.simple",
    expression: q.divide(q.sum(q.rate(q.select(galleryRequests, server))), q.sum(q.rate(galleryRequests))),
    text: 'sum(rate(image_gallery_requests_total{job=~"$job",code=~"5.."}[$__rate_interval])) / sum(rate(image_gallery_requests_total{job=~"$job"}[$__rate_interval]))',
    unit: "percentunit",
  },
  {
    id: "error-rate.go.per-second",
    expression: q.or(q.sum(q.rate(q.select(galleryRequests, server)), { by: ["code"] }), q.vector(0)),
    text: 'sum by (code) (rate(image_gallery_requests_total{job=~"$job",code=~"5.."}[$__rate_interval])) or vector(0)',
    unit: "reqps",
  },
  {
    id: "error-rate.nodejs.ratio",
    expression: q.errorRatio(q.select(httpCount, { status_code: q.matches("5..") }), httpCount, {
      by: ["job"],
    }),
    text: '(sum by (job) (rate(http_request_duration_seconds_count{job=~"$job",status_code=~"5.."}[$__rate_interval])) or 0 * sum by (job) (rate(http_request_duration_seconds_count{job=~"$job"}[$__rate_interval]))) / (sum by (job) (rate(http_request_duration_seconds_count{job=~"$job"}[$__rate_interval])) > 0)',
    unit: "percentunit",
  },
  {
    id: "error-rate.spring.ratio",
    expression: q.ratio(
      q.or(
        byJob(q.select(q.countOf(boot), { outcome: "SERVER_ERROR" })),
        q.multiply(0, byJob(q.countOf(boot))),
      ),
      byJob(q.countOf(bootTraffic)),
    ),
    text: '(sum by (job) (rate(http_server_requests_seconds_count{job=~"$job",outcome="SERVER_ERROR"}[$__rate_interval])) or 0 * sum by (job) (rate(http_server_requests_seconds_count{job=~"$job"}[$__rate_interval]))) / (sum by (job) (rate(http_server_requests_seconds_count{job=~"$job",uri!~"/actuator.*"}[$__rate_interval])) > 0)',
    unit: "percentunit",
  },
  {
    id: "error-rate.spring.by-exception",
    expression: q.sum(q.rate(q.countOf(q.select(boot, { exception: q.not(["none", "None"]) }))), {
      by: ["exception"],
    }),
    text: 'sum by (exception) (rate(http_server_requests_seconds_count{job=~"$job",exception!~"none|None"}[$__rate_interval]))',
    unit: "reqps",
  },
  {
    id: "error-rate.spring.log-errors",
    expression: q.sum(q.rate(q.select(m.logEvents, { job, level: ["error", "warn"] })), { by: ["level"] }),
    text: 'sum by (level) (rate(logback_events_total{job=~"$job",level=~"error|warn"}[$__rate_interval]))',
    unit: "ops",
  },
];

const latency: readonly ReferenceCase[] = [
  {
    id: "latency.spring.p95",
    expression: q.quantile(0.95, bootTraffic, { by: ["job"] }),
    text: 'histogram_quantile(0.95, sum by (job, le) (rate(http_server_requests_seconds_bucket{job=~"$job",uri!~"/actuator.*"}[$__rate_interval])))',
    unit: "s",
  },
  {
    id: "latency.prom.p50",
    expression: q.quantile(0.5, q.select(m.prometheusDuration, { job }), { by: ["handler"] }),
    text: 'histogram_quantile(0.5, sum by (handler, le) (rate(prometheus_http_request_duration_seconds_bucket{job=~"$job"}[$__rate_interval])))',
    unit: "s",
  },
  {
    id: "latency.go.avg",
    expression: q.divide(
      byJob(q.sumOf(q.select(m.galleryDuration, { job }))),
      byJob(q.countOf(q.select(m.galleryDuration, { job }))),
    ),
    text: 'sum by (job) (rate(image_gallery_request_duration_seconds_sum{job=~"$job"}[$__rate_interval])) / sum by (job) (rate(image_gallery_request_duration_seconds_count{job=~"$job"}[$__rate_interval]))',
    unit: "s",
  },
  {
    id: "latency.go.summary",
    expression: q.max(q.quantilesOf(q.select(m.galleryUpstream, { job })), { by: ["upstream", "quantile"] }),
    text: 'max by (upstream, quantile) (image_gallery_upstream_duration_seconds{job=~"$job"})',
    unit: "s",
  },
  {
    id: "latency.go.within-target",
    expression: q.divide(
      q.sum(q.rate(q.bucketOf(q.select(m.galleryDuration, { job }), 0.1))),
      q.sum(q.rate(q.countOf(q.select(m.galleryDuration, { job })))),
    ),
    text: 'sum(rate(image_gallery_request_duration_seconds_bucket{job=~"$job",le="0.1"}[$__rate_interval])) / sum(rate(image_gallery_request_duration_seconds_count{job=~"$job"}[$__rate_interval]))',
    unit: "percentunit",
  },
  {
    id: "latency.spring.max",
    expression: q.max(q.select(m.bootMax, { job }), { by: ["uri"] }),
    text: 'max by (uri) (http_server_requests_seconds_max{job=~"$job"})',
    unit: "s",
  },
  {
    id: "latency.spring.heatmap",
    expression: q.heatmapBuckets(boot),
    text: 'sum by (le) (increase(http_server_requests_seconds_bucket{job=~"$job"}[$__rate_interval]))',
    unit: "short",
  },
  {
    id: "apdex.nodejs.t0.25",
    expression: q.ratio(
      q.divide(q.add(byJob(q.bucketOf(httpDuration, 0.25)), byJob(q.bucketOf(httpDuration, 1))), 2),
      byJob(httpCount),
    ),
    text: '(sum by (job) (rate(http_request_duration_seconds_bucket{job=~"$job",le="0.25"}[$__rate_interval])) + sum by (job) (rate(http_request_duration_seconds_bucket{job=~"$job",le=~"1(\\\\.0)?"}[$__rate_interval]))) / 2 / (sum by (job) (rate(http_request_duration_seconds_count{job=~"$job"}[$__rate_interval])) > 0)',
    unit: "percentunit",
  },
  {
    id: "in-flight.spring.active",
    expression: q.sum(q.or(q.select(m.activeCount, { job }), q.select(m.activeActiveCount, { job })), {
      by: ["job"],
    }),
    text: 'sum by (job) (http_server_requests_active_seconds_count{job=~"$job"} or http_server_requests_active_seconds_active_count{job=~"$job"})',
    unit: "short",
  },
  {
    id: "container-actions.docker.avg",
    expression: q.average(q.select(m.actions, { job }), { by: ["action"] }),
    text: 'sum by (action) (rate(engine_daemon_container_actions_seconds_sum{job=~"$job"}[$__rate_interval])) / (sum by (action) (rate(engine_daemon_container_actions_seconds_count{job=~"$job"}[$__rate_interval])) > 0)',
    unit: "s",
  },
];

const processor: readonly ReferenceCase[] = [
  {
    id: "cpu.nodejs.user-system",
    expression: q.sum(
      q.or(
        q.labelReplace(q.rate(q.select(m.cpuUser, { job })), { target: "mode", replacement: "user" }),
        q.labelReplace(q.rate(q.select(m.cpuSystem, { job })), { target: "mode", replacement: "system" }),
      ),
      { by: ["mode"] },
    ),
    text: 'sum by (mode) (label_replace(rate(process_cpu_user_seconds_total{job=~"$job"}[$__rate_interval]), "mode", "user", "", "") or label_replace(rate(process_cpu_system_seconds_total{job=~"$job"}[$__rate_interval]), "mode", "system", "", ""))',
    unit: "percentunit",
  },
  {
    id: "cpu.spring.cores",
    expression: q.sum(
      q.multiply(q.select(m.cpuUsage, { job }), q.select(m.cpuCount, { job }), {
        on: ["job", "instance"],
        groupLeft: true,
      }),
      { by: ["instance"] },
    ),
    text: 'sum by (instance) (process_cpu_usage{job=~"$job"} * on (job, instance) group_left () system_cpu_count{job=~"$job"})',
    unit: "short",
  },
  {
    id: "cpu.spring.cores-counter",
    expression: q.divide(q.sum(q.rate(q.select(m.cpuTime, { job })), { by: ["instance"] }), 1e9),
    text: 'sum by (instance) (rate(process_cpu_time_ns_total{job=~"$job"}[$__rate_interval])) / 1e9',
    unit: "s",
  },
  {
    id: "cpu.cadvisor.of-limit",
    expression: q.divide(
      q.sum(q.rate(q.select(m.containerCpu, named)), { by: ["name"] }),
      q.divide(
        q.max(q.select(m.cpuQuota, named), { by: ["name"] }),
        q.max(q.select(m.cpuPeriod, named), { by: ["name"] }),
      ),
      { on: ["name"] },
    ),
    text: 'sum by (name) (rate(container_cpu_usage_seconds_total{job=~"$job",name!=""}[$__rate_interval])) / on (name) (max by (name) (container_spec_cpu_quota{job=~"$job",name!=""}) / max by (name) (container_spec_cpu_period{job=~"$job",name!=""}))',
    unit: "percentunit",
  },
  {
    id: "cpu.cadvisor.machine",
    expression: q.divide(
      q.sum(q.rate(q.select(m.containerCpu, { job, id: "/" }))),
      q.sum(q.select(m.machineCores, { job })),
    ),
    text: 'sum(rate(container_cpu_usage_seconds_total{job=~"$job",id="/"}[$__rate_interval])) / sum(machine_cpu_cores{job=~"$job"})',
    unit: "percentunit",
  },
  {
    id: "cpu.node.busy",
    expression: q.subtract(1, q.avg(q.rate(q.select(nodeCpu, { mode: "idle" })), { by: ["instance"] })),
    text: '1 - avg by (instance) (rate(node_cpu_seconds_total{job=~"$job",mode="idle"}[$__rate_interval]))',
    unit: "percentunit",
  },
  {
    id: "cpu.node.by-mode",
    expression: q.divide(
      q.sum(q.rate(q.select(nodeCpu, { mode: q.not("idle") })), { by: ["mode"] }),
      q.scalar(q.count(q.count(nodeCpu, { by: ["instance", "cpu"] }))),
    ),
    text: 'sum by (mode) (rate(node_cpu_seconds_total{job=~"$job",mode!="idle"}[$__rate_interval])) / scalar(count(count by (instance, cpu) (node_cpu_seconds_total{job=~"$job"})))',
    unit: "percentunit",
  },
  {
    id: "cpu.node.load",
    expression: q.divide(
      q.select(m.load, { job }),
      q.count(q.count(nodeCpu, { by: ["instance", "cpu"] }), { by: ["instance"] }),
      { on: ["instance"] },
    ),
    text: 'node_load1{job=~"$job"} / on (instance) count by (instance) (count by (instance, cpu) (node_cpu_seconds_total{job=~"$job"}))',
    unit: "percentunit",
  },
];

const memory: readonly ReferenceCase[] = [
  {
    id: "memory.spring.heap-of-max",
    expression: q.divide(
      q.sum(q.select(m.jvmUsed, { job, area: "heap" }), { by: ["instance"] }),
      q.sum(q.greaterOrEqual(q.select(m.jvmMax, { job, area: "heap" }), 0), { by: ["instance"] }),
    ),
    text: 'sum by (instance) (jvm_memory_used_bytes{job=~"$job",area="heap"}) / sum by (instance) (jvm_memory_max_bytes{job=~"$job",area="heap"} >= 0)',
    unit: "percentunit",
  },
  {
    id: "memory.cadvisor.by-service",
    expression: q.sum(
      q.max(q.select(m.workingSet, { job, container_label_com_docker_compose_service: q.not("") }), {
        by: ["name", "container_label_com_docker_compose_service"],
      }),
      { by: ["container_label_com_docker_compose_service"] },
    ),
    text: 'sum by (container_label_com_docker_compose_service) (max by (name, container_label_com_docker_compose_service) (container_memory_working_set_bytes{job=~"$job",container_label_com_docker_compose_service!=""}))',
    unit: "bytes",
  },
  {
    id: "memory.cadvisor.of-limit",
    expression: q.ratio(workingSet, q.max(q.select(m.memoryLimit, named), { by: ["name"] })),
    text: 'max by (name) (container_memory_working_set_bytes{job=~"$job",name!=""}) / (max by (name) (container_spec_memory_limit_bytes{job=~"$job",name!=""}) > 0)',
    unit: "percentunit",
  },
  {
    id: "memory.cadvisor.of-machine",
    expression: q.divide(workingSet, q.scalar(q.sum(q.select(m.machineMemory, { job })))),
    text: 'max by (name) (container_memory_working_set_bytes{job=~"$job",name!=""}) / scalar(sum(machine_memory_bytes{job=~"$job"}))',
    unit: "percentunit",
  },
  {
    id: "memory.cadvisor.oom",
    expression: q.sum(q.increase(q.select(m.oom, named), { range: "$__range" }), { by: ["name"] }),
    text: 'sum by (name) (increase(container_oom_events_total{job=~"$job",name!=""}[$__range]))',
    unit: "short",
  },
  {
    id: "memory.node.swap",
    expression: q.ratio(
      q.subtract(q.select(m.swapTotal, { job }), q.select(m.swapFree, { job })),
      q.select(m.swapTotal, { job }),
    ),
    text: '(node_memory_SwapTotal_bytes{job=~"$job"} - node_memory_SwapFree_bytes{job=~"$job"}) / (node_memory_SwapTotal_bytes{job=~"$job"} > 0)',
    unit: "percentunit",
  },
  {
    id: "gc.go.max",
    expression: q.max(q.select(q.quantilesOf(m.gcPauses), { job, quantile: "1" }), { by: ["instance"] }),
    text: 'max by (instance) (go_gc_duration_seconds{job=~"$job",quantile="1"})',
    unit: "s",
  },
  {
    id: "gc.go.alloc-rate",
    expression: q.sum(q.rate(q.select(m.allocated, { job })), { by: ["instance"] }),
    text: 'sum by (instance) (rate(go_memstats_alloc_bytes_total{job=~"$job"}[$__rate_interval]))',
    unit: "Bps",
  },
];

const devices: readonly ReferenceCase[] = [
  {
    id: "disk-io.node.busy",
    expression: q.rate(q.select(m.ioTime, { job, device: q.notMatches("(loop|ram|zram|dm-|sr|fd).*") })),
    text: 'rate(node_disk_io_time_seconds_total{job=~"$job",device!~"(loop|ram|zram|dm-|sr|fd).*"}[$__rate_interval])',
    unit: "percentunit",
  },
  {
    id: "disk-io.node.latency",
    expression: q.ratio(q.rate(q.select(m.readTime, { job })), q.rate(q.select(m.reads, { job }))),
    text: 'rate(node_disk_read_time_seconds_total{job=~"$job"}[$__rate_interval]) / (rate(node_disk_reads_completed_total{job=~"$job"}[$__rate_interval]) > 0)',
    unit: "s",
  },
  {
    id: "disk-io.node.space",
    expression: q.subtract(1, q.divide(q.select(m.avail, files), q.select(m.size, files))),
    text: '1 - node_filesystem_avail_bytes{job=~"$job",fstype!~"tmpfs|overlay|squashfs|ramfs"} / node_filesystem_size_bytes{job=~"$job",fstype!~"tmpfs|overlay|squashfs|ramfs"}',
    unit: "percentunit",
  },
  {
    id: "network-io.node.errors",
    expression: q.sum(
      q.add(q.rate(q.select(m.receiveErrors, { job })), q.rate(q.select(m.transmitErrors, { job }))),
      { by: ["instance", "device"] },
    ),
    text: 'sum by (instance, device) (rate(node_network_receive_errs_total{job=~"$job"}[$__rate_interval]) + rate(node_network_transmit_errs_total{job=~"$job"}[$__rate_interval]))',
    unit: "pps",
  },
  {
    id: "threads.any.fds",
    expression: q.divide(m.openFiles, m.maxFiles),
    text: "process_open_fds / process_max_fds",
    unit: "percentunit",
  },
];

const containers: readonly ReferenceCase[] = [
  {
    id: "containers.cadvisor.running",
    expression: q.count(q.less(q.subtract(q.time(), q.select(m.lastSeen, named)), 30)),
    text: 'count(time() - container_last_seen{job=~"$job",name!=""} < 30)',
    unit: "short",
  },
  {
    id: "health-checks.docker.failed-share",
    expression: q.ratio(
      q.sum(q.rate(q.select(m.failedChecks, { job }))),
      q.sum(q.rate(q.select(m.healthChecks, { job }))),
    ),
    text: 'sum(rate(engine_daemon_health_checks_failed_total{job=~"$job"}[$__rate_interval])) / (sum(rate(engine_daemon_health_checks_total{job=~"$job"}[$__rate_interval])) > 0)',
    unit: "percentunit",
  },
  {
    id: "health-checks.cadvisor.unhealthy",
    expression: q.sum(q.equal(q.select(m.health, named), 0, { bool: true })),
    text: 'sum(container_health_state{job=~"$job",name!=""} == bool 0)',
    unit: "short",
  },
  {
    id: "restarts.cadvisor.recreated",
    expression: q.subtract(
      q.count(
        q.count(q.countOverTime(q.select(m.lastSeen, named), { range: "$__range" }), { by: ["name", "id"] }),
        { by: ["name"] },
      ),
      1,
    ),
    text: 'count by (name) (count by (name, id) (count_over_time(container_last_seen{job=~"$job",name!=""}[$__range]))) - 1',
    unit: "short",
  },
  {
    id: "restarts.docker.policy-restarts",
    expression: q.subtract(
      q.sum(q.increase(q.countOf(q.select(m.actions, { job, action: "start" })), { range: "$__range" })),
      q.sum(q.increase(q.countOf(q.select(m.actions, { job, action: "create" })), { range: "$__range" })),
    ),
    text: 'sum(increase(engine_daemon_container_actions_seconds_count{job=~"$job",action="start"}[$__range])) - sum(increase(engine_daemon_container_actions_seconds_count{job=~"$job",action="create"}[$__range]))',
    unit: "short",
  },
];

const targets: readonly ReferenceCase[] = [
  { id: "scrape-health.any.up", expression: q.value(m.up), text: "up", unit: "bool" },
  {
    id: "scrape-health.any.up-ratio",
    expression: q.avg(m.up, { by: ["job"] }),
    text: "avg by (job) (up)",
    unit: "percentunit",
  },
  {
    id: "scrape-health.any.down",
    expression: q.or(
      q.count(q.equal(m.up, 0), { by: ["job"] }),
      q.multiply(0, q.count(m.up, { by: ["job"] })),
    ),
    text: "count by (job) (up == 0) or 0 * count by (job) (up)",
    unit: "short",
  },
  {
    id: "scrape-health.any.absent",
    expression: q.absent(q.select(m.up, { job: "never-configured" })),
    text: 'absent(up{job="never-configured"})',
    unit: "short",
  },
  {
    id: "scrape-health.any.series-added",
    expression: q.sum(q.sumOverTime(m.seriesAdded, { range: "$__range" }), { by: ["job"] }),
    text: "sum by (job) (sum_over_time(scrape_series_added[$__range]))",
    unit: "short",
  },
  {
    id: "restarts.any.process",
    expression: q.sum(q.changes(m.startTime, { range: "$__range" }), { by: ["job", "instance"] }),
    text: "sum by (job, instance) (changes(process_start_time_seconds[$__range]))",
    unit: "short",
  },
  {
    id: "restarts.any.uptime",
    expression: q.subtract(q.time(), m.startTime),
    text: "time() - process_start_time_seconds",
    unit: "s",
  },
  {
    id: "restarts.any.resets",
    expression: q.sum(q.resets(m.cpu, { range: "$__range" }), { by: ["job"] }),
    text: "sum by (job) (resets(process_cpu_seconds_total[$__range]))",
    unit: "short",
  },
];

/** All cases, by subject. */
export const referenceCases: readonly ReferenceCase[] = [
  traffic,
  latency,
  processor,
  memory,
  devices,
  containers,
  targets,
].flat();
