import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { DashError } from "../../base/dash-error.ts";
import { nearest, quoteList } from "../../base/text.ts";
import { failure } from "./git.ts";
import { type Repository, unshallowHint } from "./repository.ts";

/** The commit of a revision, or `undefined` where the repository has none of that name. */
export async function findCommit({ git }: Repository, revision: string): Promise<string | undefined> {
  // A NUL cannot be handed to a program, and an empty name would mean something else.
  if (revision === "" || revision.includes("\0")) return undefined;
  const asked = await git.try([
    "rev-parse",
    "--verify",
    "--quiet",
    "--end-of-options",
    `${revision}^{commit}`,
  ]);
  return asked.ok ? asked.stdout.trim() : undefined;
}

/** The commit of a revision that a user named. */
export async function commitOf(repository: Repository, revision: string): Promise<string> {
  const commit = await findCommit(repository, revision);
  if (commit !== undefined) return commit;
  if (revision === "HEAD") throw noCommits();
  const hint = existsSync(resolve(repository.git.cwd, revision))
    ? `It is a path; name two to compare them, as in \`npx dash diff OLD ${revision}\`.`
    : [await nearestNames(repository, revision), unshallowHint(repository)].filter(Boolean).join(" ");
  throw new DashError("git", {
    message: `The repository has no commit \`${revision}\`.`,
    ...(hint === "" ? {} : { hint }),
  });
}

function noCommits(): DashError {
  return new DashError("git", {
    message: "There is no commit to compare with: nothing was committed on this branch yet.",
    hint: "Commit something first, or name another branch, for example `dash diff main`.",
  });
}

async function nearestNames({ git }: Repository, revision: string): Promise<string> {
  const format = "--format=%(refname:short)";
  const text = await git.read(["for-each-ref", format, "refs/heads", "refs/tags", "refs/remotes"]);
  const names = text.split("\n").filter((name) => name !== "");
  const remote = names.filter((name) => name.endsWith(`/${revision}`));
  const near = remote.length > 0 ? remote.slice(0, 3) : nearest(revision, names);
  if (near.length > 1) return `Did you mean one of ${near.map((name) => `\`${name}\``).join(", ")}?`;
  if (near.length === 1) return `Did you mean \`${near[0]}\`?`;
  return names.length > 0 && names.length <= 12 ? `There are ${quoteList(names)}.` : "";
}

/** The newest commit that two commits have in common. */
export async function mergeBase(repository: Repository, left: Revision, right: Revision): Promise<string> {
  const asked = await repository.git.try(["merge-base", left.commit, right.commit]);
  const commit = asked.stdout.trim();
  if (commit !== "") return commit;
  if (asked.stderr !== "") throw failure("merge-base", asked);
  throw new DashError("git", {
    message: `\`${left.name}\` and \`${right.name}\` have no commit in common in this clone.`,
    hint: unshallowHint(repository) ?? `Compare them as they are: \`dash diff ${left.name}..${right.name}\`.`,
  });
}

/** A commit, with the name that the user or the repository has for it. */
export interface Revision {
  readonly name: string;
  readonly commit: string;
}
