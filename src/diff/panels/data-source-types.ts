import { isObject, type Json, memberOf } from "../../schema/json.ts";
import type { NormalPanel } from "../normal/normal-form.ts";
import type { PanelTypes } from "../queries/source-type.ts";

/** The plugin of each data source, by its uid. */
export type DataSourceTypes = ReadonlyMap<string, string>;

/** The plugins of the data sources that two panels and their queries ask, as far as they are known. */
export function dataSourceTypes(before: NormalPanel, after: NormalPanel, types: DataSourceTypes): PanelTypes {
  const one = typeOf(before.fields["datasource"], types);
  const other = typeOf(after.fields["datasource"], types);
  return {
    byUid: types,
    ...(one === undefined ? {} : { before: one }),
    ...(other === undefined ? {} : { after: other }),
  };
}

function typeOf(source: Json | undefined, types: DataSourceTypes): string | undefined {
  if (!isObject(source)) return undefined;
  const type = memberOf(source, "type");
  if (typeof type === "string") return type;
  const uid = memberOf(source, "uid");
  return typeof uid === "string" ? types.get(uid) : undefined;
}
