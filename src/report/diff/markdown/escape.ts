/**
 * Texts of other people in Markdown: what could be markup, a link, a mention or a reference becomes code, which GitHub
 * and GitLab print as it is. No text is changed by characters that nobody sees, so that all of it can be copied.
 */
import { toVisible } from "../../visible.ts";
import { shorten } from "../expression.ts";
import { longestName, longestText } from "../parts.ts";

/** Words of these characters only are never markup; what they can be all the same is in {@link live}. */
const harmless: RegExp =
  /^(?:[\p{L}\p{M}\p{N}\p{Extended_Pictographic}.,;:()/→·×…–—'"?!%+=-]|\u{fe0f}|\u{200d})+$/u;

/** What becomes a link, an emoji, a reference, a list or a command although its characters are harmless. */
const live: readonly RegExp[] = [
  /:\/\//,
  /www\./i,
  // An emoji.
  /:[^\s:]+:/,
  // A milestone, a merge request.
  /%[\p{L}\p{N}"]/u,
  /![^!?.,)]/,
  // An issue of a tracker: `GH-12`, `OPS-7`.
  /(?<![\p{L}\p{N}])(?:[Gg][Hh]|[A-Z][A-Z0-9]+)-\d/u,
  // A commit.
  /(?<![\p{L}\p{N}])[0-9a-f]{7,40}(?![\p{L}\p{N}])/iu,
  // An item of a list, a line below a heading.
  /^[-+=]+$/,
  /^\d+[.)]$/,
  // A command to GitLab.
  /^\//,
];

/** Whether a word reads the same in Markdown, in HTML and everywhere else. */
function isHarmless(word: string): boolean {
  return harmless.test(word) && !live.some((pattern) => pattern.test(word));
}

interface Segment {
  readonly isCode: boolean;
  readonly text: string;
}

/** A sentence: what stands in backticks, and every word that could be more than a word, is code. */
export function phrase(text: string): string {
  const segments = shorten(toVisible(text), longestText)
    .split(/(`[^`]+`)/)
    .flatMap((piece) =>
      /^`[^`]+`$/.test(piece) ? [{ isCode: true, text: piece.slice(1, -1) }] : wordSegments(piece),
    );
  const said = mergeSegments(segments)
    .map(({ isCode, text: own }) => (isCode ? code(own) : own))
    .join("");
  return said.trim() || "(empty)";
}

function wordSegments(text: string): readonly Segment[] {
  // Several spaces would be a line break or a block of code.
  const words = text.split(/\s+/);
  return words.flatMap((word, index) => [
    ...(index === 0 ? [] : [{ isCode: isCodeBetween(words[index - 1], word), text: " " }]),
    ...(word === "" ? [] : splitWord(word)),
  ]);
}

/** Words of code that follow each other are one piece of code. */
function isCodeBetween(before: string | undefined = "", after: string): boolean {
  return (
    before !== "" &&
    after !== "" &&
    splitWord(before).at(-1)?.isCode === true &&
    splitWord(after)[0]?.isCode === true
  );
}

/** A word; parentheses around code and the marks of a sentence behind it are no code, where that is safe. */
function splitWord(word: string): readonly Segment[] {
  if (isHarmless(word)) return [{ isCode: false, text: word }];
  const [, open = "", inner = "", close = ""] =
    /^(\()([^()]+)(\)[.,:]*)$/.exec(word) ?? /^()(.+?)([.,:]*)$/.exec(word) ?? [];
  if (inner === "" || isHarmless(inner)) return [{ isCode: true, text: word }];
  return [
    { isCode: false, text: open },
    { isCode: true, text: inner },
    { isCode: false, text: close },
  ].filter((segment) => segment.text !== "");
}

/** Two pieces of code without anything between them would be torn by their own backticks. */
function mergeSegments(segments: readonly Segment[]): readonly Segment[] {
  const merged: Segment[] = [];
  for (const segment of segments) {
    const last = merged.at(-1);
    if (last !== undefined && last.isCode === segment.isCode) {
      merged[merged.length - 1] = { isCode: last.isCode, text: last.text + segment.text };
    } else merged.push(segment);
  }
  return merged;
}

/** A text in code, whatever it holds. */
export function code(text: string): string {
  const visible = shorten(limitRuns(toVisible(text)), longestText);
  if (visible === "") return "(empty)";
  const fence = "`".repeat(longestRun(visible) + 1);
  const isPadded = /^`|`$/.test(visible) || (/^ .* $/.test(visible) && visible.trim() !== "");
  return isPadded ? `${fence} ${visible} ${fence}` : `${fence}${visible}${fence}`;
}

/** A title: bold, as code where it could be more than words. */
export function name(title: string): string {
  const text = oneTitle(title);
  return isHarmlessTitle(text) ? `**${text}**` : `**${code(text)}**`;
}

/** A title inside of an HTML element, where no Markdown is read: bold, as code where it could be more than words. */
export function htmlName(title: string): string {
  const text = oneTitle(title);
  return isHarmlessTitle(text) ? `<b>${html(text)}</b>` : `<b>${htmlCode(text)}</b>`;
}

/** A text in code inside of an HTML element. */
export function htmlCode(text: string): string {
  return `<code>${html(shorten(toVisible(text), longestText))}</code>`;
}

function oneTitle(title: string): string {
  return shorten(toVisible(title).trim(), longestName) || "untitled";
}

function isHarmlessTitle(title: string): boolean {
  return title.split(/\s+/).every(isHarmless);
}

function html(text: string): string {
  return text.replace(/[&<>"'`]/g, (character) => `&#${character.charCodeAt(0)};`);
}

/** Lines in a block of code that none of them ends. */
export function fenced(lines: readonly string[], language: string): string {
  const visible = lines.map((line) => limitRuns(toVisible(line)));
  const fence = "`".repeat(Math.max(3, ...visible.map((line) => longestRun(line) + 1)));
  return [`${fence}${language}`, ...visible, fence].join("\n");
}

/** GitHub takes no code between more than 80 backticks, and nobody means more than a few. */
function limitRuns(text: string): string {
  return text.replace(/`{9,}/g, "````````…");
}

function longestRun(text: string): number {
  return Math.max(0, ...(text.match(/`+/g) ?? []).map((run) => run.length));
}
