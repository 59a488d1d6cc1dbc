import * as q from "../../../src/queries/queries.ts";
import type { GoldenCase } from "./golden-case.ts";
import {
  m,
  job,
  server,
  galleryRequests,
  httpDuration,
  httpCount,
  boot,
  bootTraffic,
  byJob,
} from "./reference-metrics.ts";

const traffic: readonly GoldenCase[] = [
  {
    name: "request-rate.go.total",
    expression: byJob(galleryRequests),
    text: 'sum by (job) (rate(image_gallery_requests_total{job=~"$job"}[$__rate_interval]))',
    unit: "reqps",
  },
  {
    name: "request-rate.go.by-code",
    expression: q.sum(q.rate(galleryRequests), { by: ["code"] }),
    text: 'sum by (code) (rate(image_gallery_requests_total{job=~"$job"}[$__rate_interval]))',
    unit: "reqps",
  },
  {
    name: "request-rate.nodejs.by-route",
    expression: q.sum(q.rate(httpCount), { by: ["route"] }),
    text: 'sum by (route) (rate(http_request_duration_seconds_count{job=~"$job"}[$__rate_interval]))',
    unit: "reqps",
  },
  {
    name: "request-rate.spring.by-uri",
    expression: q.sum(q.rate(q.countOf(bootTraffic)), { by: ["uri"] }),
    text: 'sum by (uri) (rate(http_server_requests_seconds_count{job=~"$job",uri!~"/actuator.*"}[$__rate_interval]))',
    unit: "reqps",
  },
  {
    name: "error-rate.go.ratio",
    expression: q.errorRatio(q.select(galleryRequests, server), galleryRequests, { by: ["job"] }),
    text: '(sum by (job) (rate(image_gallery_requests_total{job=~"$job",code=~"5.."}[$__rate_interval])) or 0 * sum by (job) (rate(image_gallery_requests_total{job=~"$job"}[$__rate_interval]))) / (sum by (job) (rate(image_gallery_requests_total{job=~"$job"}[$__rate_interval])) > 0)',
    unit: "percentunit",
  },
  {
    name: "error-rate.go.simple",
    expression: q.divide(q.sum(q.rate(q.select(galleryRequests, server))), q.sum(q.rate(galleryRequests))),
    text: 'sum(rate(image_gallery_requests_total{job=~"$job",code=~"5.."}[$__rate_interval])) / sum(rate(image_gallery_requests_total{job=~"$job"}[$__rate_interval]))',
    unit: "percentunit",
  },
  {
    name: "error-rate.go.per-second",
    expression: q.or(q.sum(q.rate(q.select(galleryRequests, server)), { by: ["code"] }), q.vector(0)),
    text: 'sum by (code) (rate(image_gallery_requests_total{job=~"$job",code=~"5.."}[$__rate_interval])) or vector(0)',
    unit: "reqps",
  },
  {
    name: "error-rate.nodejs.ratio",
    expression: q.errorRatio(q.select(httpCount, { status_code: q.matches("5..") }), httpCount, {
      by: ["job"],
    }),
    text: '(sum by (job) (rate(http_request_duration_seconds_count{job=~"$job",status_code=~"5.."}[$__rate_interval])) or 0 * sum by (job) (rate(http_request_duration_seconds_count{job=~"$job"}[$__rate_interval]))) / (sum by (job) (rate(http_request_duration_seconds_count{job=~"$job"}[$__rate_interval])) > 0)',
    unit: "percentunit",
  },
  {
    name: "error-rate.spring.ratio",
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
    name: "error-rate.spring.by-exception",
    expression: q.sum(q.rate(q.countOf(q.select(boot, { exception: q.not(["none", "None"]) }))), {
      by: ["exception"],
    }),
    text: 'sum by (exception) (rate(http_server_requests_seconds_count{job=~"$job",exception!~"none|None"}[$__rate_interval]))',
    unit: "reqps",
  },
  {
    name: "error-rate.spring.log-errors",
    expression: q.sum(q.rate(q.select(m.logEvents, { job, level: ["error", "warn"] })), { by: ["level"] }),
    text: 'sum by (level) (rate(logback_events_total{job=~"$job",level=~"error|warn"}[$__rate_interval]))',
    unit: "ops",
  },
];

