import { isObject, type Json, type JsonObject } from "../../schema/json.ts";

/** The uids of data sources by their names. */
export type DataSourceNames = ReadonlyMap<string, string>;

/**
 * A reference to a data source as it is compared: by its uid alone. Grafana looks a data source up by uid, and takes the
 * name that documents before schema 36 hold for the same; the type beside a uid decides nothing. Grafana's own one
 * has several spellings.
 */
export function toDataSource(value: Json, names: DataSourceNames): Json {
  if (typeof value === "string") return reference(value, names);
  if (!isObject(value)) return value;
  const { uid, type, ...others } = value;
  if (typeof uid === "string" && uid !== "") return { ...others, ...reference(uid, names) };
  return {
    ...others,
    ...(uid === undefined || uid === null ? {} : { uid }),
    ...(type === undefined ? {} : { type }),
  };
}

function reference(text: string, names: DataSourceNames): JsonObject {
  if (text === "grafana") return { uid: "-- Grafana --" };
  return { uid: names.get(text) ?? text };
}
