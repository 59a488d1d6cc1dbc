import { DashError } from "../base/dash-error.ts";
import type { DashboardVersion, Grafana, StoredDashboard } from "../grafana/model.ts";
import type { JsonObject } from "../schema/json.ts";
import { describeDocument, limitLines } from "./changes.ts";
import { cleanDocument } from "./clean-document.ts";
import { compareDocuments, type Comparison } from "./compare.ts";
import { describeConflict } from "./conflicts.ts";
import { contentHash } from "./content-hash.ts";
import { decide, type Decision, type Trace } from "./decide.ts";
import type { DesiredDashboard } from "./desired.ts";
import { folderName, type ObjectContext } from "./object-context.ts";
import type { Base, DashboardAction } from "./plan.ts";

/** What the code dropped although Grafana cannot tell the difference. */
const unseenChange = "details that look the same in Grafana";

/** As many versions as Grafana keeps, unless it is told otherwise. */
const keptVersions = 20;

/** What is to be done to a dashboard, after reading it. */
export async function planDashboard(
  grafana: Grafana,
  desired: DesiredDashboard,
  context: ObjectContext,
): Promise<DashboardAction> {
  const stored = await grafana.dashboards.read(desired.uid);
  if (stored === undefined) return createDashboard(desired);
  const present = cleanDocument(stored.document);
  const document = desired.document();
  const comparison = compareStored(document, present, stored);
  const traces = traceDashboard(grafana, { ...stored, document: present }, context.project);
  const decision = await decide({
    ...context,
    owner: stored.owner,
    comparison,
    inPlace: stored.folderUid === desired.folderUid,
    isUntouched: async () => (await traces.read()).trace,
    // Marking a dashboard of the newer schema would write it back in the older one.
    adopts: stored.format === "classic",
  });
  if (decision.kind === "unchanged") return leaveDashboard(desired, stored);
  const changes = limitLines([
    ...describeMove(desired, stored, context),
    ...(comparison === "different" ? describeDocument(document, present) : []),
    ...(comparison === "covered" && decision.kind === "update" ? [unseenChange] : []),
  ]);
  const base = baseOf(stored, traces.hash());
  if (decision.kind !== "conflict") return sendDashboard(desired, { kind: decision.kind, changes, base });
  return {
    ...(await conflictOf(desired, decision, { stored, traces })),
    changes,
    base,
    hash: contentHash({ folderUid: desired.folderUid, document }),
  };
}

/** Creates a dashboard that is known not to exist, without asking again. */
export function createDashboard(desired: DesiredDashboard): DashboardAction {
  return sendDashboard(desired, { kind: "create", changes: [] });
}

function compareStored(code: JsonObject, present: JsonObject, { format }: StoredDashboard): Comparison {
  const comparison = compareDocuments(code, present);
  // What is read of the newer schema is a conversion: dash did not write that.
  return format === "v2" && comparison === "equal" ? "covered" : comparison;
}

function commons({
  uid,
  title,
  folderUid,
  source,
}: DesiredDashboard): Omit<DashboardAction, "kind" | "hash"> {
  return {
    object: "dashboard",
    uid,
    title,
    changes: [],
    folderUid,
    ...(source === undefined ? {} : { source }),
  };
}

/** An unchanged dashboard costs no hash: nothing of it is sent. */
function leaveDashboard(desired: DesiredDashboard, stored: StoredDashboard): DashboardAction {
  return { ...commons(desired), kind: "unchanged", base: baseOf(stored, ""), hash: "" };
}

/** The document and its hash are made when they are asked for, so that a plan does not hold a thousand documents. */
function sendDashboard(
  desired: DesiredDashboard,
  what: Pick<DashboardAction, "kind" | "changes"> & { readonly base?: Base },
): DashboardAction {
  let hash: string | undefined;
  return {
    ...commons(desired),
    ...what,
    get document() {
      return desired.document();
    },
    get hash() {
      hash ??= contentHash({ folderUid: desired.folderUid, document: desired.document() });
      return hash;
    },
  };
}

function baseOf({ version, revision, metadata }: StoredDashboard, hash: string): Base {
  return { version, revision, ...(metadata === undefined ? {} : { metadata }), hash };
}

function describeMove(
  { folderUid }: DesiredDashboard,
  stored: StoredDashboard,
  context: ObjectContext,
): readonly string[] {
  if (stored.folderUid === folderUid) return [];
  return [`folder: ${folderName(stored.folderUid, context)} → ${folderName(folderUid, context)}`];
}

interface TraceReading {
  readonly trace: Trace;
  /** The versions since the last push, newest first. */
  readonly since: readonly DashboardVersion[];
  readonly isHistoryHidden: boolean;
}

/** What the stamps of a dashboard tell, read at most once. */
export interface DashboardTraces {
  /** The content hash of what is there. */
  readonly hash: () => string;
  readonly read: () => Promise<TraceReading>;
}

/** Looks a dashboard's stamps up. The history is read only when the stamp that came along does not settle it. */
export function traceDashboard(
  grafana: Pick<Grafana, "dashboards">,
  stored: StoredDashboard,
  project: string,
): DashboardTraces {
  let known: string | undefined;
  let reading: Promise<TraceReading> | undefined;
  const hash = (): string => (known ??= contentHash(stored));
  const read = async (): Promise<TraceReading> => {
    const stamp = stored.stamp?.project === project ? stored.stamp : undefined;
    const canTell = stored.format === "classic";
    if (canTell && stamp?.hash === hash()) return { trace: "untouched", since: [], isHistoryHidden: false };
    const history = await readHistory(grafana, stored);
    const versions = history ?? [];
    const own = versions.findIndex((version) => version.stamp?.project === project);
    const pushed = stamp?.hash ?? versions[own]?.stamp?.hash;
    const since = own < 0 ? versions : versions.slice(0, own);
    const isHistoryHidden = history === undefined;
    if (pushed === undefined) return { trace: "none", since, isHistoryHidden };
    return { trace: canTell && pushed === hash() ? "untouched" : "edited", since, isHistoryHidden };
  };
  return { hash, read: () => (reading ??= read()) };
}

/** The versions up to the one that was read; `undefined` when the credentials may not see them. */
async function readHistory(
  grafana: Pick<Grafana, "dashboards">,
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

async function conflictOf(
  desired: DesiredDashboard,
  { reason }: Extract<Decision, { kind: "conflict" }>,
  { stored, traces }: { readonly stored: StoredDashboard; readonly traces: DashboardTraces },
): Promise<Omit<DashboardAction, "hash">> {
  const reading = reason === "edited" || reason === "unmanaged" ? await traces.read() : undefined;
  const { uid, title } = desired;
  return {
    ...commons(desired),
    kind: "conflict",
    conflict: describeConflict(reason, {
      object: "dashboard",
      uid,
      title,
      owner: stored.owner,
      last: stored,
      ...reading,
    }),
  };
}
