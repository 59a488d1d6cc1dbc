import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { formatCatalogue } from "../src/metrics/catalogue.ts";
import { readExposition } from "../src/metrics/exposition.ts";
import type { MetricFamily } from "../src/metrics/family.ts";
import { mergeFamilies } from "../src/metrics/merge-families.ts";
import type { MetricSpec } from "../src/metrics/metric.ts";

/** A catalogue of the product and the recorded expositions that it is made from. */
export interface CatalogueSource {
  /** The name of its file in src/instruments/catalogues, without `.ts`. */
  readonly file: string;
  readonly name: string;
  readonly description: string;
  /** Files of test/fixtures/metrics; what a later one lacks is kept from an earlier one. */
  readonly scrapes: readonly string[];
  /** Metrics of the recorded application rather than of the library. */
  readonly omit?: RegExp;
  /** Labels that the recorded application added to every series. */
  readonly omitLabels?: readonly string[];
  /** What other versions of the program expose, or what only its documentation tells. */
  readonly extra?: readonly MetricSpec[];
  /** Corrections of what the names make one believe, by metric name. */
  readonly override?: Readonly<Record<string, Partial<MetricSpec>>>;
}

const goUnits: Readonly<Record<string, Partial<MetricSpec>>> = {
  go_memstats_frees_total: { unit: "objects" },
  go_memstats_mallocs_total: { unit: "objects" },
  go_sql_wait_count_total: { unit: "waits" },
  go_sql_max_idle_closed_total: { unit: "connections" },
  go_sql_max_idle_time_closed_total: { unit: "connections" },
  go_sql_max_lifetime_closed_total: { unit: "connections" },
  process_max_fds: { unit: "files" },
  process_open_fds: { unit: "files" },
};

// client_golang 1.20 and later, as in Docker 27.5 and later.
const newerGo: readonly MetricSpec[] = [
  {
    name: "go_gc_gogc_percent",
    kind: "gauge",
    unit: "percent",
    help: "GOGC: heap growth that starts a collection.",
  },
  {
    name: "go_gc_gomemlimit_bytes",
    kind: "gauge",
    unit: "bytes",
    help: "GOMEMLIMIT: the soft memory limit.",
  },
  { name: "go_sched_gomaxprocs_threads", kind: "gauge", unit: "threads", help: "GOMAXPROCS." },
  {
    name: "process_network_receive_bytes_total",
    kind: "counter",
    unit: "bytes",
    help: "Number of bytes received by the process over the network.",
  },
  {
    name: "process_network_transmit_bytes_total",
    kind: "counter",
    unit: "bytes",
    help: "Number of bytes sent by the process over the network.",
  },
];

