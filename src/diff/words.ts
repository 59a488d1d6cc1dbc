/** What happened to a part of a dashboard, as short lines: where a report needs them as data. */
import type { Change, EntryDiff, PanelDiff, PanelKind, QueryDiff } from "./model.ts";

/** What happened to a panel, one line for each fact; what only stands elsewhere is none. */
export function panelWords(diff: PanelDiff): readonly string[] {
  return [
    ...diff.kinds.flatMap((kind) => kindWords(kind, diff)),
    ...diff.queries.flatMap(queryWords),
    ...[...diff.fields, ...diff.unknown].map(changeWords),
    ...diff.overrides.flatMap((entry) => entryWords(entry).map((line) => `override ${line}`)),
    ...diff.transformations.flatMap((entry) => entryWords(entry).map((line) => `transformation ${line}`)),
    ...diff.links.flatMap((entry) => entryWords(entry).map((line) => `link ${line}`)),
  ];
}

function kindWords(kind: PanelKind, { before, after }: PanelDiff): readonly string[] {
  switch (kind) {
    case "added":
    case "removed":
    case "moved":
      return [kind];
    case "reparented":
      return [`moved from ${rowWords(before?.row)} to ${rowWords(after?.row)}`];
    case "resized":
      return [`size ${sizeWords(before)} → ${sizeWords(after)}`];
    case "retitled":
    case "retyped":
    case "edited":
    case "shifted":
    case "renumbered":
      // Told by the changes themselves, or no fact at all.
      return [];
  }
}

function rowWords(row: string | undefined): string {
  return row === undefined ? "above the first row" : `row \`${row}\``;
}

function sizeWords(ref: PanelDiff["before"]): string {
  return ref === undefined ? "none" : `${ref.position.w}×${ref.position.h}`;
}

function queryWords({ refId, verdict, facts, changes }: QueryDiff): readonly string[] {
  const name = `query ${refId.after ?? refId.before ?? ""}`.trim();
  const own = verdict === "changed" ? facts : [verdict];
  const lines = [...own, ...changes.map(changeWords)];
  return (lines.length > 0 ? lines : [verdict]).map((line) => `${name}: ${line}`);
}

/** What happened to an element of a list, one line for each fact. */
export function entryWords({ name, kinds, changes }: EntryDiff): readonly string[] {
  // What changed in a way that has no words did change.
  const own = changes.length === 0 ? kinds : kinds.filter((kind) => kind !== "changed");
  return [
    ...own.map((kind) => `${name} ${kind}`),
    ...changes.map((change) => `${name}: ${changeWords(change)}`),
  ];
}

/** What happened to a setting. */
export function changeWords({ label, text }: Change): string {
  return `${label} ${text}`;
}
