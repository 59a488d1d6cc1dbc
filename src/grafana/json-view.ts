/**
 * Reads what servers answer: every function takes any JSON and gives a value of the wanted kind, so that an answer in
 * another shape cannot break the program.
 */
import type { Json, JsonObject } from "../schema/json.ts";

/** Whether a JSON value is an object. */
export function isJsonObject(value: Json | undefined): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The value as an object; an empty one in place of anything else. */
export function toObject(value: Json | undefined): JsonObject {
  return isJsonObject(value) ? value : {};
}

/** The value as a list; an empty one in place of anything else. */
export function toList(value: Json | undefined): readonly Json[] {
  return Array.isArray(value) ? value : [];
}

/** The value as a text; an empty one in place of anything else. */
export function toText(value: Json | undefined): string {
  return typeof value === "string" ? value : "";
}

/** The value as a finite number; 0 in place of anything else. */
export function toNumber(value: Json | undefined): number {
  return typeof value === "number" && Number.isFinite(value) ? value : 0;
}

/** The texts among the members of an object. */
export function toTexts(value: Json | undefined): Record<string, string> {
  const texts: Record<string, string> = {};
  for (const [name, text] of Object.entries(toObject(value))) {
    if (typeof text === "string") texts[name] = text;
  }
  return texts;
}
