/** What stands around the dashboards of a report: what breaks, other objects, conflicts, notes. */
import { formatPlace } from "../../../base/place.ts";
import { plural } from "../../../base/text.ts";
import type { Break, Conflict, ObjectDiff } from "../../../diff/model.ts";
import { shorten } from "../expression.ts";
import { conflictTexts, objectFacts } from "../facts.ts";
import { longestName, longestText } from "../parts.ts";
import { kindNouns, titleText } from "../words.ts";
import { impactPieces, signPiece, type TextLayout } from "./dashboard.ts";
import { paragraph, type Piece, piece } from "./lines.ts";

/** How many breaks, objects and conflicts are listed. */
const mostItems = 50;

/** What breaks, one paragraph each. */
export function breakLines(breaks: readonly Break[], layout: TextLayout): readonly string[] {
  return few(breaks, "break", ({ message, at }) => {
    const place = at === undefined ? "" : formatPlace(at);
    const body = [
      piece(shorten(message, longestText)),
      ...(place === "" ? [] : [piece(`   ${place}`, "dim")]),
    ];
    return paragraph({ head: [piece("  "), signPiece("breaks")], body, indent: 4 }, layout);
  });
}

/** What happened to folders, data sources and alert rules. */
export function objectLines(objects: readonly ObjectDiff[], layout: TextLayout): readonly string[] {
  return few(objects, "object", (diff) => {
    const { kind, title, uid } = diff.object;
    const heading: readonly Piece[] = [
      piece(`${kindNouns[kind]} `),
      piece(shorten(titleText(title, kindNouns[kind]), longestName), "bold"),
      piece(` (${uid})   `),
      ...impactPieces([diff.impact]),
    ];
    const facts =
      diff.action === "changed" ? objectFacts(diff).map(({ text }) => shorten(text, longestText)) : [];
    const body = facts.length === 0 ? [] : [piece(facts.join(" · "))];
    return [
      ...paragraph({ head: [signPiece(diff.action)], body: heading, indent: 2 }, layout),
      ...(body.length === 0 ? [] : paragraph({ head: [], body, indent: 4 }, layout)),
    ];
  });
}

/** What was changed on both sides. */
export function conflictLines(conflicts: readonly Conflict[], layout: TextLayout): readonly string[] {
  return few(conflicts, "conflict", (conflict) => {
    const { part, dashboard, same } = conflict;
    const body = [
      ...(same ? [] : [piece("conflict: ", "red")]),
      piece(`${part} of `),
      piece(shorten(titleText(dashboard.title, "dashboard"), longestName), "bold"),
      piece(` (${dashboard.uid})`),
    ];
    return [
      ...paragraph({ head: [piece("  "), signPiece(same ? "same" : "breaks")], body, indent: 4 }, layout),
      ...conflictTexts(conflict).flatMap((text) =>
        paragraph({ head: [], body: [piece(shorten(text, longestText))], indent: 6 }, layout),
      ),
    ];
  });
}

/** What people should know of how a report was made. */
export function noteLines(notes: readonly string[], layout: TextLayout): readonly string[] {
  return notes.flatMap((note) =>
    paragraph({ head: [piece("note:")], body: [piece(shorten(note, longestText))], indent: 6 }, layout),
  );
}

function few<Item>(
  items: readonly Item[],
  noun: string,
  linesOf: (item: Item) => readonly string[],
): readonly string[] {
  const shown = items.length > mostItems + 1 ? items.slice(0, mostItems) : items;
  const rest = items.length - shown.length;
  return [...shown.flatMap(linesOf), ...(rest > 0 ? [`  … and ${plural(rest, `more ${noun}`)}`] : [])];
}
