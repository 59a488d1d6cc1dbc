import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { readExposition } from "../../src/metrics/exposition.ts";
import type { MetricFamily } from "../../src/metrics/family.ts";

type Expected = Partial<MetricFamily> & { readonly name: string };

const openMetrics = "application/openmetrics-text; version=1.0.0; charset=utf-8";

const cases: {
  readonly name: string;
  readonly text: readonly string[];
  readonly contentType?: string;
  readonly expected: readonly Expected[];
}[] = [
  {
    name: "reads a counter with its help, unit and labels",
    text: [
      "# HELP http_requests_total Requests \\\\ by code\\nand method.",
      "# TYPE http_requests_total counter",
      'http_requests_total{method="post",code="200"} 1027 1395066363000',
      'http_requests_total{code="400",zone="a"} 3',
    ],
    expected: [
      {
        name: "http_requests_total",
        kind: "counter",
        unit: "requests",
        labels: ["code", "method", "zone"],
        help: "Requests \\ by code\nand method.",
        untyped: false,
        observed: true,
      },
    ],
  },
  {
    name: "believes the declared type, not the suffix",
    text: ["# TYPE subscribers_total gauge", "subscribers_total 1", "# TYPE failcnt counter", "failcnt 2"],
    expected: [
      { name: "failcnt", kind: "counter" },
      { name: "subscribers_total", kind: "gauge", unit: "subscribers" },
    ],
  },
  {
    name: "joins the series of a histogram, with the limits of all label sets",
    text: [
      "# TYPE latency_seconds histogram",
      'latency_seconds_bucket{path="/b",le="+Inf"} 3',
      'latency_seconds_bucket{path="/b",le="1.0"} 2',
      'latency_seconds_bucket{path="/a",le="1e-1"} 1',
      'latency_seconds_bucket{path="/a",le="+Inf"} 1',
      'latency_seconds_sum{path="/a"} 0.05',
      'latency_seconds_count{path="/a"} 1',
    ],
    expected: [
      { name: "latency_seconds", kind: "histogram", unit: "s", labels: ["path"], buckets: [0.1, 1] },
    ],
  },
  {
    name: "joins the series of a summary",
    text: [
      "# TYPE gc_seconds summary",
      'gc_seconds{quantile="0.5"} NaN',
      'gc_seconds{quantile="0"} 1e-5',
      "gc_seconds_sum 1",
      "gc_seconds_count 2",
    ],
    expected: [{ name: "gc_seconds", kind: "summary", unit: "s", labels: [], quantiles: [0, 0.5] }],
  },
  {
    name: "takes a gauge of facts for info, and one with a value for what it says",
    text: [
      "# TYPE go_info gauge",
      'go_info{version="go1.19"} 1',
      "# TYPE battery_info gauge",
      'battery_info{slot="1"} 80',
    ],
    expected: [
      { name: "battery_info", kind: "gauge" },
      { name: "go_info", kind: "info", labels: ["version"] },
    ],
  },
  {
    name: "takes a metric without type for a gauge, and says so, even if it looks like a counter",
    text: ["# TYPE a_total untyped", "a_total 1", "b_total 2", 'c_bucket{le="1"} 1', "c_sum 1"],
    expected: [
      { name: "a_total", kind: "gauge", untyped: true },
      { name: "b_total", kind: "gauge", untyped: true },
      { name: "c_bucket", kind: "gauge", untyped: true, labels: ["le"] },
      { name: "c_sum", kind: "gauge", untyped: true },
    ],
  },
  {
    name: "knows a metric that has no series yet, without its labels",
    text: ["# HELP rejected_total Never yet.", "# TYPE rejected_total counter", "up 1"],
    expected: [
      { name: "rejected_total", kind: "counter", labels: [], observed: false },
      { name: "up", observed: true },
    ],
  },
  {
    name: "leaves out the labels that the target gives, and those of the kind only",
    text: ["# TYPE a gauge", 'a{job="x",instance="y",quantile="0.5",le="1",zone="z"} 1'],
    expected: [{ name: "a", labels: ["le", "quantile", "zone"] }],
  },
  {
    name: "reads quoted names of Prometheus 3",
    text: [
      '# HELP "http.server.requests" Requests.',
      '# TYPE "http.server.requests" counter',
      '{"http.server.requests","k8s.pod"="a",code="200"} 1',
      '{"plain"} 2',
    ],
    expected: [
      {
        name: "http.server.requests",
        kind: "counter",
        unit: "requests",
        labels: ["code", "k8s.pod"],
        help: "Requests.",
      },
      { name: "plain" },
    ],
  },
  {
    name: "is patient with blanks, line ends, comments and a missing last line end",
    text: [
      "\uFEFF# any comment\r",
      "#",
      "",
      "  # TYPE   a\tgauge \r",
      '\ta { x = "1" , } \t 1.5   -20 \r',
      "b +Inf\r",
    ],
    expected: [{ name: "a", kind: "gauge", labels: ["x"] }, { name: "b" }],
  },
  {
    name: "keeps a histogram called like buckets apart from them",
    text: ["# TYPE a_bucket histogram", 'a_bucket_bucket{le="1"} 1', "a_bucket_count 1"],
    expected: [
      { name: "a_bucket", kind: "gauge", untyped: true, observed: false },
      { name: "a_bucket_bucket", kind: "gauge", labels: ["le"] },
      { name: "a_bucket_count", kind: "gauge" },
    ],
  },
  {
    name: "names the metrics of OpenMetrics as Prometheus stores them",
    text: [
      "# TYPE requests counter",
      '# HELP requests With \\"quotes\\".',
      'requests_total{code="200"} 1 # {trace_id="a b"} 0.5 1.5',
      'requests_created{code="200"} 1.6e9',
      "# TYPE idle counter",
      "# TYPE build info",
      'build_info{version="1"} 1',
      "# TYPE mode stateset",
      'mode{mode="on"} 1',
      "# TYPE queue gaugehistogram",
      'queue_bucket{le="1"} 1',
      "queue_gcount 1",
      "queue_gsum 1",
      "# TYPE size_parsecs gauge",
      "# UNIT size_parsecs parsecs",
      "size_parsecs 1",
      "# TYPE lag histogram",
      "# UNIT lag seconds",
      'lag_bucket{le="+Inf"} 1 # {} 2',
      "lag_created 1",
      "# TYPE other unknown",
      "other 1",
      "# EOF",
    ],
    expected: [
      { name: "build_info", kind: "info", labels: ["version"] },
      { name: "idle_total", kind: "counter", observed: false },
      { name: "lag", kind: "histogram", unit: "s" },
      { name: "mode", kind: "gauge", labels: ["mode"] },
      { name: "other", kind: "gauge", untyped: true },
      { name: "queue_bucket", kind: "gauge", labels: ["le"] },
      { name: "queue_gcount", kind: "gauge" },
      { name: "queue_gsum", kind: "gauge" },
      { name: "requests_total", kind: "counter", unit: "requests", labels: ["code"], help: 'With "quotes".' },
      { name: "size_parsecs", kind: "gauge", unit: "parsecs" },
    ],
  },
  {
    name: "leaves a gauge called `_created` of the text format alone",
    text: ["# TYPE a counter", "a_total 1", "# TYPE a_created gauge", "a_created 1"],
    expected: [
      { name: "a_created", kind: "gauge" },
      { name: "a_total", kind: "counter" },
    ],
  },
];

