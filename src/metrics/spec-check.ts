import { DashError } from "../base/dash-error.ts";
import { suggest } from "../base/text.ts";
import type { MetricKind, MetricSpec } from "./metric.ts";

const kinds = ["counter", "gauge", "histogram", "summary", "info"] as const satisfies readonly MetricKind[];

/** Throws `invalid-definition` when no exporter could expose the metric; `key` is its name in the user's code. */
export function checkSpec(spec: MetricSpec, key: string): void {
  const metric = `the metric \`${key}\``;
  if (typeof spec !== "object" || spec === null || Array.isArray(spec)) {
    refuse(`${capital(metric)} is no object.`, 'Write `{ name: "http_requests_total", kind: "counter" }`.');
  }
  checkNames(spec, metric, specNames);
  checkName(spec.name, metric);
  if (!kinds.includes(spec.kind)) {
    refuse(
      `The kind \`${String(spec.kind)}\` of ${metric} does not exist.`,
      suggest(String(spec.kind), kinds),
    );
  }
  for (const option of ["help", "unit"] as const) {
    const value: unknown = spec[option];
    if (value !== undefined && typeof value !== "string") {
      refuse(`The \`${option}\` of ${metric} is no text.`, "Put it in quotes, or leave it out.");
    }
  }
  for (const option of ["buckets", "quantiles"] as const) {
    if (spec[option] !== undefined && !Array.isArray(spec[option])) {
      refuse(`The \`${option}\` of ${metric} are not a list.`, `Write \`${option}: [0.5, 0.9]\`.`);
    }
  }
  checkLabels(spec.labels ?? [], metric);
  if (spec.kind === "histogram") checkHistogram(spec, metric);
  else checkNoHistogram(spec, metric);
  checkQuantiles(spec, metric);
}

const specNames = [
  "buckets",
  "help",
  "kind",
  "labels",
  "name",
  "native",
  "quantiles",
  "unit",
] as const satisfies readonly (keyof MetricSpec)[];

/** Throws `invalid-definition` when an object has a member of another name; `owner` says what it belongs to. */
export function checkNames(members: object, owner: string, known: readonly string[]): void {
  const unknown = Object.keys(members).find((name) => !known.includes(name));
  if (unknown !== undefined)
    refuse(`${capital(owner)} has no option \`${unknown}\`.`, suggest(unknown, known));
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** Throws `invalid-definition` when one of the names cannot be a label; `owner` says whose labels they are. */
export function checkLabels(labels: readonly string[], owner: string): void {
  if (!Array.isArray(labels)) refuse(`The labels of ${owner} are not a list.`, 'Write `labels: ["code"]`.');
  for (const label of labels) {
    if (!isName(label)) {
      refuse(`A label of ${owner} has the impossible name \`${String(label)}\`.`, nameHint);
    }
  }
}

const nameHint = "A name is a text of at least one character that is valid Unicode (UTF-8).";

// Prometheus 3 allows any UTF-8 text as a metric or label name; the classic character set is a part of that.
function isName(name: unknown): boolean {
  return typeof name === "string" && name !== "" && !/\p{Surrogate}/u.test(name);
}

function checkName(name: string, metric: string): void {
  if (!isName(name)) {
    refuse(`The name \`${String(name)}\` of ${metric} is not a Prometheus metric name.`, nameHint);
  }
}

function checkHistogram(spec: MetricSpec, metric: string): void {
  if (spec.name.endsWith("_bucket")) {
    const name = spec.name.slice(0, -"_bucket".length);
    refuse(
      `The name \`${spec.name}\` of ${metric} is that of its buckets, not of the histogram.`,
      `Write \`name: "${name}"\`.`,
    );
  }
  const buckets = spec.buckets ?? [];
  if (spec.native === true && buckets.length > 0) {
    refuse(
      `A native histogram has no fixed buckets, but ${metric} lists some.`,
      "Leave out `buckets` or `native`.",
    );
  }
  const wrong = buckets.find(
    (limit, index) => !Number.isFinite(limit) || limit <= (buckets[index - 1] ?? -Infinity),
  );
  if (wrong !== undefined) {
    refuse(
      `The bucket limit \`${wrong}\` of ${metric} is out of place.`,
      "List finite limits in ascending order; `+Inf` is implied.",
    );
  }
}

function checkNoHistogram(spec: MetricSpec, metric: string): void {
  const option = spec.native === true ? "native" : spec.buckets === undefined ? undefined : "buckets";
  if (option === undefined) return;
  const hint = 'Write `kind: "histogram"` or leave it out.';
  refuse(`Only a histogram can have \`${option}\`, but ${metric} is of kind \`${spec.kind}\`.`, hint);
}

function checkQuantiles(spec: MetricSpec, metric: string): void {
  if (spec.quantiles === undefined) return;
  if (spec.kind !== "summary") {
    refuse(
      `Only a summary publishes \`quantiles\`, but ${metric} is of kind \`${spec.kind}\`.`,
      spec.kind === "histogram" ? "A histogram answers any quantile: leave it out." : "Leave it out.",
    );
  }
  const wrong = spec.quantiles.find((quantile) => !(quantile >= 0 && quantile <= 1));
  if (wrong !== undefined) {
    refuse(`The quantile \`${wrong}\` of ${metric} is outside 0 to 1.`, "The 95th percentile is `0.95`.");
  }
}

function refuse(message: string, hint: string): never {
  throw new DashError("invalid-definition", { message, hint });
}
