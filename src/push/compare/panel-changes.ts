import { memberPosition, panelPosition, type Position } from "../../schema/defaults/positions.ts";
import { isObject, type Json, type JsonObject } from "../../schema/json.ts";

/** What people call the members of a panel; others are named as they are. */
const memberWords: ReadonlyMap<string, string> = new Map([
  ["datasource", "data source"],
  ["gridPos", "position"],
  ["targets", "queries"],
  ["type", "kind"],
]);

/** What people call the members of `fieldConfig.defaults`. */
const fieldWords: ReadonlyMap<string, string> = new Map([
  ["custom", "style"],
  ["displayName", "display name"],
  ["noValue", "no-value text"],
]);

/** Whether what was there before and what is there after make no difference in Grafana, at a position of a document. */
export type Sameness = (after: JsonObject, before: JsonObject, at: Position) => boolean;

/** A panel or a row as a line names it. */
export function panelName(panel: JsonObject): string {
  const { title, type, id } = panel;
  const noun = type === "row" ? "row" : "panel";
  if (typeof title === "string" && title !== "") return `${noun} \`${title}\``;
  return typeof id === "number" ? `${noun} ${id}` : `${noun} without title`;
}

/** The parts of a panel that differ, in words. */
export function describePanel(code: JsonObject, server: JsonObject, isSame: Sameness): readonly string[] {
  const words = membersOf(code, server).flatMap((member): readonly string[] => {
    // The panels of a closed row are told one by one.
    // Reduced to one member, which is looked at as part of the code's panel.
    if (member === "panels" || isSame(only(code, member), only(server, member), panelPosition(code)))
      return [];
    if (member === "fieldConfig") return describeFields(code, server, isSame);
    return [memberWords.get(member) ?? member];
  });
  return [...new Set(words)].sort();
}

function describeFields(panel: JsonObject, before: JsonObject, isSame: Sameness): readonly string[] {
  const code = objectAt(panel, "fieldConfig");
  const server = objectAt(before, "fieldConfig");
  const at = memberPosition(panelPosition(panel), "fieldConfig");
  const below = memberPosition(at, "defaults");
  const wanted = objectAt(code, "defaults");
  const present = objectAt(server, "defaults");
  const words = membersOf(wanted, present)
    .filter((member) => !isSame(only(wanted, member), only(present, member), below))
    .map((member) => fieldWords.get(member) ?? member);
  const overrides = isSame(only(code, "overrides"), only(server, "overrides"), at) ? [] : ["overrides"];
  const found = [...words, ...overrides];
  return found.length > 0 ? found : ["field settings"];
}

function membersOf(code: JsonObject, server: JsonObject): readonly string[] {
  return [...new Set([...Object.keys(code), ...Object.keys(server)])];
}

function only(object: JsonObject, member: string): JsonObject {
  return Object.hasOwn(object, member) ? { [member]: object[member] } : {};
}

function objectAt(object: JsonObject, member: string): JsonObject {
  const value: Json | undefined = Object.hasOwn(object, member) ? object[member] : undefined;
  return isObject(value) ? value : {};
}
