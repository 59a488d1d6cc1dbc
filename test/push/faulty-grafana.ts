/**
 * A Grafana in memory whose calls can be made to fail one by one: for tests of what a push does then. It keeps the
 * rules that matter for writing: revisions, histories, stamps and owners.
 */
import { DashError } from "../../src/base/dash-error.ts";
import type {
  DashboardVersion,
  DashboardWrite,
  Grafana,
  GrafanaFacts,
  Owner,
  Revision,
  StoredDashboard,
  StoredDataSource,
  StoredFolder,
  WriteResult,
} from "../../src/grafana/model.ts";
import { formatMessage, readMessage } from "../../src/grafana/stamp.ts";
import type { JsonObject } from "../../src/schema/json.ts";

/** What one call does instead of its work, or around it. */
export type Fault =
  /** It happens, but the answer gets lost. */
  | { readonly kind: "lost" }
  /** It does not happen, and there is no usable answer. */
  | { readonly kind: "unanswered" }
  /** It is answered with this. */
  | { readonly kind: "answer"; readonly result: WriteResult }
  /** The connection fails. */
  | { readonly kind: "throw"; readonly error?: DashError }
  /** Somebody does something right before. */
  | { readonly kind: "before"; readonly act: () => void };

export interface Version {
  readonly version: number;
  readonly document: JsonObject;
  readonly folderUid: string;
  readonly by: string;
  readonly message: string;
}

interface Kept {
  readonly owner: Owner;
  readonly versions: readonly Version[];
}

export interface FaultyGrafana extends Grafana {
  /** Every call as `dashboards.write overview`, in the order in which they began. */
  readonly log: string[];
  /** The writing calls of the log. */
  writes(): readonly string[];
  /** The most calls that were under way at the same time. */
  mostRunning(): number;
  /** Makes the next calls of that name fail, one after the other. */
  fail(call: string, ...faults: readonly Fault[]): void;
  readonly dashboardsByUid: Map<string, Kept>;
  readonly foldersByUid: Map<string, StoredFolder>;
  readonly dataSourcesByUid: Map<
    string,
    StoredDataSource & { readonly secretValues: Readonly<Record<string, string>> }
  >;
  /** What a person does in the browser. */
  edit(uid: string, document: JsonObject, by?: string): void;
  /** What a push of the project did. */
  pushed(write: Omit<DashboardWrite, "message" | "base"> & { readonly message?: string }): void;
}

export interface FaultyOptions {
  readonly facts?: Partial<GrafanaFacts>;
  /** @default true */
  readonly stampedFolders?: boolean;
  /** Whether reading a dashboard brings its stamp along, as the resource API does. @default false */
  readonly stampsInReads?: boolean;
}

const nobody: Owner = { kind: "nobody" };

