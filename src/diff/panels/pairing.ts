import type { PanelMatch } from "../model.ts";
import type { NormalPanel } from "../normal/normal-form.ts";

/** Two panels that are the same one, by their indexes in the lists of the two sides. */
export interface PanelPair {
  readonly before: number;
  readonly after: number;
  readonly match: PanelMatch;
}

/** A panel that has no partner yet. */
export interface Offer {
  readonly index: number;
  readonly panel: NormalPanel;
}

/** The state of matching: what is paired, and what is left on both sides. */
export interface Pairing {
  pair(before: Offer, after: Offer, match: PanelMatch): void;
  /** The index, on the second side, of the partner of a panel of the first. */
  partnerOf(before: number): number | undefined;
  /** What is left of the first side. */
  left(): readonly Offer[];
  /** What is left of the second side. */
  right(): readonly Offer[];
  /** Whether no pair so far has different numeric ids. */
  hasStableIds(): boolean;
  /** All pairs, in the order of the second side. */
  pairs(): readonly PanelPair[];
}

/** Starts with nothing paired. */
export function createPairing(before: readonly NormalPanel[], after: readonly NormalPanel[]): Pairing {
  const partners = new Map<number, number>();
  const found = new Map<number, PanelPair>();
  const offers = (panels: readonly NormalPanel[], taken: ReadonlyMap<number, unknown>): readonly Offer[] =>
    panels.flatMap((panel, index) => (taken.has(index) ? [] : [{ index, panel }]));
  return {
    pair(one, other, match) {
      partners.set(one.index, other.index);
      found.set(other.index, { before: one.index, after: other.index, match });
    },
    partnerOf: (index) => partners.get(index),
    left: () => offers(before, partners),
    right: () => offers(after, found),
    hasStableIds: () =>
      [...found.values()].every((pair) => before[pair.before]?.id === after[pair.after]?.id),
    pairs: () => [...found.values()].sort((one, other) => one.after - other.after),
  };
}
