/** Data sources of Grafana's provisioning files. */
import { isObject, type Json, type JsonObject } from "../../schema/json.ts";
import { dataSourceObject } from "./data-source-object.ts";
import type { SideObject } from "./side.ts";

/** The data sources of a document; nothing when it has no list of them. */
export function toDataSources(value: JsonObject): readonly SideObject[] | undefined {
  const { datasources } = value;
  if (!Array.isArray(datasources)) return undefined;
  return (datasources as readonly Json[]).filter(isObject).map(toDataSource);
}

function toDataSource(entry: JsonObject): SideObject {
  const { version: _version, ...written } = fromFile(entry) as JsonObject;
  return dataSourceObject(written);
}

/**
 * A value as it is meant: provisioning files write `$$` for a dollar, and name environment variables in three ways, of
 * which one is kept.
 */
function fromFile(value: Json): Json {
  if (typeof value === "string") return value.includes("$") ? fromFileText(value) : value;
  if (Array.isArray(value)) return (value as readonly Json[]).map(fromFile);
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [name, member === undefined ? member : fromFile(member)]),
  );
}

function fromFileText(text: string): string {
  return text.replace(/\$\$|\$__env\{(\w+)\}|\$([A-Za-z]\w*)/g, (_, named?: string, bare?: string) => {
    const name = named ?? bare;
    return name === undefined ? "$" : `\${${name}}`;
  });
}
