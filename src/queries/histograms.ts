import { DashError } from "../base/dash-error.ts";
import { keyword } from "./aggregations.ts";
import { around, built, vectorOf } from "./compose.ts";
import type { Vector } from "./expression.ts";
import { bucketOf, countOf, type ObservationKind, sumOf } from "./histogram-parts.ts";
import { formatNumber } from "./literal.ts";
import { type NumberOperand, type Operand, toScalar, toVector } from "./operand.ts";
import { rangeOf, type RangeOptions } from "./range.ts";
import { rangeText, type Selector, selectorOfKind, type Source } from "./selector.ts";
import { displayUnit } from "./units.ts";

/** How observations are put together before anything is computed from them. */
export interface ObservationOptions<By extends string> extends RangeOptions {
  /** The labels to keep. @default none: one value for all series */
  readonly by?: readonly By[];
}

/**
 * The value below which the share `phi` (0 to 1) of a histogram's observations lies: `quantile(0.95, duration)` is
 * the 95th percentile. Classic and native (Prometheus 2.40+) histograms; empty without observations.
 */
export function quantile<Label extends string, By extends Label = never>(
  phi: number,
  histogram: Source<"histogram", Label>,
  options: ObservationOptions<By> = {},
): Vector<NoInfer<By>> {
  const selector = selectorOfKind(histogram, "quantile()", ["histogram"]);
  checkShare(phi);
  const by: readonly string[] = options.by ?? [];
  const rates = selector.metric.native
    ? sumOver("rate", selector, by, options)
    : sumOver("rate", bucketOf(selector), [...by, "le"], options);
  const text = `histogram_quantile(${formatNumber(phi)}, ${rates})`;
  return built(text, vectorOf(displayUnit(selector.metric.unit)));
}

/** The average of a histogram's or summary's observations; a gap, not NaN, where there were none. */
export function average<Label extends string, By extends Label = never>(
  source: Source<ObservationKind, Label>,
  options: ObservationOptions<By> = {},
): Vector<NoInfer<By>> {
  const selector = selectorOfKind(source, "average()", ["histogram", "summary"]);
  const by = options.by ?? [];
  const { total, count } = selector.metric.native
    ? nativeParts(sumOver("rate", selector, by, options))
    : {
        total: sumOver("rate", sumOf(selector), by, options),
        count: sumOver("rate", countOf(selector), by, options),
      };
  return quotient(total, count, displayUnit(selector.metric.unit));
}

function nativeParts(rates: string): { readonly total: string; readonly count: string } {
  return { total: `histogram_sum(${rates})`, count: `histogram_count(${rates})` };
}

/**
 * The share of a histogram's observations at or below `limit`, as a ratio; a gap where there were none. For a
 * classic histogram the limit must be one of its buckets'.
 */
export function fractionBelow<Label extends string, By extends Label = never>(
  histogram: Source<"histogram", Label>,
  limit: number,
  options: ObservationOptions<By> = {},
): Vector<NoInfer<By>> {
  const selector = selectorOfKind(histogram, "fractionBelow()", ["histogram"]);
  const by = options.by ?? [];
  if (selector.metric.native) {
    const rates = sumOver("rate", selector, by, options);
    return built(`histogram_fraction(-Inf, ${formatNumber(limit)}, ${rates})`, vectorOf("percentunit"));
  }
  const below = sumOver("rate", bucketOf(selector, limit), by, options);
  return quotient(below, sumOver("rate", countOf(selector), by, options), "percentunit");
}

/** How many observations fell into each bucket, for a heatmap panel with the query format `heatmap`. */
export function heatmapBuckets<Label extends string>(
  histogram: Source<"histogram", Label>,
  options: RangeOptions = {},
): Vector<"le"> {
  const selector = selectorOfKind(histogram, "heatmapBuckets()", ["histogram"]);
  const text = selector.metric.native
    ? sumOver("increase", selector, [], options)
    : sumOver("increase", bucketOf(selector), ["le"], options);
  return built(text, vectorOf("short"));
}

/** `histogram_quantile()` of a vector of bucket rates that keeps the label `le`; `quantile()` does it all. */
export function histogramQuantile<Label extends string>(
  phi: NumberOperand,
  buckets: Operand<Label>,
): Vector<Exclude<Label, "le">> {
  const before = `histogram_quantile(${toScalar(phi).text}, `;
  return around(before, toVector(buckets, "histogramQuantile()"), ")", vectorOf(undefined));
}

function sumOver(
  name: "rate" | "increase",
  source: Selector,
  by: readonly string[],
  options: RangeOptions,
): string {
  return `${keyword("sum", { by })}(${name}(${rangeText(source, rangeOf(options))}))`;
}

function quotient<Label extends string>(part: string, whole: string, unit: string): Vector<Label> {
  return built(`${part} / (${whole} > 0)`, { type: "vector", precedence: 5, unit });
}

function checkShare(phi: number): void {
  if (phi >= 0 && phi <= 1) return;
  throw new DashError("invalid-definition", {
    message: `The quantile \`${phi}\` is not between 0 and 1.`,
    hint:
      phi > 1 && phi <= 100
        ? `Write \`${phi / 100}\` for the ${phi}th percentile.`
        : "Write 0.95 for the 95th percentile.",
  });
}
