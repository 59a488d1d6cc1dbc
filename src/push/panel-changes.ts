import type { Json, JsonObject } from "../schema/json.ts";
import { covers } from "./compare.ts";
import { isObject, memberPosition, panelPosition } from "./relaxations.ts";

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

/** A panel or a row as a line names it. */
export function panelName(panel: JsonObject): string {
  const { title, type, id } = panel;
  const noun = type === "row" ? "row" : "panel";
  if (typeof title === "string" && title !== "") return `${noun} \`${title}\``;
  return typeof id === "number" ? `${noun} ${id}` : `${noun} without title`;
}

/** The parts of a panel that differ, in words. */
export function describePanel(code: JsonObject, server: JsonObject): readonly string[] {
  const words = membersOf(code, server).flatMap((member): readonly string[] => {
    // The panels of a closed row are told one by one.
    if (member === "panels" || isSameMember(code, server, member)) return [];
    if (member === "fieldConfig")
      return describeFields(objectAt(code, member), objectAt(server, member), code);
    return [memberWords.get(member) ?? member];
  });
  return [...new Set(words)].sort();
}

/** Reduced to one member, which is looked at as part of the code's panel. */
function isSameMember(code: JsonObject, server: JsonObject, member: string): boolean {
  return covers(only(code, member), only(server, member), panelPosition(code));
}

function describeFields(code: JsonObject, server: JsonObject, panel: JsonObject): readonly string[] {
  const at = memberPosition(panelPosition(panel), "fieldConfig");
  const below = memberPosition(at, "defaults");
  const wanted = objectAt(code, "defaults");
  const present = objectAt(server, "defaults");
  const words = membersOf(wanted, present)
    .filter((member) => !covers(only(wanted, member), only(present, member), below))
    .map((member) => fieldWords.get(member) ?? member);
  const overrides = covers(only(code, "overrides"), only(server, "overrides"), at) ? [] : ["overrides"];
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
