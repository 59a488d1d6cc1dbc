import { plural } from "../base/text.ts";
import type { GrafanaFacts } from "../grafana/model.ts";
import type { Action, Conflict } from "../push/plan.ts";
import type { Palette } from "./palette.ts";
import { toVisible } from "./visible.ts";

/** What people call the kinds of objects. */
export const objectNouns: Readonly<Record<Action["object"], string>> = {
  folder: "folder",
  "data-source": "data source",
  dashboard: "dashboard",
};

/** An object with its kind, title and uid, in columns as far as its kind goes. */
export function objectText({ object, title, uid }: Pick<Action, "object" | "title" | "uid">): string {
  return `${objectNouns[object].padEnd(11)}  ${toVisible(title)} (${toVisible(uid)})`;
}

/** Counts with their words, without those that are zero, for example `2 to create, 1 unchanged`. */
export function countsText(counts: readonly (readonly [count: number, words: string])[]): string {
  return counts
    .filter(([count]) => count > 0)
    .map(([count, words]) => `${count} ${words}`)
    .join(", ");
}

/** The first lines of a long list, and how many more there are. */
export function shortenList(lines: readonly string[], limit: number, noun: string): readonly string[] {
  // One more line is no longer than the line that says so.
  if (lines.length <= limit + 1) return lines;
  return [...lines.slice(0, limit), `… and ${plural(lines.length - limit, `more ${noun}`)}`];
}

/** What differs; told apart by the side that changed it where that is known. */
export function sideLines(
  { changes, edits }: { readonly changes: readonly string[]; readonly edits?: readonly string[] | undefined },
  limit: number,
): readonly string[] {
  const shorten = (lines: readonly string[]): readonly string[] =>
    shortenList(lines.map(toVisible), limit, "change");
  if (edits === undefined) return shorten(changes);
  return [...section("in Grafana:", shorten(edits)), ...section("in the code:", shorten(changes))];
}

function section(heading: string, lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? [] : [heading, ...lines.map((line) => `  ${line}`)];
}

/** Which Grafana is meant. */
export function serverText(
  { url, version, orgId }: Pick<GrafanaFacts, "url" | "version" | "orgId">,
  environment: string | undefined,
): string {
  const about = [
    version === "" ? "Grafana" : `Grafana ${toVisible(version)}`,
    `organisation ${orgId}`,
    ...(environment === undefined ? [] : [`environment ${toVisible(environment)}`]),
  ];
  return `${toVisible(url)} (${about.join(", ")})`;
}

/** How many edits are told. */
const mostEdits = 3;

/** Who changed an object, newest first. */
export function editLines(since: Conflict["since"], palette: Palette): readonly string[] {
  const edits = since.map(({ by, at, message }) => {
    const who = by === "" ? "somebody" : toVisible(by);
    return palette.dim(`${toVisible(at)} ${who}${message === "" ? "" : `: ${toVisible(message)}`}`);
  });
  return shortenList(edits, mostEdits, "edit");
}
