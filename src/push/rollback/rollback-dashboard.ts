import type { DashboardVersion, Grafana, ListedDashboard, StoredDashboard } from "../../grafana/model.ts";
import type { JsonObject } from "../../schema/json.ts";
import { limitLines } from "../compare/change-lines.ts";
import { cleanDocument } from "../compare/clean-document.ts";
import { describeConflict } from "../planning/conflicts.ts";
import { contentHash } from "../compare/content-hash.ts";
import type { Hide } from "../desired/references.ts";
import type { Action, Base, DashboardAction } from "../plan.ts";

/** A dashboard of the project with its versions, newest first. */
export interface DashboardHistory extends ListedDashboard {
  readonly versions: readonly DashboardVersion[];
}

/** What is planned for one object; without an action where nothing can be done. */
export interface Rolled {
  readonly action?: Action;
  readonly notes: readonly string[];
}

/** Which push is taken back. */
export interface RollbackContext {
  /** The project key. */
  readonly project: string;
  /** The name of the push. */
  readonly push: string;
  /** Whether what was changed since is rolled back as well. */
  readonly force: boolean;
  /** Hides the values of variables in texts that are shown. @default nothing is hidden */
  readonly hide?: Hide | undefined;
}

/** What takes a push back for one dashboard that it wrote. */
export async function planDashboardRollback(
  grafana: Grafana,
  history: DashboardHistory,
  context: RollbackContext,
): Promise<Rolled> {
  const stored = await grafana.dashboards.read(history.uid);
  // Deleted between the list and now: nothing is left to take back.
  if (stored === undefined) return { notes: [] };
  const versions = history.versions.filter(({ version }) => version <= stored.version);
  const own = versions.findIndex((version) => isOf(version, context));
  const since = versions.slice(0, Math.max(0, own));
  const isNewer = versions[0] !== undefined && versions[0].version < stored.version;
  const present = cleanDocument(stored.document);
  const hash = contentHash({ ...stored, document: present });
  const isUntouched = own === 0 && !isNewer && versions[0]?.stamp?.hash === hash;
  if (own < 0 || (!isUntouched && !context.force))
    return { action: editedSince(stored, since, hash), notes: [] };
  const before = versions.slice(own).find((version) => !isOf(version, context));
  if (before === undefined) return takeAway(stored, hash, versions.at(-1));
  const document = await grafana.dashboards.readVersion(stored.uid, before.version);
  if (document === undefined || isNewSchema(document)) {
    return {
      notes: [
        `\`${stored.title}\` stays as it is: its version ${before.version} cannot be read as a classic document.`,
      ],
    };
  }
  const older = { document: cleanDocument(document), version: before.version, hash };
  const action = restore(stored, older);
  if (action.kind === "unchanged") return { action, notes: [] };
  const { describeDocument } = await import("../compare/changes.ts");
  const changes = limitLines(describeDocument(older.document, present, context.hide));
  return { action: { ...action, changes }, notes: [] };
}

/** Whether a version was written by the push that is taken back. */
export function isOf(
  { stamp }: DashboardVersion,
  { project, push }: Pick<RollbackContext, "project" | "push">,
): boolean {
  return stamp?.project === project && stamp.push === push;
}

function isNewSchema(document: JsonObject): boolean {
  return document["elements"] !== undefined && document["layout"] !== undefined;
}

function commons(
  stored: StoredDashboard,
  hash: string,
): Pick<DashboardAction, "object" | "uid" | "title" | "folderUid"> & { readonly base: Base } {
  const { uid, title, folderUid, version, revision, metadata } = stored;
  const base = { version, revision, ...(metadata === undefined ? {} : { metadata }), hash };
  return { object: "dashboard", uid, title, folderUid, base };
}

function restore(
  stored: StoredDashboard,
  before: { readonly document: JsonObject; readonly version: number; readonly hash: string },
): DashboardAction {
  const { document, version } = before;
  const { uid, folderUid } = stored;
  const hash = contentHash({ uid, folderUid, document });
  const { title } = document;
  const named = {
    ...commons(stored, before.hash),
    title: typeof title === "string" ? title : stored.title,
    hash,
  };
  if (hash === before.hash) return { ...named, kind: "unchanged", changes: [] };
  return { ...named, kind: "update", changes: [], document, restores: version };
}

/** The push created it, if its history goes back to the beginning. */
function takeAway(stored: StoredDashboard, hash: string, oldest: DashboardVersion | undefined): Rolled {
  if (oldest?.version !== 1) {
    return {
      notes: [`\`${stored.title}\` stays as it is: Grafana no longer keeps its version before the push.`],
    };
  }
  const action: DashboardAction = {
    ...commons(stored, hash),
    kind: "delete",
    changes: ["was created by the push"],
    hash: "",
  };
  return { action, notes: [] };
}

function editedSince(
  stored: StoredDashboard,
  since: readonly DashboardVersion[],
  hash: string,
): DashboardAction {
  const { uid, title, owner } = stored;
  const conflict = describeConflict("edited", {
    object: "dashboard",
    uid,
    title,
    owner,
    last: stored,
    since,
  });
  const later = since.find(({ stamp }) => stamp !== undefined)?.stamp;
  return {
    ...commons(stored, hash),
    kind: "conflict",
    changes: [],
    hash: "",
    conflict: {
      ...conflict,
      message:
        later === undefined
          ? `The dashboard \`${title}\` was changed in Grafana after the push that is taken back.`
          : `The dashboard \`${title}\` was pushed again after the push that is taken back, by \`${later.push}\`.`,
      hint: "Keep the change, or roll back with `--force` to drop it.",
    },
  };
}
