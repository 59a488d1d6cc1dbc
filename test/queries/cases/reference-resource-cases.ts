import * as q from "../../../src/queries/queries.ts";
import type { GoldenCase } from "./golden-case.ts";
import { m, job, named, files, workingSet, nodeCpu } from "./reference-metrics.ts";

const processor: readonly GoldenCase[] = [
  {
    name: "cpu.nodejs.user-system",
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
    name: "cpu.spring.cores",
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
    name: "cpu.spring.cores-counter",
    expression: q.divide(q.sum(q.rate(q.select(m.cpuTime, { job })), { by: ["instance"] }), 1e9),
    text: 'sum by (instance) (rate(process_cpu_time_ns_total{job=~"$job"}[$__rate_interval])) / 1e9',
    unit: "s",
  },
  {
    name: "cpu.cadvisor.of-limit",
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
    name: "cpu.cadvisor.machine",
    expression: q.divide(
      q.sum(q.rate(q.select(m.containerCpu, { job, id: "/" }))),
      q.sum(q.select(m.machineCores, { job })),
    ),
    text: 'sum(rate(container_cpu_usage_seconds_total{job=~"$job",id="/"}[$__rate_interval])) / sum(machine_cpu_cores{job=~"$job"})',
    unit: "percentunit",
  },
  {
    name: "cpu.node.busy",
    expression: q.subtract(1, q.avg(q.rate(q.select(nodeCpu, { mode: "idle" })), { by: ["instance"] })),
    text: '1 - avg by (instance) (rate(node_cpu_seconds_total{job=~"$job",mode="idle"}[$__rate_interval]))',
    unit: "percentunit",
  },
  {
    name: "cpu.node.by-mode",
    expression: q.divide(
      q.sum(q.rate(q.select(nodeCpu, { mode: q.not("idle") })), { by: ["mode"] }),
      q.scalar(q.count(q.count(nodeCpu, { by: ["instance", "cpu"] }))),
    ),
    text: 'sum by (mode) (rate(node_cpu_seconds_total{job=~"$job",mode!="idle"}[$__rate_interval])) / scalar(count(count by (instance, cpu) (node_cpu_seconds_total{job=~"$job"})))',
    unit: "percentunit",
  },
  {
    name: "cpu.node.load",
    expression: q.divide(
      q.select(m.load, { job }),
      q.count(q.count(nodeCpu, { by: ["instance", "cpu"] }), { by: ["instance"] }),
      { on: ["instance"] },
    ),
    text: 'node_load1{job=~"$job"} / on (instance) count by (instance) (count by (instance, cpu) (node_cpu_seconds_total{job=~"$job"}))',
    unit: "percentunit",
  },
];

const memory: readonly GoldenCase[] = [
  {
    name: "memory.spring.heap-of-max",
    expression: q.divide(
      q.sum(q.select(m.jvmUsed, { job, area: "heap" }), { by: ["instance"] }),
      q.sum(q.greaterOrEqual(q.select(m.jvmMax, { job, area: "heap" }), 0), { by: ["instance"] }),
    ),
    text: 'sum by (instance) (jvm_memory_used_bytes{job=~"$job",area="heap"}) / sum by (instance) (jvm_memory_max_bytes{job=~"$job",area="heap"} >= 0)',
    unit: "percentunit",
  },
  {
    name: "memory.cadvisor.by-service",
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
    name: "memory.cadvisor.of-limit",
    expression: q.ratio(workingSet, q.max(q.select(m.memoryLimit, named), { by: ["name"] })),
    text: 'max by (name) (container_memory_working_set_bytes{job=~"$job",name!=""}) / (max by (name) (container_spec_memory_limit_bytes{job=~"$job",name!=""}) > 0)',
    unit: "percentunit",
  },
  {
    name: "memory.cadvisor.of-machine",
    expression: q.divide(workingSet, q.scalar(q.sum(q.select(m.machineMemory, { job })))),
    text: 'max by (name) (container_memory_working_set_bytes{job=~"$job",name!=""}) / scalar(sum(machine_memory_bytes{job=~"$job"}))',
    unit: "percentunit",
  },
  {
    name: "memory.cadvisor.oom",
    expression: q.sum(q.increase(q.select(m.oom, named), { range: "$__range" }), { by: ["name"] }),
    text: 'sum by (name) (increase(container_oom_events_total{job=~"$job",name!=""}[$__range]))',
    unit: "short",
  },
  {
    name: "memory.node.swap",
    expression: q.ratio(
      q.subtract(q.select(m.swapTotal, { job }), q.select(m.swapFree, { job })),
      q.select(m.swapTotal, { job }),
    ),
    text: '(node_memory_SwapTotal_bytes{job=~"$job"} - node_memory_SwapFree_bytes{job=~"$job"}) / (node_memory_SwapTotal_bytes{job=~"$job"} > 0)',
    unit: "percentunit",
  },
  {
    name: "gc.go.max",
    expression: q.max(q.select(q.quantilesOf(m.gcPauses), { job, quantile: "1" }), { by: ["instance"] }),
    text: 'max by (instance) (go_gc_duration_seconds{job=~"$job",quantile="1"})',
    unit: "s",
  },
  {
    name: "gc.go.alloc-rate",
    expression: q.sum(q.rate(q.select(m.allocated, { job })), { by: ["instance"] }),
    text: 'sum by (instance) (rate(go_memstats_alloc_bytes_total{job=~"$job"}[$__rate_interval]))',
    unit: "Bps",
  },
];

