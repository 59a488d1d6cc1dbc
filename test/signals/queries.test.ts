import { describe, expect, test } from "vitest";
import { cadvisor, docker, micrometer, promClient, promhttp } from "../../src/instruments/instruments.ts";
import type { Panel } from "../../src/panels/panel.ts";
import { variable } from "../../src/queries/queries.ts";
import {
  averageLatency,
  containerCounts,
  containerCpu,
  containerMemory,
  cpuUsage,
  errorRate,
  inFlight,
  latencyPercentiles,
  memoryUsage,
  requestRate,
  scrapeHealth,
} from "../../src/signals/signals.ts";
import { checkExpressions, hasPromtool } from "../dashboards/promtool.ts";

const gallery = promhttp({
  job: "image-gallery",
  requests: "image_gallery_requests_total",
  duration: "image_gallery_request_duration_seconds",
  inFlight: "image_gallery_in_flight_requests",
});
const iotd = micrometer({ job: "iotd-api" });
const accessLog = promClient({ job: "access-log", inFlight: "http_requests_in_flight" });
const shop = promClient({ job: "shop" });
const engine = docker({ job: "docker" });
const containers = cadvisor({ job: "cadvisor" });
const applications = [gallery, iotd, accessLog];

/** Each query with its legend in front. */
function queriesOf({ queries }: Panel): readonly string[] {
  return queries.map(({ legend, expression }) => `${legend}: ${expression.text}`);
}

const cases: readonly { name: string; panel: Panel; expected: readonly string[] }[] = [
  {
    name: "for the request rate of each application by job",
    panel: requestRate(applications),
    expected: [
      '{{job}}: sum by (job) (rate(image_gallery_requests_total{job="image-gallery"}[$__rate_interval]))',
      '{{job}}: sum by (job) (rate(http_server_requests_seconds_count{job="iotd-api",uri!~"/actuator.*"}[$__rate_interval]))',
      '{{job}}: sum by (job) (rate(http_request_duration_seconds_count{job="access-log"}[$__rate_interval]))',
    ],
  },
  {
    name: "for an error rate that is 0 without error series and a gap without traffic",
    panel: errorRate(gallery),
    expected: [
      '{{job}}: (sum by (job) (rate(image_gallery_requests_total{job="image-gallery",code=~"5.."}[$__rate_interval])) or 0 * sum by (job) (rate(image_gallery_requests_total{job="image-gallery"}[$__rate_interval]))) / (sum by (job) (rate(image_gallery_requests_total{job="image-gallery"}[$__rate_interval])) > 0)',
    ],
  },
  {
    name: "for a Micrometer error rate without the scrapes in both parts",
    panel: errorRate(iotd),
    expected: [
      '{{job}}: (sum by (job) (rate(http_server_requests_seconds_count{job="iotd-api",outcome="SERVER_ERROR",uri!~"/actuator.*"}[$__rate_interval])) or 0 * sum by (job) (rate(http_server_requests_seconds_count{job="iotd-api",uri!~"/actuator.*"}[$__rate_interval]))) / (sum by (job) (rate(http_server_requests_seconds_count{job="iotd-api",uri!~"/actuator.*"}[$__rate_interval])) > 0)',
    ],
  },
  {
    name: "for percentiles of buckets that keep `le`",
    panel: latencyPercentiles(iotd, { percentiles: [0.5, 0.999] }),
    expected: [
      '{{job}} p50: histogram_quantile(0.5, sum by (job, le) (rate(http_server_requests_seconds_bucket{job="iotd-api",uri!~"/actuator.*"}[$__rate_interval])))',
      '{{job}} p99.9: histogram_quantile(0.999, sum by (job, le) (rate(http_server_requests_seconds_bucket{job="iotd-api",uri!~"/actuator.*"}[$__rate_interval])))',
    ],
  },
  {
    name: "for an average latency over a given window",
    panel: averageLatency(shop, { range: "5m" }),
    expected: [
      '{{job}}: sum by (job) (rate(http_request_duration_seconds_sum{job="shop"}[5m])) / (sum by (job) (rate(http_request_duration_seconds_count{job="shop"}[5m])) > 0)',
    ],
  },
  {
    name: "for the requests in flight under both names that Boot 3 has had",
    panel: inFlight([gallery, iotd]),
    expected: [
      '{{job}}: sum by (job) (image_gallery_in_flight_requests{job="image-gallery"})',
      '{{job}}: sum by (job) (http_server_requests_active_seconds_count{job="iotd-api"} or http_server_requests_active_seconds_active_count{job="iotd-api"})',
    ],
  },
  {
    name: "for the CPU of all instruments with the same metric at once",
    panel: cpuUsage([gallery, iotd, accessLog, engine]),
    expected: [
      '{{job}} {{instance}}: sum by (job, instance) (rate(process_cpu_seconds_total{job=~"image-gallery|access-log|docker"}[$__rate_interval]))',
      '{{job}} {{instance}}: sum by (job, instance) (process_cpu_usage{job="iotd-api"} * system_cpu_count{job="iotd-api"})',
    ],
  },
  {
    name: "for the memory of processes, of a JVM the sum of its pools",
    panel: memoryUsage([engine, iotd]),
    expected: [
      '{{job}} {{instance}}: sum by (job, instance) (process_resident_memory_bytes{job="docker"})',
      '{{job}} {{instance}}: sum by (job, instance) (jvm_memory_used_bytes{job="iotd-api"})',
    ],
  },
  {
    name: "for the CPU of containers, whatever their CPUs",
    panel: containerCpu(containers),
    expected: [
      '{{name}}: sum by (job, instance, name) (rate(container_cpu_usage_seconds_total{job="cadvisor",name!=""}[$__rate_interval]))',
    ],
  },
  {
    name: "for the memory of containers, once for a recreated one",
    panel: containerMemory(containers, { by: ["image"] }),
    expected: [
      '{{name}} {{image}}: max by (job, instance, name, image) (container_memory_working_set_bytes{job="cadvisor",name!=""})',
    ],
  },
  {
    name: "for the containers of one engine by state",
    panel: containerCounts(engine),
    expected: ['{{state}}: sum by (job, state) (engine_daemon_container_states_containers{job="docker"})'],
  },
  {
    name: "for the containers of several engines by engine and state",
    panel: containerCounts([engine, docker({ job: "docker-2" })]),
    expected: [
      '{{job}} {{state}}: sum by (job, state) (engine_daemon_container_states_containers{job=~"docker|docker-2"})',
    ],
  },
  {
    name: "whether the targets of the instruments are up",
    panel: scrapeHealth([gallery, iotd]),
    expected: ['{{job}}: avg by (job) (up{job=~"image-gallery|iotd-api"})'],
  },
  {
    name: "whether the targets of all jobs are up",
    panel: scrapeHealth("all", { by: ["cluster"] }),
    expected: ["{{job}} {{cluster}}: avg by (job, cluster) (up)"],
  },
];

