import { type JsonObject, memberOf } from "../../schema/json.ts";

/** The types of data sources, as far as they are known. */
export interface PanelTypes {
  /** That of the panel's data source on the first side, for targets that say nothing of theirs. */
  readonly before?: string;
  /** The same on the second side. */
  readonly after?: string;
  /** Those of all data sources by their uids, by which normal forms refer to them. */
  readonly byUid?: ReadonlyMap<string, string>;
}

/** The type of the data source that a target asks; another one than its panel's need not be of the same type. */
export function sourceType(
  { datasource }: JsonObject,
  side: "before" | "after",
  types: PanelTypes,
): string | undefined {
  const uid = memberOf(datasource, "uid");
  return typeof uid === "string" ? types.byUid?.get(uid) : types[side];
}
