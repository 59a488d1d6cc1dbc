import type { MetricKind } from "./metric.ts";

/**
 * Grafana's unit ids for the unit words of Prometheus's naming conventions
 * (https://prometheus.io/docs/practices/naming) and of Micrometer.
 */
const unitIds: ReadonlyMap<string, string> = new Map([
  ["seconds", "s"],
  ["milliseconds", "ms"],
  ["ms", "ms"],
  ["microseconds", "µs"],
  ["nanoseconds", "ns"],
  ["ns", "ns"],
  ["minutes", "m"],
  ["hours", "h"],
  ["days", "d"],
  ["bytes", "bytes"],
  ["bits", "bits"],
  ["ratio", "percentunit"],
  ["percent", "percent"],
  ["celsius", "celsius"],
  ["kelvin", "kelvin"],
  ["volts", "volt"],
  ["amperes", "amp"],
  ["joules", "joule"],
  ["watts", "watt"],
  ["hertz", "hertz"],
  ["meters", "lengthm"],
  ["grams", "massg"],
]);

/** Words that say which of the counted things, after the word that says what is counted: `connections_max`. */
const qualifiers: ReadonlySet<string> = new Set(
  "total count current max min avg mean limit in flight active busy free idle open pending running waiting".split(
    " ",
  ),
);

const noPlurals: ReadonlySet<string> = new Set(
  "always aws bounds cfs dns does has https limits nfs qps rps times tls was xfs".split(" "),
);

/** The Grafana unit id for a unit as `# UNIT` names it; another word is the thing that is counted. */
export function unitOfWord(word: string): string {
  return unitIds.get(word) ?? word;
}

/**
 * The unit that a metric's name tells by convention: `_seconds` is `s`, `_bytes_max` is `bytes`, `requests_total`
 * counts `requests`. Nothing is said when the name is silent.
 */
export function unitOfName(name: string, kind: MetricKind): string | undefined {
  if (kind === "info") return undefined;
  const words = name.split(/[^A-Za-z0-9]+/);
  while (words.length > 1 && isQualifier(words.at(-1) ?? "")) words.pop();
  const word = words.at(-1) ?? "";
  return unitIds.get(word) ?? (isPlural(word) ? word : undefined);
}

function isQualifier(word: string): boolean {
  return qualifiers.has(word) || /^[a-z]{3,}ed$/.test(word);
}

// Good enough for English nouns: `status`, `class` and `analysis` are no plurals, `cpus` is.
function isPlural(word: string): boolean {
  return (/^[a-z]+[^isu]s$/.test(word) || word === "cpus") && !noPlurals.has(word);
}