describe("signals ask", () => {
  test.each(cases)("$name", ({ panel, expected }) => {
    expect(queriesOf(panel)).toEqual(expected);
  });
});

test.runIf(hasPromtool)("signals ask nothing that Prometheus cannot parse", () => {
  const expressions = cases.flatMap(({ panel }) => panel.queries.map(({ expression }) => expression.text));
  expect(checkExpressions(expressions)).toBe("");
});

describe("instruments share a query", () => {
  const textsOf = (panel: Panel): readonly string[] => panel.queries.map(({ expression }) => expression.text);

  test("for each percentile when only their jobs differ", () => {
    const panel = latencyPercentiles([accessLog, shop, gallery], { percentiles: [0.5, 0.95] });
    expect(panel.queries.map(({ legend }) => legend)).toEqual([
      "{{job}} p50",
      "{{job}} p50",
      "{{job}} p95",
      "{{job}} p95",
    ]);
    expect(textsOf(panel)[0]).toContain('{job=~"access-log|shop"}');
  });

  test("with lists of jobs and single ones in the order in which they stand, each once", () => {
    const instruments = [promhttp({ job: ["b", "a"] }), docker({ job: "a" }), promhttp({ job: "c" })];
    expect(textsOf(memoryUsage(instruments))).toEqual([
      'sum by (job, instance) (process_resident_memory_bytes{job=~"b|a|c"})',
    ]);
  });

  test("but ask with a variable only once, and apart from names", () => {
    const instruments = [
      promhttp({ job: variable("job") }),
      promClient({ job: variable("job") }),
      promhttp({ job: "a" }),
    ];
    expect(textsOf(memoryUsage(instruments))).toEqual([
      'sum by (job, instance) (process_resident_memory_bytes{job="a"})',
      'sum by (job, instance) (process_resident_memory_bytes{job=~"$job"})',
    ]);
  });

  test("but not when other matchers differ", () => {
    const instruments = [
      promhttp({ job: "a", matchers: { cluster: "eu" } }),
      promhttp({ job: "b", matchers: { cluster: "us" } }),
    ];
    expect(textsOf(memoryUsage(instruments))).toEqual([
      'sum by (job, instance) (process_resident_memory_bytes{job="a",cluster="eu"})',
      'sum by (job, instance) (process_resident_memory_bytes{job="b",cluster="us"})',
    ]);
  });
});
