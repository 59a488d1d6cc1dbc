/** The files of a commit or of the index in a temporary folder; the repository stays as it is. */
import { copyFileSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { DashError } from "../../base/dash-error.ts";
import { failure, type GitRun } from "./git.ts";
import type { Snapshot } from "./range.ts";
import { indexFile, type Repository } from "./repository.ts";

/** Seconds that the files of a commit may take. */
const timeoutSeconds = 300;

/** Puts the files of a snapshot into `tree`, a new folder of the given one. Answers with its path. */
export async function checkOut(
  repository: Repository,
  snapshot: Exclude<Snapshot, { readonly kind: "working-tree" }>,
  folder: string,
): Promise<string> {
  const { git } = repository;
  const index = join(folder, "index");
  const tree = join(folder, "tree");
  mkdirSync(tree);
  const run: GitRun = {
    env: { GIT_INDEX_FILE: index },
    settings: await withoutFilters(repository),
    timeoutSeconds,
  };
  if (snapshot.kind === "commit") await git.read(["read-tree", snapshot.commit], run);
  else if (!(await copyIndex(repository, index))) return tree;
  else await refuseConflicts(repository, run);
  // From the top: in a folder below it, git would write only the files of that folder.
  const args = ["-C", repository.topLevel, "checkout-index", "--all", "--quiet", `--prefix=${tree}/`];
  const written = await git.try(args, run);
  if (!written.ok) throw failure("checkout-index", written);
  return tree;
}

/** Files with conflicts would be left out in silence. */
async function refuseConflicts({ git, topLevel }: Repository, run: GitRun): Promise<void> {
  const unmerged = await git.read(["-C", topLevel, "ls-files", "--unmerged"], run);
  if (unmerged === "") return;
  throw new DashError("git", {
    message: "The staged changes have conflicts, so that there is no state to compare.",
    hint: "Resolve the conflicts and stage the files, or leave `--staged` out.",
  });
}

/** The original is never used: git writes to an index now and then, also when it only reads. */
async function copyIndex(repository: Repository, target: string): Promise<boolean> {
  const file = await indexFile(repository);
  if (file === undefined) return false;
  copyFileSync(file, target);
  return true;
}

/** Filters are programs, and some ask servers: files stay as they were committed. */
async function withoutFilters({ git }: Repository): Promise<readonly string[]> {
  const asked = await git.try(["config", "--null", "--name-only", "--get-regexp", "^filter\\."]);
  const names = asked.stdout.split("\0").flatMap((name) => /^filter\.(.+)\.[^.]+$/s.exec(name)?.[1] ?? []);
  return [...new Set(names)].flatMap((name) => [
    `filter.${name}.smudge=`,
    `filter.${name}.process=`,
    `filter.${name}.required=false`,
  ]);
}
