/** The part of the server's schemas that clients can run into: ill-typed members, and members of v2 that are missing. */
import type { JsonObject } from "../../../src/schema/json.ts";

export interface SpecFailure {
  readonly field: string;
  readonly text: string;
}

type Type = "string" | "number" | "boolean" | "object" | "array";

const classic: Readonly<Record<string, Type>> = {
  title: "string",
  description: "string",
  tags: "array",
  panels: "array",
  links: "array",
  schemaVersion: "number",
  templating: "object",
  annotations: "object",
  time: "object",
  timepicker: "object",
  timezone: "string",
  refresh: "string",
  editable: "boolean",
  graphTooltip: "number",
};

const v2: Readonly<Record<string, Type>> = {
  title: "string",
  tags: "array",
  annotations: "array",
  cursorSync: "string",
  preload: "boolean",
  links: "array",
  timeSettings: "object",
  variables: "array",
  elements: "object",
  layout: "object",
};

/** Why a spec is refused; empty when it is right. */
export function invalidCauses(spec: JsonObject, schema: "classic" | "v2"): readonly SpecFailure[] {
  const types = schema === "classic" ? classic : v2;
  return Object.entries(types).flatMap(([name, type]): readonly SpecFailure[] => {
    const value = spec[name];
    if (value === undefined) {
      return schema === "v2" ? [{ field: `spec.${name}`, text: `${name}: incomplete value` }] : [];
    }
    const actual = Array.isArray(value) ? "array" : value === null ? "null" : typeof value;
    if (actual === type) return [];
    return [
      { field: `spec.${name}`, text: `${name}: conflicting values (mismatched types ${type} and ${actual})` },
    ];
  });
}
