import type { DataSourceRef } from "../schema/document.ts";
import { type DataSourceTable, resolveDataSource } from "./data-sources.ts";
import { isMembers, type Members, objectsOf, textOf } from "./members.ts";

/** Finds the data source that a foreign document means. */
export interface AdoptedSources {
  /** The reference for what the document says; `undefined` where it says nothing and needs nothing. */
  refOf(stated: unknown): unknown;
  /** The reference for queries that state none. */
  readonly standard: DataSourceRef | undefined;
  /** References that the configuration does not know, as `type uid`. */
  readonly unknown: ReadonlySet<string>;
}

/**
 * Reads a foreign document's references: logical names and placeholders of exports become the configured data
 * sources; others stay, because the data source may be managed elsewhere.
 */
export function adoptDataSources(document: Members, table: DataSourceTable): AdoptedSources {
  const standard = resolveDataSource(table, table.standard).ref;
  const inputs = prometheusInputs(document);
  const uids = new Set([...table.byName.values()].map(({ uid }) => uid));
  const unknown = new Set<string>();
  const resolveName = (name: string): DataSourceRef | undefined => {
    const input = /^\$\{(\w+)\}$/.exec(name)?.[1];
    if (input !== undefined && inputs.has(input)) return standard;
    return resolveDataSource(table, name).ref;
  };
  return {
    standard,
    unknown,
    refOf: (stated) => {
      const name = isMembers(stated) ? textOf(stated["uid"]) : textOf(stated);
      if (name === undefined || name === "") return stated ?? undefined;
      if (isMembers(stated) && (uids.has(name) || isForeignType(stated["type"]))) return stated;
      const ref = resolveName(name);
      if (ref === undefined) unknown.add(name);
      return ref === undefined ? stated : isMembers(stated) ? { ...stated, ...ref } : ref;
    },
  };
}

/** Only Prometheus data sources are configured here. */
function isForeignType(type: unknown): boolean {
  return typeof type === "string" && type !== "prometheus";
}

/** Exports for sharing name their data sources `${DS_PROMETHEUS}`, which only Grafana's import page resolves. */
function prometheusInputs(document: Members): ReadonlySet<string> {
  return new Set(
    objectsOf(document["__inputs"])
      .filter((input) => input["type"] === "datasource" && input["pluginId"] === "prometheus")
      .flatMap((input) => textOf(input["name"]) ?? []),
  );
}
