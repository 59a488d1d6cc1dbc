import { DashError } from "../../base/dash-error.ts";
import { findCommit, type Revision } from "./revision.ts";
import { type Repository, unshallowHint } from "./repository.ts";

/** The branch that changes go to: what CI says of the pull request, else what the clone knows of its origin, else a guess. */
export async function findDefaultBranch(repository: Repository): Promise<Revision> {
  const found = (await targetOfRequest(repository)) ?? (await branchOfClone(repository));
  if (found !== undefined) return found;
  throw new DashError("git", {
    message: "The default branch is not known: there is no `origin/HEAD`, no `main` and no `master`.",
    hint: "Name what to compare with, for example `dash diff HEAD` or `dash diff BRANCH...HEAD`.",
  });
}

/** What a pull request (GitHub) or a merge request (GitLab) is to be merged into. */
async function targetOfRequest(repository: Repository): Promise<Revision | undefined> {
  const { env } = repository.git;
  const github = env["GITHUB_BASE_REF"];
  if (github) return targetRevision(repository, github, `refs/remotes/origin/${github}`);
  const gitlab = env["CI_MERGE_REQUEST_DIFF_BASE_SHA"];
  if (!gitlab) return undefined;
  return targetRevision(repository, env["CI_MERGE_REQUEST_TARGET_BRANCH_NAME"] || gitlab.slice(0, 8), gitlab);
}

async function targetRevision(repository: Repository, name: string, revision: string): Promise<Revision> {
  const commit = await findCommit(repository, revision);
  if (commit !== undefined) return { name, commit };
  throw new DashError("git", {
    message: `The request is to be merged into \`${name}\`, which this clone does not have.`,
    hint: unshallowHint(repository) ?? `Fetch it: \`git fetch origin ${name}\`.`,
  });
}

const remotePrefix = "refs/remotes/origin/";
const localPrefix = "refs/heads/";

async function branchOfClone(repository: Repository): Promise<Revision | undefined> {
  const { git } = repository;
  const [head, configured] = await Promise.all([
    git.try(["symbolic-ref", "--quiet", `${remotePrefix}HEAD`]),
    git.try(["config", "--get", "init.defaultBranch"]),
  ]);
  const names = [configured.stdout.trim(), "main", "master"].filter((name) => name !== "");
  const candidates = [
    head.stdout.trim(),
    ...names.map((name) => remotePrefix + name),
    ...names.map((name) => localPrefix + name),
  ];
  for (const ref of candidates.filter((candidate) => candidate !== "")) {
    const commit = await findCommit(repository, ref);
    if (commit !== undefined) return { name: ref.replace(remotePrefix, "").replace(localPrefix, ""), commit };
  }
  return undefined;
}
