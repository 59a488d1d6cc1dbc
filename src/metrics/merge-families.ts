import { compareText } from "../base/text.ts";
import type { MetricFamily } from "./family.ts";

/** What a fresh scrape makes of an earlier catalogue. */
export interface MergedFamilies {
  readonly families: readonly MetricFamily[];
  /** The names that the catalogue did not have, sorted. */
  readonly added: readonly string[];
  /** The names that the scrape does not have, sorted; they are part of `families` unless pruned. */
  readonly gone: readonly string[];
}

/**
 * Adds to a scrape what an earlier catalogue knows. Most metrics appear with their first use only, and each with the
 * labels of the children it has by then: one scrape never shows everything, and a rerun must not forget.
 */
export function mergeFamilies(
  previous: readonly MetricFamily[],
  current: readonly MetricFamily[],
  options: { readonly prune: boolean },
): MergedFamilies {
  const known = new Map(previous.map((family) => [family.name, family]));
  const present = new Set(current.map((family) => family.name));
  const gone = previous.filter((family) => !present.has(family.name));
  const updated = current.map((family) => update(known.get(family.name), family, options.prune));
  return {
    families: options.prune ? updated : [...updated, ...gone],
    added: names(current.filter((family) => !known.has(family.name))),
    gone: names(gone),
  };
}

function update(known: MetricFamily | undefined, family: MetricFamily, prune: boolean): MetricFamily {
  if (known === undefined || (prune && family.observed)) return family;
  const buckets = family.buckets ?? known.buckets;
  const quantiles = family.quantiles ?? known.quantiles;
  return {
    ...family,
    labels: [...new Set([...known.labels, ...family.labels])],
    ...(family.kind === "histogram" && buckets && { buckets }),
    ...(family.kind === "summary" && quantiles && { quantiles }),
  };
}

function names(families: readonly MetricFamily[]): readonly string[] {
  return families.map((family) => family.name).sort(compareText);
}
