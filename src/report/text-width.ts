/** How wide text is on a terminal, so that a mark stands below what it means. */

const wide: RegExp =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\ua960-\ua97c\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6\u{17000}-\u{18aff}\u{1b000}-\u{1b2fb}\u{20000}-\u{3fffd}]/u;
const emoji: RegExp = /\p{Emoji_Presentation}|\ufe0f/u;
const zeroWidth: RegExp = /^[\p{Mn}\p{Me}\p{Cf}]+$/u;

/** Characters that are one column each, whatever stands beside them: Latin, Greek, Cyrillic, dashes, arrows, lines. */
const plain: RegExp =
  /^[\x20-\x7e\u00a1-\u00ac\u00ae-\u02ff\u0370-\u0482\u2010-\u2027\u2030-\u205e\u2190-\u22ff\u2500-\u257f]*$/;

let graphemes: Intl.Segmenter | undefined;

/** The columns that a text without control characters takes: 2 for a wide character, 0 for a combining one. */
export function textWidth(text: string): number {
  if (plain.test(text)) return text.length;
  let width = 0;
  for (const segment of graphemesOf(text)) {
    if (zeroWidth.test(segment)) continue;
    width += wide.test(segment) || emoji.test(segment) ? 2 : 1;
  }
  return width;
}

/** The characters of a text as people count them: an emoji of several code points is one. */
export function graphemesOf(text: string): readonly string[] {
  // Nearly every line is plain, and telling characters apart takes long.
  if (plain.test(text)) return text.split("");
  graphemes ??= new Intl.Segmenter("en", { granularity: "grapheme" });
  return Array.from(graphemes.segment(text), ({ segment }) => segment);
}

/** Most code units that a column is worth: an emoji of a family has eleven for two columns. */
const longestColumn = 12;

/** A text that takes no more columns than there are, with `…` where it was cut. */
export function cutWidth(text: string, columns: number): string {
  // Telling characters apart takes long, and nobody sees the rest.
  const part = text.slice(0, (columns + 1) * longestColumn).replace(/[\ud800-\udbff]$/, "");
  if (part.length === text.length && textWidth(text) <= columns) return text;
  let [kept, width] = ["", 0];
  for (const grapheme of graphemesOf(part)) {
    width += textWidth(grapheme);
    if (width > columns - 1) break;
    kept += grapheme;
  }
  return columns < 1 ? "" : `${kept}…`;
}
