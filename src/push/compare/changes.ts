/** What a push changes in a dashboard, in words: from what the server has to what the code says. */
import {
  annotationPosition,
  dashboardPosition,
  linkPosition,
  type Position,
  variablePosition,
} from "../../schema/defaults/positions.ts";
import { plural } from "../../base/text.ts";
import { isObject, type Json, type JsonObject } from "../../schema/json.ts";
import { covers } from "./compare.ts";
import { describePanel, panelName, type Sameness } from "./panel-changes.ts";

/** The most lines for one object; the rest is counted. */
const mostLines = 12;

/** The lines that are shown of many. */
export function limitLines(lines: readonly string[]): readonly string[] {
  if (lines.length <= mostLines) return lines;
  return [...lines.slice(0, mostLines - 1), `… and ${lines.length - mostLines + 1} more`];
}

/** What is told of a member in a way of its own. */
const tellers: Readonly<
  Record<string, (code: Json | undefined, server: Json | undefined, isSame: Sameness) => readonly string[]>
> = {
  title: (code, server) => [`title: ${show(server)} → ${show(code)}`],
  tags: describeTags,
  time: (code, server) => [`time range: ${showTime(server)} → ${showTime(code)}`],
  refresh: (code, server) => [`refresh: ${show(server)} → ${show(code)}`],
  timezone: (code, server) => [`time zone: ${show(server)} → ${show(code)}`],
  description: () => ["description"],
  panels: (code, server, isSame) => describePanels(flatten(code), flatten(server), isSame),
  templating: (code, server, isSame) =>
    describeNamed("variable", { code, server, isSame, position: () => variablePosition }),
  annotations: (code, server, isSame) =>
    describeNamed("annotation", { code, server, isSame, position: annotationPosition }),
  links: (code, server, isSame) =>
    describeNamed("link", { code, server, isSame, position: () => linkPosition }),
};

/** The changes of a document; what makes no difference in Grafana is not among them. */
export function describeDocument(code: JsonObject, server: JsonObject): readonly string[] {
  return describe(code, server, covers);
}

/** What somebody changed in Grafana of what was pushed; what Grafana adds by itself is not among it. */
export function describeEdits(server: JsonObject, pushed: JsonObject): readonly string[] {
  return describe(server, pushed, (after, before, at) => covers(before, after, at));
}

function describe(code: JsonObject, server: JsonObject, isSame: Sameness): readonly string[] {
  const isTold = (member: string): boolean =>
    !isSame(only(code, member), only(server, member), dashboardPosition);
  const told = Object.entries(tellers).flatMap(([member, tell]) =>
    isTold(member) ? tell(ownMember(code, member), ownMember(server, member), isSame) : [],
  );
  const others = [...new Set([...Object.keys(code), ...Object.keys(server)])]
    .filter((member) => !Object.hasOwn(tellers, member) && isTold(member))
    .sort();
  return others.length === 0
    ? told
    : [...told, `${others.length === 1 ? "setting" : "settings"}: ${others.join(", ")}`];
}

function ownMember(object: JsonObject, member: string): Json | undefined {
  return Object.hasOwn(object, member) ? object[member] : undefined;
}

function only(object: JsonObject, member: string): JsonObject {
  return Object.hasOwn(object, member) ? { [member]: object[member] } : {};
}

/** A value in a line, not too long and without line breaks. */
export function show(value: Json | undefined): string {
  if (value === undefined || value === null || value === "") return "none";
  const text = (typeof value === "string" ? value : JSON.stringify(value)).replace(/\s+/g, " ");
  return `\`${text.length > 60 ? `${text.slice(0, 59)}…` : text}\``;
}

function showTime(value: Json | undefined): string {
  return isObject(value) ? `${show(value["from"])} to ${show(value["to"])}` : show(value);
}

function describeTags(code: Json | undefined, server: Json | undefined): readonly string[] {
  const wanted = listOf(code).map(String);
  const present = listOf(server).map(String);
  const words = [
    ...wanted.filter((tag) => !present.includes(tag)).map((tag) => `+${tag}`),
    ...present.filter((tag) => !wanted.includes(tag)).map((tag) => `-${tag}`),
  ];
  return [`tags: ${words.join(" ") || "order"}`];
}

function listOf(value: Json | undefined): readonly Json[] {
  return Array.isArray(value) ? (value as readonly Json[]) : [];
}

/** The panels and rows of a list, those in closed rows after their row. */
function flatten(panels: Json | undefined): readonly JsonObject[] {
  return listOf(panels)
    .filter((panel) => isObject(panel))
    .flatMap((panel) => [panel, ...flatten(panel["panels"])]);
}

