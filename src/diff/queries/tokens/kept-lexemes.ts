/** A lexeme that is on both sides, by its indexes. */
interface Kept {
  readonly left: number;
  readonly right: number;
}

/** The most cells of the table; beyond, only the common start and end stay. */
const mostCells = 4_000_000;

/** What stays of the first list in the second one, in order: the heaviest common subsequence. */
export function keptLexemes(left: readonly string[], right: readonly string[]): readonly Kept[] {
  const shorter = Math.min(left.length, right.length);
  let start = 0;
  while (start < shorter && left[start] === right[start]) start++;
  let end = 0;
  while (end < shorter - start && left[left.length - 1 - end] === right[right.length - 1 - end]) end++;
  const middle = keptBetween(left.slice(start, left.length - end), right.slice(start, right.length - end));
  return [
    ...Array.from({ length: start }, (_, index) => ({ left: index, right: index })),
    ...middle.map((kept) => ({ left: kept.left + start, right: kept.right + start })),
    ...Array.from({ length: end }, (_, index) => ({
      left: left.length - end + index,
      right: right.length - end + index,
    })),
  ];
}

function keptBetween(left: readonly string[], right: readonly string[]): readonly Kept[] {
  const width = right.length + 1;
  if (left.length === 0 || right.length === 0 || (left.length + 1) * width > mostCells) return [];
  // The weight of what the rests from `row` and `column` on have in common. It fits: the shorter side has at most 2,000.
  const table = new Uint16Array((left.length + 1) * width);
  const at = (row: number, column: number): number => table[row * width + column] ?? 0;
  for (let row = left.length - 1; row >= 0; row--) {
    const text = left[row] ?? "";
    const weight = weightOf(text);
    for (let column = right.length - 1; column >= 0; column--) {
      const skipped = Math.max(at(row + 1, column), at(row, column + 1));
      const kept = right[column] === text ? weight + at(row + 1, column + 1) : 0;
      table[row * width + column] = Math.max(skipped, kept);
    }
  }
  const found: Kept[] = [];
  for (let row = 0, column = 0; row < left.length && column < right.length;) {
    const text = left[row] ?? "";
    if (right[column] === text && at(row, column) === weightOf(text) + at(row + 1, column + 1)) {
      found.push({ left: row++, right: column++ });
    } else if (at(row + 1, column) >= at(row, column + 1)) row++;
    else column++;
  }
  return found;
}

/** Words say more than brackets and commas, which are found everywhere. */
function weightOf(text: string): number {
  return /[\p{L}\p{N}_]/u.test(text) ? 4 : 1;
}
