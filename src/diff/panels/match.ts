/**
 * Which panel of one side is which of the other: in stages, each over what the ones before left. A numeric id alone
 * decides nothing: grafonnet numbers panels one after another, Terraform drops the numbers, and an inserted panel then
 * gives every other one its neighbour's.
 */
import type { PanelMatch } from "../model.ts";
import type { NormalPanel } from "../normal/normal-form.ts";
import { groupBy } from "../groups.ts";
import { type ContentOf, createContents } from "./content.ts";
import { createPairing, type Offer, type PanelPair, type Pairing } from "./pairing.ts";
import { type Doubt, pairSimilar } from "./similar.ts";
import { rounded, similarity, traitsOf } from "./similarity.ts";
import { hasStableIds } from "./stable-ids.ts";

/** What is the same on both sides, and what was not decided. */
export interface PanelMatching {
  /** In the order of the second side. */
  readonly pairs: readonly PanelPair[];
  /** Panels that might be one of several others. */
  readonly doubts: readonly Doubt[];
}

/** Which panels a round of matching is about. */
type Filter = (offers: readonly Offer[]) => readonly Offer[];

/** Matches the rows first, because the row is part of what a panel is known by. */
export function matchPanels(before: readonly NormalPanel[], after: readonly NormalPanel[]): PanelMatching {
  const pairing = createPairing(before, after);
  const rows: Filter = (offers) => offers.filter(({ panel }) => panel.type === "row");
  const panels: Filter = (offers) => offers.filter(({ panel }) => panel.type !== "row");
  const known: Known = {
    contentOf: createContents(before, after),
    hasStableIds: hasStableIds(before, after),
  };
  const doubts = [...matchKind(pairing, rows, known), ...matchKind(pairing, panels, known)];
  return { pairs: pairing.pairs(), doubts };
}

/** What a panel is known by, as a text; `undefined` where it cannot be known by it. */
type Token = (panel: NormalPanel, side: "before" | "after") => string | undefined;

/** What is known of the two sides. */
interface Known {
  readonly contentOf: ContentOf;
  /** `undefined` where nothing tells. */
  readonly hasStableIds: boolean | undefined;
}

function matchKind(pairing: Pairing, only: Filter, known: Known): readonly Doubt[] {
  const titled = (panel: NormalPanel, ...more: readonly string[]): string | undefined =>
    panel.title === "" ? undefined : [panel.title, ...more].join("\n");
  const stages: readonly (readonly [PanelMatch["by"], Token])[] = [
    ["key", ({ key }) => key],
    ...(known.hasStableIds === undefined ? contentStages(titled, known, pairing) : []),
    // Where panels are numbered anew, a number and a title that others have as well meet by chance.
    [
      "id",
      ({ id, title }) => (id === undefined || known.hasStableIds === false ? undefined : `${id}\n${title}`),
    ],
    ["place", (panel, side) => titled(panel, panel.type, rowName(panel, side, pairing))],
    ["title", (panel) => titled(panel, panel.type)],
    ["title", (panel) => titled(panel)],
    ["content", known.contentOf],
  ];
  for (const [by, token] of stages) pairAlike(pairing, only, { by, token, contentOf: known.contentOf });
  pairByIdAndType(pairing, only);
  return pairSimilar(pairing, only(pairing.left()), only(pairing.right()));
}

/** Where nothing tells whether numbers mean the same, equal panels of equal names are the same ones first. */
function contentStages(
  titled: (panel: NormalPanel, ...more: readonly string[]) => string | undefined,
  { contentOf }: Known,
  pairing: Pairing,
): readonly (readonly [PanelMatch["by"], Token])[] {
  return [
    ["id", (panel) => titled(panel, contentOf(panel), String(panel.id))],
    ["place", (panel, side) => titled(panel, contentOf(panel), rowName(panel, side, pairing))],
    ["title", (panel) => titled(panel, contentOf(panel))],
  ];
}

/** The row that holds a panel, by a name that both sides share where the rows are the same. */
function rowName({ row }: NormalPanel, side: "before" | "after", pairing: Pairing): string {
  if (row === undefined) return "";
  const shared = side === "after" ? row : pairing.partnerOf(row);
  return shared === undefined ? "a row that is gone" : String(shared);
}

interface Stage {
  readonly by: PanelMatch["by"];
  readonly token: Token;
  readonly contentOf: ContentOf;
}

/** Pairs what has the same token: what is equal, then as many as are left, if they are as many, in their order. */
function pairAlike(pairing: Pairing, only: Filter, { by, token, contentOf }: Stage): void {
  const left = groupBy(only(pairing.left()), ({ panel }) => token(panel, "before"));
  const right = groupBy(only(pairing.right()), ({ panel }) => token(panel, "after"));
  for (const [text, before] of left) {
    const after = right.get(text) ?? [];
    const equal = equalOnes(before, after, contentOf);
    const used = new Set(equal.flat());
    const restBefore = before.filter((offer) => !used.has(offer));
    const restAfter = after.filter((offer) => !used.has(offer));
    const inOrder = restBefore.length === restAfter.length ? zip(restBefore, restAfter) : [];
    for (const [one, other] of [...equal, ...inOrder]) pairing.pair(one, other, { by });
  }
}

type OfferPair = readonly [before: Offer, after: Offer];

function zip(before: readonly Offer[], after: readonly Offer[]): readonly OfferPair[] {
  return before.flatMap((one, index): readonly OfferPair[] => {
    const other = after[index];
    return other === undefined ? [] : [[one, other]];
  });
}

/** Of several that are known by the same, those with the same content belong together. */
function equalOnes(
  before: readonly Offer[],
  after: readonly Offer[],
  contentOf: ContentOf,
): readonly OfferPair[] {
  if (before.length === 1 && after.length === 1) return [];
  const free = groupBy([...after].reverse(), ({ panel }) => contentOf(panel));
  return before.flatMap((one): readonly OfferPair[] => {
    const other = free.get(contentOf(one.panel))?.pop();
    return other === undefined ? [] : [[one, other]];
  });
}

/** How alike panels with the same id must be where ids are not stable. */
const alikeEnough = 0.5;

/**
 * Ids with the kind of panel count only where ids are stable: as soon as any pair has different ids, somebody numbers
 * anew, and equal ids mean nothing unless the panels are alike.
 */
function pairByIdAndType(pairing: Pairing, only: Filter): void {
  const isStable = pairing.hasStableIds();
  const right = new Map(only(pairing.right()).map((offer) => [idAndType(offer.panel), offer]));
  for (const one of only(pairing.left())) {
    const token = idAndType(one.panel);
    const other = one.panel.id === undefined ? undefined : right.get(token);
    if (other === undefined) continue;
    const score = isStable ? undefined : similarity(traitsOf(one.panel), traitsOf(other.panel));
    if (score !== undefined && score < alikeEnough) continue;
    pairing.pair(one, other, { by: "id", ...(score === undefined ? {} : { score: rounded(score) }) });
    right.delete(token);
  }
}

function idAndType({ id, type }: NormalPanel): string {
  return `${id}\n${type}`;
}