function describePanels(
  code: readonly JsonObject[],
  server: readonly JsonObject[],
  isSame: Sameness,
): readonly string[] {
  const pairs = pairPanels(code, server);
  const present = new Set(pairs.map(([, panel]) => panel));
  const wanted = new Set(pairs.map(([panel]) => panel));
  const parts = pairs.map(([panel, before]) => ({ panel, parts: describePanel(panel, before, isSame) }));
  const moved = parts.filter((entry) => entry.parts.join() === "position");
  const changed = parts.filter((entry) => entry.parts.length > 0 && !moved.includes(entry));
  const lines = [
    ...code.filter((panel) => !wanted.has(panel)).map((panel) => `${panelName(panel)} added`),
    ...server.filter((panel) => !present.has(panel)).map((panel) => `${panelName(panel)} removed`),
    ...changed.map((entry) => `${panelName(entry.panel)}: ${entry.parts.join(", ")}`),
    ...(moved.length > 3
      ? [`position of ${plural(moved.length, "panel")}`]
      : moved.map((entry) => `${panelName(entry.panel)}: position`)),
  ];
  return lines.length > 0 ? lines : [restOf("panels", code.length, server.length)];
}

type PanelPair = readonly [code: JsonObject, server: JsonObject];

/** Panels belong together by their id, else by kind and title. */
function pairPanels(code: readonly JsonObject[], server: readonly JsonObject[]): readonly PanelPair[] {
  const free = new Set(server);
  const pairs: PanelPair[] = [];
  const take = (panel: JsonObject, isSame: (other: JsonObject) => boolean): boolean => {
    for (const other of free) {
      if (!isSame(other)) continue;
      free.delete(other);
      pairs.push([panel, other]);
      return true;
    }
    return false;
  };
  const byId = new Map(server.map((panel) => [panel["id"], panel]));
  const rest = code.filter((panel) => {
    const other = panel["id"] === undefined ? undefined : byId.get(panel["id"]);
    return other === undefined || !take(panel, (candidate) => candidate === other);
  });
  for (const panel of rest) {
    take(panel, (other) => other["title"] === panel["title"] && other["type"] === panel["type"]);
  }
  return pairs;
}

interface NamedLists {
  /** The list, or the object that holds it. */
  readonly code: Json | undefined;
  readonly server: Json | undefined;
  readonly isSame: Sameness;
  readonly position: (entry: JsonObject) => Position;
}

function describeNamed(noun: string, lists: NamedLists): readonly string[] {
  const code = namedEntries(lists.code);
  const server = namedEntries(lists.server);
  const lines = [
    ...[...code].flatMap(([name, entry]) => {
      const before = server.get(name);
      if (before === undefined) return [`${noun} \`${name}\` added`];
      const members = changedMembers(entry, before, lists);
      return members.length === 0 ? [] : [`${noun} \`${name}\`: ${members.join(", ")}`];
    }),
    ...[...server]
      .filter(([name, entry]) => !code.has(name) && entry["builtIn"] !== 1)
      .map(([name]) => `${noun} \`${name}\` removed`),
  ];
  return lines.length > 0 ? lines : [restOf(`${noun}s`, code.size, server.size)];
}

/** What differs when no entry does: the order, or how the list itself is written, such as missing or empty. */
function restOf(entries: string, code: number, server: number): string {
  return code > 1 && server > 1 ? `order of ${entries}` : entries;
}

function namedEntries(holder: Json | undefined): ReadonlyMap<string, JsonObject> {
  const list = isObject(holder) ? holder["list"] : holder;
  return new Map(
    listOf(list)
      .filter((entry) => isObject(entry))
      .map((entry) => [textOf(entry["name"] ?? entry["title"]), entry]),
  );
}

function textOf(value: Json | undefined): string {
  return typeof value === "string" ? value : "";
}

function changedMembers(
  code: JsonObject,
  server: JsonObject,
  { isSame, position }: NamedLists,
): readonly string[] {
  const at = position(code);
  return [...new Set([...Object.keys(code), ...Object.keys(server)])]
    .filter((member) => !isSame(withContext(code, member), withContext(server, member), at))
    .sort();
}

/** An object with one member, and with what the meaning of others depends on. */
function withContext(object: JsonObject, member: string): JsonObject {
  const context = contexts[member] ?? [];
  return Object.assign({}, ...context.map((other) => only(object, other)), only(object, member));
}

const contexts: Readonly<Record<string, readonly string[]>> = {
  options: ["type", "refresh"],
  range: ["instant"],
};