export function faultyGrafana(options: FaultyOptions = {}): FaultyGrafana {
  const log: string[] = [];
  const faults = new Map<string, Fault[]>();
  const dashboardsByUid: FaultyGrafana["dashboardsByUid"] = new Map();
  const foldersByUid: FaultyGrafana["foldersByUid"] = new Map();
  const dataSourcesByUid: FaultyGrafana["dataSourcesByUid"] = new Map();
  let running = 0;
  let most = 0;

  async function call<T>(name: string, work: () => T, lost?: T): Promise<T> {
    log.push(name);
    running += 1;
    most = Math.max(most, running);
    await new Promise((resolve) => setImmediate(resolve));
    running -= 1;
    const fault = faults.get(name)?.shift();
    switch (fault?.kind) {
      case undefined:
        return work();
      case "before":
        fault.act();
        return work();
      case "throw":
        throw (
          fault.error ??
          new DashError("unreachable", { message: "`grafana` closed the connection.", hint: "Look." })
        );
      case "answer":
        return fault.result as T;
      case "lost":
        work();
        return lost as T;
      case "unanswered":
        return lost as T;
    }
  }

  const uncertain: WriteResult = { kind: "uncertain", message: "Status 502: Bad Gateway" };
  const stale: WriteResult = { kind: "stale", message: "the object has been changed by someone else" };
  const written = (version: number): WriteResult => ({ kind: "written", version });

  function stored(uid: string): StoredDashboard | undefined {
    const kept = dashboardsByUid.get(uid);
    const newest = kept?.versions[0];
    if (kept === undefined || newest === undefined) return undefined;
    const stamp = readMessage(newest.message);
    const { version, document, folderUid, by } = newest;
    return {
      uid,
      title: typeof document["title"] === "string" ? document["title"] : "",
      folderUid,
      document,
      version,
      revision: String(version),
      owner: kept.owner,
      format: "classic",
      updatedBy: by,
      updated: `2026-11-22T00:00:${String(version).padStart(2, "0")}Z`,
      ...(options.stampsInReads === true && stamp !== undefined ? { stamp } : {}),
    };
  }

  function addVersion(uid: string, added: Omit<Version, "version">, owner: Owner): number {
    const versions = dashboardsByUid.get(uid)?.versions ?? [];
    const version = (versions[0]?.version ?? 0) + 1;
    dashboardsByUid.set(uid, { owner, versions: [{ ...added, version }, ...versions] });
    return version;
  }

  function writeDashboard(write: DashboardWrite): WriteResult {
    const { uid, folderUid, document, stamp, message, base } = write;
    if (stored(uid)?.revision !== base?.revision) return stale;
    if (folderUid !== "" && !foldersByUid.has(folderUid)) {
      return { kind: "refused", status: 400, message: "folder not found" };
    }
    const owner: Owner = { kind: "dash", project: stamp.project };
    return written(
      addVersion(uid, { document, folderUid, by: "ci", message: formatMessage(message, stamp) }, owner),
    );
  }

  function isStale(present: Revision | undefined, base: Revision | undefined): boolean {
    return present?.revision !== base?.revision;
  }

  return {
    log,
    writes: () => log.filter((name) => /\.(write|remove) |^annotate/.test(name)),
    mostRunning: () => most,
    fail: (name, ...added) => {
      faults.set(name, [...(faults.get(name) ?? []), ...added]);
    },
    dashboardsByUid,
    foldersByUid,
    dataSourcesByUid,
    edit: (uid, document, by = "anna") => {
      const kept = dashboardsByUid.get(uid);
      const folderUid = kept?.versions[0]?.folderUid ?? "";
      addVersion(uid, { document, folderUid, by, message: "" }, kept?.owner ?? nobody);
    },
    pushed: (write) => {
      const base = stored(write.uid);
      writeDashboard({
        ...write,
        message: write.message ?? "dash push",
        ...(base === undefined ? {} : { base }),
      });
    },
    facts: {
      url: "http://grafana.test",
      version: "12.4.0",
      api: "resources",
      orgId: 1,
      minRefreshInterval: "5s",
      nestedFolders: true,
      permissions: undefined,
      ...options.facts,
    },
    dashboards: {
      find: (uids) =>
        call("dashboards.find", () => ({
          found: new Set(uids.filter((uid) => dashboardsByUid.has(uid))),
          exact: true,
        })),
      owned: (project) =>
        call(`dashboards.owned ${project}`, () =>
          [...dashboardsByUid]
            .filter(([, { owner }]) => owner.kind === "dash" && owner.project === project)
            .flatMap(([uid]) => stored(uid) ?? []),
        ),
      all: () =>
        call("dashboards.all", () => [...dashboardsByUid.keys()].flatMap((uid) => stored(uid) ?? [])),
      read: (uid) => call(`dashboards.read ${uid}`, () => stored(uid)),
      history: (uid, limit) =>
        call(`dashboards.history ${uid}`, () =>
          (dashboardsByUid.get(uid)?.versions ?? [])
            .slice(0, limit)
            .map(({ version, by, message }): DashboardVersion => {
              const stamp = readMessage(message);
              const created = `2026-11-22T00:00:${String(version).padStart(2, "0")}Z`;
              return { version, created, createdBy: by, message, ...(stamp === undefined ? {} : { stamp }) };
            }),
        ),
      readVersion: (uid, version) =>
        call(
          `dashboards.readVersion ${uid} ${version}`,
          () => dashboardsByUid.get(uid)?.versions.find((each) => each.version === version)?.document,
        ),
      write: (write) => call(`dashboards.write ${write.uid}`, () => writeDashboard(write), uncertain),
      remove: (uid, base) =>
        call(
          `dashboards.remove ${uid}`,
          () => {
            if (isStale(stored(uid), base)) return stale;
            dashboardsByUid.delete(uid);
            return written(0);
          },
          uncertain,
        ),
    },
    folders: {
      stamped: options.stampedFolders ?? true,
      read: (uid) => call(`folders.read ${uid}`, () => foldersByUid.get(uid)),
      owned: (project) =>
        call(`folders.owned ${project}`, () =>
          [...foldersByUid.values()].filter(
            ({ owner }) => owner.kind === "dash" && owner.project === project,
          ),
        ),
      contents: (uid) =>
        call(`folders.contents ${uid}`, () => ({
          dashboards: [...dashboardsByUid.values()].filter(({ versions }) => versions[0]?.folderUid === uid)
            .length,
          folders: [...foldersByUid.values()].filter(({ parentUid }) => parentUid === uid).length,
          others: 0,
        })),
      write: ({ uid, title, parentUid, stamp, base }) =>
        call(
          `folders.write ${uid}`,
          () => {
            const present = foldersByUid.get(uid);
            if (isStale(present, base)) return stale;
            if (parentUid !== "" && !foldersByUid.has(parentUid)) {
              return { kind: "refused", status: 404, message: "parent folder not found" };
            }
            const version = (present?.version ?? 0) + 1;
            const marks =
              options.stampedFolders === false
                ? { owner: nobody }
                : { owner: { kind: "dash", project: stamp.project } as const, hash: stamp.hash };
            foldersByUid.set(uid, {
              uid,
              title,
              parentUid,
              version,
              revision: String(version),
              updatedBy: "ci",
              updated: "2026-11-22T00:00:00Z",
              ...marks,
            });
            return written(version);
          },
          uncertain,
        ),
      remove: ({ uid }) =>
        call(
          `folders.remove ${uid}`,
          () => {
            foldersByUid.delete(uid);
            return written(0);
          },
          uncertain,
        ),
    },
    dataSources: {
      read: (uid) => call(`dataSources.read ${uid}`, () => dataSourcesByUid.get(uid)),
      list: () => call("dataSources.list", () => [...dataSourcesByUid.values()]),
      write: ({ settings, secrets, stamp, base }) =>
        call(
          `dataSources.write ${settings.uid}`,
          () => {
            const present = dataSourcesByUid.get(settings.uid);
            if (present?.version !== base?.version) return stale;
            const version = (present?.version ?? 0) + 1;
            const secretValues = { ...present?.secretValues, ...secrets };
            dataSourcesByUid.set(settings.uid, {
              ...settings,
              version,
              readOnly: false,
              secretValues,
              secrets: Object.keys(secretValues),
              owner: { kind: "dash", project: stamp.project },
              hash: stamp.hash,
            });
            return written(version);
          },
          uncertain,
        ),
      remove: (uid) =>
        call(
          `dataSources.remove ${uid}`,
          () => {
            dataSourcesByUid.delete(uid);
            return written(0);
          },
          uncertain,
        ),
      health: (uid) => call(`dataSources.health ${uid}`, () => ({ status: "ok", message: "Up" }) as const),
    },
    annotate: () => call("annotate", () => written(0), uncertain),
    dashboardUrl: (uid) => `http://grafana.test/d/${uid}`,
    close: () => undefined,
  };
}
