import { isSame, type JsonObject } from "../../schema/json.ts";
import { worstImpact } from "../impact.ts";
import type { ListElement, QueryDiff } from "../model.ts";
import { diffExpressions, type ExpressionDiff } from "./expression-diff.ts";
import { expressionMember, expressionOf, languageOf } from "./expression-member.ts";
import { keptInOrder } from "./in-order.ts";
import { targetChanges } from "./target-changes.ts";
import { matchTargets, type TargetPair } from "./target-match.ts";
import { diffTexts } from "./text-diff.ts";

/** The type of the panel's data source on either side, for targets that say nothing of it. */
export interface PanelTypes {
  readonly before?: string;
  readonly after?: string;
}

/**
 * Compares the targets of a panel. In the order of the second side, removed ones where they were; targets that are the
 * same and kept their order are left out.
 */
export function diffTargets(
  before: readonly JsonObject[],
  after: readonly JsonObject[],
  types: PanelTypes,
): readonly QueryDiff[] {
  if (isSame(before, after) && types.before === types.after) return [];
  const pairs = new Map(matchTargets(before, after, types).map((pair) => [pair.after, pair]));
  const inOrder = keptInOrder(after.flatMap((_, index) => pairs.get(index)?.before ?? []));
  const gone = removedTargets(before, new Set([...pairs.values()].map((pair) => pair.before)));
  const diffs: QueryDiff[] = [];
  for (const [index, value] of after.entries()) {
    const pair = pairs.get(index);
    if (pair === undefined) {
      diffs.push(oneSided("added", { index, value }));
      continue;
    }
    const isInPlace = inOrder.has(pair.before);
    if (isInPlace)
      while ((gone[0]?.before?.index ?? Infinity) < pair.before) diffs.push(...gone.splice(0, 1));
    diffs.push(...diffPair({ pair, before, after, types, isInPlace }));
  }
  return [...diffs, ...gone];
}

function removedTargets(before: readonly JsonObject[], kept: ReadonlySet<number>): QueryDiff[] {
  return before.flatMap((value, index) => (kept.has(index) ? [] : [oneSided("removed", { index, value })]));
}

function oneSided(verdict: "added" | "removed", element: ListElement<JsonObject>): QueryDiff {
  const side = verdict === "added" ? "after" : "before";
  const refId = refIdOf(element.value);
  return {
    refId: refId === undefined ? {} : { [side]: refId },
    verdict,
    facts: [],
    tokens: [],
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
  const asked = diffAsked(before, after, types);
  const changes = targetChanges(before, after, expressionMembers(before, after, types));
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

function diffAsked(before: JsonObject, after: JsonObject, types: PanelTypes): ExpressionDiff {
  const [old, now] = [expressionOf(before, types.before) ?? "", expressionOf(after, types.after) ?? ""];
  const [from, to] = [languageOf(before, types.before), languageOf(after, types.after)];
  if (from === "promql" && to === "promql") return diffExpressions(old, now);
  return diffTexts(old, now, from === "free" && to === "free" ? "free" : "careful");
}

function expressionMembers(before: JsonObject, after: JsonObject, types: PanelTypes): ReadonlySet<string> {
  const members = [expressionMember(before, types.before), expressionMember(after, types.after)];
  return new Set(members.filter((member) => member !== undefined));
}

function refIdOf({ refId }: JsonObject): string | undefined {
  return typeof refId === "string" ? refId : undefined;
}
