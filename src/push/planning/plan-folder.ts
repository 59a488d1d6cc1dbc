import type { Grafana, StoredFolder } from "../../grafana/model.ts";
import { show } from "../compare/change-lines.ts";
import { describeConflict } from "./conflicts.ts";
import { folderHash } from "../compare/content-hash.ts";
import { decide, type Trace } from "./decide.ts";
import type { DesiredFolder } from "../desired/desired.ts";
import { folderName, type ObjectContext } from "./object-context.ts";
import type { Base, FolderAction } from "../plan.ts";

/** What is to be done to a folder, after reading it. */
export async function planFolder(
  grafana: Grafana,
  desired: DesiredFolder,
  context: ObjectContext,
): Promise<FolderAction> {
  const { object, uid, title, parentUid } = desired;
  const commons = { object, uid, title, parentUid, hash: folderHash(desired) };
  const stored = await grafana.folders.read(uid);
  if (stored === undefined) return { ...commons, kind: "create", changes: [] };
  const decision = await decide({
    ...context,
    owner: stored.owner,
    comparison: stored.title === title ? "equal" : "different",
    inPlace: stored.parentUid === parentUid,
    readTrace: () => Promise.resolve(traceFolder(stored, context.project)),
    // A folder that somebody made stays theirs, and so is never deleted.
    adopts: false,
  });
  const changes = decision.kind === "unchanged" ? [] : describeFolder(desired, stored, context);
  const base = folderBase(stored);
  if (decision.kind !== "conflict") return { ...commons, kind: decision.kind, changes, base };
  const { owner } = stored;
  const pushedHash = stored.hash;
  const conflict = describeConflict(decision.reason, {
    object,
    uid,
    title,
    owner,
    last: stored,
    pushedHash,
  });
  return { ...commons, kind: "conflict", changes, base, conflict };
}

/** The state of a folder that a plan is made against. */
export function folderBase(stored: StoredFolder): Base {
  const { version, revision, metadata } = stored;
  return { version, revision, ...(metadata === undefined ? {} : { metadata }), hash: folderHash(stored) };
}

/** What a folder's stamp tells. */
export function traceFolder(stored: StoredFolder, project: string): Trace {
  if (stored.owner.kind !== "dash" || stored.owner.project !== project || stored.hash === undefined)
    return "none";
  return stored.hash === folderHash(stored) ? "untouched" : "edited";
}

function describeFolder(
  desired: DesiredFolder,
  stored: StoredFolder,
  context: ObjectContext,
): readonly string[] {
  return [
    ...(desired.title === stored.title ? [] : [`title ${show(stored.title)} → ${show(desired.title)}`]),
    ...(desired.parentUid === stored.parentUid
      ? []
      : [`folder ${folderName(stored.parentUid, context)} → ${folderName(desired.parentUid, context)}`]),
  ];
}
