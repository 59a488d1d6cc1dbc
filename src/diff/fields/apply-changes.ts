import { isObject, type Json, type JsonObject } from "../../schema/json.ts";
import type { Change, JsonPath } from "../model.ts";

/**
 * The second object, made of the first one and its changes. Objects on the way to a new value are made; objects that
 * are empty after a value was taken away go as well, because a normal form has none.
 */
export function applyChanges(
  before: JsonObject,
  changes: readonly Pick<Change, "path" | "after">[],
): JsonObject {
  return changes.reduce((object, { path, after }) => withValue(object, path, after) ?? {}, before);
}

function withValue(
  object: Json | undefined,
  path: JsonPath,
  value: Json | undefined,
): JsonObject | undefined {
  const members = new Map(isObject(object) ? Object.entries(object) : []);
  const [first, ...rest] = path;
  const name = String(first);
  const member = rest.length > 0 ? withValue(members.get(name), rest, value) : value;
  if (member === undefined) members.delete(name);
  else members.set(name, member);
  return members.size > 0 ? Object.fromEntries(members) : undefined;
}
