/** How alike two panels are, for those that neither name nor content pairs. */
import type { JsonObject } from "../../schema/json.ts";
import type { NormalPanel } from "../normal/normal-form.ts";
import { expressionWords, likeness } from "../queries/query-words.ts";

/** What is looked at of a panel, taken out once. */
export interface PanelTraits {
  readonly type: string;
  /** Words of the queries; of the other settings where there are no queries. */
  readonly words: ReadonlySet<string>;
  readonly settings: ReadonlySet<string>;
  readonly title: ReadonlySet<string>;
}

/** What each part counts; together 1. */
const weights = { words: 0.5, title: 0.2, type: 0.15, settings: 0.15 } as const;

/** The traits of a panel. */
export function traitsOf({ type, title, targets, fields }: NormalPanel): PanelTraits {
  const settings = settingWords(fields);
  const words = new Set(targets.flatMap((target) => [...expressionWords(target)]));
  return { type, words: words.size > 0 ? words : settings, settings, title: trigrams(title) };
}

/** From 0 (nothing in common) to 1. */
export function similarity(left: PanelTraits, right: PanelTraits): number {
  return (
    weights.words * likeness(left.words, right.words) +
    weights.title * likeness(left.title, right.title) +
    weights.type * (left.type === right.type ? 1 : 0) +
    weights.settings * likeness(left.settings, right.settings)
  );
}

function settingWords(fields: JsonObject): ReadonlySet<string> {
  return new Set(JSON.stringify(fields).match(/[\p{L}\p{N}_.-]+/gu) ?? []);
}

function trigrams(title: string): ReadonlySet<string> {
  const text = ` ${title.toLowerCase()} `;
  return new Set(
    Array.from({ length: Math.max(0, text.length - 2) }, (_, index) => text.slice(index, index + 3)),
  );
}

/** A score as it is told. */
export function rounded(score: number): number {
  return Math.round(score * 100) / 100;
}
