/**
 * What happened to the places of panels: another row, another order, another size; and what stands elsewhere only
 * because of those before it.
 */
import { unmovedOf } from "../entries/order.ts";
import { groupBy } from "../groups.ts";
import type { PanelKind } from "../model.ts";
import type { NormalPanel } from "../normal/normal-form.ts";
import { createCauses } from "./causes.ts";
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
  const rowsBefore = sharedRows(
    lists.before,
    new Map(lists.pairs.map(({ before, after }) => [before, after])),
  );
  const rowsAfter = sharedRows(lists.after, new Map(lists.pairs.map(({ after }) => [after, after])));
  const couples = lists.pairs.flatMap((pair): readonly Couple[] => {
    const before = lists.before[pair.before];
    const after = lists.after[pair.after];
    if (before === undefined || after === undefined) return [];
    const stays = rowsBefore[pair.before] === rowsAfter[pair.after];
    return [{ pair, before, after, row: rowsAfter[pair.after], stays }];
  });
  const moved = movedOnes(couples);
  return explain(couples, moved, lists);
}

/**
 * For each panel the last row above it that both sides have, as the second side counts it: who puts a row between
 * panels, or takes it away, moves none of them.
 */
function sharedRows(
  panels: readonly NormalPanel[],
  rows: ReadonlyMap<number, number>,
): readonly (number | undefined)[] {
  let last: number | undefined;
  return panels.map(({ type }, index) => {
    if (type !== "row") return last;
    last = rows.get(index) ?? last;
    return undefined;
  });
}

/** A pair with its panels. */
interface Couple {
  readonly pair: PanelPair;
  readonly before: NormalPanel;
  readonly after: NormalPanel;
  /** The row that holds it, as far as both sides have it. */
  readonly row: number | undefined;
  /** Whether it is in the same row. */
  readonly stays: boolean;
}

/** Those that were moved among the panels that stayed in their row; rows among the rows. */
function movedOnes(couples: readonly Couple[]): ReadonlySet<Couple> {
  const groups = groupBy(
    couples.filter(({ stays }) => stays),
    (couple) => (couple.after.type === "row" ? "rows" : `in ${couple.row}`),
  );
  return new Set([...groups.values()].flatMap(movedInGroup));
}

/** More comparisons of places than this are not made: then only the order of the panels tells who moved. */
const mostComparisons = 10_000_000;

/**
 * Two explanations, of which the one with fewer moves is taken. Code lays panels out one after another: those that are out
 * of order moved. On Grafana's grid people drag panels, and each other one falls upwards in its column by itself: those
 * that went sideways moved, or passed another one; the rest comes to stand before others without that anybody moved it.
 */
function movedInGroup(group: readonly Couple[]): readonly Couple[] {
  const unmoved = unmovedOf(
    group.map(({ pair }) => pair.before),
    (place) => steadiness(group[place]),
  );
  const passed = group.filter((_, place) => !unmoved.has(place));
  if (passed.length === 0 || passed.length * group.length > mostComparisons) return passed;
  const onGrid = movedOnGrid(group, passed);
  const fewer = onGrid.length - passed.length;
  return fewer < 0 || (fewer === 0 && !passed.some(wentSideways)) ? onGrid : passed;
}

function movedOnGrid(group: readonly Couple[], passed: readonly Couple[]): readonly Couple[] {
  const moved = new Set(group.filter((couple) => wentSideways(couple) && sameSize(couple)));
  for (const couple of passed) {
    const others = group.filter((other) => !moved.has(other));
    if (passedAnyOf(couple, others)) moved.add(couple);
  }
  return group.filter((couple) => moved.has(couple));
}

/** Whether one is now above another one of its column that it was below, or the other way round. */
function passedAnyOf(couple: Couple, others: readonly Couple[]): boolean {
  return others.some((other) => {
    if (!sharesColumn(couple.before, other.before) || !sharesColumn(couple.after, other.after)) return false;
    const isBelow = (side: "before" | "after"): boolean => couple[side].position.y > other[side].position.y;
    return isBelow("before") !== isBelow("after");
  });
}

function sharesColumn({ position: one }: NormalPanel, { position: other }: NormalPanel): boolean {
  return one.x < other.x + other.w && other.x < one.x + one.w;
}

/** Of two that may have passed each other, the one that stands where it stood, or in its column, is not the one that moved. */
function steadiness(couple: Couple | undefined): number {
  if (couple === undefined) return 0;
  return sameSpot(couple) ? 2 : Number(couple.before.position.x === couple.after.position.x);
}

function sameSpot({ before, after }: Couple): boolean {
  return before.position.x === after.position.x && before.position.y === after.position.y;
}

function sameSize({ before, after }: Couple): boolean {
  return before.position.w === after.position.w && before.position.h === after.position.h;
}

/**
 * Goes down the dashboard; what comes after a change may stand elsewhere because of it. What nothing explains was moved:
 * at first whatever went sideways, since others may have slid into its place.
 */
function explain(
  couples: readonly Couple[],
  moved: ReadonlySet<Couple>,
  lists: MatchedLists,
): ReadonlyMap<number, readonly PlaceKind[]> {
  const causes = createCauses(lists.before, lists.after, lists.pairs);
  for (const couple of couples) {
    if (ownKinds(couple, moved).length > 0 || changedHeight(couple)) causes.add(couple.pair);
  }
  const isOpen = (couple: Couple): boolean => ownKinds(couple, moved).length === 0 && !sameSpot(couple);
  const unexplained = new Set<Couple>();
  for (const isWanted of [wentSideways, () => true]) {
    for (const couple of couples.filter((each) => isOpen(each) && isWanted(each))) {
      if (unexplained.has(couple) || causes.explain(couple.pair, wentSideways(couple))) continue;
      unexplained.add(couple);
      causes.add(couple.pair);
    }
  }
  return new Map(
    couples.flatMap((couple): readonly (readonly [number, readonly PlaceKind[]])[] => {
      const own = ownKinds(couple, moved);
      if (own.length > 0) return [[couple.pair.after, own]];
      return isOpen(couple) ? [[couple.pair.after, [unexplained.has(couple) ? "moved" : "shifted"]]] : [];
    }),
  );
}

function wentSideways({ before, after }: Couple): boolean {
  return before.position.x !== after.position.x;
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
