import { clientGolang } from "./catalogues/client-golang.ts";
import type { CodeLabel, CountedFeeds, DurationName, MetricName, RunningFeeds, TimedFeeds } from "./http.ts";
import { httpFeeds, toMetric } from "./http.ts";
import {
  defineInstrument,
  type Instrument,
  type TargetOptions,
  checkInstrumentOptions,
} from "./instrument.ts";
import { processFeeds, type ProcessFeeds } from "./process.ts";

/** What {@link promhttp} can be told: where the application is, and what it called its metrics. */
export interface PromhttpOptions<
  Requests extends MetricName<"counter"> | undefined = undefined,
  Duration extends DurationName | undefined = undefined,
  InFlight extends MetricName<"gauge"> | undefined = undefined,
  Code extends CodeLabel = "code",
  Extra extends string = never,
> extends TargetOptions<Extra> {
  /**
   * The counter of `promhttp.InstrumentHandlerCounter`, for example `api_requests_total`: feeds the request rate
   * and, with the label of the code, the error rate.
   */
  readonly requests?: Requests;
  /** The label of `requests` that holds the status code; `false` when there is none. @default "code", as promhttp has it */
  readonly codeLabel?: Code;
  /** The histogram or summary of `promhttp.InstrumentHandlerDuration`, in seconds: feeds the latency. */
  readonly duration?: Duration;
  /** The gauge of `promhttp.InstrumentHandlerInFlight`: feeds the requests in flight. */
  readonly inFlight?: InFlight;
}

/** What {@link promhttp} feeds, by the metrics that the application has. */
export type PromhttpFeeds<Requests, Duration, InFlight, Code, Extra extends string> = ProcessFeeds<Extra> &
  CountedFeeds<Requests, Code, Extra> &
  TimedFeeds<Duration, Extra> &
  RunningFeeds<InFlight, Extra>;

/**
 * A Go application with `client_golang`, its handlers wrapped by `promhttp`, which leaves the names of the metrics
 * to the application.
 *
 * ```ts
 * promhttp({ job: "api", requests: "api_requests_total", duration: "api_request_duration_seconds" })
 * ```
 */
export function promhttp<
  Requests extends MetricName<"counter"> | undefined = undefined,
  Duration extends DurationName | undefined = undefined,
  InFlight extends MetricName<"gauge"> | undefined = undefined,
  Code extends CodeLabel = "code",
  Extra extends string = never,
>(
  options: PromhttpOptions<Requests, Duration, InFlight, Code, Extra>,
): Instrument<PromhttpFeeds<Requests, Duration, InFlight, Code, Extra>> {
  checkInstrumentOptions("promhttp", options, ["requests", "codeLabel", "duration", "inFlight"]);
  const { codeLabel = "code" } = options;
  const feeds = httpFeeds(options, {
    counted: toMetric(options.requests, "counter", { unit: "requests", codeLabel }),
    duration: toMetric<"histogram" | "summary">(options.duration, "histogram", { unit: "s" }),
    inFlight: toMetric(options.inFlight, "gauge", { unit: "requests" }),
    codeLabel,
  });
  return defineInstrument("promhttp", options, {
    ...processFeeds(options, clientGolang),
    ...feeds,
  }) as Instrument<PromhttpFeeds<Requests, Duration, InFlight, Code, Extra>>;
}
