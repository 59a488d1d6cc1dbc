/**
 * What a dashboard's text says of itself, without parsing it: most dashboards are the same on both sides, and are told
 * by their text. Only texts that stand in the usual form (two spaces, members of the document sorted, as dash and Grafana
 * write them) are read so; of all others nothing is said.
 */

/** The members of a document that tell what it is. */
export interface Outline {
  readonly uid: string;
  readonly title: string;
}

/** What every line begins with that has a member of the document itself. */
const lineStart = '\n  "';

/** Members of which every classic dashboard has one, and those that only other documents have. */
const ownNames = ["panels", "schemaVersion", "templating"];
const otherNames = ["apiVersion", "dashboard", "elements", "kind", "spec"];

/** The outline of a classic dashboard; nothing where it is not certain. */
export function readOutline(text: string): Outline | undefined {
  if (!isSetIn(text)) return undefined;
  const members = readMembers(text);
  if (members === undefined || otherNames.some((name) => members.has(name))) return undefined;
  if (!ownNames.some((name) => members.has(name))) return undefined;
  const title = textOf(text, members.get("title"));
  const uid = members.has("uid") ? textOf(text, members.get("uid")) : "";
  return title === undefined || uid === undefined ? undefined : { uid, title };
}

/** Whether all lines but the first and the last are set in; marks of a conflict of git, for example, are not. */
function isSetIn(text: string): boolean {
  if (!text.startsWith(`{${lineStart}`)) return false;
  const end = text.search(/\n[^ ]/);
  return end > 0 && text.slice(end).trimEnd() === "\n}";
}

/** Where the value of each member begins. */
type Members = ReadonlyMap<string, number>;

/**
 * The members of the document. A line break cannot stand inside a text, so that every line that begins like this is
 * one, provided that nothing else is set in as far: that would be out of order, or follow an opening bracket.
 */
function readMembers(text: string): Members | undefined {
  const members = new Map<string, number>();
  let previous = "";
  for (let at = text.indexOf(lineStart); at >= 0; at = text.indexOf(lineStart, at + 1)) {
    const start = at + lineStart.length;
    const end = text.indexOf('"', start);
    const name = text.slice(start, end);
    const isFirst = at === 1;
    if (end < 0 || text[end + 1] !== ":" || name.includes("\\")) return undefined;
    if (!isFirst && (text[at - 1] !== "," || name <= previous)) return undefined;
    members.set(name, end + 2);
    previous = name;
  }
  return members;
}

/** The text that begins at a place and fills its line. */
function textOf(text: string, from: number | undefined): string | undefined {
  if (from === undefined) return undefined;
  const line = text.slice(from, text.indexOf("\n", from)).trim().replace(/,$/, "");
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === "string" ? value : undefined;
  } catch {
    return undefined;
  }
}
