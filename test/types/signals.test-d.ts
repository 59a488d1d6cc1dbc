/** What must compile and what must not; checked by `tsc`, never run. */
import * as instruments from "../../src/instruments/instruments.ts";
import { defineMetrics } from "../../src/metrics/metrics.ts";
import { matches, variable } from "../../src/queries/queries.ts";
import * as s from "../../src/signals/signals.ts";

const { cadvisor, defineInstrument, docker, micrometer, promClient, promhttp, seriesOf } = instruments;

const m = defineMetrics({
  requests: { name: "api_requests_total", kind: "counter", labels: ["code", "method", "handler"] },
  uncoded: { name: "api_calls_total", kind: "counter", labels: ["method"] },
  status: { name: "api_answers_total", kind: "counter", labels: ["status"] },
  duration: { name: "api_seconds", kind: "histogram", unit: "s", labels: ["method"] },
  summary: { name: "api_quantile_seconds", kind: "summary", unit: "s", labels: ["status_code"] },
  busy: { name: "api_busy", kind: "gauge" },
});

const engine = docker({ job: "docker" });
const containers = cadvisor({ job: ["a", "b"] });
const bare = promhttp({ job: variable("job") });
const counted = promhttp({ job: "api", requests: "api_requests_total" });
const typed = promhttp({ job: "api", requests: m.requests, duration: m.duration, inFlight: m.busy });
const uncoded = promhttp({ job: "api", requests: m.uncoded });
const status = promhttp({ job: "api", requests: m.status, codeLabel: "status" });
const shop = promClient({ job: "shop" });
const summary = promClient({ job: "shop", duration: m.summary });
const silent = promClient({ job: "shop", duration: false });
const boot2 = micrometer({ job: "old", boot: 2 });
const boot3 = micrometer({ job: "new", matchers: { cluster: "eu", zone: matches("a|b") } });

// What an instrument feeds.
s.containerCounts(engine);
s.containerCpu(containers);
s.containerMemory(containers);
s.cpuUsage([engine, bare, shop, boot2]);
s.memoryUsage([engine, bare, shop, boot3]);
s.requestRate([counted, typed, uncoded, shop, summary, boot2]);
s.errorRate([counted, typed, status, shop, summary, boot2]);
s.latencyPercentiles([typed, shop, boot2, boot3]);
s.averageLatency([typed, shop, summary, boot2]);
s.inFlight([typed, boot3]);
s.scrapeHealth([engine, containers, bare, boot2]);
s.scrapeHealth();

// @ts-expect-error the engine answers no requests
s.errorRate(engine);
// @ts-expect-error neither does it among others that do
s.errorRate([counted, engine]);
// @ts-expect-error
s.requestRate(engine);
// @ts-expect-error
s.containerCounts(containers);
// @ts-expect-error
s.containerCpu(engine);
// @ts-expect-error cAdvisor tells nothing about a process
s.cpuUsage(containers);
// @ts-expect-error no metric of requests was named
s.requestRate(bare);
// @ts-expect-error the metric has no label with the code
s.errorRate(uncoded);
// @ts-expect-error the label that holds the code was not named
s.errorRate(promhttp({ job: "api", requests: m.status }));
// @ts-expect-error it was said that there is none
s.errorRate(promhttp({ job: "api", requests: "api_requests_total", codeLabel: false }));
// @ts-expect-error no metric of durations was named
s.latencyPercentiles(counted);
// @ts-expect-error a summary has no buckets
s.latencyPercentiles(summary);
// @ts-expect-error no metric of requests in flight was named
s.inFlight(shop);
// @ts-expect-error Boot 2 does not expose them
s.inFlight(boot2);
// @ts-expect-error there is no histogram that could count the requests
s.requestRate(silent);

// What an instrument can be told.
// @ts-expect-error a job is needed
docker({});
// @ts-expect-error mistyped
promhttp({ job: "api", request: "api_requests_total" });
// @ts-expect-error a histogram is no counter
promhttp({ job: "api", requests: m.duration });
// @ts-expect-error a counter is no histogram
promClient({ job: "shop", duration: m.requests });
// @ts-expect-error Boot 1 had other metrics
micrometer({ job: "older", boot: 1 });

// The labels that all given instruments carry.
s.requestRate(typed, { by: ["handler", "method", "instance"] });
s.requestRate([typed, boot3], { by: ["method"] });
s.requestRate(counted, { by: ["whatever the application has"] });
s.requestRate([counted, boot3], { by: ["uri", "cluster", "zone"] });
s.cpuUsage(boot3, { by: ["cluster"] });
s.containerCpu(containers, { by: ["image"] });
// @ts-expect-error
s.requestRate(typed, { by: ["uri"] });
// @ts-expect-error Micrometer has no `handler`
s.requestRate([typed, boot3], { by: ["handler"] });
// @ts-expect-error
s.cpuUsage(bare, { by: ["cluster"] });
// @ts-expect-error the histogram lacks the counter's label
s.latencyPercentiles(typed, { by: ["code"] });

// The options of a signal.
s.latencyPercentiles(shop, { percentiles: [0.5], range: "5m", warning: 1, critical: false, type: "stat" });
// @ts-expect-error the memory has no window
s.memoryUsage(shop, { range: "5m" });
// @ts-expect-error alerts are not a part of signals
s.errorRate(shop, { alert: { for: "5m" } });
// @ts-expect-error
s.requestRate(shop, { percentiles: [0.5] });

// An instrument of one's own.
function worker(
  options: instruments.TargetOptions,
): instruments.Instrument<instruments.MemoryFeeds<"job" | "instance">> {
  return defineInstrument("worker", options, { memory: seriesOf(options, m.busy) });
}
s.memoryUsage([worker({ job: "worker" }), shop]);
// @ts-expect-error
s.cpuUsage(worker({ job: "worker" }));
