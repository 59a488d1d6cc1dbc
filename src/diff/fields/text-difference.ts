/** What is different between two texts, short enough for a line. */

/** As much of a text as a line shows. */
const lineLength = 60;
/** As much of the common text as is shown before a difference. */
const contextLength = 20;
const loneSurrogates = /\p{Surrogate}/gu;

/** A text in backticks, in one line, cut when it is long. */
export function quoteShort(text: string): string {
  const line = inOneLine(text);
  return line.length <= lineLength ? `\`${line}\`` : `\`${whole(line.slice(0, lineLength).trimEnd())}…\``;
}

/** How a text changed: both when they are short, else the first difference with what stands around it. */
export function textChange(before: string, after: string): string {
  if (before === "") return `${quoteShort(after)} added`;
  if (after === "") return `${quoteShort(before)} removed`;
  const [left, right] = [inOneLine(before), inOneLine(after)];
  if (left === right) return "only white space changed";
  if (left.length <= lineLength && right.length <= lineLength) return `\`${left}\` → \`${right}\``;
  const start = contextStart(left, commonStart(left, right));
  const common = commonEnd(left, right);
  return `${excerpt(left, start, left.length - common)} → ${excerpt(right, start, right.length - common)}`;
}

function inOneLine(text: string): string {
  return text.trim().replace(/\s+/g, " ");
}

/** The text between two places with a little of what follows, and marks for what is left out. */
function excerpt(text: string, start: number, end: number): string {
  const length = Math.min(Math.max(end - start + contextLength / 2, contextLength), lineLength);
  const stop = start + length < text.length ? wordEnd(text, start + length, end) : text.length;
  return `\`${start > 0 ? "…" : ""}${whole(text.slice(start, stop))}${stop < text.length ? "…" : ""}\``;
}

/** The start of a word that is a little before a place. */
function contextStart(text: string, place: number): number {
  if (place <= contextLength) return 0;
  const space = text.indexOf(" ", place - contextLength);
  return space >= 0 && space < place ? space + 1 : place - contextLength;
}

/** The last end of a word before `stop` that leaves everything before `end` in, else `stop`. */
function wordEnd(text: string, stop: number, end: number): number {
  const space = text.lastIndexOf(" ", stop);
  return space >= end ? space : stop;
}

function commonStart(left: string, right: string): number {
  let length = 0;
  while (length < left.length && length < right.length && left[length] === right[length]) length++;
  return length;
}

/** How much of the ends is common, without what is common from the start. */
function commonEnd(left: string, right: string): number {
  const limit = Math.min(left.length, right.length) - commonStart(left, right);
  let length = 0;
  while (length < limit && left.at(-1 - length) === right.at(-1 - length)) length++;
  return length;
}

/** The text without the half of a character that a cut left over. */
function whole(text: string): string {
  return text.replace(loneSurrogates, "");
}
