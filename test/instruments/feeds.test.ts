import { describe, expect, test } from "vitest";
import {
  cadvisor,
  docker,
  type Feed,
  type Instrument,
  micrometer,
  promClient,
  promhttp,
} from "../../src/instruments/instruments.ts";
import { defineMetrics } from "../../src/metrics/metrics.ts";
import type { Selector, Vector } from "../../src/queries/queries.ts";

/** The text of every feed for a job named `j`, by its name. */
function texts(instrument: Instrument): Readonly<Record<string, string>> {
  const feeds = Object.entries(instrument.feeds) as [string, Feed<Selector | Vector>][];
  return Object.fromEntries(feeds.map(([name, feed]) => [name, feed("j").text]));
}

const processTexts = {
  cpu: 'rate(process_cpu_seconds_total{job="j"}[$__rate_interval])',
  memory: 'process_resident_memory_bytes{job="j"}',
};

const metrics = defineMetrics({
  requests: { name: "api_requests_total", kind: "counter", labels: ["code"] },
  uncoded: { name: "api_calls_total", kind: "counter" },
  summary: { name: "api_seconds", kind: "summary", unit: "s", labels: ["status"] },
});

describe("instruments feed", () => {
  test.each<{ name: string; instrument: Instrument; expected: Readonly<Record<string, string>> }>([
    {
      name: "docker: the states of the containers and the daemon's process",
      instrument: docker({ job: "docker" }),
      expected: { ...processTexts, containerStates: 'engine_daemon_container_states_containers{job="j"}' },
    },
    {
      name: "cadvisor: the containers alone, without control groups that are none",
      instrument: cadvisor({ job: "cadvisor" }),
      expected: {
        containerCpu: 'rate(container_cpu_usage_seconds_total{job="j",name!=""}[$__rate_interval])',
        containerMemory: 'container_memory_working_set_bytes{job="j",name!=""}',
      },
    },
    {
      name: "promhttp without metrics of its own: the process only",
      instrument: promhttp({ job: "api" }),
      expected: processTexts,
    },
    {
      name: "promhttp with a counter: requests and failures by `code`",
      instrument: promhttp({ job: "api", requests: "api_requests_total" }),
      expected: {
        ...processTexts,
        requests: 'api_requests_total{job="j"}',
        failures: 'api_requests_total{job="j",code=~"5.."}',
      },
    },
    {
      name: "promhttp with all metrics",
      instrument: promhttp({
        job: "api",
        requests: metrics.requests,
        duration: "api_request_duration_seconds",
        inFlight: "api_in_flight_requests",
      }),
      expected: {
        ...processTexts,
        requests: 'api_requests_total{job="j"}',
        failures: 'api_requests_total{job="j",code=~"5.."}',
        durations: 'api_request_duration_seconds{job="j"}',
        inFlight: 'api_in_flight_requests{job="j"}',
      },
    },
    {
      name: "promhttp with a counter that lacks the code: no failures",
      instrument: promhttp({ job: "api", requests: metrics.uncoded }),
      expected: { ...processTexts, requests: 'api_calls_total{job="j"}' },
    },
    {
      name: "promhttp with a counter said to lack the code: no failures",
      instrument: promhttp({ job: "api", requests: "api_calls_total", codeLabel: false }),
      expected: { ...processTexts, requests: 'api_calls_total{job="j"}' },
    },
    {
      name: "promClient: requests counted by the customary histogram",
      instrument: promClient({ job: "shop" }),
      expected: {
        ...processTexts,
        requests: 'http_request_duration_seconds_count{job="j"}',
        failures: 'http_request_duration_seconds_count{job="j",status_code=~"5.."}',
        durations: 'http_request_duration_seconds{job="j"}',
      },
    },
    {
      name: "promClient with other names",
      instrument: promClient({
        job: "shop",
        duration: metrics.summary,
        codeLabel: "status",
        inFlight: "busy",
      }),
      expected: {
        ...processTexts,
        requests: 'api_seconds_count{job="j"}',
        failures: 'api_seconds_count{job="j",status=~"5.."}',
        durations: 'api_seconds{job="j"}',
        inFlight: 'busy{job="j"}',
      },
    },
    {
      name: "promClient with a counter instead of a histogram",
      instrument: promClient({
        job: "shop",
        requests: "access_log_total",
        codeLabel: false,
        duration: false,
      }),
      expected: { ...processTexts, requests: 'access_log_total{job="j"}' },
    },
    {
      name: "micrometer: requests without the scrapes, CPU in cores",
      instrument: micrometer({ job: "iotd-api" }),
      expected: {
        requests: 'http_server_requests_seconds_count{job="j",uri!~"/actuator.*"}',
        failures: 'http_server_requests_seconds_count{job="j",outcome="SERVER_ERROR",uri!~"/actuator.*"}',
        durations: 'http_server_requests_seconds{job="j",uri!~"/actuator.*"}',
        inFlight:
          'http_server_requests_active_seconds_count{job="j"} or http_server_requests_active_seconds_active_count{job="j"}',
        cpu: 'process_cpu_usage{job="j"} * system_cpu_count{job="j"}',
        memory: 'jvm_memory_used_bytes{job="j"}',
      },
    },
  ])("$name", ({ instrument, expected }) => {
    expect(texts(instrument)).toEqual(expected);
  });

  test("nothing about requests in flight with Boot 2, which does not expose them", () => {
    const { inFlight: _, ...expected } = texts(micrometer({ job: "iotd-api" }));
    expect(texts(micrometer({ job: "iotd-api", boot: 2 }))).toEqual(expected);
  });
});

describe("instruments", () => {
  test("put more matchers on every feed, between the job and their own conditions", () => {
    const instrument = micrometer({ job: "iotd-api", matchers: { cluster: "eu" } });
    expect(instrument.feeds.failures("j").text).toBe(
      'http_server_requests_seconds_count{job="j",cluster="eu",outcome="SERVER_ERROR",uri!~"/actuator.*"}',
    );
    expect(instrument.feeds.cpu("j").text).toBe(
      'process_cpu_usage{job="j",cluster="eu"} * system_cpu_count{job="j",cluster="eu"}',
    );
    expect(instrument.up("j").text).toBe('up{job="j",cluster="eu"}');
  });

  test("cannot be changed", () => {
    const instrument = docker({ job: "docker" });
    expect(Object.isFrozen(instrument) && Object.isFrozen(instrument.feeds)).toBe(true);
  });

  test.each([{ job: "" }, { job: [] }])("refuse $job as a job", (options) => {
    expect(() => docker(options)).toThrow("The instrument `docker` has no job.");
  });

  test("refuse a metric whose name no exporter can have", () => {
    expect(() => promhttp({ job: "api", requests: "" })).toThrow("is not a Prometheus metric name");
  });
});
