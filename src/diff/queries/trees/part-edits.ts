import type { Part } from "./term.ts";

/** A part that differs; one side is absent where it was added or removed. */
export interface PartEdit {
  readonly before?: Part;
  readonly after?: Part;
}

/** Roles of which one takes the place of the other. */
const families: Readonly<Record<string, string>> = {
  by: "grouping",
  without: "grouping",
  on: "matching",
  ignoring: "matching",
  group_left: "group",
  group_right: "group",
};

/** What a part may be paired with, the closest first. */
const pairings: readonly ((part: Part) => string | undefined)[] = [
  (part) => (part.name === undefined ? undefined : `label ${part.name}`),
  // The same value under another label.
  (part) => (part.rest === undefined || part.rest.endsWith('""') ? undefined : `rest ${part.rest}`),
  (part) => (part.role === "matcher" ? undefined : (families[part.role] ?? part.role)),
];

/** The differences between the parts of two terms, in the order in which they are written. */
export function partEdits(before: readonly Part[], after: readonly Part[]): readonly PartEdit[] {
  const same = (part: Part): string => `${part.role} ${part.key}`;
  let rest = pairUp(before, after, same);
  const edits: PartEdit[] = [];
  for (const pairing of pairings) {
    rest = pairUp(rest.before, rest.after, pairing);
    edits.push(...rest.pairs);
  }
  for (const part of rest.before) edits.push({ before: part });
  for (const part of rest.after) edits.push({ after: part });
  return edits;
}

function pairUp(
  before: readonly Part[],
  after: readonly Part[],
  nameOf: (part: Part) => string | undefined,
): {
  readonly before: readonly Part[];
  readonly after: readonly Part[];
  readonly pairs: readonly PartEdit[];
} {
  if (before.length === 0 || after.length === 0) return { before, after, pairs: [] };
  const left = [...after];
  const unpaired: Part[] = [];
  const pairs: PartEdit[] = [];
  for (const part of before) {
    const name = nameOf(part);
    const index = name === undefined ? -1 : left.findIndex((other) => nameOf(other) === name);
    const [other] = index < 0 ? [] : left.splice(index, 1);
    if (other === undefined) unpaired.push(part);
    else pairs.push({ before: part, after: other });
  }
  return { before: unpaired, after: left, pairs };
}
