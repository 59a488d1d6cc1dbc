/** The two standard ways to say what changes in a JSON object. */
import type { Json, JsonObject } from "../../../src/schema/json.ts";
import { isObject, textOf } from "./content.ts";

/** RFC 7396: members replace, null removes. */
export function mergePatch(target: Json | undefined, patch: Json): Json {
  if (!isObject(patch)) return patch;
  const result: Record<string, Json | undefined> = isObject(target) ? { ...target } : {};
  for (const [key, value] of Object.entries(patch)) {
    if (value === null || value === undefined) delete result[key];
    else result[key] = mergePatch(result[key], value);
  }
  return result;
}

/** RFC 6902 with add, replace, remove and test; `undefined` when it does not apply. */
export function jsonPatch(target: JsonObject, operations: readonly Json[]): JsonObject | undefined {
  const result = structuredClone(target) as Record<string, unknown>;
  for (const operation of operations) {
    if (!isObject(operation) || !applyOperation(result, operation)) return undefined;
  }
  return result as JsonObject;
}

function applyOperation(root: Record<string, unknown>, operation: JsonObject): boolean {
  const path = textOf(operation["path"])
    .split("/")
    .slice(1)
    .map((part) => part.replaceAll("~1", "/").replaceAll("~0", "~"));
  const key = path.pop();
  if (key === undefined) return false;
  let holder: Record<string, unknown> | unknown[] = root;
  for (const part of path) {
    const inner: unknown = (holder as Record<string, unknown>)[part];
    if (typeof inner !== "object" || inner === null) return false;
    holder = inner as Record<string, unknown> | unknown[];
  }
  return change(holder, key, operation);
}

function change(holder: Record<string, unknown> | unknown[], key: string, operation: JsonObject): boolean {
  const value = operation["value"];
  const known = Array.isArray(holder) ? Number(key) < holder.length : Object.hasOwn(holder, key);
  switch (operation["op"]) {
    case "add":
      if (!Array.isArray(holder)) holder[key] = value;
      else holder.splice(key === "-" ? holder.length : Number(key), 0, value);
      return true;
    case "replace":
      if (known) (holder as Record<string, unknown>)[key] = value;
      return known;
    case "remove":
      if (Array.isArray(holder)) holder.splice(Number(key), 1);
      else delete holder[key];
      return known;
    case "test":
      return JSON.stringify((holder as Record<string, unknown>)[key]) === JSON.stringify(value);
    default:
      return false;
  }
}
