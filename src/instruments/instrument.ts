import { DashError } from "../base/dash-error.ts";
import { suggest } from "../base/text.ts";
import { defineMetrics } from "../metrics/define.ts";
import type { Metric, MetricKind, TargetLabel } from "../metrics/metric.ts";
import type { MatcherValue } from "../queries/matcher.ts";
import { select, type Matchers, type Selector } from "../queries/selector.ts";

/** What a signal reads from an instrument: the series of the targets whose `job` is the given one. */
export type Feed<Series> = (job: MatcherValue) => Series;

/** What every instrument can be told about the targets that expose it. */
export interface TargetOptions<Extra extends string = never> {
  /** The scrape job or jobs, or a dashboard variable that holds them: `"api"`, `["api", "shop"]`, `variable("job")`. */
  readonly job: MatcherValue;
  /**
   * More conditions on the targets, by labels that the scrape configuration attaches, for example
   * `{ cluster: "eu" }`.
   * @default none
   */
  readonly matchers?: Readonly<Record<Extra, MatcherValue>>;
}

/**
 * An immutable instrument: a library or exporter that exposes metrics, and what it feeds. A signal accepts the
 * instruments whose `Feeds` have what the signal needs; with others it does not compile.
 */
export interface Instrument<Feeds extends object = object> {
  readonly kind: "instrument";
  /** The function that made it, for example `promhttp`; messages name it. */
  readonly name: string;
  /** The jobs that it is about. */
  readonly job: MatcherValue;
  /** 1 for each target whose last scrape succeeded, 0 for one that is down: Prometheus itself writes it. */
  readonly up: Feed<Selector<"gauge">>;
  /** What it feeds, by the names that signals ask for. */
  readonly feeds: Feeds;
}

/** What Prometheus writes itself for every target: 1 when its last scrape succeeded, else 0. */
export const up: Metric<"gauge"> = defineMetrics({
  up: { name: "up", kind: "gauge", help: "Whether the last scrape of the target succeeded." },
}).up;

/**
 * An instrument of your own: its name for messages, its targets and its feeds, each made with {@link seriesOf}.
 *
 * ```ts
 * function worker(options: TargetOptions): Instrument<MemoryFeeds> {
 *   return defineInstrument("worker", options, { memory: seriesOf(options, metrics.heapBytes) });
 * }
 * ```
 */
export function defineInstrument<Feeds extends object, Extra extends string = never>(
  name: string,
  options: TargetOptions<Extra>,
  feeds: Feeds,
): Instrument<Feeds> {
  checkJob(name, options.job);
  return Object.freeze({
    kind: "instrument",
    name,
    job: options.job,
    up: seriesOf(options, up),
    feeds: Object.freeze({ ...feeds }),
  });
}

/** The series of a metric at the instrument's targets; `where` are the instrument's own conditions on it. */
export function seriesOf<Kind extends MetricKind, Label extends string, Extra extends string = never>(
  options: TargetOptions<Extra>,
  metric: Metric<Kind, Label>,
  where?: Matchers<NoInfer<Label>>,
): Feed<Selector<Kind, Label | TargetLabel | Extra>> {
  const { matchers } = options;
  const labels = new Set<string>(["job", "instance", ...Object.keys(matchers ?? {}), ...metric.labels]);
  const known = { ...metric, labels: [...labels] } as Metric<Kind>;
  return (job) =>
    select(known, { job, ...matchers, ...where }) as Selector<Kind, Label | TargetLabel | Extra>;
}

/**
 * Refuses options that an instrument does not have: dashboards run without having been compiled, and a misspelled
 * option would be left out in silence. `own` are the options besides `job` and `matchers`.
 */
export function checkInstrumentOptions(name: string, options: object, own: readonly string[] = []): void {
  const known = ["job", "matchers", ...own];
  const given: unknown = options;
  if (typeof given !== "object" || given === null) {
    throw new DashError("invalid-definition", {
      message: `The instrument \`${name}\` got no options.`,
      hint: `Name the scrape job: \`${name}({ job: "…" })\`.`,
    });
  }
  const unknown = Object.keys(given).find((option) => !known.includes(option));
  if (unknown === undefined) return;
  throw new DashError("invalid-definition", {
    message: `The instrument \`${name}\` has no option \`${unknown}\`.`,
    hint: suggest(unknown, known),
  });
}

/** Whether the options name the metric of a feed. */
export function isGiven<Value>(value: Value | false | undefined): value is Value {
  return value !== undefined && value !== false;
}

function checkJob(name: string, job: MatcherValue): void {
  const hint = `Name the scrape job: \`${name}({ job: "…" })\`.`;
  const isEmpty =
    typeof job === "string" ? job === "" : job === undefined || ("length" in job && job.length === 0);
  if (isEmpty) {
    throw new DashError("invalid-definition", { message: `The instrument \`${name}\` has no job.`, hint });
  }
}
