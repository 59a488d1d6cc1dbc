/**
 * What is done to an object that exists, decided from what is known of it and nothing else, so that every machine
 * decides alike. The hash in the newest stamp, compared with the hash of what is there now, tells whether anybody
 * changed the object since dash pushed it.
 */
import type { Owner } from "../../grafana/model.ts";
import type { Comparison } from "../compare/compare.ts";
import type { ConflictReason } from "../plan.ts";

/** What is known of an object that exists. */
export interface Situation {
  /** The project key of this push. */
  readonly project: string;
  readonly owner: Owner;
  /** How its content relates to the code. */
  readonly comparison: Comparison;
  /** Whether it lies in the folder that the code says. */
  readonly inPlace: boolean;
  /** Whether it is exactly as a push of this project left it; asked only when it matters, because it costs reading. */
  readonly readTrace: () => Promise<Trace>;
  /** Whether forcible conflicts become updates. */
  readonly force: boolean;
  /** Whether objects of nobody that are as the code says are marked as the project's own. */
  readonly adopts: boolean;
}

/**
 * What the stamps of an object tell: `resaved` when somebody saved what was pushed without a difference that shows,
 * `none` when no push of this project is known to have written it.
 */
export type Trace = "untouched" | "resaved" | "edited" | "none";

/** What is done. */
export type Decision =
  | { readonly kind: "unchanged" | "adopt" | "update" | "move" }
  | { readonly kind: "conflict"; readonly reason: Exclude<ConflictReason, "identity"> };

/** Decides about one object. */
export async function decide(situation: Situation): Promise<Decision> {
  const { project, owner, comparison, inPlace, force } = situation;
  const isOurs = owner.kind === "dash" && owner.project === project;
  if (comparison !== "different" && inPlace) return decideCovered(situation, isOurs);
  const foreign = foreignReason(owner, project);
  if (foreign !== undefined) return { kind: "conflict", reason: foreign };
  const overwriting = { kind: comparison === "different" ? "update" : "move" } as const;
  const trace = await situation.readTrace();
  if (trace === "untouched" || trace === "resaved" || force) return overwriting;
  return { kind: "conflict", reason: isOurs || trace === "edited" ? "edited" : "unmanaged" };
}

/** The object is as the code says, wherever it came from. */
async function decideCovered(situation: Situation, isOurs: boolean): Promise<Decision> {
  const { owner, comparison, readTrace, adopts } = situation;
  if (owner.kind === "nobody") return { kind: adopts ? "adopt" : "unchanged" };
  // Nobody but dash wrote what only a relaxation excuses: the code has dropped it since.
  if (isOurs && comparison === "covered" && (await readTrace()) === "untouched") return { kind: "update" };
  return { kind: "unchanged" };
}

function foreignReason(
  owner: Owner,
  project: string,
): "provisioned" | "other-tool" | "other-project" | undefined {
  if (owner.kind === "file") return "provisioned";
  if (owner.kind === "tool") return "other-tool";
  return owner.kind === "dash" && owner.project !== project ? "other-project" : undefined;
}
