import type { JsonObject } from "../../schema/json.ts";
import { expressionOf } from "./expression-member.ts";

// Nothing is looked for behind an escaped quote or an open brace, so that long texts are read only once.
const words =
  /(?<!\\)"((?:[^"\\\n]|\\[^])*)"|(?<!\\)'((?:[^'\\\n]|\\[^])*)'|`([^`]*)`|\$\{(\w+)(?:[.:][^{}\s]*)?\}|\$?[\p{L}_][\p{L}\p{N}_]*(?::[\p{L}\p{N}_:]+)*/gu;

/**
 * The words of a target's expression: metrics, labels, functions, values of strings, variables. Made for measuring how
 * alike thousands of queries are, so it parses nothing; numbers and durations are no words.
 */
export function expressionWords(target: JsonObject): ReadonlySet<string> {
  return wordsOf(expressionOf(target) ?? "");
}

/** The words of a text; a string is one word. */
export function wordsOf(text: string): ReadonlySet<string> {
  const found = new Set<string>();
  for (const [whole, double, single, raw, variable] of text.matchAll(words)) {
    const word = double ?? single ?? raw ?? (variable === undefined ? whole : `$${variable}`);
    if (word !== "") found.add(word);
  }
  return found;
}

/** How alike two sets of words are, from 0 to 1: the share of common ones (Jaccard); two empty ones are equal. */
export function likeness(left: ReadonlySet<string>, right: ReadonlySet<string>): number {
  if (left.size === 0 && right.size === 0) return 1;
  let common = 0;
  for (const word of left) if (right.has(word)) common++;
  return common / (left.size + right.size - common);
}
