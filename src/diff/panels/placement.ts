/**
 * What happened to the places of panels: another row, another order, another size; and what stands elsewhere only
 * because of those before it.
 */
import { unmovedOf } from "../entries/order.ts";
import type { PanelKind } from "../model.ts";
import type { NormalPanel } from "../normal/normal-form.ts";
import type { PanelPair } from "./pairing.ts";

/** The two lists, and what is the same in them. */
export interface MatchedLists {
  readonly before: readonly NormalPanel[];
  readonly after: readonly NormalPanel[];
  /** In the order of the second list. */
  readonly pairs: readonly PanelPair[];
}

type PlaceKind = Extract<PanelKind, "reparented" | "moved" | "resized" | "shifted">;

/** What happened to the place of each pair, by the index on the second side. */
export function placeKinds(lists: MatchedLists): ReadonlyMap<number, readonly PlaceKind[]> {
  const rowOf = new Map(lists.pairs.map(({ before, after }) => [before, after]));
  const couples = lists.pairs.flatMap((pair): readonly Couple[] => {
    const before = lists.before[pair.before];
    const after = lists.after[pair.after];
    if (before === undefined || after === undefined) return [];
    const stays = before.row === undefined ? after.row === undefined : rowOf.get(before.row) === after.row;
    return [{ pair, before, after, stays }];
  });
  const moved = outOfOrder(couples);
  return explain(couples, moved, lists);
}

/** A pair with its panels. */
interface Couple {
  readonly pair: PanelPair;
  readonly before: NormalPanel;
  readonly after: NormalPanel;
  /** Whether it is in the same row. */
  readonly stays: boolean;
}

/** Those that are out of order among the panels that stayed in their row; rows among the rows. */
function outOfOrder(couples: readonly Couple[]): ReadonlySet<Couple> {
  const groups = new Map<string, Couple[]>();
  for (const couple of couples.filter(({ stays }) => stays)) {
    const name = couple.after.type === "row" ? "rows" : `in ${couple.after.row}`;
    groups.set(name, [...(groups.get(name) ?? []), couple]);
  }
  const moved = [...groups.values()].flatMap((group) => {
    const unmoved = unmovedOf(
      group.map(({ pair }) => pair.before),
      (place) => stoodStill(group[place]),
    );
    return group.filter((_, place) => !unmoved.has(place));
  });
  return new Set(moved);
}

function stoodStill(couple: Couple | undefined): boolean {
  return couple !== undefined && sameSpot(couple);
}

function sameSpot({ before, after }: Couple): boolean {
  return before.position.x === after.position.x && before.position.y === after.position.y;
}

function sameSize({ before, after }: Couple): boolean {
  return before.position.w === after.position.w && before.position.h === after.position.h;
}

/** Goes down the dashboard; what comes after a change may stand elsewhere because of it. */
function explain(
  couples: readonly Couple[],
  moved: ReadonlySet<Couple>,
  lists: MatchedLists,
): ReadonlyMap<number, readonly PlaceKind[]> {
  const kinds = new Map<number, readonly PlaceKind[]>();
  const causes = createCauses(lists);
  for (const couple of couples) {
    if (ownKinds(couple, moved).length > 0 || changedHeight(couple)) causes.add(couple);
  }
  for (const couple of couples) {
    const own = ownKinds(couple, moved);
    const isExplained = own.length > 0 || sameSpot(couple) || causes.explain(couple);
    if (!isExplained) causes.add(couple);
    const found = own.length > 0 ? own : isExplained ? (["shifted"] as const) : (["moved"] as const);
    if (own.length > 0 || !sameSpot(couple)) kinds.set(couple.pair.after, found);
  }
  return kinds;
}

function ownKinds(couple: Couple, moved: ReadonlySet<Couple>): readonly PlaceKind[] {
  const isRow = couple.after.type === "row";
  return [
    ...(couple.stays ? [] : (["reparented"] as const)),
    ...(moved.has(couple) ? (["moved"] as const) : []),
    ...(sameSize(couple) || isRow ? [] : (["resized"] as const)),
  ];
}

/** An opened or closed row moves everything below it. */
function changedHeight({ before, after }: Couple): boolean {
  return after.type === "row" && before.fields["collapsed"] !== after.fields["collapsed"];
}

/** What moves those that follow: panels that came, went, moved or changed their size. */
interface Causes {
  add(couple: Couple): void;
  /** Whether something before a panel moved it. Downwards that may be anything, sideways only its own row. */
  explain(couple: Couple): boolean;
}

/** A panel that moved others, by its places in the two lists; absent on the side that lacks it. */
interface Cause {
  readonly before?: number;
  readonly after?: number;
}

function createCauses({ before, after, pairs }: MatchedLists): Causes {
  const causes: Cause[] = [
    ...indexesWithout(before, new Set(pairs.map((pair) => pair.before))).map((index) => ({ before: index })),
    ...indexesWithout(after, new Set(pairs.map((pair) => pair.after))).map((index) => ({ after: index })),
  ];
  const sharesRow = (cause: Cause, couple: Couple): boolean =>
    (cause.before !== undefined && before[cause.before]?.row === couple.before.row) ||
    (cause.after !== undefined && after[cause.after]?.row === couple.after.row);
  return {
    add: ({ pair }) => void causes.push({ before: pair.before, after: pair.after }),
    explain(couple) {
      const isSideways = couple.before.position.x !== couple.after.position.x;
      return causes.some(
        (cause) => stoodBefore(cause, couple.pair) && (!isSideways || sharesRow(cause, couple)),
      );
    },
  };
}

function stoodBefore(cause: Cause, pair: PanelPair): boolean {
  return (
    (cause.before !== undefined && cause.before < pair.before) ||
    (cause.after !== undefined && cause.after < pair.after)
  );
}

function indexesWithout(panels: readonly NormalPanel[], taken: ReadonlySet<number>): readonly number[] {
  return panels.flatMap((_, index) => (taken.has(index) ? [] : [index]));
}
