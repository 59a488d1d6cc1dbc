/**
 * What a push changes in a dashboard, in the words of a review: from what the server has to what the code says. Whether
 * anything differs is decided by `compare.ts`. Planning loads this module for dashboards that differ only.
 */
import { plural } from "../../base/text.ts";
import { diffDashboard } from "../../diff/dashboards/dashboard-diff.ts";
import type { SideDashboard } from "../../diff/documents/side.ts";
import type { DashboardDiff, EntryDiff, PanelDiff } from "../../diff/model.ts";
import { changeWords, entryWords, panelWords } from "../../diff/words.ts";
import { dashboardPosition } from "../../schema/defaults/positions.ts";
import { isObject, type Json, type JsonObject } from "../../schema/json.ts";
import type { Hide } from "../desired/references.ts";
import { covers } from "./compare.ts";

/** As much of a line as is shown. */
const lineLength = 100;

/** The changes of a document; empty for what makes no difference in Grafana. */
export function describeDocument(
  code: JsonObject,
  server: JsonObject,
  hide: Hide = (text) => text,
): readonly string[] {
  return describe({ before: server, after: code, members: differingMembers(code, server) }, hide);
}

/** What somebody changed in Grafana of what was pushed; what Grafana adds by itself is not among it. */
export function describeEdits(
  server: JsonObject,
  pushed: JsonObject,
  hide: Hide = (text) => text,
): readonly string[] {
  return describe({ before: pushed, after: server, members: differingMembers(pushed, server) }, hide);
}

/** The members of which the second document does not have what the first one says. */
function differingMembers(wanted: JsonObject, present: JsonObject): readonly string[] {
  return [...new Set([...Object.keys(wanted), ...Object.keys(present)])]
    .filter((member) => !covers(only(wanted, member), only(present, member), dashboardPosition))
    .sort();
}

function only(object: JsonObject, member: string): JsonObject {
  return Object.hasOwn(object, member) ? { [member]: object[member] } : {};
}

interface Documents {
  readonly before: JsonObject;
  readonly after: JsonObject;
  /** The members that differ. */
  readonly members: readonly string[];
}

function describe({ before, after, members }: Documents, hide: Hide): readonly string[] {
  if (members.length === 0) return [];
  // Hidden before they are compared, because words show parts of texts.
  const pair = { before: sideOf(before, hide), after: sideOf(after, hide) };
  const diff = diffDashboard(pair, { dataSources: new Map(), references: () => [] });
  const lines = diff === undefined ? [] : dashboardLines(diff);
  // A review takes more for the same than a push does.
  return lines.length > 0 ? lines : [cut(hide(`details of ${members.join(", ")}`))];
}

function sideOf(shown: JsonObject, hide: Hide): SideDashboard {
  const document = hideTexts(shown, hide) as JsonObject;
  return { uid: "", title: "", folder: [], text: JSON.stringify(document), document: () => document };
}

function hideTexts(value: Json, hide: Hide): Json {
  if (typeof value === "string") return hide(value);
  if (Array.isArray(value)) return (value as readonly Json[]).map((element) => hideTexts(element, hide));
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, inner]) =>
      inner === undefined ? [] : [[hide(name), hideTexts(inner, hide)]],
    ),
  );
}

/** What happened to a dashboard, a line for each of its parts. */
function dashboardLines(diff: DashboardDiff): readonly string[] {
  const { settings, unknown, variables, annotations, links, panels, noise } = diff;
  return [
    ...settings.map((change) => cut(changeWords(change))),
    ...variables.flatMap((entry) => entryLines("variable", entry)),
    ...annotations.flatMap((entry) => entryLines("annotation", entry)),
    ...links.flatMap((entry) => entryLines("link", entry)),
    ...unknown.map((change) => cut(changeWords(change))),
    ...panelLines(panels),
    ...idLines(noise),
  ];
}

function entryLines(noun: string, entry: EntryDiff): readonly string[] {
  return entryWords({ ...entry, name: `${noun} \`${entry.name}\`` }).map(cut);
}

/** Added and removed ones first; those that only stand elsewhere are counted. */
function panelLines(panels: readonly PanelDiff[]): readonly string[] {
  const told = panels.map((panel) => ({ panel, words: panelWords(panel) }));
  const isLone = ({ panel }: (typeof told)[number]): boolean =>
    panel.before === undefined || panel.after === undefined;
  return [
    ...told.filter(isLone).map(({ panel, words }) => cut(`${panelName(panel)} ${words.join(" ")}`)),
    ...told
      .filter((entry) => !isLone(entry) && entry.words.length > 0)
      .map(({ panel, words }) => joinWords(`${panelName(panel)}: `, words)),
    ...shiftLines(told.flatMap(({ panel, words }) => (words.length === 0 ? [panel] : []))),
  ];
}

/** Rows go with their panels; alone they are told when nothing else is. */
function shiftLines(untold: readonly PanelDiff[]): readonly string[] {
  const shifted = untold.filter(({ kinds }) => kinds.includes("shifted"));
  const inside = shifted.filter(({ after }) => after?.type !== "row");
  if (shifted.length === 0) return [];
  const what = inside.length > 0 ? plural(inside.length, "panel") : plural(shifted.length, "row");
  return [`${what} shifted`];
}

/** A panel or a row as a line names it. */
function panelName({ before, after }: PanelDiff): string {
  const panel = after ?? before;
  const noun = panel?.type === "row" ? "row" : "panel";
  if (panel !== undefined && panel.title !== "") return `${noun} \`${panel.title}\``;
  return panel?.id === undefined ? `${noun} without title` : `${noun} ${panel.id}`;
}

/** As many facts as a line has room for, at least one; the others are counted. */
function joinWords(start: string, [first = "", ...others]: readonly string[]): string {
  let line = start + first;
  for (const [index, words] of others.entries()) {
    const longer = `${line} · ${words}`;
    if (longer.length > lineLength) return `${cut(line)} · and ${others.length - index} more`;
    line = longer;
  }
  return cut(line);
}

/** How many ids are told one by one. */
const mostIds = 3;

/** Links to single panels and alert rules know them by their ids, which a review takes for noise where nothing refers. */
function idLines({ renumbered }: DashboardDiff["noise"]): readonly string[] {
  if (renumbered.length > mostIds) return [`ids of ${plural(renumbered.length, "panel")}`];
  return renumbered.map(({ before, after }) => `panel id ${before} → ${after}`);
}

/** A line that is not too long, without line breaks; what it quotes ends where it is cut. */
function cut(line: string): string {
  const text = line.replace(/\s+/g, " ");
  if (text.length <= lineLength) return text;
  // Without the half of a character that the cut leaves over.
  const start = `${text.slice(0, lineLength - 1).replace(/\p{Surrogate}/gu, "")}…`;
  return start.split("`").length % 2 === 0 ? `${start}\`` : start;
}
