/** What stands around the dashboards of a report: the headline, what breaks, other objects, drift, notes. */
import { formatPlace } from "../../../base/place.ts";
import { plural } from "../../../base/text.ts";
import type { Break, Conflict, DiffReport, Drift, ObjectDiff } from "../../../diff/model.ts";
import { conflictTexts, objectFacts } from "../facts.ts";
import {
  impactText,
  isEmpty,
  kindNouns,
  marks,
  noisyText,
  nothingText,
  sideText,
  summaryText,
  titleText,
} from "../words.ts";
import { code, name, phrase } from "./escape.ts";

/** The headline: what changed, how far it reaches, and between what. */
export function headBlocks(report: DiffReport): readonly string[] {
  const { base, head } = report;
  if (isEmpty(report)) return [`### ${phrase(nothingText(report))}`];
  return [`### ${phrase(summaryText(report))}`, `${code(sideText(base))} → ${code(sideText(head))}`];
}

/** What breaks, as a list; at most so many items. */
export function breakBlocks(breaks: readonly Break[], most: number): readonly string[] {
  return listBlocks("**What breaks**", few(breaks, most, "break", breakItem));
}

/** Folders, data sources and alert rules; at most so many items. */
export function objectBlocks(objects: readonly ObjectDiff[], most: number): readonly string[] {
  return listBlocks("**Folders, data sources and alert rules**", few(objects, most, "object", objectItem));
}

/** What stands above the dashboards that drifted. */
export function driftBlocks(drift: Drift, most: number): readonly string[] {
  const { live, objects, conflicts, dashboards } = drift;
  const isNothing = isEmpty(drift) && conflicts.length === 0;
  const noisy = noisyText(dashboards);
  return [
    `### Drift: what Grafana has that the code has not (${code(sideText(live))})`,
    isNothing ? "None: Grafana has what the code has." : `${phrase(summaryText(drift))}.`,
    ...listBlocks("**Changed on both sides**", few(conflicts, most, "conflict", conflictItem)),
    ...objectBlocks(objects, most),
    ...(noisy === undefined ? [] : [phrase(noisy)]),
  ];
}

/** What people should know of how the report was made; at most so many notes. */
export function noteBlocks(notes: readonly string[], most: number): readonly string[] {
  return listBlocks(
    "",
    few(notes, most, "note", (note) => `- Note: ${phrase(note)}`),
  );
}

/** Where the whole report is: a link where it has an address. */
export function artifactText(artifact: string): string {
  return /^https?:\/\/[^\s<>()[\]\\`|"']{1,2000}$/.test(artifact)
    ? `[the whole report](${artifact})`
    : `the whole report: ${phrase(artifact)}`;
}

function breakItem({ message, at }: Break): string {
  const place = at === undefined ? "" : formatPlace(at);
  return `- ${phrase(message)}${place === "" ? "" : ` (${code(place)})`}`;
}

function objectItem(diff: ObjectDiff): string {
  const { kind, title, uid } = diff.object;
  const facts = objectFacts(diff).map(({ text }) => phrase(text));
  const label = `${kindNouns[kind]} ${name(titleText(title, kindNouns[kind]))} (${code(uid)})`;
  const said = [...facts, impactText([diff.impact])].join(" · ");
  return `- ${code(marks[diff.action])} ${label} — ${said}`;
}

function conflictItem(conflict: Conflict): string {
  const { part, dashboard, same } = conflict;
  const where = `${phrase(part)} of ${name(titleText(dashboard.title, "dashboard"))} (${code(dashboard.uid)})`;
  const texts = conflictTexts(conflict).map((text) => `  - ${phrase(text)}`);
  return [
    `- ${code(marks[same ? "same" : "breaks"])} ${same ? "" : "**Conflict:** "}${where}`,
    ...texts,
  ].join("\n");
}

function listBlocks(heading: string, items: readonly string[]): readonly string[] {
  if (items.length === 0) return [];
  return [...(heading === "" ? [] : [heading]), items.join("\n")];
}

function few<Item>(
  items: readonly Item[],
  most: number,
  noun: string,
  itemOf: (item: Item) => string,
): readonly string[] {
  const shown = items.length > most + 1 ? items.slice(0, most) : items;
  const rest = items.length - shown.length;
  return [...shown.map(itemOf), ...(rest > 0 ? [`- … and ${plural(rest, `more ${noun}`)}`] : [])];
}
