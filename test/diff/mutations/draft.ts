/** Documents that may be edited in place: copies of real ones. */
import type { JsonObject } from "../../../src/schema/json.ts";

/** An object of a document. */
export interface Draft {
  [name: string]: DraftValue | undefined;
}

/** A value in a document. */
export type DraftValue = string | number | boolean | null | DraftValue[] | Draft;

/** A copy of a document. */
export function draftOf(document: JsonObject): Draft {
  return structuredClone(document) as Draft;
}

/** The document that was made. */
export function documentOf(draft: Draft): JsonObject {
  return structuredClone(draft) as JsonObject;
}

/** The object at a path; made where it is missing. */
export function objectAt(draft: Draft, ...path: readonly string[]): Draft {
  let object = draft;
  for (const name of path) {
    const inner = object[name];
    if (isDraft(inner)) object = inner;
    else object = object[name] = {};
  }
  return object;
}

/** The objects of the list at a path; empty, and not made, where it is missing. */
export function listAt(draft: Draft, ...path: readonly string[]): readonly Draft[] {
  const list = valueAt(draft, path);
  return Array.isArray(list) ? list.filter(isDraft) : [];
}

/** The list at a path, to put something in or to take something out; made where it is missing. */
export function openList(draft: Draft, ...path: readonly string[]): DraftValue[] {
  const holder = objectAt(draft, ...path.slice(0, -1));
  const name = path.at(-1) ?? "";
  const list = holder[name];
  return Array.isArray(list) ? list : (holder[name] = []);
}

/** The value at a path; nothing is made. */
export function valueAt(draft: DraftValue | undefined, path: readonly string[]): DraftValue | undefined {
  return path.reduce<DraftValue | undefined>(
    (value, name) => (isDraft(value) && Object.hasOwn(value, name) ? value[name] : undefined),
    draft,
  );
}

/** Sets the value at a path of dots. */
export function setAt(draft: Draft, path: string, value: DraftValue): void {
  const names = path.split(".");
  objectAt(draft, ...names.slice(0, -1))[names.at(-1) ?? ""] = value;
}

/** The text of a member, or nothing. */
export function textAt(draft: Draft, name: string): string {
  const value = draft[name];
  return typeof value === "string" ? value : "";
}

/** Takes an element out of a list. */
export function takeOut(list: DraftValue[], element: DraftValue): void {
  const place = list.indexOf(element);
  if (place >= 0) list.splice(place, 1);
}

/** Whether a value is an object. */
export function isDraft(value: DraftValue | undefined): value is Draft {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