test.each(cases)("$name", ({ text, contentType, expected }) => {
  const families = readExposition(text.join("\n"), { contentType });
  expect(families).toHaveLength(expected.length);
  expect(families).toMatchObject(expected);
});

test("tells OpenMetrics by its content type too", () => {
  const families = readExposition("# TYPE a counter\n# EOF\n", { contentType: openMetrics });
  expect(families).toMatchObject([{ name: "a_total" }]);
});

test("a label value of many megabytes does no harm", () => {
  const value = '\\"\\\\\\n`${x}*/'.repeat(200_000);
  expect(readExposition(`a{b="${value}"} 1\n`)).toMatchObject([{ name: "a", labels: ["b"] }]);
});

test("reads every line of real programs", () => {
  const counts = ["cadvisor", "docker-engine", "node-exporter", "prometheus", "prom-client-11"].map(
    (file) => {
      const families = readExposition(readFileSync(`test/fixtures/metrics/${file}.prom`));
      return [file, families.length, families.filter((family) => family.untyped).length];
    },
  );
  expect(counts).toEqual([
    ["cadvisor", 41, 0],
    ["docker-engine", 74, 0],
    ["node-exporter", 283, 47],
    ["prometheus", 178, 0],
    ["prom-client-11", 23, 0],
  ]);
});
