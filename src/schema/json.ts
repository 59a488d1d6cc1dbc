/** A JSON value, as documents consist of. */
export type Json =
  | string
  | number
  | boolean
  | null
  | readonly Json[]
  | { readonly [key: string]: Json | undefined };

/** A JSON object; `undefined` members are left out when it is written. */
export interface JsonObject {
  readonly [key: string]: Json | undefined;
}

/** The own member of what may be an object. */
export function memberOf(value: Json | undefined, member: string): Json | undefined {
  return isObject(value) && Object.hasOwn(value, member) ? value[member] : undefined;
}

/** Whether a value is an object with members. */
export function isObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Whether two JSON values are the same. Allocates nothing: a push of a thousand unchanged dashboards does only this. */
export function isSame(left: unknown, right: unknown): boolean {
  if (left === right) return true;
  if (typeof left !== "object" || typeof right !== "object" || left === null || right === null) return false;
  if (Array.isArray(left)) {
    if (!Array.isArray(right) || left.length !== right.length) return false;
    for (let index = 0; index < left.length; index++) {
      if (!isSame(left[index], right[index])) return false;
    }
    return true;
  }
  return !Array.isArray(right) && hasSameMembers(left as JsonObject, right as JsonObject);
}

function hasSameMembers(left: JsonObject, right: JsonObject): boolean {
  let surplus = 0;
  for (const member in left) {
    // Only own members count: every object inherits a `__proto__`, and JSON may have a member of that name.
    if (!Object.hasOwn(right, member) || !isSame(left[member], right[member])) return false;
    surplus--;
  }
  // oxlint-disable-next-line no-unused-vars -- counting without allocating the list of names
  for (const _ in right) surplus++;
  return surplus === 0;
}
