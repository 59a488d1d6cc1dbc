/** How wide text is on a terminal, so that a mark stands below what it means. */

const wide: RegExp =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\ua960-\ua97c\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6\u{17000}-\u{18aff}\u{1b000}-\u{1b2fb}\u{20000}-\u{3fffd}]/u;
const emoji: RegExp = /\p{Emoji_Presentation}|\ufe0f/u;
const zeroWidth: RegExp = /^[\p{Mn}\p{Me}\p{Cf}]+$/u;

let graphemes: Intl.Segmenter | undefined;

/** The columns that a text without control characters takes: 2 for a wide character, 0 for a combining one. */
export function textWidth(text: string): number {
  // Nearly every line of code is ASCII.
  if (/^[\x20-\x7e]*$/.test(text)) return text.length;
  let width = 0;
  for (const segment of graphemesOf(text)) {
    if (zeroWidth.test(segment)) continue;
    width += wide.test(segment) || emoji.test(segment) ? 2 : 1;
  }
  return width;
}

/** The characters of a text as people count them: an emoji of several code points is one. */
export function graphemesOf(text: string): readonly string[] {
  if (/^[\x20-\x7e]*$/.test(text)) return text.split("");
  graphemes ??= new Intl.Segmenter("en", { granularity: "grapheme" });
  return Array.from(graphemes.segment(text), ({ segment }) => segment);
}

/** A text that takes no more columns than there are, with `…` where it was cut. */
export function cutWidth(text: string, columns: number): string {
  if (textWidth(text) <= columns) return text;
  let [kept, width] = ["", 0];
  for (const grapheme of graphemesOf(text)) {
    width += textWidth(grapheme);
    if (width > columns - 1) break;
    kept += grapheme;
  }
  return columns < 1 ? "" : `${kept}…`;
}
