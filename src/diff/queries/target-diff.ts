import { isSame, type JsonObject } from "../../schema/json.ts";
import { unmovedOf } from "../entries/order.ts";
import { worstImpact } from "../impact.ts";
import type { ListElement, QueryDiff } from "../model.ts";
import { diffExpressions, type ExpressionDiff } from "./expression-diff.ts";
import { expressionMember, expressionOf, languageOf } from "./expression-member.ts";
import { type PanelTypes, sourceType } from "./source-type.ts";
import { targetChanges } from "./target-changes.ts";
import { matchTargets, type TargetPair } from "./target-match.ts";
import { diffTexts } from "./text-diff.ts";

/**
 * Compares the targets of a panel. In the order of the second side, removed ones where they were; targets that are the
 * same and kept their order are left out.
 */
export function diffTargets(
  before: readonly JsonObject[],
  after: readonly JsonObject[],
  types: PanelTypes,
): readonly QueryDiff[] {
  if (isSame(before, after)) return [];
  const matched = [...matchTargets(before, after, types)].sort((left, right) => left.after - right.after);
  const pairs = new Map(matched.map((pair) => [pair.after, pair]));
  const unmoved = unmovedOf(
    matched.map((pair) => pair.before),
    (place) => Number(matched[place]?.before === matched[place]?.after),
  );
  const inOrder = new Set([...unmoved].map((place) => matched[place]?.before));
  const gone = removedTargets(before, new Set(matched.map((pair) => pair.before)));
  const anchors = nextAnchors(
    after.map((_, index) => pairs.get(index)?.before),
    inOrder,
  );
  const diffs: QueryDiff[] = [];
  for (const [index, value] of after.entries()) {
    while ((gone[0]?.before?.index ?? Infinity) < (anchors[index] ?? Infinity))
      diffs.push(...gone.splice(0, 1));
    const pair = pairs.get(index);
    if (pair === undefined) diffs.push(oneSided("added", { index, value }));
    else diffs.push(...diffPair({ pair, before, after, types, isInPlace: inOrder.has(pair.before) }));
  }
  return [...diffs, ...gone];
}

/** For each target of the second side where the next one that kept its order stood; removed ones before that go first. */
function nextAnchors(
  sources: readonly (number | undefined)[],
  inOrder: ReadonlySet<number | undefined>,
): readonly number[] {
  const anchors: number[] = [];
  let next = Infinity;
  for (let index = sources.length - 1; index >= 0; index--) {
    const source = sources[index];
    if (source !== undefined && inOrder.has(source)) next = source;
    anchors[index] = next;
  }
  return anchors;
}

function removedTargets(before: readonly JsonObject[], kept: ReadonlySet<number>): QueryDiff[] {
  return before.flatMap((value, index) => (kept.has(index) ? [] : [oneSided("removed", { index, value })]));
}

function oneSided(verdict: "added" | "removed", element: ListElement<JsonObject>): QueryDiff {
  const side = verdict === "added" ? "after" : "before";
  const text = expressionOf(element.value) ?? "";
  const refId = refIdOf(element.value);
  return {
    refId: refId === undefined ? {} : { [side]: refId },
    verdict,
    facts: [],
    tokens: text === "" ? [] : [{ op: verdict === "added" ? "+" : "-", text }],
    changes: [],
    [side]: element,
    impact: "data",
  };
}

function diffPair(given: {
  readonly pair: TargetPair;
  readonly before: readonly JsonObject[];
  readonly after: readonly JsonObject[];
  readonly types: PanelTypes;
  readonly isInPlace: boolean;
}): readonly QueryDiff[] {
  const { pair, types, isInPlace } = given;
  const [before, after] = [given.before[pair.before] ?? {}, given.after[pair.after] ?? {}];
  const sources: Sources = [sourceType(before, "before", types), sourceType(after, "after", types)];
  const asked = diffAsked(before, after, sources);
  const members = [expressionMember(before, sources[0]), expressionMember(after, sources[1])];
  // The same text in another member is told as a change of both members.
  const isTold = asked.verdict !== "same" || members[0] === members[1];
  const changes = targetChanges(before, after, isTold ? members.filter((name) => name !== undefined) : []);
  const [oldId, newId] = [refIdOf(before), refIdOf(after)];
  const isRenamed = oldId !== newId;
  const verdict = verdictOf(asked.verdict, {
    isChanged: changes.length > 0,
    isRenamed: isRenamed || !isInPlace,
  });
  if (verdict === undefined) return [];
  const impacts = [
    ...changes.map(({ impact }) => impact),
    asked.verdict === "changed" ? "data" : "none",
    // Overrides and transformations find series by refId; the order is that of the legend.
    isRenamed ? "presentation" : isInPlace ? "none" : "cosmetic",
  ] as const;
  return [
    {
      refId: {
        ...(oldId === undefined ? {} : { before: oldId }),
        ...(newId === undefined ? {} : { after: newId }),
      },
      verdict,
      facts: asked.facts,
      tokens: asked.verdict === "same" ? [] : asked.tokens,
      changes,
      before: { index: pair.before, value: before },
      after: { index: pair.after, value: after },
      impact: worstImpact(impacts),
    },
  ];
}

function verdictOf(
  expression: ExpressionDiff["verdict"],
  { isChanged, isRenamed }: { readonly isChanged: boolean; readonly isRenamed: boolean },
): QueryDiff["verdict"] | undefined {
  if (expression === "changed" || isChanged) return "changed";
  if (expression === "reformatted") return "reformatted";
  return isRenamed ? "renamed" : undefined;
}

/** The types of the two data sources. */
type Sources = readonly [before: string | undefined, after: string | undefined];

function diffAsked(before: JsonObject, after: JsonObject, [one, other]: Sources): ExpressionDiff {
  const [old, now] = [expressionOf(before, one) ?? "", expressionOf(after, other) ?? ""];
  const [from, to] = [languageOf(before, one), languageOf(after, other)];
  if (from === "promql" && to === "promql") return diffExpressions(old, now);
  return diffTexts(old, now, from === "free" && to === "free" ? "free" : "careful");
}

function refIdOf({ refId }: JsonObject): string | undefined {
  return typeof refId === "string" ? refId : undefined;
}
