import { annotate } from "./annotations.ts";
import { classicDashboards } from "./classic-dashboards.ts";
import { classicFolders } from "./classic-folders.ts";
import { type Connection, createConnection } from "./connection.ts";
import { dataSources } from "./data-sources.ts";
import type { Grafana, GrafanaFacts } from "./model.ts";
import { majorVersion, probe, type Probe } from "./probe.ts";
import { resourceDashboards } from "./resource-dashboards.ts";
import { resourceFolders } from "./resource-folders.ts";
import type { ConnectOptions, GrafanaTarget } from "./target.ts";

/**
 * Connects to a Grafana: finds out what it is, and whether it accepts the caller, before anything is asked of it.
 * Throws `unreachable`, `not-grafana`, `unauthorized` or `forbidden`.
 */
export async function connectGrafana(target: GrafanaTarget, options: ConnectOptions): Promise<Grafana> {
  const connection = createConnection(target, options);
  try {
    return assemble(connection, await probe(connection, target.orgId));
  } catch (error) {
    connection.close();
    throw error;
  }
}

function assemble(connection: Connection, { facts, namespace, folderVersion }: Probe): Grafana {
  const isClassic = facts.api === "classic";
  return {
    facts,
    dashboards: isClassic
      ? classicDashboards(connection, isSearchExact(facts))
      : resourceDashboards(connection, namespace),
    folders: isClassic
      ? classicFolders(connection)
      : resourceFolders(connection, { namespace, version: folderVersion }),
    dataSources: dataSources(connection),
    annotate: (annotation) => annotate(connection, annotation),
    dashboardUrl: (uid) => dashboardUrl(facts, uid),
    close: () => connection.close(),
  };
}

// From 12 on an index answers that lags behind writes.
function isSearchExact({ version }: GrafanaFacts): boolean {
  const major = majorVersion(version);
  return major !== undefined && major < 12;
}

// People may be in another organisation than the caller; those with one only are spared the parameter.
function dashboardUrl({ url, orgId }: GrafanaFacts, uid: string): string {
  return `${url}/d/${encodeURIComponent(uid)}${orgId === 1 ? "" : `?orgId=${orgId}`}`;
}
