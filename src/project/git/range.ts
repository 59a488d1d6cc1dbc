import { DashError } from "../../base/dash-error.ts";
import { findDefaultBranch } from "./default-branch.ts";
import type { Repository } from "./repository.ts";
import { commitOf, mergeBase, type Revision } from "./revision.ts";

/** A state of the files of a repository. */
export type Snapshot =
  | { readonly kind: "commit"; readonly label: string; readonly commit: string }
  /** What is staged for the next commit. */
  | { readonly kind: "index"; readonly label: string }
  /** The files as they lie there. */
  | { readonly kind: "working-tree"; readonly label: string };

/** What is compared. */
export interface GitRange {
  readonly base: Snapshot;
  readonly head: Snapshot;
}

/** What the user wants to compare. */
export interface RangeRequest {
  /**
   * `REF` against the working tree, `A..B` as they are, `A...B` from where they parted; a missing end is `HEAD`.
   * @default where the work parted from the default branch, against the working tree
   */
  readonly range?: string | undefined;
  /** Whether the second side is what is staged. @default false */
  readonly staged?: boolean | undefined;
}

const workingTree: Snapshot = { kind: "working-tree", label: "working tree" };
const index: Snapshot = { kind: "index", label: "staged changes" };

/** Finds the commits of a request; all that is named exists afterwards. */
export async function findRange(repository: Repository, request: RangeRequest): Promise<GitRange> {
  const { range, staged = false } = request;
  const ends = range === undefined ? undefined : splitRange(range);
  if (ends !== undefined && staged) {
    throw new DashError("usage", {
      message: `\`--staged\` compares one commit with what is staged, and \`${range}\` names two.`,
      hint: "Leave one of them out.",
    });
  }
  if (ends !== undefined) return rangeBetween(repository, ends);
  if (range !== undefined || staged) {
    return { base: await snapshotOf(repository, range ?? "HEAD"), head: staged ? index : workingTree };
  }
  return { base: await partingCommit(repository), head: workingTree };
}

interface RangeEnds {
  readonly from: string;
  readonly to: string;
  /** Whether the first side is where the two parted. */
  readonly fromParting: boolean;
}

/** Two dots cannot be part of a name, except in the path of `COMMIT:PATH`, which is no commit. */
function splitRange(range: string): RangeEnds | undefined {
  const found = /^(.*?)(\.{2,3})(.*)$/s.exec(range);
  if (found === null) return undefined;
  const [, from, dots, to] = found;
  return { from: from || "HEAD", to: to || "HEAD", fromParting: dots === "..." };
}

async function rangeBetween(repository: Repository, { from, to, fromParting }: RangeEnds): Promise<GitRange> {
  const [base, head] = [await snapshotOf(repository, from), await snapshotOf(repository, to)];
  if (!fromParting) return { base, head };
  const commit = await mergeBase(
    repository,
    { name: from, commit: base.commit },
    { name: to, commit: head.commit },
  );
  return { base: { ...base, commit }, head };
}

type CommitSnapshot = Extract<Snapshot, { readonly kind: "commit" }>;

async function snapshotOf(repository: Repository, name: string): Promise<CommitSnapshot> {
  return { kind: "commit", label: name, commit: await commitOf(repository, name) };
}

/** Where the work of this branch began; on the default branch itself what is not committed is the work. */
async function partingCommit(repository: Repository): Promise<CommitSnapshot> {
  const head: Revision = { name: "HEAD", commit: await commitOf(repository, "HEAD") };
  const branch = await findDefaultBranch(repository);
  const commit = await mergeBase(repository, branch, head);
  return { kind: "commit", label: commit === head.commit ? head.name : branch.name, commit };
}
