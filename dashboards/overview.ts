import { dashboard, link, promql, row, stat } from "grafana-dash";
import { docker, dockerEngineMetrics, micrometer, promClient, promhttp } from "grafana-dash/instruments";
import { select, sum } from "grafana-dash/queries";
import {
  containerCounts,
  cpuUsage,
  errorRate,
  inFlight,
  latencyPercentiles,
  memoryUsage,
  requestRate,
  scrapeHealth,
} from "grafana-dash/signals";

const gallery = promhttp({
  job: "image-gallery",
  requests: "image_gallery_requests_total",
  duration: "image_gallery_request_duration_seconds",
  inFlight: "image_gallery_in_flight_requests",
});
const iotd = micrometer({ job: "iotd-api" });
const accessLog = promClient({ job: "access-log", inFlight: "http_requests_in_flight" });
const engine = docker({ job: "docker" });

const applications = [gallery, iotd, accessLog];
const processes = [...applications, engine];
const running = select(dockerEngineMetrics.engineDaemonContainerStatesContainers, {
  job: "docker",
  state: "running",
});

// 24 grid rows in all, so that everything is on one screen of 1080 lines.
export default dashboard({
  uid: "overview",
  title: "Overview",
  description: "Whether the applications, their containers and the Docker engine are well, on one screen.",
  folder: "Containers",
  tags: ["containers"],
  links: [link({ title: "Docker engine", url: "/d/docker", icon: "dashboard", keepTime: true })],
  panels: [
    errorRate(applications, { type: "stat", title: "Error rate now", width: 8, height: 4 }),
    latencyPercentiles(applications, {
      type: "stat",
      title: "p95 latency now",
      percentiles: [0.95],
      width: 8,
      height: 4,
    }),
    stat({
      title: "Targets down",
      description: "Scrape targets of all jobs that Prometheus does not reach; their panels lack data.",
      queries: [promql`sum(up == bool 0)`],
      unit: "short",
      thresholds: { critical: 1 },
      width: 4,
      height: 4,
    }),
    stat({
      title: "Running containers",
      description: "Containers that run now, of all that the Docker engine has.",
      queries: [sum(running)],
      width: 4,
      height: 4,
    }),
  ],
  rows: [
    row(
      "Golden signals",
      [
        requestRate(applications),
        errorRate(applications),
        inFlight(applications),
        latencyPercentiles(gallery, { title: "Latency of image-gallery" }),
        latencyPercentiles(iotd, { title: "Latency of iotd-api" }),
        latencyPercentiles(accessLog, { title: "Latency of access-log" }),
      ],
      { columns: 3, height: 6 },
    ),
    row(
      "Resources and containers",
      [cpuUsage(processes), memoryUsage(processes), containerCounts(engine), scrapeHealth(processes)],
      { height: 6 },
    ),
  ],
});