const devices: readonly GoldenCase[] = [
  {
    name: "disk-io.node.busy",
    expression: q.rate(q.select(m.ioTime, { job, device: q.notMatches("(loop|ram|zram|dm-|sr|fd).*") })),
    text: 'rate(node_disk_io_time_seconds_total{job=~"$job",device!~"(loop|ram|zram|dm-|sr|fd).*"}[$__rate_interval])',
    unit: "percentunit",
  },
  {
    name: "disk-io.node.latency",
    expression: q.ratio(q.rate(q.select(m.readTime, { job })), q.rate(q.select(m.reads, { job }))),
    text: 'rate(node_disk_read_time_seconds_total{job=~"$job"}[$__rate_interval]) / (rate(node_disk_reads_completed_total{job=~"$job"}[$__rate_interval]) > 0)',
    unit: "s",
  },
  {
    name: "disk-io.node.space",
    expression: q.subtract(1, q.divide(q.select(m.avail, files), q.select(m.size, files))),
    text: '1 - node_filesystem_avail_bytes{job=~"$job",fstype!~"tmpfs|overlay|squashfs|ramfs"} / node_filesystem_size_bytes{job=~"$job",fstype!~"tmpfs|overlay|squashfs|ramfs"}',
    unit: "percentunit",
  },
  {
    name: "network-io.node.errors",
    expression: q.sum(
      q.add(q.rate(q.select(m.receiveErrors, { job })), q.rate(q.select(m.transmitErrors, { job }))),
      { by: ["instance", "device"] },
    ),
    text: 'sum by (instance, device) (rate(node_network_receive_errs_total{job=~"$job"}[$__rate_interval]) + rate(node_network_transmit_errs_total{job=~"$job"}[$__rate_interval]))',
    unit: "pps",
  },
  {
    name: "threads.any.fds",
    expression: q.divide(m.openFiles, m.maxFiles),
    text: "process_open_fds / process_max_fds",
    unit: "percentunit",
  },
];

const containers: readonly GoldenCase[] = [
  {
    name: "containers.cadvisor.running",
    expression: q.count(q.less(q.subtract(q.time(), q.select(m.lastSeen, named)), 30)),
    text: 'count(time() - container_last_seen{job=~"$job",name!=""} < 30)',
    unit: "short",
  },
  {
    name: "health-checks.docker.failed-share",
    expression: q.ratio(
      q.sum(q.rate(q.select(m.failedChecks, { job }))),
      q.sum(q.rate(q.select(m.healthChecks, { job }))),
    ),
    text: 'sum(rate(engine_daemon_health_checks_failed_total{job=~"$job"}[$__rate_interval])) / (sum(rate(engine_daemon_health_checks_total{job=~"$job"}[$__rate_interval])) > 0)',
    unit: "percentunit",
  },
  {
    name: "health-checks.cadvisor.unhealthy",
    expression: q.sum(q.equal(q.select(m.health, named), 0, { bool: true })),
    text: 'sum(container_health_state{job=~"$job",name!=""} == bool 0)',
    unit: "short",
  },
  {
    name: "restarts.cadvisor.recreated",
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
    name: "restarts.docker.policy-restarts",
    expression: q.subtract(
      q.sum(q.increase(q.countOf(q.select(m.actions, { job, action: "start" })), { range: "$__range" })),
      q.sum(q.increase(q.countOf(q.select(m.actions, { job, action: "create" })), { range: "$__range" })),
    ),
    text: 'sum(increase(engine_daemon_container_actions_seconds_count{job=~"$job",action="start"}[$__range])) - sum(increase(engine_daemon_container_actions_seconds_count{job=~"$job",action="create"}[$__range]))',
    unit: "short",
  },
];

const targets: readonly GoldenCase[] = [
  { name: "scrape-health.any.up", expression: q.value(m.up), text: "up", unit: "bool" },
  {
    name: "scrape-health.any.up-ratio",
    expression: q.avg(m.up, { by: ["job"] }),
    text: "avg by (job) (up)",
    unit: "percentunit",
  },
  {
    name: "scrape-health.any.down",
    expression: q.or(
      q.count(q.equal(m.up, 0), { by: ["job"] }),
      q.multiply(0, q.count(m.up, { by: ["job"] })),
    ),
    text: "count by (job) (up == 0) or 0 * count by (job) (up)",
    unit: "short",
  },
  {
    name: "scrape-health.any.absent",
    expression: q.absent(q.select(m.up, { job: "never-configured" })),
    text: 'absent(up{job="never-configured"})',
    unit: "short",
  },
  {
    name: "scrape-health.any.series-added",
    expression: q.sum(q.sumOverTime(m.seriesAdded, { range: "$__range" }), { by: ["job"] }),
    text: "sum by (job) (sum_over_time(scrape_series_added[$__range]))",
    unit: "short",
  },
  {
    name: "restarts.any.process",
    expression: q.sum(q.changes(m.startTime, { range: "$__range" }), { by: ["job", "instance"] }),
    text: "sum by (job, instance) (changes(process_start_time_seconds[$__range]))",
    unit: "short",
  },
  {
    name: "restarts.any.uptime",
    expression: q.subtract(q.time(), m.startTime),
    text: "time() - process_start_time_seconds",
    unit: "s",
  },
  {
    name: "restarts.any.resets",
    expression: q.sum(q.resets(m.cpu, { range: "$__range" }), { by: ["job"] }),
    text: "sum by (job) (resets(process_cpu_seconds_total[$__range]))",
    unit: "short",
  },
];

export const resourceCases: readonly GoldenCase[] = [
  ...processor,
  ...memory,
  ...devices,
  ...containers,
  ...targets,
];