const latency: readonly GoldenCase[] = [
  {
    name: "latency.spring.p95",
    expression: q.quantile(0.95, bootTraffic, { by: ["job"] }),
    text: 'histogram_quantile(0.95, sum by (job, le) (rate(http_server_requests_seconds_bucket{job=~"$job",uri!~"/actuator.*"}[$__rate_interval])))',
    unit: "s",
  },
  {
    name: "latency.prom.p50",
    expression: q.quantile(0.5, q.select(m.prometheusDuration, { job }), { by: ["handler"] }),
    text: 'histogram_quantile(0.5, sum by (handler, le) (rate(prometheus_http_request_duration_seconds_bucket{job=~"$job"}[$__rate_interval])))',
    unit: "s",
  },
  {
    name: "latency.go.avg",
    expression: q.divide(
      byJob(q.sumOf(q.select(m.galleryDuration, { job }))),
      byJob(q.countOf(q.select(m.galleryDuration, { job }))),
    ),
    text: 'sum by (job) (rate(image_gallery_request_duration_seconds_sum{job=~"$job"}[$__rate_interval])) / sum by (job) (rate(image_gallery_request_duration_seconds_count{job=~"$job"}[$__rate_interval]))',
    unit: "s",
  },
  {
    name: "latency.go.summary",
    expression: q.max(q.quantilesOf(q.select(m.galleryUpstream, { job })), { by: ["upstream", "quantile"] }),
    text: 'max by (upstream, quantile) (image_gallery_upstream_duration_seconds{job=~"$job"})',
    unit: "s",
  },
  {
    name: "latency.go.within-target",
    expression: q.divide(
      q.sum(q.rate(q.bucketOf(q.select(m.galleryDuration, { job }), 0.1))),
      q.sum(q.rate(q.countOf(q.select(m.galleryDuration, { job })))),
    ),
    text: 'sum(rate(image_gallery_request_duration_seconds_bucket{job=~"$job",le="0.1"}[$__rate_interval])) / sum(rate(image_gallery_request_duration_seconds_count{job=~"$job"}[$__rate_interval]))',
    unit: "percentunit",
  },
  {
    name: "latency.spring.max",
    expression: q.max(q.select(m.bootMax, { job }), { by: ["uri"] }),
    text: 'max by (uri) (http_server_requests_seconds_max{job=~"$job"})',
    unit: "s",
  },
  {
    name: "latency.spring.heatmap",
    expression: q.heatmapBuckets(boot),
    text: 'sum by (le) (increase(http_server_requests_seconds_bucket{job=~"$job"}[$__rate_interval]))',
    unit: "short",
  },
  {
    name: "apdex.nodejs.t0.25",
    expression: q.ratio(
      q.divide(q.add(byJob(q.bucketOf(httpDuration, 0.25)), byJob(q.bucketOf(httpDuration, 1))), 2),
      byJob(httpCount),
    ),
    text: '(sum by (job) (rate(http_request_duration_seconds_bucket{job=~"$job",le="0.25"}[$__rate_interval])) + sum by (job) (rate(http_request_duration_seconds_bucket{job=~"$job",le=~"1(\\\\.0)?"}[$__rate_interval]))) / 2 / (sum by (job) (rate(http_request_duration_seconds_count{job=~"$job"}[$__rate_interval])) > 0)',
    unit: "percentunit",
  },
  {
    name: "in-flight.spring.active",
    expression: q.sum(q.or(q.select(m.activeCount, { job }), q.select(m.activeActiveCount, { job })), {
      by: ["job"],
    }),
    text: 'sum by (job) (http_server_requests_active_seconds_count{job=~"$job"} or http_server_requests_active_seconds_active_count{job=~"$job"})',
    unit: "short",
  },
  {
    name: "container-actions.docker.avg",
    expression: q.average(q.select(m.actions, { job }), { by: ["action"] }),
    text: 'sum by (action) (rate(engine_daemon_container_actions_seconds_sum{job=~"$job"}[$__rate_interval])) / (sum by (action) (rate(engine_daemon_container_actions_seconds_count{job=~"$job"}[$__rate_interval])) > 0)',
    unit: "s",
  },
];

export const trafficCases: readonly GoldenCase[] = [...traffic, ...latency];
