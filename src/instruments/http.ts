/**
 * Instruments of HTTP servers whose library leaves the names of the metrics to the application. The options say
 * which metrics there are, and the types follow: what is not named is not fed, so that a signal that needs it does
 * not compile.
 */
import { DashError } from "../base/dash-error.ts";
import { defineMetrics } from "../metrics/define.ts";
import type { Metric, MetricKind, TargetLabel } from "../metrics/metric.ts";
import { countOf, type ObservationKind } from "../queries/histogram-parts.ts";
import { matches, type MatcherValue } from "../queries/matcher.ts";
import { value } from "../queries/operand.ts";
import type { Selector } from "../queries/selector.ts";
import type { DurationFeeds, FailureFeeds, InFlightFeeds, RequestFeeds } from "./feeds.ts";
import { isGiven, seriesOf, type TargetOptions } from "./instrument.ts";

/** A metric of the application: its name, or what `defineMetrics` made of it; only the latter has typed labels. */
export type MetricName<Kind extends MetricKind> = string | Metric<Kind>;

/** A metric that times requests, in seconds. */
export type DurationName = MetricName<"histogram"> | Metric<"summary">;

/** The label with the status code, or `false` when there is none. */
export type CodeLabel = string | false;

/** The labels of a metric's series, as far as the compiler knows: every one for a metric given by name. */
type LabelsOfName<Name> = Name extends Metric<MetricKind, infer Label> ? Label | TargetLabel : string;

type KindOfName<Name> = Name extends Metric<infer Kind> ? Kind & ObservationKind : "histogram";

/** What a metric that counts requests feeds; failures only when it has the label of the code. */
export type CountedFeeds<Name, Code, Extra extends string> =
  Name extends MetricName<MetricKind>
    ? RequestFeeds<LabelsOfName<Name> | Extra> &
        (Code extends LabelsOfName<Name> ? FailureFeeds<LabelsOfName<Name> | Extra> : unknown)
    : unknown;

/** What a metric that times requests feeds. */
export type TimedFeeds<Name, Extra extends string> = Name extends DurationName
  ? DurationFeeds<LabelsOfName<Name> | Extra, KindOfName<Name>>
  : unknown;

/** What a gauge of running requests feeds. */
export type RunningFeeds<Name, Extra extends string> =
  Name extends MetricName<"gauge"> ? InFlightFeeds<LabelsOfName<Name> | Extra> : unknown;

/** The metrics of an HTTP server, each absent when the application has none. */
export interface HttpMetrics {
  /** What counts the requests: a counter, or the timings, each of which is a request. */
  readonly counted: Metric<"counter" | ObservationKind> | undefined;
  readonly duration: Metric<ObservationKind> | undefined;
  readonly inFlight: Metric<"gauge"> | undefined;
  readonly codeLabel: CodeLabel;
}

/** The feeds of an HTTP server. */
export function httpFeeds(
  options: TargetOptions<string>,
  metrics: HttpMetrics,
): Partial<RequestFeeds & FailureFeeds & DurationFeeds & InFlightFeeds> {
  const { counted, duration, inFlight } = metrics;
  const durations = duration && seriesOf(options, duration);
  const running = inFlight && seriesOf(options, inFlight);
  return {
    ...(counted && countedFeeds(options, counted, metrics.codeLabel)),
    ...(durations && { durations }),
    ...(running && { inFlight: (job: MatcherValue) => value(running(job)) }),
  };
}

function countedFeeds(
  options: TargetOptions<string>,
  metric: Metric<"counter" | ObservationKind>,
  codeLabel: CodeLabel,
): RequestFeeds & Partial<FailureFeeds> {
  const requests = seriesOf(options, metric);
  if (codeLabel === false || !metric.labels.includes(codeLabel)) {
    return { requests: (job) => toCounter(requests(job)) };
  }
  const failures = seriesOf(options, metric, { [codeLabel]: matches("5..") });
  return { requests: (job) => toCounter(requests(job)), failures: (job) => toCounter(failures(job)) };
}

function toCounter(series: Selector<"counter" | ObservationKind>): Selector<"counter"> {
  return isCounter(series) ? series : countOf(series as Selector<ObservationKind>);
}

function isCounter(series: Selector): series is Selector<"counter"> {
  return series.metric.kind === "counter";
}

/** A metric given by name, with the labels that the instrument itself uses; a typed one stays as it is. */
export function toMetric<Kind extends MetricKind>(
  name: string | Metric<Kind> | false | undefined,
  kind: Kind,
  facts: { readonly unit: string; readonly codeLabel?: CodeLabel },
): Metric<Kind> | undefined {
  if (!isGiven(name)) return undefined;
  if (typeof name !== "string") return checkMetric(name);
  const labels = facts.codeLabel ? [facts.codeLabel] : [];
  const { metric } = defineMetrics({ metric: { name, kind, unit: facts.unit, labels } });
  return metric as Metric<Kind>;
}

/** The compiler says so too; what only looks like a metric would fail much later, without a word on why. */
function checkMetric<Kind extends MetricKind>(metric: Metric<Kind>): Metric<Kind> {
  const given: Partial<Metric> = metric;
  if (typeof given.name === "string" && Array.isArray(given.labels)) return metric;
  throw new DashError("invalid-definition", {
    message: `\`${JSON.stringify(metric)}\` is no metric.`,
    hint: "Give the metric's name as a text, or a metric of `defineMetrics()`.",
  });
}
