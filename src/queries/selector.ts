import { DashError } from "../base/dash-error.ts";
import { quoteList, suggest } from "../base/text.ts";
import type { Metric, MetricKind } from "../metrics/metric.ts";
import { isPlainMetricName, quoteString } from "./literal.ts";
import { formatMatcher, type MatcherValue } from "./matcher.ts";

/**
 * Chosen series of a metric: its name, matchers and a shift in time. It is no expression yet, because only the
 * metric's kind says what may be made of it.
 */
export interface Selector<Kind extends MetricKind = MetricKind, Label extends string = string> {
  readonly kind: "selector";
  readonly metric: Metric<Kind, Label>;
  /** The matchers as they stand between the braces, in the order in which they were given. */
  readonly matchers: string;
  /** Name and matchers. */
  readonly text: string;
  /** `offset` and `@`, which stand behind a range; empty or with a leading space. */
  readonly modifiers: string;
}

/** A metric, or a selector of some of its series. */
export type Source<Kind extends MetricKind = MetricKind, Label extends string = string> =
  | Metric<Kind, Label>
  | Selector<Kind, Label>;

/** Wanted values for some of a metric's labels. */
export type Matchers<Label extends string> = { readonly [Name in Label]?: MatcherValue };

/**
 * The series of a metric whose labels have the wanted values, for example
 * `select(requests, { job: variable("job"), code: matches("5..") })`. Selecting again adds matchers.
 */
export function select<Kind extends MetricKind, Label extends string>(
  source: Source<Kind, Label>,
  matchers: Matchers<NoInfer<Label>>,
): Selector<Kind, Label> {
  const { metric, matchers: given, modifiers } = toSelector(source, "select()");
  let text = given;
  const wanted: Readonly<Record<string, MatcherValue | undefined>> = matchers;
  for (const label in wanted) {
    const value = wanted[label];
    if (value === undefined) continue;
    checkLabel(metric, label);
    text = joinMatchers(text, label, value);
  }
  return selector(metric, text, modifiers);
}

/** The matchers with one more. */
export function joinMatchers(matchers: string, label: string, value: MatcherValue): string {
  const matcher = formatMatcher(label, value);
  return matchers === "" ? matcher : `${matchers},${matcher}`;
}

/** A selector with its text. */
export function selector<Kind extends MetricKind, Label extends string>(
  metric: Metric<Kind, Label>,
  matchers: string,
  modifiers: string,
): Selector<Kind, Label> {
  return { kind: "selector", metric, matchers, text: selectorText(metric.name, matchers), modifiers };
}

function selectorText(name: string, matchers: string): string {
  if (!isPlainMetricName(name)) return `{${quoteString(name)}${matchers && ","}${matchers}}`;
  return matchers === "" ? name : `${name}{${matchers}}`;
}

/** The source as a selector: a metric is all of its series; `caller` is who needs it, for messages. */
export function toSelector<Kind extends MetricKind, Label extends string>(
  source: Source<Kind, Label>,
  caller: string,
): Selector<Kind, Label> {
  if (!isSource(source)) throw notASource(source, caller);
  return "metric" in source ? source : selector(source, "", "");
}

function isSource(source: unknown): source is Source {
  if (typeof source !== "object" || source === null) return false;
  return "metric" in source || ("name" in source && typeof source.name === "string" && "labels" in source);
}

/** The error for an operand that only untyped code can give. */
export function notASource(operand: unknown, caller: string): DashError {
  if (operand === undefined || operand === null) {
    return new DashError("invalid-definition", {
      message: `${caller} got \`${operand}\` in the place of a metric.`,
      hint: "Look where the value comes from: a metric that the catalogue lacks, or an import in a circle.",
    });
  }
  const { kind, text } = operand as { readonly kind?: unknown; readonly text?: unknown };
  if (kind === "expression") {
    return new DashError("invalid-definition", {
      message: `${caller} needs a metric of a catalogue, but \`${String(text)}\` is a query already.`,
      hint: "Write the whole query by hand, for example promql`rate(requests_total[5m])`, or define the metric with `defineMetrics()`.",
    });
  }
  return new DashError("invalid-definition", {
    message: `${caller} needs a metric of a catalogue or an expression, not ${shown(operand, kind)}.`,
    hint:
      kind === "query"
        ? "Put `query()` around the whole expression."
        : "Write text as promql`…`, or define the metric with `defineMetrics()`.",
  });
}

/** The source's series over a window: `requests{code="500"}[5m] offset 1h`. */
export function rangeText(source: Selector, range: string): string {
  return `${source.text}[${range}]${source.modifiers}`;
}

function shown(operand: unknown, kind: unknown): string {
  if (typeof operand === "string") return `the text \`${operand}\``;
  if (kind === "query") return "a `query()`";
  return typeof operand === "object" ? "an object" : `a ${typeof operand}`;
}

/**
 * The source as a selector, when its metric is of one of the kinds. The compiler says so too, but dashboards also
 * run without having been compiled.
 */
export function selectorOfKind<Kind extends MetricKind, Label extends string>(
  source: Source<Kind, Label>,
  caller: string,
  kinds: readonly MetricKind[],
): Selector<Kind, Label> {
  const result = toSelector(source, caller);
  if (kinds.includes(result.metric.kind)) return result;
  throw new DashError("invalid-definition", {
    message: `${caller} cannot take \`${result.metric.name}\`, which is a ${result.metric.kind}.`,
    hint: `${kindHints[result.metric.kind]} ${caller} takes: ${kinds.join(", ")}.`,
  });
}

const kindHints: Readonly<Record<MetricKind, string>> = {
  counter:
    "Show a counter with `rate()` or `increase()`; `value()` gives its raw value, which drops at restarts.",
  gauge: "A gauge goes up and down: show it as it is, or with `delta()`, `deriv()` or `avgOverTime()`.",
  info: "An info metric is always 1: it carries facts in its labels.",
  histogram:
    "Show a histogram with `quantile()` or `average()`; `countOf()`, `sumOf()` and `bucketOf()` are its counters.",
  summary:
    "Show a summary with `quantileSeries()` or `average()`; `countOf()` and `sumOf()` are its counters.",
};

function checkLabel(metric: Metric, label: string): void {
  if (metric.labels.includes(label)) return;
  const near = suggest(label, metric.labels);
  throw new DashError("invalid-definition", {
    message: `The metric \`${metric.name}\` has no label \`${label}\`, so that the query would find nothing.`,
    hint: near || `Its labels are ${quoteList(metric.labels)}.`,
  });
}
