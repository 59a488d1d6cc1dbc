import type { Json } from "../../schema/json.ts";
import type { EntryDiff } from "../model.ts";

/**
 * The second list, made of the first one and what happened to it: the elements of all entries are taken away from
 * where they were and put where they are, and the untouched ones fill the places between, in their order.
 */
export function applyEntries(
  before: readonly Json[],
  entries: readonly Pick<EntryDiff, "before" | "after">[],
): readonly Json[] {
  const gone = new Set(entries.flatMap((entry) => (entry.before === undefined ? [] : [entry.before.index])));
  const placed = new Map(
    entries.flatMap(({ after }) => (after === undefined ? [] : [[after.index, after.value] as const])),
  );
  const untouched = before.filter((_, index) => !gone.has(index));
  let next = 0;
  return Array.from({ length: untouched.length + placed.size }, (_, index) => {
    const value = placed.get(index);
    return value === undefined ? (untouched[next++] ?? null) : value;
  });
}
