/** What happened to the panels and rows of a dashboard. */
import { diffOverrides } from "../entries/overrides.ts";
import { diffPanelLinks } from "../entries/panel-links.ts";
import { diffTransformations } from "../entries/transformations.ts";
import { diffPanelFields } from "../fields/panel-fields.ts";
import { quoteShort, textChange } from "../fields/text-difference.ts";
import { worstImpact } from "../impact.ts";
import type { Change, Impact, PanelDiff, PanelKind, PanelRef } from "../model.ts";
import type { NormalDashboard, NormalPanel } from "../normal/normal-form.ts";
import { panelDocument } from "../normal/panel-document.ts";
import { diffTargets } from "../queries/target-diff.ts";
import { dataSourceTypes, type DataSourceTypes } from "./data-source-types.ts";
import type { PanelMatching } from "./match.ts";
import { panelRef } from "./panel-ref.ts";
import type { PanelPair } from "./pairing.ts";
import { type MatchedLists, placeKinds } from "./placement.ts";

/** The panels of both sides, compared. */
export interface PanelComparison {
  /** In the order of the second side, removed ones where they were; without those that did not change at all. */
  readonly diffs: readonly PanelDiff[];
  readonly lists: MatchedLists;
}

/** Compares the panels of two dashboards that were matched. */
export function diffPanels(
  { before, after }: { readonly before: NormalDashboard; readonly after: NormalDashboard },
  { pairs, doubts }: PanelMatching,
  types: DataSourceTypes,
): PanelComparison {
  const lists: MatchedLists = { before: before.panels, after: after.panels, pairs };
  const places = placeKinds(lists);
  const paired = new Map(pairs.map((pair) => [pair.after, pair]));
  const doubtful = new Map(doubts.map((doubt) => [doubt.after, doubt.before]));
  const own = after.panels.flatMap((_, index): readonly PanelDiff[] => {
    const pair = paired.get(index);
    if (pair === undefined) return [addedPanel(lists, index, doubtful.get(index) ?? [])];
    const diff = pairDiff(lists, pair, places.get(index) ?? [], types);
    return diff === undefined ? [] : [diff];
  });
  return { diffs: withRemoved(own, removedPanels(lists)), lists };
}

function addedPanel({ before, after }: MatchedLists, index: number, ambiguous: readonly number[]): PanelDiff {
  return {
    ...lonePanel(after, index, "added"),
    after: panelRef(after, index),
    match: {
      by: "none",
      ...(ambiguous.length === 0 ? {} : { ambiguous: ambiguous.map((other) => panelRef(before, other)) }),
    },
  };
}

function removedPanels({
  before,
  pairs,
}: MatchedLists): readonly (PanelDiff & { readonly before: PanelRef })[] {
  const taken = new Set(pairs.map((pair) => pair.before));
  return before.flatMap((_, index) =>
    taken.has(index) ? [] : [{ ...lonePanel(before, index, "removed"), before: panelRef(before, index) }],
  );
}

/** Adding or removing a row only changes how the rest is grouped. */
function lonePanel(panels: readonly NormalPanel[], index: number, kind: "added" | "removed"): PanelDiff {
  const panel = panels[index];
  return {
    match: { by: "none" },
    kinds: [kind],
    queries: [],
    fields: [],
    overrides: [],
    transformations: [],
    links: [],
    unknown: [],
    impact: panel?.type === "row" ? "presentation" : "data",
    ...(panel === undefined ? {} : { document: panelDocument(panel) }),
  };
}

/** Removed panels stand before the first one that came after them. */
function withRemoved(
  own: readonly PanelDiff[],
  removed: readonly (PanelDiff & { readonly before: PanelRef })[],
): readonly PanelDiff[] {
  const merged = [...own];
  for (const diff of removed) {
    const place = merged.findIndex(({ before }) => before !== undefined && before.index > diff.before.index);
    merged.splice(place < 0 ? merged.length : place, 0, diff);
  }
  return merged;
}

function pairDiff(
  { before, after }: MatchedLists,
  { match, ...pair }: PanelPair,
  places: readonly PanelKind[],
  types: DataSourceTypes,
): PanelDiff | undefined {
  const one = before[pair.before];
  const other = after[pair.after];
  if (one === undefined || other === undefined) return undefined;
  const content = contentDiff(one, other, types);
  const kinds = kindsOf(one, other, places, content);
  if (kinds.length === 0) return undefined;
  return {
    before: panelRef(before, pair.before),
    after: panelRef(after, pair.after),
    match,
    kinds,
    ...content,
    impact: worstImpact([...kinds.map((kind) => kindImpacts[kind]), ...impactsOf(content)]),
  };
}

type Content = Pick<PanelDiff, "queries" | "fields" | "overrides" | "transformations" | "links" | "unknown">;

const kindImpacts = {
  added: "data",
  removed: "data",
  retitled: "cosmetic",
  retyped: "presentation",
  reparented: "presentation",
  moved: "presentation",
  resized: "cosmetic",
  shifted: "none",
  renumbered: "none",
  edited: "none",
} as const satisfies Record<PanelKind, Impact>;

function contentDiff(before: NormalPanel, after: NormalPanel, types: DataSourceTypes): Content {
  const { fields, unknown } = diffPanelFields(before.fields, after.fields, {
    beforeType: before.type,
    afterType: after.type,
  });
  return {
    queries: diffTargets(before.targets, after.targets, dataSourceTypes(before, after, types)),
    fields: [...ownChanges(before, after), ...fields],
    overrides: diffOverrides(before.overrides, after.overrides),
    transformations: diffTransformations(before.transformations, after.transformations),
    links: diffPanelLinks(before.links, after.links),
    unknown,
  };
}

function ownChanges(before: NormalPanel, after: NormalPanel): readonly Change[] {
  const change = (member: "title" | "type", label: string, impact: Impact): readonly Change[] =>
    before[member] === after[member]
      ? []
      : [
          {
            path: [member],
            label,
            text: nameChange(before[member], after[member]),
            before: before[member],
            after: after[member],
            impact,
          },
        ];
  return [...change("title", "title", "cosmetic"), ...change("type", "kind", "presentation")];
}

/** A panel without a title has none; that is no text that was added. */
function nameChange(before: string, after: string): string {
  if (before !== "" && after !== "") return textChange(before, after);
  return before === "" ? `none → ${quoteShort(after)}` : `${quoteShort(before)} → none`;
}

function kindsOf(
  before: NormalPanel,
  after: NormalPanel,
  places: readonly PanelKind[],
  content: Content,
): readonly PanelKind[] {
  const others = content.fields.filter(({ path }) => path[0] !== "title" && path[0] !== "type");
  const isEdited =
    others.length + content.unknown.length + content.queries.length > 0 ||
    content.overrides.length + content.transformations.length + content.links.length > 0;
  return [
    ...(before.title === after.title ? [] : (["retitled"] as const)),
    ...(before.type === after.type ? [] : (["retyped"] as const)),
    ...places,
    ...(isEdited ? (["edited"] as const) : []),
    ...(before.id === after.id ? [] : (["renumbered"] as const)),
  ];
}

function impactsOf(content: Content): readonly Impact[] {
  return Object.values(content)
    .flat()
    .map(({ impact }) => impact);
}
