import { expect } from "vitest";
import { applyChanges } from "../../../src/diff/fields/apply-changes.ts";
import type { Change, JsonPath } from "../../../src/diff/model.ts";
import { isSame, type JsonObject } from "../../../src/schema/json.ts";

/** What programs rely on: the changes alone make the second object of the first one, and none is said twice. */
export function expectExact(before: JsonObject, after: JsonObject, changes: readonly Change[]): void {
  const applied = applyChanges(before, changes);
  if (!isSame(applied, after)) expect(applied).toEqual(after);
  expect(
    changes.filter(({ path }) => changes.filter((other) => covers(other.path, path)).length > 1),
  ).toEqual([]);
  expect(changes.filter(({ text }) => text === "" || /undefined|\[object|\n/.test(text))).toEqual([]);
}

function covers(path: JsonPath, other: JsonPath): boolean {
  return path.every((step, index) => step === other[index]);
}

/** A change in one line. */
export function lineOf({ label, text, impact }: Change): string {
  return `${label}: ${text} (${impact})`;
}
