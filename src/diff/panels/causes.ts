/** What moves the panels that follow: those that came, went, moved or changed their size. */
import type { NormalPanel } from "../normal/normal-form.ts";
import type { PanelPair } from "./pairing.ts";

/** The causes that are known so far. */
export interface Causes {
  /** Adds a pair of panels that moved others. */
  add(pair: PanelPair): void;
  /** Whether something before a panel moved it. Downwards that may be anything, sideways only its own row. */
  explain(pair: PanelPair, isSideways: boolean): boolean;
}

/** The places of the first of several causes in both lists: whatever stands behind any of them stands behind it. */
interface First {
  before: number;
  after: number;
}

/** Starts with the panels that only one of two lists has. */
export function createCauses(
  before: readonly NormalPanel[],
  after: readonly NormalPanel[],
  pairs: readonly PanelPair[],
): Causes {
  const anywhere = createFirst();
  const inRows = {
    before: new Map<number | undefined, First>(),
    after: new Map<number | undefined, First>(),
  };
  const firstIn = (side: keyof typeof inRows, panel: NormalPanel | undefined): First => {
    const known = inRows[side].get(panel?.row) ?? createFirst();
    inRows[side].set(panel?.row, known);
    return known;
  };
  const add = (cause: Partial<First>): void => {
    note(anywhere, cause);
    if (cause.before !== undefined) note(firstIn("before", before[cause.before]), cause);
    if (cause.after !== undefined) note(firstIn("after", after[cause.after]), cause);
  };
  for (const index of indexesWithout(before, new Set(pairs.map((pair) => pair.before))))
    add({ before: index });
  for (const index of indexesWithout(after, new Set(pairs.map((pair) => pair.after)))) add({ after: index });
  return {
    add: (pair) => add({ before: pair.before, after: pair.after }),
    explain(pair, isSideways) {
      if (!isSideways) return stoodBefore(anywhere, pair);
      return [firstIn("before", before[pair.before]), firstIn("after", after[pair.after])].some((first) =>
        stoodBefore(first, pair),
      );
    },
  };
}

function createFirst(): First {
  return { before: Infinity, after: Infinity };
}

function note(first: First, { before = Infinity, after = Infinity }: Partial<First>): void {
  first.before = Math.min(first.before, before);
  first.after = Math.min(first.after, after);
}

function stoodBefore(first: First, pair: PanelPair): boolean {
  return first.before < pair.before || first.after < pair.after;
}

function indexesWithout(panels: readonly NormalPanel[], taken: ReadonlySet<number>): readonly number[] {
  return panels.flatMap((_, index) => (taken.has(index) ? [] : [index]));
}
