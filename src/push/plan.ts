/**
 * A plan: what a push does to a Grafana, as plain data. It is printed, saved and applied as the same object. Secrets
 * are in it as `${NAME}` references only.
 */
import type { DataSourceSettings, GrafanaFacts, Revision } from "../grafana/model.ts";
import type { JsonObject } from "../schema/json.ts";

/** Rises when a plan of another version could be misunderstood. */
export const planFormatVersion = 1;

/** What is done to an object. */
export const actionKinds = ["create", "update", "move", "adopt", "unchanged", "conflict", "delete"] as const;

/** One of {@link actionKinds}; `adopt` only adds the stamp to an object that is as the code says already. */
export type ActionKind = (typeof actionKinds)[number];

/** Why an object is left alone. */
export type ConflictReason =
  /** Somebody changed it since dash pushed it last. */
  | "edited"
  /** It exists, differs, and no project of dash wrote it. */
  | "unmanaged"
  /** Another project of dash wrote it. */
  | "other-project"
  /** It comes from a provisioning file. */
  | "provisioned"
  /** Another tool keeps it. */
  | "other-tool"
  /** The name or the uid belongs to something else. */
  | "identity";

/** Why an object is left alone, for people. */
export interface Conflict {
  readonly reason: ConflictReason;
  readonly message: string;
  readonly hint: string;
  /** Whether `--force` overwrites it: only what an editor did, never what a file, a tool or a project keeps. */
  readonly forcible: boolean;
  /** Who changed it since the last push, newest first. */
  readonly since: readonly { readonly by: string; readonly at: string; readonly message: string }[];
  /** The content hash of what the project pushed last, where it is known. */
  readonly pushedHash?: string;
  /**
   * What was changed in Grafana since the last push, in words. Absent when what was pushed is no longer known; where it
   * is there, the action's `changes` are what the code changed since.
   */
  readonly edits?: readonly string[];
}

/** The state on the server that an action was planned against. */
export interface Base extends Revision {
  /** The content hash of that state. */
  readonly hash: string;
}

interface ActionCommons {
  readonly kind: ActionKind;
  readonly uid: string;
  readonly title: string;
  /** What changes, in words; one for each line. */
  readonly changes: readonly string[];
  /** With the kind `conflict`. */
  readonly conflict?: Conflict;
  /** Absent when the object is not there. */
  readonly base?: Base;
}

/** What is done to a folder. */
export interface FolderAction extends ActionCommons {
  readonly object: "folder";
  /** Empty at the root. */
  readonly parentUid: string;
  /** The content hash of the wanted state; empty when it is deleted. */
  readonly hash: string;
}

/** What is done to a data source. */
export interface DataSourceAction extends ActionCommons {
  readonly object: "data-source";
  /** The wanted settings; texts may hold `${NAME}` references. Absent when it is deleted. */
  readonly settings?: DataSourceSettings;
  /** The secrets as `${NAME}` references. */
  readonly secrets: Readonly<Record<string, string>>;
  readonly hash: string;
  /** The settings before, for rolling back. */
  readonly previous?: DataSourceSettings;
}

/** What is done to a dashboard. */
export interface DashboardAction extends ActionCommons {
  readonly object: "dashboard";
  /** Empty for the root. */
  readonly folderUid: string;
  /** Where it lies now, when that is elsewhere; empty for the root. */
  readonly previousFolderUid?: string;
  /** The whole document to be sent; absent when nothing is sent. */
  readonly document?: JsonObject;
  readonly hash: string;
  /** The file of the project that it comes from. */
  readonly source?: string;
  /** The older version that this restores. */
  readonly restores?: number;
}

/** What is done to one object. */
export type Action = FolderAction | DataSourceAction | DashboardAction;

/** What a push does. */
export interface Plan {
  readonly formatVersion: typeof planFormatVersion;
  /** The project key, see `grafana/stamp.ts`. */
  readonly project: string;
  /** The name of the environment; absent without one. */
  readonly environment?: string;
  readonly server: Pick<GrafanaFacts, "url" | "version" | "api" | "orgId">;
  /** In the order in which they are applied: folders by depth, data sources, dashboards, deletions last. */
  readonly actions: readonly Action[];
  /** What people should know besides, for example that a refresh is raised to the server's minimum. */
  readonly notes: readonly string[];
}

/** How many actions of each kind a plan has. */
export function countActions(actions: readonly Pick<Action, "kind">[]): Readonly<Record<ActionKind, number>> {
  const counts = Object.fromEntries(actionKinds.map((kind) => [kind, 0])) as Record<ActionKind, number>;
  for (const { kind } of actions) counts[kind] += 1;
  return counts;
}

/** Whether an action writes to the server. */
export function isWriting({ kind }: Pick<Action, "kind">): boolean {
  return kind !== "unchanged" && kind !== "conflict";
}
