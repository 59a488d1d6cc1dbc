import type { Grafana, StoredDashboard } from "../../grafana/model.ts";
import type { JsonObject } from "../../schema/json.ts";
import { limitLines } from "../compare/change-lines.ts";
import { cleanDocument } from "../compare/clean-document.ts";
import { compareDocuments, type Comparison } from "../compare/compare.ts";
import { describeConflict } from "./conflicts.ts";
import { type DashboardTraces, traceDashboard } from "./dashboard-traces.ts";
import { decide, type Decision } from "./decide.ts";
import type { DesiredDashboard } from "../desired/desired.ts";
import { folderName, type ObjectContext } from "./object-context.ts";
import type { Base, DashboardAction } from "../plan.ts";

/** What the code dropped although Grafana cannot tell the difference. */
const unseenChange = "details that look the same in Grafana";

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
    readTrace: async () => (await traces.read()).trace,
    // Marking a dashboard of the newer schema would write it back in the older one.
    adopts: stored.format === "classic",
  });
  if (decision.kind === "unchanged") return leaveDashboard(desired, stored);
  const changes = limitLines([
    ...describeMove(desired, stored, context),
    ...(comparison === "different" ? await describeChanges(document, present, context) : []),
    ...(comparison === "covered" && decision.kind === "update" ? [unseenChange] : []),
  ]);
  const base = baseOf(stored, traces.hash());
  const from = stored.folderUid === desired.folderUid ? {} : { previousFolderUid: stored.folderUid };
  if (decision.kind !== "conflict") {
    return sendDashboard(desired, { kind: decision.kind, changes, base, ...from });
  }
  const conflict = await conflictOf(desired, decision, { stored, present, traces, changes, context });
  return { ...conflict, base, hash: desired.hash() };
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
  what: Pick<DashboardAction, "kind" | "changes" | "base" | "previousFolderUid">,
): DashboardAction {
  return {
    ...commons(desired),
    ...what,
    get document() {
      return desired.document();
    },
    get hash() {
      return desired.hash();
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
  return [`folder ${folderName(stored.folderUid, context)} → ${folderName(folderUid, context)}`];
}

/** The words are loaded only where something differs: most pushes change little, many nothing. */
async function describeChanges(
  code: JsonObject,
  server: JsonObject,
  { hide }: ObjectContext,
): Promise<readonly string[]> {
  const { describeDocument } = await import("../compare/changes.ts");
  return describeDocument(code, server, hide);
}

interface ConflictParts {
  readonly stored: StoredDashboard;
  /** The clean document that is there. */
  readonly present: JsonObject;
  readonly traces: DashboardTraces;
  /** What a push would change. */
  readonly changes: readonly string[];
  readonly context: ObjectContext;
}

/** A conflict tells both sides apart where the last push is still known: what the code changed since, and what Grafana did. */
async function conflictOf(
  desired: DesiredDashboard,
  { reason }: Extract<Decision, { kind: "conflict" }>,
  { stored, present, traces, changes, context }: ConflictParts,
): Promise<Omit<DashboardAction, "hash">> {
  const reading = reason === "edited" || reason === "unmanaged" ? await traces.read() : undefined;
  const { uid, title } = desired;
  const { owner } = stored;
  const conflict = describeConflict(reason, {
    object: "dashboard",
    uid,
    title,
    owner,
    last: stored,
    ...reading,
  });
  const pushed = reading?.pushed;
  if (pushed === undefined) return { ...commons(desired), kind: "conflict", changes, conflict };
  const { describeDocument, describeEdits } = await import("../compare/changes.ts");
  const edits = limitLines(describeEdits(present, pushed, context.hide));
  const own = limitLines(describeDocument(desired.document(), pushed, context.hide));
  return { ...commons(desired), kind: "conflict", changes: own, conflict: { ...conflict, edits } };
}
