/** The words as a sentence shows them: quoted, sorted, joined by commas. */
export function quoteList(words: readonly string[]): string {
  return [...words]
    .sort(compareText)
    .map((word) => `\`${word}\``)
    .join(", ");
}

/** Order of code units: the same on every machine, unlike `localeCompare`. */
export function compareText(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}

/**
 * What to write instead of a word outside a closed set: all allowed words when they are few (12),
 * else the nearest three; empty when none is allowed or near.
 */
export function suggest(word: string, allowed: readonly string[]): string {
  const near = nearest(word, allowed);
  if (near.length === 1) return `Did you mean \`${near[0]}\`?`;
  if (allowed.length === 0) return "";
  if (allowed.length <= 12) return `Use one of ${quoteList(allowed)}.`;
  return near.length > 0
    ? `Did you mean one of ${near.map((candidate) => `\`${candidate}\``).join(", ")}?`
    : "";
}

/** The known words closest to a mistyped one (best first, three at most), by edit distance. */
export function nearest(word: string, known: readonly string[]): readonly string[] {
  const limit = Math.max(1, Math.floor(word.length / 3));
  return known
    .map((candidate) => ({
      candidate,
      distance: editDistance(word.toLowerCase(), candidate.toLowerCase(), limit),
    }))
    .filter(({ distance }) => distance <= limit)
    .sort((a, b) => a.distance - b.distance || compareText(a.candidate, b.candidate))
    .slice(0, 3)
    .map(({ candidate }) => candidate);
}

function editDistance(left: string, right: string, limit: number): number {
  if (Math.abs(left.length - right.length) > limit) return limit + 1;
  let previous = Array.from({ length: right.length + 1 }, (_, index) => index);
  for (let row = 1; row <= left.length; row++) {
    const current = [row];
    for (let column = 1; column <= right.length; column++) {
      const change = (previous[column - 1] ?? 0) + (left[row - 1] === right[column - 1] ? 0 : 1);
      current.push(Math.min(change, (previous[column] ?? 0) + 1, (current[column - 1] ?? 0) + 1));
    }
    previous = current;
  }
  return previous[right.length] ?? limit + 1;
}

/** A title as a file or key name: lower-case ASCII words joined by hyphens; empty when nothing is left. */
export function slug(title: string): string {
  return title
    .normalize("NFKD")
    .replace(/[\u0300-\u036f]/g, "")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-+|-+$/g, "");
}

/** The count with its noun: `1 dashboard`, `3 dashboards`. */
export function plural(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}

/** Whether two lists hold the same words in the same order. */
export function isSameList(left: readonly string[], right: readonly string[]): boolean {
  return left.length === right.length && left.every((word, index) => word === right[index]);
}
