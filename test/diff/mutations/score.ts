/** How many random edits a report tells rightly. */
import type { JsonObject } from "../../../src/schema/json.ts";
import { diffOf } from "../side-of.ts";
import { dashboardMutations } from "./dashboard-mutations.ts";
import { documentOf, draftOf, textAt } from "./draft.ts";
import { type Fact, factsOf } from "./facts.ts";
import { fieldMutations } from "./field-mutations.ts";
import { compact, isCompact, sectionsOf } from "./grid.ts";
import type { Expectation, Mutation } from "./mutation.ts";
import { placeMutations } from "./place-mutations.ts";
import { queryMutations } from "./query-mutations.ts";
import { createRandom, type Random } from "./random.ts";
import { idOf } from "./some-panel.ts";

/** All kinds of edits. */
export const mutations: readonly Mutation[] = [
  ...placeMutations,
  ...queryMutations,
  ...fieldMutations,
  ...dashboardMutations,
];

/** An edit that was made. */
export interface Edit {
  readonly kind: string;
  readonly before: JsonObject;
  readonly after: JsonObject;
  readonly expected: Expectation;
}

/** An edit and what the report said of it. */
export interface Result extends Edit {
  readonly facts: readonly Fact[];
  /** The report has what was expected. */
  readonly isHit: boolean;
  /** And nothing else. */
  readonly isExact: boolean;
}

/** Edits of all kinds in turn, each of a random one of the documents. */
export function makeEdits(
  documents: readonly JsonObject[],
  { count, seed }: { readonly count: number; readonly seed: number },
): readonly Edit[] {
  const random = createRandom(seed);
  return Array.from({ length: count }, (_, index) => mutations[index % mutations.length]).flatMap(
    (mutation) => (mutation === undefined ? [] : (makeEdit(mutation, documents, random) ?? [])),
  );
}

function makeEdit(
  { kind, apply }: Mutation,
  documents: readonly JsonObject[],
  random: Random,
): Edit | undefined {
  for (const document of random.shuffle(documents)) {
    const draft = draftOf(document);
    // Otherwise Grafana would move more panels than those that the edit moves.
    if (!isCompact(draft)) compact(draft);
    const before = documentOf(draft);
    const expected = apply(draft, random);
    if (expected === undefined) continue;
    const after = documentOf(draft);
    return { kind, before, after, expected: { ...expected, ...titlesOf(expected, [before, after]) } };
  }
  return undefined;
}

function titlesOf({ panels }: Expectation, sides: readonly JsonObject[]): Pick<Expectation, "titles"> {
  if (panels === undefined) return {};
  const all = sides.flatMap((side) => {
    const sections = sectionsOf(draftOf(side));
    return sections.flatMap(({ row, panels: own }) => [...(row === undefined ? [] : [row]), ...own]);
  });
  return {
    titles: all.filter((panel) => panels.includes(idOf(panel))).map((panel) => textAt(panel, "title")),
  };
}

/** What the report says of an edit. */
export function judge(edit: Edit): Result {
  const facts = factsOf(diffOf(edit.before, edit.after));
  const isHit = facts.some((fact) => fits(fact, edit));
  return { ...edit, facts, isHit, isExact: isHit && facts.length === 1 };
}

function fits(fact: Fact, edit: Edit): boolean {
  const { what, text } = edit.expected;
  return fact.what === what && isAbout(fact, edit) && (text === undefined || text.test(fact.text));
}

/** Panels without numbers are known by their titles. */
function isAbout({ panel, title }: Fact, { expected: { panels, titles } }: Edit): boolean {
  if (panels === undefined) return title === undefined;
  return panel === undefined ? titles?.includes(title ?? "") === true : panels.includes(panel);
}
