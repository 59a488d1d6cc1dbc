import { createPlanner, type Pair, type Plan, type Planner } from "./trees/alignment.ts";
import { partEdits } from "./trees/part-edits.ts";
import type { Term } from "./trees/term.ts";
import {
  around,
  headFact,
  nameWithGrouping,
  parameterName,
  partFact,
  quoted,
  shorten,
} from "./trees/wording.ts";

/** What is said of expressions that have nothing in common. */
export const rewritten = "expression rewritten";

/** What changed between two expressions, in words; never empty for different ones. */
export function expressionFacts(before: Term, after: Term): readonly string[] {
  if (before.depth + after.depth > deepest) return ["expression changed"];
  const walk: Walk = { planOf: createPlanner(), facts: [], kept: 0 };
  if (walk.planOf(before, after).step === "replace") return [rewritten];
  compare(walk, before, after);
  const facts = tally(walk.facts);
  if (walk.kept === 0 && facts.length > 1) return [rewritten];
  return facts.length === 0 ? ["expression changed"] : facts;
}

// Trees are walked recursively; programs may write deeper ones, which must not exhaust the stack.
const deepest = 500;

interface Walk {
  readonly planOf: Planner;
  readonly facts: string[];
  /** How many atoms are the same on both sides. */
  kept: number;
}

/** The call or operator that both terms are an argument of. */
interface Owner {
  readonly term: Term;
}

function compare(walk: Walk, before: Term, after: Term, owner?: Owner): void {
  const plan = walk.planOf(before, after);
  switch (plan.step) {
    case "same":
      walk.kept += after.size;
      return;
    case "swap":
      walk.kept += after.size;
      walk.facts.push(`operands of ${quoted(after.head.text)} swapped`);
      return;
    case "match":
      return compareParts(walk, { before, after, pairs: plan.pairs }, owner);
    case "wrap":
    case "unwrap":
      return peel(walk, { before, after, step: plan.step }, owner);
    case "replace":
      walk.facts.push(replacedFact(before, after, owner));
  }
}

function compareParts(
  walk: Walk,
  { before, after, pairs }: { readonly before: Term; readonly after: Term; readonly pairs: readonly Pair[] },
  owner: Owner | undefined,
): void {
  const sameHead = before.head.key === after.head.key && before.kind === after.kind;
  const uneven = before.children.length !== after.children.length;
  if (!sameHead)
    walk.facts.push(uneven ? reshapedFact(before, after, pairs) : renamedFact(before, after, owner));
  const edits = partEdits(before.parts, after.parts);
  walk.facts.push(...edits.map((edit) => partFact(edit, after)));
  walk.kept += Number(sameHead) + Math.max(0, after.parts.length - edits.length);
  for (const pair of pairs) {
    const [left, right] = [before.children[pair.before ?? -1], after.children[pair.after ?? -1]];
    if (left !== undefined && right !== undefined) compare(walk, left, right, { term: after });
    else if (sameHead && right !== undefined) walk.facts.push(argumentFact(right, "added to", after));
    else if (sameHead && left !== undefined) walk.facts.push(argumentFact(left, "removed from", after));
  }
}

function argumentFact(argument: Term, what: string, { head }: Term): string {
  return `argument ${quoted(argument.text())} ${what} ${quoted(head.text)}`;
}

function renamedFact(before: Term, after: Term, owner: Owner | undefined): string {
  const parameter =
    after.kind === "number" || after.kind === "string" ? parameterName(owner?.term) : undefined;
  if (parameter !== undefined)
    return `${parameter} ${shorten(before.head.text)} → ${shorten(after.head.text)}`;
  const call = after.kind === "string" && owner !== undefined ? ` in ${quoted(owner.term.head.text)}` : "";
  return headFact(before, after) + call;
}

/** Another function with other arguments: `sum → topk(5, …)`. */
function reshapedFact(before: Term, after: Term, pairs: readonly Pair[]): string {
  const kept = pairs.find((pair) => pair.before !== undefined && pair.after !== undefined);
  const shown = (term: Term, child: number): string =>
    shorten(term.children.length > 1 ? around({ ...term, parts: [] }, child) : term.head.text);
  return `${shown(before, kept?.before ?? -1)} → ${shown(after, kept?.after ?? -1)}`;
}

