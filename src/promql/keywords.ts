/** The words of PromQL's grammar, in lower case; Prometheus takes them in any case. */

/** Operators that are written as words. */
export const binaryWords: ReadonlySet<string> = new Set(["and", "or", "unless", "atan2"]);

/** What may follow a binary operator to say which series match. */
export const matchingWords: ReadonlySet<string> = new Set(["on", "ignoring", "group_left", "group_right"]);

/** What may stand before a list of labels in parentheses. */
export const groupingWords: ReadonlySet<string> = new Set(["by", "without", ...matchingWords]);

// Defaults for series that have no partner (Prometheus 3.10).
const fillWords: ReadonlySet<string> = new Set(["fill", "fill_left", "fill_right"]);

/** All of these, with `bool` and `offset`; in front of a parenthesis none of them is the name of a function. */
export const keywords: ReadonlySet<string> = new Set([
  ...binaryWords,
  ...groupingWords,
  ...fillWords,
  "bool",
  "offset",
]);
