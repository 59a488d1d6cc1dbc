import { promClient as promClientMetrics } from "./catalogues/prom-client.ts";
import type { CodeLabel, CountedFeeds, DurationName, MetricName, RunningFeeds, TimedFeeds } from "./http.ts";
import { httpFeeds, toMetric } from "./http.ts";
import {
  defineInstrument,
  type Instrument,
  type TargetOptions,
  checkInstrumentOptions,
} from "./instrument.ts";
import { processFeeds, type ProcessFeeds } from "./process.ts";

/** What {@link promClient} can be told: where the application is, and what it called its metrics. */
export interface PromClientOptions<
  Requests extends MetricName<"counter"> | undefined = undefined,
  Duration extends DurationName | false = string,
  InFlight extends MetricName<"gauge"> | undefined = undefined,
  Code extends CodeLabel = "status_code",
  Extra extends string = never,
> extends TargetOptions<Extra> {
  /** The counter of requests, for an application that has one. @default the count of `duration` */
  readonly requests?: Requests;
  /** The label that holds the status code; `false` when there is none. @default "status_code" */
  readonly codeLabel?: Code;
  /**
   * The histogram or summary of request durations, in seconds; `false` when there is none.
   * @default "http_request_duration_seconds"
   */
  readonly duration?: Duration;
  /** The gauge of requests in flight. @default none */
  readonly inFlight?: InFlight;
}

/** What {@link promClient} feeds, by the metrics that the application has. */
export type PromClientFeeds<Requests, Duration, InFlight, Code, Extra extends string> = ProcessFeeds<Extra> &
  CountedFeeds<Requests extends undefined ? Duration : Requests, Code, Extra> &
  TimedFeeds<Duration, Extra> &
  RunningFeeds<InFlight, Extra>;

/**
 * A Node application with `prom-client` and its `collectDefaultMetrics()`; the metrics of its requests are the
 * application's own choice, by custom a histogram named `http_request_duration_seconds`.
 *
 * ```ts
 * promClient({ job: "shop", inFlight: "http_requests_in_flight" })
 * ```
 */
export function promClient<
  Requests extends MetricName<"counter"> | undefined = undefined,
  Duration extends DurationName | false = string,
  InFlight extends MetricName<"gauge"> | undefined = undefined,
  Code extends CodeLabel = "status_code",
  Extra extends string = never,
>(
  options: PromClientOptions<Requests, Duration, InFlight, Code, Extra>,
): Instrument<PromClientFeeds<Requests, Duration, InFlight, Code, Extra>> {
  checkInstrumentOptions("promClient", options, ["requests", "codeLabel", "duration", "inFlight"]);
  const { codeLabel = "status_code" } = options;
  const duration = toMetric<"histogram" | "summary">(
    options.duration ?? "http_request_duration_seconds",
    "histogram",
    { unit: "s", codeLabel },
  );
  const feeds = httpFeeds(options, {
    counted: toMetric(options.requests, "counter", { unit: "requests", codeLabel }) ?? duration,
    duration,
    inFlight: toMetric(options.inFlight, "gauge", { unit: "requests" }),
    codeLabel,
  });
  return defineInstrument("promClient", options, {
    ...processFeeds(options, promClientMetrics),
    ...feeds,
  }) as Instrument<PromClientFeeds<Requests, Duration, InFlight, Code, Extra>>;
}
