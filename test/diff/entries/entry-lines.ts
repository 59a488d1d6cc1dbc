import { expect } from "vitest";
import { applyEntries } from "../../../src/diff/entries/apply-entries.ts";
import type { EntryDiff } from "../../../src/diff/model.ts";
import type { JsonObject } from "../../../src/schema/json.ts";
import { lineOf } from "../fields/contract.ts";

/** Two lists and what is said of them. */
export interface ListCase {
  readonly name: string;
  readonly before: readonly JsonObject[];
  readonly after: readonly JsonObject[];
  /** Each entry, followed by its changes. */
  readonly lines: readonly string[];
}

/** What entries say, after checking that they make the second list of the first one. */
export function linesOf({ before, after }: ListCase, entries: readonly EntryDiff[]): readonly string[] {
  expect(applyEntries(before, entries)).toEqual(after);
  return entries.flatMap(({ name, kinds, impact, changes }) => [
    `${name} ${kinds.join(", ")} (${impact})`,
    ...changes.map((change) => `  ${lineOf(change)}`),
  ]);
}
