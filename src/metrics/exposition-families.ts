import { compareText } from "../base/text.ts";
import { refuse, type ExpositionSource } from "./exposition-body.ts";
import type { DeclaredType, ExpositionLine, SampleLine } from "./exposition-line.ts";
import type { MetricFamily } from "./family.ts";
import type { MetricKind } from "./metric.ts";
import { unitOfName, unitOfWord } from "./unit.ts";

/** The most series names that are read: far more than any exporter has. */
const maxFamilies = 200_000;

/**
 * Puts samples and metadata together. The declared type decides, never the suffix of a name: gauges called
 * `_total` exist (docker engine, prom-client), and so do counters without it (node_exporter).
 */
export function collectFamilies(
  lines: Iterable<ExpositionLine>,
  openMetrics: boolean,
  source: ExpositionSource,
): readonly MetricFamily[] {
  const exposition = gather(lines, source);
  const metrics = new Map<string, Metric>();
  for (const [name, series] of exposition.series) {
    const family = familyOf(name, exposition.types);
    if (family !== name && name === `${family}_created`) continue;
    const type = exposition.types.get(family) ?? "untyped";
    const metric = isComposed(type) ? family : name;
    metrics.set(metric, { family, type, series: [...(metrics.get(metric)?.series ?? []), series] });
  }
  for (const [name, metric] of unobserved(exposition, metrics, openMetrics)) {
    if (!metrics.has(name)) metrics.set(name, metric);
  }
  return [...metrics]
    .map(([name, metric]) => describe(name, metric, exposition))
    .sort((left, right) => compareText(left.name, right.name));
}

interface Series {
  readonly labels: Set<string>;
  readonly limits: Set<number>;
  readonly quantiles: Set<number>;
  alwaysOne: boolean;
}

interface Exposition {
  readonly types: Map<string, DeclaredType>;
  readonly help: Map<string, string>;
  readonly units: Map<string, string>;
  readonly series: Map<string, Series>;
}

interface Metric {
  readonly family: string;
  readonly type: DeclaredType;
  readonly series: readonly Series[];
}

/** The suffixes that the samples of a family have, besides none, by its type. */
const suffixes: Readonly<Record<DeclaredType, readonly string[]>> = {
  counter: ["_total", "_created"],
  gauge: [],
  gaugehistogram: ["_bucket", "_gcount", "_gsum"],
  histogram: ["_bucket", "_sum", "_count", "_created"],
  info: ["_info"],
  stateset: [],
  summary: ["_sum", "_count", "_created"],
  unknown: [],
  untyped: [],
};

const kinds: Readonly<Record<DeclaredType, MetricKind>> = {
  counter: "counter",
  gauge: "gauge",
  // Its buckets go up and down, so that a rate of them is wrong: each series is a gauge of its own.
  gaugehistogram: "gauge",
  histogram: "histogram",
  info: "info",
  stateset: "gauge",
  summary: "summary",
  unknown: "gauge",
  untyped: "gauge",
};

function gather(lines: Iterable<ExpositionLine>, source: ExpositionSource): Exposition {
  const exposition: Exposition = { types: new Map(), help: new Map(), units: new Map(), series: new Map() };
  for (const line of lines) {
    if (line.kind === "sample") addSample(exposition.series, line);
    else if (line.kind === "help") exposition.help.set(line.name, line.text.trim());
    else if (line.kind === "unit") exposition.units.set(line.name, line.text);
    else if (line.kind === "type") exposition.types.set(line.name, usableType(line.name, line.type));
    if (Math.max(exposition.series.size, exposition.types.size) > maxFamilies) {
      refuse(
        source,
        "The answer names more than 200,000 metrics.",
        "A label value seems to have got into the names.",
      );
    }
  }
  return exposition;
}

// A histogram called `x_bucket` cannot be told from the buckets of `x`: its series stand for themselves.
function usableType(name: string, type: DeclaredType): DeclaredType {
  return type === "histogram" && name.endsWith("_bucket") ? "untyped" : type;
}

function addSample(all: Map<string, Series>, sample: SampleLine): void {
  let series = all.get(sample.name);
  if (series === undefined) {
    series = { labels: new Set(), limits: new Set(), quantiles: new Set(), alwaysOne: true };
    all.set(sample.name, series);
  }
  for (const label of sample.labels) series.labels.add(label);
  if (sample.le) series.limits.add(Number(sample.le));
  if (sample.quantile) series.quantiles.add(Number(sample.quantile));
  series.alwaysOne &&= Number(sample.value) === 1;
}

function familyOf(name: string, types: ReadonlyMap<string, DeclaredType>): string {
  if (types.has(name)) return name;
  const at = name.lastIndexOf("_");
  const family = name.slice(0, Math.max(at, 0));
  const type = types.get(family);
  return type !== undefined && suffixes[type].includes(name.slice(at)) ? family : name;
}

function isComposed(type: DeclaredType): boolean {
  return type === "histogram" || type === "summary";
}

// The families that are declared without a sample, under the name that their series will have.
function* unobserved(
  exposition: Exposition,
  metrics: ReadonlyMap<string, Metric>,
  openMetrics: boolean,
): Generator<[string, Metric]> {
  const observed = new Set([...metrics.values()].map((metric) => metric.family));
  for (const [family, type] of exposition.types) {
    if (observed.has(family)) continue;
    const suffix = type === "info" ? "_info" : type === "counter" && openMetrics ? "_total" : "";
    const name = family.endsWith(suffix) ? family : family + suffix;
    yield [name, { family, type, series: [] }];
  }
}

function describe(name: string, metric: Metric, exposition: Exposition): MetricFamily {
  const kind = kindOf(name, metric);
  const declaredUnit = exposition.units.get(metric.family);
  const unit = kind === "info" ? undefined : declaredUnit ? unitOfWord(declaredUnit) : unitOfName(name, kind);
  const help = exposition.help.get(metric.family);
  const buckets = kind === "histogram" ? sortedNumbers(metric, "limits", Number.isFinite) : [];
  const quantiles = kind === "summary" ? sortedNumbers(metric, "quantiles", (q) => q >= 0 && q <= 1) : [];
  return {
    name,
    kind,
    ...(unit !== undefined && { unit }),
    labels: labelsOf(kind, metric),
    ...(buckets.length > 0 && { buckets }),
    ...(quantiles.length > 0 && { quantiles }),
    ...(help && { help }),
    untyped: metric.type === "untyped" || metric.type === "unknown",
    observed: metric.series.length > 0,
  };
}

// The text format has no type for facts: they are gauges that are always 1.
function kindOf(name: string, { type, series }: Metric): MetricKind {
  const isInfo = name.endsWith("_info") && series.every(({ alwaysOne }) => alwaysOne);
  return type === "gauge" && isInfo ? "info" : kinds[type];
}

function labelsOf(kind: MetricKind, { series }: Metric): readonly string[] {
  const own = { histogram: "le", summary: "quantile", counter: "", gauge: "", info: "" }[kind];
  const labels = new Set(series.flatMap((one) => [...one.labels]));
  for (const label of ["job", "instance", own]) labels.delete(label);
  return [...labels].sort(compareText);
}

function sortedNumbers(
  { series }: Metric,
  field: "limits" | "quantiles",
  isValid: (value: number) => boolean,
): readonly number[] {
  const values = new Set(series.flatMap((one) => [...one[field]]));
  return [...values].filter(isValid).sort((left, right) => left - right);
}
