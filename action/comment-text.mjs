const plainMarker = "<!-- dash diff -->";

/**
 * The marker in the first line of a report, with the project's name in it; the plain one where there is none.
 *
 * @param {string} markdown
 */
export function markerOf(markdown) {
  const [first = ""] = markdown.split("\n", 1);
  return /^<!-- dash diff(?:: .*)? -->$/.test(first.trim()) ? first.trim() : undefined;
}

/**
 * What is written as a comment.
 *
 * @typedef {object} CommentText
 * @property {string} marker Its first line, by which it is found again.
 * @property {string} text All of it.
 */

/**
 * The report as a comment: with its marker and a footer, and never longer than the limit.
 *
 * @param {string} markdown
 * @param {readonly string[]} footer
 * @param {number} limit In UTF-16 units.
 * @returns {CommentText}
 */
export function commentText(markdown, footer, limit) {
  const found = markerOf(markdown);
  const marker = found ?? plainMarker;
  const end = footer.length === 0 ? "" : `\n\n<sub>${footer.join(" · ")}</sub>\n`;
  const text = `${found === undefined ? `${marker}\n` : ""}${markdown.trimEnd()}${end}`;
  if (text.length <= limit) return { marker, text };
  // Cut anywhere, open `<details>` and fences would swallow the rest.
  const short = "### Dashboards\n\nThe report is too long for this place; it is in the files of the run.";
  return { marker, text: `${marker}\n${short}${end}` };
}

/**
 * A Markdown block that shows a text as it is, whatever fences are in it.
 *
 * @param {string} text
 */
export function fenced(text) {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = "`".repeat(longest + 1);
  return `${fence}text\n${text}\n${fence}`;
}
