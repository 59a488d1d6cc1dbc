import { partEdits } from "./part-edits.ts";
import type { Term } from "./term.ts";

/** Which parts of two trees belong together. */
export type Plan = { readonly cost: number } & (
  | { readonly step: "same" }
  /** Both sides of an operator changed places. */
  | { readonly step: "swap" }
  /** The terms are the same one, with another head, other parts or other children. */
  | { readonly step: "match"; readonly pairs: readonly Pair[] }
  /** The first term is found in a child of the second. */
  | { readonly step: "wrap"; readonly child: number }
  /** The second term is found in a child of the first. */
  | { readonly step: "unwrap"; readonly child: number }
  | { readonly step: "replace" }
);

/** Two children that belong together, by index; one side is absent where a child was added or removed. */
export interface Pair {
  readonly before?: number;
  readonly after?: number;
}

/** Finds, and remembers, the cheapest way from a term to another one. */
export type Planner = (before: Term, after: Term) => Plan;

// To put something around an expression is less than to change it; to replace two unlike expressions is less than
// to find a way from each atom of the one to some atom of the other.
const wrapping = 0.7;
const replacing = 0.75;

/** A planner that gives up (everything is replaced) after a number of comparisons. */
export function createPlanner(limit = 10_000): Planner {
  const known = new Map<Term, Map<Term, Plan>>();
  let left = limit;
  const planOf: Planner = (before, after) => {
    if (before.key === after.key) return { step: "same", cost: 0 };
    const plans = known.get(before) ?? new Map<Term, Plan>();
    known.set(before, plans);
    const found = plans.get(after) ?? (left-- > 0 ? cheapest(before, after, planOf) : replace(before, after));
    plans.set(after, found);
    return found;
  };
  return planOf;
}

function cheapest(before: Term, after: Term, planOf: Planner): Plan {
  // What is whole on the other side is found without looking any further.
  const wrapped = after.children.findIndex((child) => child.key === before.key);
  if (wrapped >= 0) return { step: "wrap", child: wrapped, cost: wrapping * (after.size - before.size) };
  const unwrapped = before.children.findIndex((child) => child.key === after.key);
  if (unwrapped >= 0)
    return { step: "unwrap", child: unwrapped, cost: wrapping * (before.size - after.size) };
  const matched = match(before, after, planOf);
  if (matched?.only === true) return matched.plan;
  let best = matched?.plan ?? replace(before, after);
  const offer = (plan: Plan): void => {
    if (plan.cost < best.cost) best = plan;
  };
  for (const [child, term] of after.children.entries()) {
    const cost = wrapping * (after.size - term.size) + planOf(before, term).cost;
    offer({ step: "wrap", child, cost });
  }
  for (const [child, term] of before.children.entries()) {
    const cost = wrapping * (before.size - term.size) + planOf(term, after).cost;
    offer({ step: "unwrap", child, cost });
  }
  offer(replace(before, after));
  return best;
}

function replace(before: Term, after: Term): Plan {
  return { step: "replace", cost: replacing * (before.size + after.size) };
}

function match(
  before: Term,
  after: Term,
  planOf: Planner,
): { readonly plan: Plan; readonly only: boolean } | undefined {
  if (!isComparable(before, after)) return undefined;
  const [left, right] = [before.children, after.children];
  const head = Number(before.head.key !== after.head.key || before.kind !== after.kind);
  const edits = partEdits(before.parts, after.parts).length;
  if (isSwapped(before, after) && head + edits === 0) return { plan: { step: "swap", cost: 1 }, only: true };
  const pairs = align(left, right, planOf);
  const inner = pairs.reduce((sum, pair) => sum + costOf(pair, left, right, planOf), 0);
  const changed = pairs.filter(
    (pair) => left[pair.before ?? -1]?.key !== right[pair.after ?? -1]?.key,
  ).length;
  // Where everything else is the same, nothing better can be found; most trees differ like that.
  const only = head + edits === 0 && left.length === right.length && changed === 1;
  return { plan: { step: "match", cost: head + edits + inner, pairs }, only };
}

function isSwapped(before: Term, after: Term): boolean {
  const [left, right] = before.children;
  const [first, second] = after.children;
  return before.kind === "binary" && left?.key === second?.key && right?.key === first?.key;
}

function isComparable(before: Term, after: Term): boolean {
  if (isNamed(before) && isNamed(after)) {
    return before.head.key === after.head.key || takes(before) === takes(after);
  }
  return before.kind === after.kind;
}

function isNamed({ kind }: Term): boolean {
  return kind === "call" || kind === "aggregation";
}

/** What a call is made of; a function of ranges does not become one of numbers. */
function takes({ children }: Term): "ranges" | "values" | "series" {
  const inner = children.map((child) => (child.kind === "modified" ? child.children[0] : child)?.kind);
  if (inner.some((kind) => kind === "range" || kind === "subquery")) return "ranges";
  return inner.every((kind) => kind === "number" || kind === "string") ? "values" : "series";
}

function costOf(pair: Pair, before: readonly Term[], after: readonly Term[], planOf: Planner): number {
  const [left, right] = [before[pair.before ?? -1], after[pair.after ?? -1]];
  if (left === undefined) return right?.size ?? 0;
  return right === undefined ? left.size : planOf(left, right).cost;
}

/** Pairs children in order: one by one where there are as many, else so that the cheapest ones are left over. */
function align(before: readonly Term[], after: readonly Term[], planOf: Planner): readonly Pair[] {
  if (before.length === after.length) return before.map((_, index) => ({ before: index, after: index }));
  const rows: { readonly cost: number; readonly pairs: readonly Pair[] }[][] = [];
  for (let i = 0; i <= before.length; i++) {
    const row: { readonly cost: number; readonly pairs: readonly Pair[] }[] = [];
    for (let j = 0; j <= after.length; j++) {
      const ways = [
        { from: rows[i - 1]?.[j - 1], pair: { before: i - 1, after: j - 1 } },
        { from: rows[i - 1]?.[j], pair: { before: i - 1 } },
        { from: row[j - 1], pair: { after: j - 1 } },
      ].flatMap(({ from, pair }) =>
        from === undefined
          ? []
          : [{ cost: from.cost + costOf(pair, before, after, planOf), pairs: [...from.pairs, pair] }],
      );
      row.push(
        ways.reduce((best, way) => (way.cost < best.cost ? way : best), ways[0] ?? { cost: 0, pairs: [] }),
      );
    }
    rows.push(row);
  }
  return rows.at(-1)?.at(-1)?.pairs ?? [];
}
