import type { DataSourceSettings } from "../../grafana/model.ts";
import { pageDefaults } from "../../schema/defaults/data-source-defaults.ts";
import { isSame, type Json, type JsonObject } from "../../schema/json.ts";
import type { Comparison } from "./compare.ts";

/** The members of settings that are compared one by one; the default flag is none of them. */
export const comparedSettings = [
  "name",
  "type",
  "url",
  "basicAuth",
  "basicAuthUser",
  "withCredentials",
] as const;

/** How the settings of the server relate to the code's, with references expanded. */
export function compareSettings(code: DataSourceSettings, server: DataSourceSettings): Comparison {
  if (comparedSettings.some((member) => !isSettingSame(code, server, member))) return "different";
  if (isSame(code.jsonData, server.jsonData)) return "equal";
  return changedJsonData(code.jsonData, server.jsonData).length === 0 ? "covered" : "different";
}

/** Whether a setting is the same; a user counts only with the log-in that it is for. */
export function isSettingSame(
  code: DataSourceSettings,
  server: DataSourceSettings,
  member: (typeof comparedSettings)[number],
): boolean {
  if (member === "basicAuthUser" && !code.basicAuth && !server.basicAuth) return true;
  return code[member] === server[member];
}

/** The members of `jsonData` that differ, sorted. */
export function changedJsonData(code: JsonObject, server: JsonObject): readonly string[] {
  return [...new Set([...Object.keys(code), ...Object.keys(server)])]
    .filter((member) => {
      const wanted = own(code, member);
      const present = own(server, member);
      if (isSame(wanted, present)) return false;
      return wanted !== undefined || !isSame(present, own(pageDefaults, member));
    })
    .sort();
}

/** An own member; what is null counts as absent. */
export function own(object: JsonObject, member: string): Json | undefined {
  return Object.hasOwn(object, member) ? (object[member] ?? undefined) : undefined;
}
