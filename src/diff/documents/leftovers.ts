/**
 * Reading documents of any shape without losing anything: what a reader does not expect is not skipped, it is handed
 * back, so that it can be kept beside what was understood.
 */
import { isObject, isSame, type Json, type JsonObject, memberOf } from "../../schema/json.ts";

/** What a member is expected to be; one that is `null` is as good as absent. */
export type Expected = "any" | "object" | "list" | "number" | "text" | "flag" | { readonly is: Json };

/** The members that a reader understands. */
export type Shape = Readonly<Record<string, Expected>>;

/** What a reader does not understand of a value: members of other names or of another kind; all of it when it is no object. */
export function restOf(value: Json | undefined, shape: Shape): Json | undefined {
  if (value === undefined || value === null) return undefined;
  if (!isObject(value)) return value;
  return orNothing(
    Object.fromEntries(
      Object.entries(value).filter(
        ([name, member]) => !isExpected(member, Object.hasOwn(shape, name) ? shape[name] : undefined),
      ),
    ),
  );
}

function isExpected(value: Json | undefined, expected: Expected | undefined): boolean {
  if (value === undefined || value === null) return true;
  if (expected === undefined) return false;
  if (typeof expected === "object") return isSame(value, expected.is);
  switch (expected) {
    case "any":
      return true;
    case "object":
      return isObject(value);
    case "list":
      return Array.isArray(value);
    case "number":
      return typeof value === "number";
    case "text":
      return typeof value === "string";
    case "flag":
      return typeof value === "boolean";
  }
}

/** The member of a value as an object; an empty one in place of anything else. */
export function objectAt(value: Json | undefined, member: string): JsonObject {
  const found = memberOf(value, member);
  return isObject(found) ? found : {};
}

/** The member of a value as a list; an empty one in place of anything else. */
export function listAt(value: Json | undefined, member: string): readonly Json[] {
  const found = memberOf(value, member);
  return Array.isArray(found) ? found : [];
}

/** The member of a value as a text; an empty one in place of anything else. */
export function textAt(value: Json | undefined, member: string): string {
  const found = memberOf(value, member);
  return typeof found === "string" ? found : "";
}

/** The member of a value as a number; 0 in place of anything else. */
export function numberAt(value: Json | undefined, member: string): number {
  const found = memberOf(value, member);
  return typeof found === "number" && Number.isFinite(found) ? found : 0;
}

/** The object without members that are absent. */
export function present(object: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined));
}

/** The object without members that are absent; nothing when none is left. */
export function orNothing(object: JsonObject): JsonObject | undefined {
  const members = present(object);
  return Object.keys(members).length === 0 ? undefined : members;
}

/** The object without members that are absent, `null` or what Grafana understands anyway. */
export function withoutDefaults(object: JsonObject, defaults: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(object).filter(
      ([name, value]) =>
        value !== undefined &&
        value !== null &&
        !(Object.hasOwn(defaults, name) && isSame(value, defaults[name])),
    ),
  );
}

/** The object without the members of some names. */
export function without(object: JsonObject, names: readonly string[]): JsonObject {
  return Object.fromEntries(Object.entries(object).filter(([name]) => !names.includes(name)));
}

/** Nothing in place of `false` and `null`. */
export function unlessFalse(value: Json | undefined): Json | undefined {
  return value === false || value === null ? undefined : value;
}

/** Nothing in place of a list or an object that is empty, and in place of an empty text. */
export function unlessEmpty(value: Json | undefined): Json | undefined {
  if (value === null || value === "") return undefined;
  if (typeof value !== "object") return value;
  return Object.keys(value).length === 0 ? undefined : value;
}
