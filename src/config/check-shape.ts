import { quoteList, suggest } from "../base/text.ts";
import type { TimeSetting } from "../schema/time-settings.ts";
import { checkHeaders, checkServer, checkServerHeaders, checkUrl, plainSecret } from "./check-secrets.ts";
import { describe, type ShapeFinding, wrongKind } from "./shape-finding.ts";
import type { Shape } from "./schema.ts";

const duration = /^(?=\d)(?:\d+y)?(?:\d+w)?(?:\d+d)?(?:\d+h)?(?:\d+m)?(?:\d+s)?(?:\d+ms)?$/;

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
    case "whole":
      return Number.isInteger(value) && (value as number) >= 1
        ? []
        : [wrongKind(path, "a whole number from 1", value)];
    case "url":
      return checkUrl(value, path);
    case "headers":
      return isRecord(value) ? checkHeaders(value, path) : [wrongKind(path, "an object", value)];
    case "server":
      return checkServer(value, path);
    case "server-headers":
      return isRecord(value) ? checkServerHeaders(value, path) : [wrongKind(path, "an object", value)];
    case "time":
      return checkTime(value, shape.setting, path);
    case "flag":
      return typeof value === "boolean" ? [] : [wrongKind(path, "`true` or `false`", value)];
    case "duration":
      return typeof value === "string" && duration.test(value)
        ? []
        : [wrongKind(path, "a duration such as `15s`", value)];
    case "reference":
      return typeof value === "string" && /^\$\{\w+\}$/.test(value) ? [] : [plainSecret(path)];
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
    ...missingChoice(value, shape.oneOf, path),
  ];
}

function missingChoice(
  value: Readonly<Record<string, unknown>>,
  names: readonly string[] | undefined,
  path: readonly string[],
): readonly ShapeFinding[] {
  if (names === undefined || names.some((name) => value[name] !== undefined)) return [];
  return [
    { path, message: `\`${path.join(".")}\` has none of ${quoteList(names)}.`, hint: "Add one of them." },
  ];
}

function checkTime(value: unknown, setting: TimeSetting, path: readonly string[]): readonly ShapeFinding[] {
  if (typeof value !== "string") return [{ ...wrongKind(path, "a text", value), hint: setting.hint }];
  if (setting.isValid(value)) return [];
  return [{ path, message: `\`${path.join(".")}\` cannot be ${describe(value)}.`, hint: setting.hint }];
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

function wrongWord(path: readonly string[], words: readonly string[], value: unknown): ShapeFinding {
  return {
    path,
    message: `\`${path.join(".")}\` must be one of ${quoteList(words)}, not ${describe(value)}.`,
    ...(typeof value === "string" ? { hint: suggest(value, words) } : {}),
  };
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
