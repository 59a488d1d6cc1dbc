import { DashError } from "../base/dash-error.ts";
import { catalogueHeader, untypedComment } from "./catalogue.ts";
import type { MetricFamily } from "./family.ts";
import type { MetricKind, MetricSpec } from "./metric.ts";
import { readLiteral, type LiteralProperty, type LiteralValue } from "./read-literal.ts";
import { checkSpec } from "./spec-check.ts";

/** A catalogue that was generated earlier. */
export interface Catalogue {
  /** The name of the exported constant. */
  readonly name: string;
  /** The keys by metric name. */
  readonly keys: ReadonlyMap<string, string>;
  /** What it says about each metric; none counts as observed. */
  readonly families: readonly MetricFamily[];
}

/** Whether `dash metrics` wrote the module, so that it may be overwritten. */
export function isCatalogue(module: string): boolean {
  return module.replace(/^\uFEFF/, "").startsWith(catalogueHeader);
}

/**
 * What a generated module says, read from its text without running it; throws `unreadable-input` when somebody has
 * edited it into something else. `file` is its path, for messages.
 */
export function readCatalogue(module: string, file: string): Catalogue {
  const start = /^const specs = /m.exec(module);
  const name = /^export const ([\w$]+): Metrics</m.exec(module)?.[1];
  const specs = start ? readLiteral(module, start.index + start[0].length) : undefined;
  if (!(specs instanceof Map) || name === undefined) return refuse(file);
  const keys = new Map<string, string>();
  const families = [...(specs as ReadonlyMap<string, LiteralProperty>)].map(([key, property]) => {
    const family = toFamily(key, property);
    if (family === undefined) return refuse(file);
    keys.set(family.name, key);
    return family;
  });
  return { name, keys, families };
}

function refuse(file: string): never {
  throw new DashError("unreadable-input", {
    message: `\`${file}\` is no longer as \`dash metrics\` wrote it, so that what it knows cannot be kept.`,
    hint: "Undo the edits, or delete the file and generate it anew.",
    at: { file },
  });
}

function toFamily(key: string, { value, comment }: LiteralProperty): MetricFamily | undefined {
  if (!(value instanceof Map)) return undefined;
  const fields = value as ReadonlyMap<string, LiteralProperty>;
  const field = (name: string): LiteralValue | undefined => fields.get(name)?.value;
  const spec = {
    ...optional("help", field("help"), isString),
    ...optional("unit", field("unit"), isString),
    ...optional("buckets", field("buckets"), isNumbers),
    ...optional("quantiles", field("quantiles"), isNumbers),
    ...optional("native", field("native"), (native) => native === true),
    name: field("name") as string,
    kind: field("kind") as MetricKind,
    labels: (field("labels") ?? []) as readonly string[],
  };
  if (!isSound(spec, key)) return undefined;
  return { ...spec, untyped: comment.includes(untypedComment), observed: false };
}

function isSound(spec: MetricSpec, key: string): boolean {
  try {
    checkSpec(spec, key);
    return true;
  } catch (error) {
    if (error instanceof DashError) return false;
    throw error;
  }
}

function optional<Name extends string, Value extends LiteralValue>(
  name: Name,
  value: LiteralValue | undefined,
  is: (value: LiteralValue) => value is Value,
): { readonly [Key in Name]?: Value } {
  return value !== undefined && is(value) ? ({ [name]: value } as { [Key in Name]?: Value }) : {};
}

function isString(value: LiteralValue): value is string {
  return typeof value === "string";
}

function isNumbers(value: LiteralValue): value is readonly number[] {
  return Array.isArray(value) && value.every((item) => typeof item === "number");
}
