/** Why an object is left alone, in words for people. */
import type { DashboardVersion, LastChange, Owner } from "../../grafana/model.ts";
import type { Action, Conflict, ConflictReason } from "../plan.ts";

/** What a conflict is told with. */
export interface ConflictCase {
  readonly object: Action["object"];
  readonly uid: string;
  readonly title: string;
  readonly owner: Owner;
  readonly last?: LastChange | undefined;
  /** The versions since the last push, newest first. */
  readonly since?: readonly DashboardVersion[];
  /** Whether the credentials may not see the history, so that nobody can tell what is new. */
  readonly isHistoryHidden?: boolean;
  /** The content hash of what the project pushed last, where it is known. */
  readonly pushedHash?: string | undefined;
  /** Whether it was to be deleted. */
  readonly isDeletion?: boolean;
}

type Words = Pick<Conflict, "message" | "hint">;

const nouns: Readonly<Record<Action["object"], string>> = {
  dashboard: "dashboard",
  folder: "folder",
  "data-source": "data source",
};

const writers: Readonly<Record<Exclude<ConflictReason, "identity">, (conflict: ConflictCase) => Words>> = {
  edited: (conflict) => ({
    message: conflict.isHistoryHidden
      ? `The ${named(conflict)} differs from the code, and these credentials may not read its history to see whether somebody changed it.`
      : `The ${named(conflict)} was changed in Grafana${bySomebody(conflict)} since it was pushed last.`,
    hint: keepOrForce(conflict),
  }),
  unmanaged: (conflict) => ({
    message: `The ${named(conflict)} exists in Grafana, differs from the code, and no push of this project wrote it.`,
    hint: keepOrForce(conflict),
  }),
  "other-project": (conflict) => ({
    message: `The ${named(conflict)} belongs to the project \`${conflict.owner.kind === "dash" ? conflict.owner.project : ""}\`.`,
    hint: `Push it from there, or give the ${nouns[conflict.object]} of this project another uid.`,
  }),
  provisioned: (conflict) => ({
    message: `The ${named(conflict)} comes from a provisioning file${pathOf(conflict.owner)}; Grafana would overwrite a push.`,
    hint: "Remove it from the provisioned files first, or leave it to them.",
  }),
  "other-tool": (conflict) => ({
    message: `The ${named(conflict)} is kept by another tool${toolOf(conflict.owner)}.`,
    hint: `Release it there first, or give the ${nouns[conflict.object]} of this project another uid.`,
  }),
};

/** A conflict that was decided about. */
export function describeConflict(
  reason: Exclude<ConflictReason, "identity">,
  conflict: ConflictCase,
): Conflict {
  const since = (conflict.since ?? []).map(({ createdBy, created, message }) => ({
    by: createdBy,
    at: created,
    message,
  }));
  const forcible = reason === "edited" || reason === "unmanaged";
  return {
    reason,
    ...writers[reason](conflict),
    forcible,
    since: reason === "edited" ? since : [],
    ...(conflict.pushedHash === undefined ? {} : { pushedHash: conflict.pushedHash }),
  };
}

/** A conflict about a name or a uid that belongs to something else. */
export function identityConflict(message: string, hint: string): Conflict {
  return { reason: "identity", message, hint, forcible: false, since: [] };
}

function named({ object, title }: ConflictCase): string {
  return `${nouns[object]} \`${title}\``;
}

function bySomebody({ since = [], last }: ConflictCase): string {
  const newest = since[0];
  const by = newest?.createdBy ?? last?.updatedBy ?? "";
  const at = newest?.created ?? last?.updated ?? "";
  return `${by === "" ? "" : ` by \`${by}\``}${at === "" ? "" : ` at ${at}`}`;
}

function keepOrForce({ object, uid, isDeletion }: ConflictCase): string {
  if (isDeletion) return "Delete it in Grafana, or push with `--force` to delete it all the same.";
  return object === "dashboard"
    ? `Take the change over into the code (\`npx dash pull ${uid}\` saves it), or push with \`--force\` to overwrite it.`
    : "Take the change over into the code, or push with `--force` to overwrite it.";
}

function pathOf(owner: Owner): string {
  return owner.kind === "file" && owner.path !== "" ? ` (\`${owner.path}\`)` : "";
}

function toolOf(owner: Owner): string {
  if (owner.kind !== "tool") return "";
  return ` (\`${owner.tool}\`${owner.identity === "" ? "" : `, \`${owner.identity}\``})`;
}
