import { suggest } from "../base/text.ts";
import type { DataSourceRef } from "../schema/document.ts";

/** The data sources that a compile run knows, by logical name. */
export interface DataSourceTable {
  /** Logical name to reference; the reference objects are shared and must not be changed. */
  readonly byName: ReadonlyMap<string, DataSourceRef>;
  /** The logical name that dashboards use unless they say otherwise. */
  readonly standard: string;
}

/** What a logical name stands for, or why it stands for nothing. */
export type Resolution =
  | { readonly ref: DataSourceRef }
  | { readonly ref: undefined; readonly message: string; readonly hint: string };

/** Grafana's own sources that need no configuration. */
const builtIn: ReadonlyMap<string, DataSourceRef> = new Map([
  ["-- Grafana --", { type: "grafana", uid: "-- Grafana --" }],
  ["-- Mixed --", { type: "datasource", uid: "-- Mixed --" }],
  ["-- Dashboard --", { type: "datasource", uid: "-- Dashboard --" }],
]);

/** The source of panels whose queries go to several data sources. */
export const mixedDataSource: DataSourceRef = { type: "datasource", uid: "-- Mixed --" };

/** Builds the table from the configuration's data sources. */
export function createDataSourceTable(
  dataSources: readonly { readonly name: string; readonly type: string; readonly uid: string }[],
  standard: string,
): DataSourceTable {
  return {
    byName: new Map(dataSources.map(({ name, type, uid }) => [name, Object.freeze({ type, uid })])),
    standard,
  };
}

/** Finds the reference for a logical name, for a variable (`$name`) or for one of Grafana's own sources. */
export function resolveDataSource(table: DataSourceTable, name: string): Resolution {
  const ref = table.byName.get(name) ?? builtIn.get(name);
  if (ref !== undefined) return { ref };
  const variable = /^\$(?:(\w+)|\{(\w+)\})$/.exec(name);
  if (variable !== null)
    return { ref: { type: "prometheus", uid: `\${${variable[1] ?? variable[2] ?? ""}}` } };
  return {
    ref: undefined,
    message: `The data source \`${name}\` is not in the configuration.`,
    hint: suggest(name, [...table.byName.keys()]) || "Add it to `dataSources` in dash.config.ts.",
  };
}