/** All catalogues of the product. */
export const catalogueSources: readonly CatalogueSource[] = [
  {
    file: "docker-engine",
    name: "dockerEngine",
    description: "The metrics of the Docker engine: dockerd 20.10 to 29 with `metrics-addr`.",
    scrapes: ["docker-engine-idle.prom", "docker-engine.prom"],
    extra: [
      ...newerGo,
      {
        name: "engine_daemon_health_check_start_duration_seconds",
        kind: "histogram",
        unit: "s",
        help: "The number of seconds it takes to prepare a health check (Docker 23.0 and later)",
      },
    ],
    override: {
      ...goUnits,
      logger_log_entries_size_greater_than_buffer_total: { unit: "entries" },
      logger_log_read_operations_failed_total: { unit: "reads" },
      logger_log_write_operations_failed_total: { unit: "writes" },
      swarm_manager_leader: { unit: "bool" },
      swarm_node_manager: { unit: "bool" },
    },
  },
  {
    file: "prom-client",
    name: "promClient",
    description: "The default metrics of prom-client 12 to 15 for Node.js: `collectDefaultMetrics()`.",
    scrapes: ["prom-client-11.prom", "prom-client.prom"],
    omit: /^(?:access|cache|db|http)_/,
    omitLabels: ["hostname"],
    override: { process_max_fds: { unit: "files" }, process_open_fds: { unit: "files" } },
  },
  {
    file: "client-golang",
    name: "clientGolang",
    description: "The default metrics of client_golang 1.14 to 1.24, and those of its promhttp handler.",
    scrapes: ["client-golang.prom"],
    omit: /^image_gallery_/,
    extra: [
      ...newerGo,
      {
        name: "promhttp_metric_handler_errors_total",
        kind: "counter",
        unit: "errors",
        labels: ["cause"],
        help: "Total number of internal errors encountered by the promhttp metric handler.",
      },
    ],
    override: goUnits,
  },
  {
    file: "micrometer",
    name: "micrometer",
    description:
      "The metrics of Micrometer's binders and of Spring Boot 2 and 3 with the Prometheus registry.",
    scrapes: ["micrometer.prom"],
    omit: /^iotd_/,
    omitLabels: ["application"],
    extra: [
      {
        name: "cache_evictions_total",
        kind: "counter",
        unit: "entries",
        labels: ["cache", "cache_manager", "name"],
        help: "The number of times the cache was evicted.",
      },
      {
        name: "jvm_gc_concurrent_phase_time_seconds",
        kind: "summary",
        unit: "s",
        labels: ["action", "cause", "gc"],
        help: "Time spent in concurrent phase",
      },
      {
        name: "jvm_gc_concurrent_phase_time_seconds_max",
        kind: "gauge",
        unit: "s",
        labels: ["action", "cause", "gc"],
        help: "Time spent in concurrent phase",
      },
    ],
    override: {
      // The application's settings decide the limits: percentiles-histogram and slo.
      http_server_requests_seconds: { buckets: [] },
      cache_gets_total: { unit: "look-ups" },
      cache_puts_total: { unit: "entries" },
      cache_size: { unit: "entries" },
      hikaricp_connections_pending: { unit: "threads" },
      hikaricp_connections_timeout_total: { unit: "timeouts" },
      jvm_gc_overhead: { unit: "percentunit" },
      jvm_memory_usage_after_gc: { unit: "percentunit" },
      process_cpu_usage: { unit: "percentunit" },
      system_cpu_count: { unit: "cpus" },
      system_cpu_usage: { unit: "percentunit" },
      tomcat_cache_access_total: { unit: "look-ups" },
      tomcat_cache_hit_total: { unit: "look-ups" },
      tomcat_global_error_total: { unit: "requests" },
      tomcat_servlet_error_total: { unit: "requests" },
    },
  },
];

/** The text of the module that a catalogue is. */
export async function renderCatalogue(source: CatalogueSource): Promise<string> {
  let families: readonly MetricFamily[] = (source.extra ?? []).map(toFamily);
  for (const scrape of source.scrapes) {
    const body = await readFile(new URL(`../test/fixtures/metrics/${scrape}`, import.meta.url));
    families = mergeFamilies(families, readExposition(body, { name: scrape }), { prune: false }).families;
  }
  const own = families
    .filter(({ name }) => !source.omit?.test(name))
    .map((family) => correct(family, source));
  return formatCatalogue(own, {
    name: source.name,
    description: source.description,
    from: "../../metrics/metrics.ts",
  });
}

/** The path of the module that a catalogue is. */
export function cataloguePath(source: CatalogueSource): string {
  return fileURLToPath(new URL(`../src/instruments/catalogues/${source.file}.ts`, import.meta.url));
}

function toFamily(spec: MetricSpec): MetricFamily {
  return { ...spec, labels: spec.labels ?? [], untyped: false, observed: false };
}

function correct(family: MetricFamily, source: CatalogueSource): MetricFamily {
  const labels = family.labels.filter((label) => !source.omitLabels?.includes(label));
  return { ...family, labels, ...source.override?.[family.name] } as MetricFamily;
}
