/**
 * Pieces of a page that are safe by construction: whatever is put into a template of {@link html} is escaped unless it
 * came out of one, and its control characters and reading-direction marks become visible. Titles and queries in a
 * report are the words of other people.
 */
import { toVisible } from "../../visible.ts";

/** A piece of a page; only this file makes them of texts. */
export interface Html {
  readonly markup: string;
}

/** What a template takes: text is escaped, absent pieces leave nothing. */
type Piece = Html | readonly Html[] | string | number | undefined;

/** Nothing at all. */
export const nothing: Html = { markup: "" };

/** A piece of a page around other pieces. */
export function html(template: TemplateStringsArray, ...pieces: readonly Piece[]): Html {
  const parts = condense(template);
  let markup = parts[0] ?? "";
  for (let index = 0; index < pieces.length; index++) markup += markupOf(pieces[index]) + parts[index + 1];
  return { markup };
}

/** A text of several lines, with its line breaks and tabs. */
export function code(text: string): Html {
  return { markup: text.replace(/[^\n\t]+/g, escape) };
}

/** A sentence; what stands between backticks is set as code. */
export function prose(text: string): Html {
  const pieces = text.split(/`([^`]+)`/);
  return { markup: pieces.map((piece, index) => (index % 2 === 1 ? chip(piece) : escape(piece))).join("") };
}

/** The words with a capital letter first. */
export function toSentence(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** Pieces with the same between each two of them: white space, dots, words of ours that need no escaping. */
export function joined(pieces: readonly Html[], separator: string): Html {
  return { markup: pieces.map((piece) => piece.markup).join(separator) };
}

/** A text that is none of other people's, as it is: the style and the script of the page. */
export function verbatim(markup: string): Html {
  return { markup };
}

const condensed = new WeakMap<TemplateStringsArray, readonly string[]>();

/** The parts of a template without the indentation that they have in the source. */
function condense(template: TemplateStringsArray): readonly string[] {
  const known = condensed.get(template);
  if (known !== undefined) return known;
  const parts = template.map((part) => part.replace(/\s*\n\s*/g, "\n"));
  condensed.set(template, parts);
  return parts;
}

function markupOf(piece: Piece): string {
  if (piece === undefined) return "";
  if (typeof piece === "string") return escape(piece);
  if (typeof piece === "number") return String(piece);
  return "markup" in piece ? piece.markup : piece.map((one) => one.markup).join("");
}

const entities: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

/** What may need to be escaped or made visible; most texts hold nothing of it. */
const suspicious = /[^ !#-%(-;=?-~]/;

function escape(text: string): string {
  if (!suspicious.test(text)) return text;
  return toVisible(text).replace(/[&<>"']/g, (character) => entities[character] ?? character);
}

function chip(text: string): string {
  return `<code>${escape(text)}</code>`;
}
