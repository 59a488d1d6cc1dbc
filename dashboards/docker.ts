import { dashboard, link, type Panel, row, stat, timeseries } from "grafana-dash";
import { docker, dockerEngineMetrics } from "grafana-dash/instruments";
import { countOf, errorRatio, group, quantile, query, rate, select, sum } from "grafana-dash/queries";
import { containerCounts, cpuUsage, memoryUsage } from "grafana-dash/signals";

const job = "docker";
const engine = docker({ job });

const info = select(dockerEngineMetrics.engineDaemonEngineInfo, { job });
const actions = select(dockerEngineMetrics.engineDaemonContainerActionsSeconds, { job });
const networkActions = select(dockerEngineMetrics.engineDaemonNetworkActionsSeconds, { job });
const healthChecks = select(dockerEngineMetrics.engineDaemonHealthChecksTotal, { job });
const failedHealthChecks = select(dockerEngineMetrics.engineDaemonHealthChecksFailedTotal, { job });
const events = select(dockerEngineMetrics.engineDaemonEventsTotal, { job });
const builds = select(dockerEngineMetrics.builderBuildsTriggeredTotal, { job });
const failedBuilds = select(dockerEngineMetrics.builderBuildsFailedTotal, { job });
const unreadLogs = select(dockerEngineMetrics.loggerLogReadOperationsFailedTotal, { job });
const unwrittenLogs = select(dockerEngineMetrics.loggerLogWriteOperationsFailedTotal, { job });
const oversizedLogs = select(dockerEngineMetrics.loggerLogEntriesSizeGreaterThanBufferTotal, { job });
const goroutines = select(dockerEngineMetrics.goGoroutines, { job });
const openFiles = select(dockerEngineMetrics.processOpenFds, { job });

/** A fact that the engine tells in a label of its info metric. */
function fact(title: string, label: (typeof info.metric.labels)[number], width: number): Panel {
  return stat({
    title,
    queries: [query(group(info, { by: [label] }), { legend: `{{${label}}}`, instant: true })],
    textMode: "name",
    colorMode: "none",
    graphMode: "none",
    width,
  });
}

export default dashboard({
  uid: "docker",
  title: "Docker engine",
  description:
    "What the Docker engine does and how it does it: containers, health checks, networks, builds, logs.",
  folder: "Containers",
  tags: ["containers"],
  links: [link({ title: "Overview", url: "/d/overview", icon: "dashboard", keepTime: true })],
  panels: [
    containerCounts(engine, { type: "stat", title: "Containers now", width: 7 }),
    fact("Version", "version", 4),
    fact("Operating system", "os", 5),
    fact("Kernel", "kernel", 3),
    fact("Architecture", "architecture", 3),
    fact("Storage driver", "graphdriver", 2),
  ],
  rows: [
    row("Containers", [
      containerCounts(engine),
      timeseries({
        title: "Container actions",
        description:
          "What was done to containers each second. A restart by policy counts as a start; stopping, killing and pausing are not counted.",
        queries: [query(sum(rate(countOf(actions)), { by: ["action"] }), { legend: "{{action}}" })],
        min: 0,
        fillOpacity: 10,
        tooltip: "multi",
      }),
      timeseries({
        title: "Container action p95",
        description: "95 % of each action took less than this; a gap while nobody asked for it.",
        queries: [query(quantile(0.95, actions, { by: ["action"] }), { legend: "{{action}}" })],
        min: 0,
        tooltip: "multi",
      }),
    ]),
    row("Health checks and events", [
      timeseries({
        title: "Health checks",
        description: "Health checks that the engine ran each second, and those that it could not run.",
        queries: [
          query(sum(rate(healthChecks)), { legend: "all" }),
          query(sum(rate(failedHealthChecks)), { legend: "could not run" }),
        ],
        min: 0,
        fillOpacity: 10,
        overrides: [{ name: "could not run", color: "red" }],
      }),
      timeseries({
        title: "Health checks that could not run",
        description:
          "Share of health checks that did not start or timed out. One that runs and reports an unhealthy container is not among them: the engine has no metric for it.",
        queries: [query(errorRatio(failedHealthChecks, healthChecks), { legend: "could not run" })],
        min: 0,
        thresholds: { warning: 0.01, critical: 0.1 },
        thresholdsStyle: "dashed",
        fillOpacity: 10,
        legend: "hidden",
      }),
      timeseries({
        title: "Events",
        description: "Events that the engine logged each second; every health check alone makes three.",
        queries: [query(sum(rate(events)), { legend: "events" })],
        min: 0,
        fillOpacity: 10,
        legend: "hidden",
      }),
    ]),
    row("Networks, builds and logs", [
      timeseries({
        title: "Network actions",
        description:
          "Addresses allocated, and containers connected to and released from networks each second.",
        queries: [query(sum(rate(countOf(networkActions)), { by: ["action"] }), { legend: "{{action}}" })],
        min: 0,
        fillOpacity: 10,
        tooltip: "multi",
      }),
      timeseries({
        title: "Network action p95",
        description: "95 % of each action took less than this; a gap while there was none.",
        queries: [query(quantile(0.95, networkActions, { by: ["action"] }), { legend: "{{action}}" })],
        min: 0,
        tooltip: "multi",
      }),
      timeseries({
        title: "Image builds",
        description:
          "Builds started and failed each second, by the classic builder only: BuildKit, the default from Docker 23.0 on, is not counted.",
        queries: [
          query(sum(rate(builds)), { legend: "started" }),
          query(sum(rate(failedBuilds)), { legend: "failed" }),
        ],
        min: 0,
        fillOpacity: 10,
        overrides: [{ name: "failed", color: "red" }],
      }),
      timeseries({
        title: "Log failures",
        description:
          "Output of containers that the log driver could not read or write, and entries that were longer than its buffer. Anything but 0 means incomplete logs.",
        queries: [
          query(sum(rate(unreadLogs)), { legend: "not read" }),
          query(sum(rate(unwrittenLogs)), { legend: "not written" }),
          query(sum(rate(oversizedLogs)), { legend: "too long" }),
        ],
        unit: "ops",
        min: 0,
        tooltip: "multi",
      }),
    ]),
    row("Daemon", [
      cpuUsage(engine, { title: "Daemon CPU" }),
      memoryUsage(engine, { title: "Daemon memory" }),
      timeseries({
        title: "Goroutines",
        description: "Tasks that the daemon works on; a number that only grows is a leak.",
        queries: [query(sum(goroutines, { by: ["instance"] }), { legend: "{{instance}}" })],
        unit: "short",
        min: 0,
        fillOpacity: 10,
      }),
      timeseries({
        title: "Open files",
        description: "File descriptors that the daemon holds; a number that only grows is a leak.",
        queries: [query(sum(openFiles, { by: ["instance"] }), { legend: "{{instance}}" })],
        unit: "short",
        min: 0,
        fillOpacity: 10,
      }),
    ]),
  ],
});
