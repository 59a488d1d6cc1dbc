import { quoteList, suggest } from "../base/text.ts";
import type { Shape } from "./schema.ts";

/** A member of the configuration that is not as it must be. */
export interface ShapeFinding {
  /** The names on the way to the member, for example `["dataSources", "prometheus", "url"]`. */
  readonly path: readonly string[];
  readonly message: string;
  readonly hint?: string;
}

/** Compares a value with the shape it must have; one finding for each member that differs. */
export function checkShape(
  value: unknown,
  shape: Shape,
  path: readonly string[] = [],
): readonly ShapeFinding[] {
  switch (shape.is) {
    case "object":
      return isRecord(value) ? checkObject(value, shape, path) : [wrongKind(path, "an object", value)];
    case "map":
      if (!isRecord(value)) return [wrongKind(path, "an object", value)];
      return Object.entries(value).flatMap(([name, member]) => checkShape(member, shape.of, [...path, name]));
    case "list":
      if (!Array.isArray(value)) return [wrongKind(path, "a list", value)];
      return value.flatMap((member, index) => checkShape(member, shape.of, [...path, String(index)]));
    case "texts":
      if (typeof value === "string") return [];
      return checkShape(value, { is: "list", of: { is: "text" } }, path);
    case "word":
      return shape.words.includes(value as string) ? [] : [wrongWord(path, shape.words, value)];
    case "text":
      return typeof value === "string" && value !== "" ? [] : [wrongKind(path, "a text", value)];
    case "number":
      return Number.isFinite(value) ? [] : [wrongKind(path, "a number", value)];
    case "flag":
      return typeof value === "boolean" ? [] : [wrongKind(path, "`true` or `false`", value)];
    case "duration":
      return typeof value === "string" && /^\d+(ms|[smhdwy])$/.test(value)
        ? []
        : [wrongKind(path, "a duration such as `15s`", value)];
    case "reference":
      return typeof value === "string" && /^\$\{\w+\}$/.test(value) ? [] : [notAReference(path)];
  }
}

function checkObject(
  value: Readonly<Record<string, unknown>>,
  shape: Extract<Shape, { is: "object" }>,
  path: readonly string[],
): readonly ShapeFinding[] {
  const known = Object.keys(shape.members);
  const findings = Object.entries(value).flatMap(([name, member]) => {
    const expected = shape.members[name];
    if (expected === undefined || !Object.hasOwn(shape.members, name)) return [unknownKey(path, name, known)];
    return member === undefined ? [] : checkShape(member, expected, [...path, name]);
  });
  const missing = (shape.required ?? []).filter((name) => value[name] === undefined);
  return [
    ...findings,
    ...missing.map((name) => ({
      path: [...path, name],
      message: `\`${[...path, name].join(".")}\` is missing.`,
    })),
  ];
}

function unknownKey(path: readonly string[], name: string, known: readonly string[]): ShapeFinding {
  const inside = path.length === 0 ? "The configuration" : `\`${path.join(".")}\``;
  const hint = suggest(name, known);
  return {
    path: [...path, name],
    message: `${inside} has no member \`${name}\`.`,
    hint: hint === "" ? `It knows ${quoteList(known)}.` : hint,
  };
}

function wrongKind(path: readonly string[], expected: string, value: unknown): ShapeFinding {
  const name = path.length === 0 ? "The configuration" : `\`${path.join(".")}\``;
  return { path, message: `${name} must be ${expected}, not ${describe(value)}.` };
}

function wrongWord(path: readonly string[], words: readonly string[], value: unknown): ShapeFinding {
  return {
    path,
    message: `\`${path.join(".")}\` must be one of ${quoteList(words)}, not ${describe(value)}.`,
    ...(typeof value === "string" ? { hint: suggest(value, words) } : {}),
  };
}

/** The value itself is left out: it may be the secret. */
function notAReference(path: readonly string[]): ShapeFinding {
  return {
    path,
    message: `\`${path.join(".")}\` holds a secret in plain text.`,
    hint: "Write a reference to an environment variable of Grafana instead, for example `${PROMETHEUS_PASSWORD}`.",
  };
}

function describe(value: unknown): string {
  if (value === "") return "empty";
  if (typeof value === "string") return `\`${value.length > 60 ? `${value.slice(0, 60)}…` : value}\``;
  if (Array.isArray(value)) return "a list";
  return value === null || typeof value !== "object" ? `\`${String(value)}\`` : "an object";
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
