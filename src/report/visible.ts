/**
 * Texts of other people on a terminal: titles, messages of thrown errors and answers of servers may hold characters
 * that move the cursor, recolour or hide what was printed, or turn the reading direction around. Every text that a
 * report prints passes through here; JSON needs none of it.
 */

/**
 * Control characters (C0, DEL, C1), line and paragraph separators, and the marks that change the reading direction:
 * https://trojansource.codes.
 */
const unsafe: RegExp = /[\p{Cc}\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069]|\p{Surrogate}/gu;

const shortForms: Readonly<Record<string, string>> = { "\n": "\\n", "\r": "\\r", "\t": "\\t" };

/** The text in one line with its control characters written as JavaScript writes them, for example `\u001b`. */
export function toVisible(text: string): string {
  return text.replace(unsafe, (character) => shortForms[character] ?? escape(character));
}

/** {@link toVisible} for text whose tabs say how it is laid out, such as a line of code. */
export function toVisibleCode(text: string): string {
  return text.split("\t").map(toVisible).join("\t");
}

/** {@link toVisible} for text of several lines, such as a stack. */
export function toVisibleLines(text: string): string {
  return text.split("\n").map(toVisible).join("\n");
}

function escape(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;
}
