import type { ExpressionDiff } from "./expression-diff.ts";
import { textFact } from "./text-fact.ts";
import { isRespaced, type Spacing } from "./tokens/split-text.ts";
import { diffTokens } from "./tokens/token-diff.ts";

/**
 * Compares two texts of a language without a parser here: LogQL, SQL, Flux, math expressions. White space counts
 * where it does in some language, unless the language is known to be `free` of that.
 */
export function diffTexts(before: string, after: string, spacing: Spacing = "careful"): ExpressionDiff {
  const tokens = diffTokens(before, after, "other");
  if (before === after) return { verdict: "same", facts: [], tokens };
  if (isRespaced(before, after, "other", spacing)) return { verdict: "reformatted", facts: [], tokens };
  return { verdict: "changed", facts: [textFact(before, after, "query text")], tokens };
}