function replacedFact(before: Term, after: Term, owner: Owner | undefined): string {
  const parameter = before.size === 1 && after.size === 1 ? parameterName(owner?.term) : undefined;
  if (parameter !== undefined && (before.kind === "number" || after.kind === "number")) {
    return `${parameter} ${shorten(before.text())} → ${shorten(after.text())}`;
  }
  return `${quoted(before.text(), 40)} → ${quoted(after.text(), 40)}`;
}

interface Layer {
  readonly term: Term;
  readonly child: number;
}

/** Tells all that was put around an expression, or taken from around it, and goes on inside. */
function peel(
  walk: Walk,
  start: { readonly before: Term; readonly after: Term; readonly step: "wrap" | "unwrap" },
  owner: Owner | undefined,
): void {
  let { before, after } = start;
  const layers: Layer[] = [];
  for (;;) {
    const plan: Plan = walk.planOf(before, after);
    if (plan.step !== start.step) break;
    const term = plan.step === "wrap" ? after : before;
    const inner = term.children[plan.child];
    if (inner === undefined) break;
    layers.push({ term, child: plan.child });
    if (plan.step === "wrap") after = inner;
    else before = inner;
  }
  walk.facts.push(...layerFacts(layers, start.step === "wrap"));
  compare(walk, before, after, start.step === "unwrap" ? owner : layers.map(({ term }) => ({ term })).at(-1));
}

const nests: ReadonlySet<Term["kind"]> = new Set(["call", "aggregation", "range", "subquery"]);

function layerFacts(layers: readonly Layer[], added: boolean): readonly string[] {
  const facts: string[] = [];
  let calls: Layer[] = [];
  const flush = (): void => {
    if (calls.length > 0) facts.push(callsFact(calls, added));
    calls = [];
  };
  for (const layer of layers) {
    if (nests.has(layer.term.kind)) {
      calls.push(layer);
      continue;
    }
    flush();
    facts.push(...singleFacts(layer, added ? "added" : "removed"));
  }
  flush();
  return facts;
}

/** Calls around one another are told as one. */
function callsFact(layers: readonly Layer[], added: boolean): string {
  const [first] = layers;
  if (first === undefined) return "";
  const { kind } = first.term;
  const nested = layers.reduceRight((inner, { term, child }) => around(term, child, inner), "…");
  if (kind === "range" || kind === "subquery") {
    return `${kind} ${quoted(nested.slice(1))} ${added ? "added" : "removed"}`;
  }
  const alone = layers.length === 1 && (!added || first.term.children.length === 1);
  const shown = alone ? nameWithGrouping(first.term) : nested;
  return `${added ? "wrapped in" : "no longer in"} ${quoted(shown)}`;
}

function singleFacts({ term, child }: Layer, what: "added" | "removed"): readonly string[] {
  switch (term.kind) {
    case "binary": {
      const clauses = term.parts
        .filter(({ role }) => role !== "other")
        .map(({ role, text }) =>
          role === "bool" || (text === "" && role.startsWith("group_")) ? role : `${role} (${text})`,
        );
      const operator = [term.head.text, ...clauses].join(" ");
      const other = operandText(term, 1 - child);
      return [`${quoted(child === 0 ? `${operator} ${other}` : `${other} ${operator}`)} ${what}`];
    }
    case "unary":
      return [`unary ${quoted(term.head.text)} ${what}`];
    case "modified":
      return term.parts.map((part) => partFact(what === "added" ? { after: part } : { before: part }, term));
    default:
      return [`parentheses ${what}`];
  }
}

/** An operand, in parentheses where it is itself an operation. */
function operandText(term: Term, index: number): string {
  const operand = term.children[index];
  if (operand === undefined) return "";
  return operand.kind === "binary" ? `(${operand.text()})` : operand.text();
}

/** The same fact is told once, with how often it is true; too many are cut. */
function tally(facts: readonly string[]): readonly string[] {
  const counts = new Map<string, number>();
  for (const fact of facts) counts.set(fact, (counts.get(fact) ?? 0) + 1);
  const told = [...counts].map(([fact, count]) => (count === 1 ? fact : `${fact} (${count}×)`));
  return told.length > most ? [...told.slice(0, most), `… and ${told.length - most} more`] : told;
}

const most = 8;
