/** What the stamps of a dashboard tell: whether anybody changed it since this project pushed it, who, and what. */
import { DashError } from "../../base/dash-error.ts";
import type { DashboardVersion, Grafana, StoredDashboard } from "../../grafana/model.ts";
import type { JsonObject } from "../../schema/json.ts";
import { cleanDocument } from "../compare/clean-document.ts";
import { compareDocuments } from "../compare/compare.ts";
import { contentHash } from "../compare/content-hash.ts";
import type { Trace } from "./decide.ts";

/** As many versions as Grafana keeps, unless it is told otherwise. */
const keptVersions = 20;

/** What the stamps and the history tell. */
export interface TraceReading {
  readonly trace: Trace;
  /** The versions since the last push, newest first. */
  readonly since: readonly DashboardVersion[];
  readonly isHistoryHidden: boolean;
  /** The content hash of what the last push wrote, where a stamp tells. */
  readonly pushedHash?: string;
  /** What the last push wrote, where somebody changed it since and the history still has it. */
  readonly pushed?: JsonObject;
}

/** What the stamps of a dashboard tell, read at most once. */
export interface DashboardTraces {
  /** The content hash of what is there. */
  readonly hash: () => string;
  readonly read: () => Promise<TraceReading>;
}

type Dashboards = Pick<Grafana, "dashboards">;

/**
 * Looks a dashboard's stamps up; its document must be clean. The history is read only when the stamp that came along
 * does not settle it.
 */
export function traceDashboard(
  grafana: Dashboards,
  stored: StoredDashboard,
  project: string,
): DashboardTraces {
  let known: string | undefined;
  let reading: Promise<TraceReading> | undefined;
  const hash = (): string => (known ??= contentHash(stored));
  return { hash, read: () => (reading ??= readTrace(grafana, stored, { project, hash })) };
}

async function readTrace(
  grafana: Dashboards,
  stored: StoredDashboard,
  { project, hash }: { readonly project: string; readonly hash: () => string },
): Promise<TraceReading> {
  const stamp = stored.stamp?.project === project ? stored.stamp : undefined;
  // What is read of the newer schema is a conversion, which no push wrote.
  const canTell = stored.format === "classic";
  if (canTell && stamp?.hash === hash()) return { trace: "untouched", since: [], isHistoryHidden: false };
  const history = await readHistory(grafana, stored);
  const versions = history ?? [];
  const own = versions.findIndex((version) => version.stamp?.project === project);
  const pushedHash = stamp?.hash ?? versions[own]?.stamp?.hash;
  const since = own < 0 ? versions : versions.slice(0, own);
  const isHistoryHidden = history === undefined;
  if (pushedHash === undefined) return { trace: "none", since, isHistoryHidden };
  if (canTell && pushedHash === hash()) return { trace: "untouched", since, isHistoryHidden };
  const document = await readPushed(grafana, stored, { version: versions[own], hash: pushedHash });
  if (document === undefined) return { trace: "edited", since, isHistoryHidden, pushedHash };
  const isResaved = canTell && compareDocuments(document, stored.document) !== "different";
  return { trace: isResaved ? "resaved" : "edited", since, isHistoryHidden, pushedHash, pushed: document };
}

/** The versions up to the one that was read; `undefined` when the credentials may not see them. */
async function readHistory(
  grafana: Dashboards,
  { uid, version }: StoredDashboard,
): Promise<readonly DashboardVersion[] | undefined> {
  try {
    const history = await grafana.dashboards.history(uid, keptVersions);
    return history.filter((entry) => entry.version <= version);
  } catch (error) {
    // Up to Grafana 13 the history asks for the right to write, which a read-only token lacks.
    if (error instanceof DashError && error.code === "forbidden") return undefined;
    throw error;
  }
}

/**
 * What the last push wrote: saving a dashboard in the editor without a real change adds defaults and raises
 * `schemaVersion`, which is no edit that a push would lose. `undefined` when the history no longer has it, or when the
 * dashboard lies in another folder since: the history knows no folders, but the hash does.
 */
async function readPushed(
  grafana: Dashboards,
  { uid, folderUid }: StoredDashboard,
  { version, hash }: { readonly version: DashboardVersion | undefined; readonly hash: string },
): Promise<JsonObject | undefined> {
  if (version === undefined) return undefined;
  const found = await grafana.dashboards.readVersion(uid, version.version);
  if (found === undefined) return undefined;
  const document = cleanDocument(found);
  return contentHash({ uid, folderUid, document }) === hash ? document : undefined;
}
