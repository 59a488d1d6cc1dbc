import type { Json } from "../schema/json.ts";

/** A JSON object while it is being put together. */
export type JsonDraft = Record<string, Json>;

/** Sets a member unless there is no value: documents hold what was asked for only. */
export function put(draft: JsonDraft, name: string, value: Json | undefined): void {
  if (value !== undefined) draft[name] = value;
}

/** A copy that the author cannot change any more; for what is passed through as it is. */
export function copyJson<Value extends Json>(value: Value): Value {
  return structuredClone(value);
}

/** A value that many panels share, so that none of them can be changed through another. */
export function frozen<Value extends Json>(value: Value): Value {
  if (typeof value === "object" && value !== null) {
    for (const member of Object.values(value)) frozen(member ?? null);
  }
  return Object.freeze(value);
}
