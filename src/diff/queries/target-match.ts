import { isSame, type JsonObject } from "../../schema/json.ts";
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

/** A target as it is matched. */
interface Candidate {
  readonly index: number;
  readonly target: JsonObject;
  readonly refId: unknown;
  readonly expression: string | undefined;
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
  const left = new Set(
    before.map((target, index) => candidate(target, index, sourceType(target, "before", types))),
  );
  const right = new Set(
    after.map((target, index) => candidate(target, index, sourceType(target, "after", types))),
  );
  const pairs: TargetPair[] = [];
  const take = (old: Candidate, now: Candidate): void => {
    left.delete(old);
    right.delete(now);
    pairs.push({ before: old.index, after: now.index });
  };
  const pairUp = (fits: (old: Candidate, now: Candidate) => boolean): void => {
    for (const old of left) {
      for (const now of right) {
        if (!fits(old, now)) continue;
        take(old, now);
        break;
      }
    }
  };
  const keys = keysOf(types);
  const hasSameRefId = (old: Candidate, now: Candidate): boolean => old.refId === now.refId;
  const asksSame = (old: Candidate, now: Candidate): boolean =>
    old.expression !== undefined &&
    now.expression !== undefined &&
    keys(old, "before") === keys(now, "after");
  pairUp((old, now) => hasSameRefId(old, now) && isSame(old.target, now.target));
  pairUp((old, now) => hasSameRefId(old, now) && asksSame(old, now));
  pairUp((old, now) => isSame(unnamed(old.target), unnamed(now.target)));
  pairUp(asksSame);
  for (const [old, now] of byLikeness([...left], [...right])) {
    if (left.has(old) && right.has(now)) take(old, now);
  }
  pairUp(hasSameRefId);
  return pairs;
}

function candidate(target: JsonObject, index: number, type: string | undefined): Candidate {
  return { target, index, refId: target["refId"], expression: expressionOf(target, type) };
}

function keysOf(types: PanelTypes): (of: Candidate, side: "before" | "after") => string {
  return ({ target, expression = "" }, side) =>
    languageOf(target, sourceType(target, side, types)) === "promql" ? expressionKey(expression) : expression;
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
