import { defineMetrics } from "../metrics/define.ts";
import type { TargetLabel } from "../metrics/metric.ts";
import { multiply } from "../queries/arithmetic.ts";
import { countOf } from "../queries/histogram-parts.ts";
import { type MatcherValue, notMatches } from "../queries/matcher.ts";
import { or } from "../queries/set-operations.ts";
import { micrometer as metrics } from "./catalogues/micrometer.ts";
import type {
  CpuFeeds,
  DurationFeeds,
  FailureFeeds,
  InFlightFeeds,
  MemoryFeeds,
  RequestFeeds,
} from "./feeds.ts";
import {
  defineInstrument,
  type Instrument,
  seriesOf,
  type TargetOptions,
  checkInstrumentOptions,
} from "./instrument.ts";

const activeLabels = ["exception", "method", "outcome", "status", "uri"] as const;

/** The labels of the requests in flight. */
export type ActiveLabel = TargetLabel | (typeof activeLabels)[number];

/** The labels of the requests; `error` from Boot 3 on. */
export type RequestLabel = ActiveLabel | "error";

/**
 * The requests in flight, counted by a LongTaskTimer: the count goes up and down, so that it is a gauge although its
 * name ends with `_count`. The second is its name with the registry of Micrometer up to 1.12 (Boot 3.0 to 3.2).
 */
const activeMetrics = defineMetrics({
  active: {
    name: "http_server_requests_active_seconds_count",
    kind: "gauge",
    unit: "requests",
    labels: activeLabels,
  },
  activeBefore: {
    name: "http_server_requests_active_seconds_active_count",
    kind: "gauge",
    unit: "requests",
    labels: activeLabels,
  },
});

/** A generation of Spring Boot, as far as its metrics differ. */
export type BootVersion = 2 | 3;

/** What {@link micrometer} can be told. */
export interface MicrometerOptions<
  Boot extends BootVersion = 3,
  Extra extends string = never,
> extends TargetOptions<Extra> {
  /**
   * The major version of Spring Boot; say 3 for later ones too. Boot 2 does not expose the requests in flight.
   * @default 3
   */
  readonly boot?: Boot;
}

/** What {@link micrometer} feeds; the requests in flight only from Boot 3 on. */
export type MicrometerFeeds<Boot, Extra extends string = never> = RequestFeeds<RequestLabel | Extra> &
  FailureFeeds<RequestLabel | Extra> &
  DurationFeeds<RequestLabel | Extra, "histogram"> &
  CpuFeeds<TargetLabel | Extra> &
  MemoryFeeds<TargetLabel | Extra | "area" | "id"> &
  ([Boot] extends [2] ? unknown : InFlightFeeds<ActiveLabel | Extra>);

/**
 * A Spring Boot application with Micrometer, scraped at `/actuator/prometheus`; the scrapes themselves are left out
 * of its requests. Percentiles need the application's setting
 * `management.metrics.distribution.percentiles-histogram.http.server.requests=true`. CPU is `process_cpu_usage` times
 * `system_cpu_count`; memory is what the JVM uses of its pools, because Micrometer does not expose the resident
 * memory of the process.
 */
export function micrometer<Boot extends BootVersion = 3, Extra extends string = never>(
  options: MicrometerOptions<Boot, Extra>,
): Instrument<MicrometerFeeds<Boot, Extra>> {
  checkInstrumentOptions("micrometer", options, ["boot"]);
  const feeds = { ...requestFeeds(options), ...processFeeds(options) };
  const inFlight = options.boot === 2 ? {} : inFlightFeeds(options);
  return defineInstrument("micrometer", options, { ...feeds, ...inFlight }) as Instrument<
    MicrometerFeeds<Boot, Extra>
  >;
}

/** Spring's own endpoints, above all the scrape, are no traffic. */
const noActuator = { uri: notMatches("/actuator.*") };

type RequestTimings<Label extends string> = RequestFeeds<Label> &
  FailureFeeds<Label> &
  DurationFeeds<Label, "histogram">;

function requestFeeds<Extra extends string>(
  options: TargetOptions<Extra>,
): RequestTimings<RequestLabel | Extra> {
  const durations = seriesOf(options, metrics.httpServerRequestsSeconds, noActuator);
  const failures = seriesOf(options, metrics.httpServerRequestsSeconds, {
    outcome: "SERVER_ERROR",
    ...noActuator,
  });
  return {
    requests: (job) => countOf(durations(job)),
    failures: (job) => countOf(failures(job)),
    durations,
  };
}

function processFeeds<Extra extends string>(
  options: TargetOptions<Extra>,
): CpuFeeds<TargetLabel | Extra> & MemoryFeeds<TargetLabel | Extra | "area" | "id"> {
  const usage = seriesOf(options, metrics.processCpuUsage);
  const cpus = seriesOf(options, metrics.systemCpuCount);
  return {
    cpu: (job) => multiply(usage(job), cpus(job)),
    memory: seriesOf(options, metrics.jvmMemoryUsedBytes),
  };
}

function inFlightFeeds<Extra extends string>(
  options: TargetOptions<Extra>,
): InFlightFeeds<ActiveLabel | Extra> {
  const active = seriesOf(options, activeMetrics.active);
  const activeBefore = seriesOf(options, activeMetrics.activeBefore);
  return { inFlight: (job: MatcherValue) => or(active(job), activeBefore(job)) };
}
