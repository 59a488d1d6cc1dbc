import { canonicalJson } from "../../compile/canonical.ts";
import type { JsonObject } from "../../schema/json.ts";
import { groupBy } from "../groups.ts";
import { expressionKey } from "./expression-diff.ts";
import { expressionOf, languageOf } from "./expression-member.ts";
import { type PanelTypes, sourceType } from "./source-type.ts";
import { likeness, wordsOf } from "./query-words.ts";

/** Two targets that are the same one, by index. */
export interface TargetPair {
  readonly before: number;
  readonly after: number;
}

/** How much the same refId counts besides the likeness of the expressions. */
const sameRefId = 0.2;
/** How alike two targets must be at least. */
const related = 0.5;
/** More comparisons than this are not made: then only refIds are left. */
const mostComparisons = 40_000;

/** A target as it is matched. */
interface Candidate {
  readonly index: number;
  readonly target: JsonObject;
  readonly refId: unknown;
  readonly expression: string | undefined;
  /** Equal for targets that are the same but for their refIds. */
  readonly content: string;
  /** Equal for expressions that ask the same; absent where there is none. */
  readonly asked: string | undefined;
}

/**
 * Finds out which targets are the same. Equal expressions count more than refIds, because inserting a query shifts the
 * refIds of all that follow; a refId decides only between targets that are alike, or that nothing else fits.
 */
export function matchTargets(
  before: readonly JsonObject[],
  after: readonly JsonObject[],
  types: PanelTypes,
): readonly TargetPair[] {
  const left = new Set(candidatesOf(before, "before", types));
  const right = new Set(candidatesOf(after, "after", types));
  const pairs: TargetPair[] = [];
  const take = (old: Candidate, now: Candidate): void => {
    left.delete(old);
    right.delete(now);
    pairs.push({ before: old.index, after: now.index });
  };
  const pairUp = (keyOf: (candidate: Candidate) => string | undefined): void => {
    const waiting = groupBy([...right].reverse(), keyOf);
    for (const old of left) {
      const key = keyOf(old);
      const now = key === undefined ? undefined : waiting.get(key)?.pop();
      if (now !== undefined) take(old, now);
    }
  };
  const refId = (each: Candidate): string => JSON.stringify([each.refId]);
  pairUp((each) => refId(each) + each.content);
  pairUp((each) => (each.asked === undefined ? undefined : refId(each) + each.asked));
  pairUp(({ content }) => content);
  pairUp(({ asked }) => asked);
  for (const [old, now] of byLikeness([...left], [...right])) {
    if (left.has(old) && right.has(now)) take(old, now);
  }
  pairUp(refId);
  return pairs;
}

function candidatesOf(
  targets: readonly JsonObject[],
  side: "before" | "after",
  types: PanelTypes,
): readonly Candidate[] {
  return targets.map((target, index) => {
    const type = sourceType(target, side, types);
    const expression = expressionOf(target, type);
    const isPromql = expression !== undefined && languageOf(target, type) === "promql";
    return {
      index,
      target,
      refId: target["refId"],
      expression,
      content: canonicalJson(unnamed(target)),
      asked: isPromql ? expressionKey(expression) : expression,
    };
  });
}

/** A target without its refId. */
function unnamed(target: JsonObject): JsonObject {
  return { ...target, refId: undefined };
}

function byLikeness(
  before: readonly Candidate[],
  after: readonly Candidate[],
): readonly (readonly [Candidate, Candidate])[] {
  if (before.length === 0 || after.length === 0) return [];
  if (before.length * after.length > mostComparisons) return [];
  const words = new Map([...before, ...after].map((each) => [each, wordsOfTarget(each)]));
  const none: ReadonlySet<string> = new Set();
  return before
    .flatMap((old) =>
      after.map((now) => {
        const alike = likeness(words.get(old) ?? none, words.get(now) ?? none);
        return { pair: [old, now] as const, score: alike + (old.refId === now.refId ? sameRefId : 0) };
      }),
    )
    .filter(({ score }) => score >= related)
    .sort((left, right) => right.score - left.score)
    .map(({ pair }) => pair);
}

function wordsOfTarget({ target, expression }: Candidate): ReadonlySet<string> {
  return wordsOf(expression ?? JSON.stringify(unnamed(target)));
}
