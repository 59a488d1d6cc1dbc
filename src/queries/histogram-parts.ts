import { DashError } from "../base/dash-error.ts";
import type { Metric } from "../metrics/metric.ts";
import { formatNumber, numberSpellings } from "./literal.ts";
import { matches } from "./matcher.ts";
import { joinMatchers, selector, type Selector, selectorOfKind, type Source } from "./selector.ts";

/** The kinds of metrics that observe values, so that they have a count and a sum. */
export type ObservationKind = "histogram" | "summary";

const observationKinds = ["histogram", "summary"] as const;

/** The counter of a histogram's or summary's observations: `_count`. Named after requests, it counts requests. */
export function countOf<Label extends string>(
  source: Source<ObservationKind, Label>,
): Selector<"counter", Label> {
  const observations = classic(selectorOfKind(source, "countOf()", observationKinds), "countOf()");
  const unit = /(?:^|_)requests?(?:_|$)/.test(observations.metric.name) ? "requests" : "observations";
  return part(observations, "_count", { unit, labels: observations.metric.labels });
}

/** The counter that adds up a histogram's or summary's observed values: `_sum`. */
export function sumOf<Label extends string>(
  source: Source<ObservationKind, Label>,
): Selector<"counter", Label> {
  const observations = classic(selectorOfKind(source, "sumOf()", observationKinds), "sumOf()");
  return part(observations, "_sum", observations.metric);
}

/**
 * The counters of a classic histogram's buckets: `_bucket`, each with its upper limit in the label `le`. With
 * `limit` it is just that bucket, however the exporter spells the number.
 */
export function bucketOf<Label extends string>(
  source: Source<"histogram", Label>,
  limit?: number,
): Selector<"counter", Label | "le"> {
  const { metric, matchers, modifiers } = classic(
    selectorOfKind(source, "bucketOf()", ["histogram"]),
    "bucketOf()",
  );
  const bucket = bucketMetric(metric);
  if (limit === undefined) return selector(bucket, matchers, modifiers);
  if (limit !== Infinity) checkNumber(metric.name, limit, metric.buckets, "bucket limit");
  return selector(bucket, joinNumber(matchers, "le", limit), modifiers);
}

function bucketMetric<Label extends string>(
  metric: Metric<"histogram", Label>,
): Metric<"counter", Label | "le"> {
  return {
    name: `${metric.name}_bucket`,
    kind: "counter",
    unit: "observations",
    labels: [...metric.labels, "le"],
  };
}

/**
 * The quantiles that a summary's clients computed, each with its `quantile` label. They cannot be added or
 * averaged: show them for each instance, or their `max`.
 */
export function quantilesOf<Label extends string>(
  source: Source<"summary", Label>,
): Selector<"gauge", Label | "quantile"> {
  const { metric, matchers, modifiers } = selectorOfKind(source, "quantilesOf()", ["summary"]);
  return selector(quantileMetric(metric), matchers, modifiers);
}

/**
 * One of the quantiles that a summary's clients computed, however they spell the number:
 * `quantileSeries(pauses, 0.99)`.
 */
export function quantileSeries<Label extends string>(
  source: Source<"summary", Label>,
  quantile: number,
): Selector<"gauge", Label | "quantile"> {
  const { metric, matchers, modifiers } = selectorOfKind(source, "quantileSeries()", ["summary"]);
  checkNumber(metric.name, quantile, metric.quantiles, "quantile");
  return selector(quantileMetric(metric), joinNumber(matchers, "quantile", quantile), modifiers);
}

function quantileMetric<Label extends string>(
  metric: Metric<"summary", Label>,
): Metric<"gauge", Label | "quantile"> {
  return { name: metric.name, kind: "gauge", ...unitOf(metric), labels: [...metric.labels, "quantile"] };
}

function part<Label extends string>(
  source: Selector<ObservationKind, Label>,
  suffix: string,
  facts: Pick<Metric<ObservationKind, Label>, "unit" | "labels">,
): Selector<"counter", Label> {
  const { metric, matchers, modifiers } = source;
  const counter = {
    name: metric.name + suffix,
    kind: "counter",
    ...unitOf(facts),
    labels: metric.labels,
  } as const;
  return selector(counter, matchers, modifiers);
}

function unitOf(metric: Pick<Metric, "unit">): { readonly unit?: string } {
  return metric.unit === undefined ? {} : { unit: metric.unit };
}

function joinNumber(matchers: string, label: string, value: number): string {
  const { text, isRegex } = numberSpellings(value);
  return joinMatchers(matchers, label, isRegex ? matches(text) : text);
}

function classic<Kind extends ObservationKind, Label extends string>(
  source: Selector<Kind, Label>,
  caller: string,
): Selector<Kind, Label> {
  if (!source.metric.native) return source;
  throw new DashError("invalid-definition", {
    message: `${caller} cannot take \`${source.metric.name}\`: a native histogram has no series of its parts.`,
    hint: "Use `quantile()`, `average()` or `fractionBelow()`, which read native histograms too.",
  });
}

function checkNumber(name: string, value: number, known: readonly number[] | undefined, noun: string): void {
  if (known === undefined || known.includes(value)) return;
  throw new DashError("invalid-definition", {
    message: `\`${name}\` has no ${noun} \`${formatNumber(value)}\`, so that the query would find nothing.`,
    hint: `Use one of ${known.map((each) => `\`${formatNumber(each)}\``).join(", ")}.`,
  });
}
