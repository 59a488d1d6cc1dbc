import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { DashError } from "../../base/dash-error.ts";
import { createGit, failure, type Git, type GitOptions } from "./git.ts";

/** The git repository that a project lies in. */
export interface Repository {
  readonly git: Git;
  /** The folder of the work tree. */
  readonly topLevel: string;
  /** The folder of the project below it, with forward slashes; empty for the top itself. */
  readonly prefix: string;
  readonly isShallow: boolean;
}

/** Opens the repository that a folder, without symbolic links, belongs to. */
export async function openRepository(options: GitOptions): Promise<Repository> {
  const git = createGit(options);
  const asked = await git.try(["rev-parse", "--is-shallow-repository", "--show-toplevel", "--show-prefix"]);
  if (!asked.ok) throw noRepository(options.cwd, asked);
  const [shallow, topLevel = "", prefix = ""] = asked.stdout.split(/\r?\n/);
  return {
    git,
    topLevel: resolve(topLevel),
    prefix: prefix.replace(/\/$/, ""),
    isShallow: shallow === "true",
  };
}

function noRepository(cwd: string, output: Parameters<typeof failure>[1]): DashError {
  if (!/not a git repository|must be run in a work tree/.test(output.stderr))
    return failure("rev-parse", output);
  return new DashError("git", {
    message: `\`${cwd}\` is in no work tree of git, so there is no commit to compare with.`,
    hint: "Run `dash diff` in a clone of the repository.",
  });
}

/** The file of the index that the next commit is made of; `undefined` where nothing was ever staged. */
export async function indexFile({ git, topLevel }: Repository): Promise<string | undefined> {
  // `git commit FILE` hands an index of its own to its hooks, which start at the top.
  const given = git.env["GIT_INDEX_FILE"];
  const usual = resolve(git.cwd, await git.read(["rev-parse", "--git-path", "index"]));
  return [given === undefined ? usual : resolve(topLevel, given), usual].find((file) => existsSync(file));
}

/** What to do in a clone that lacks history, in words of where it runs. */
export function unshallowHint({ git, isShallow }: Repository): string | undefined {
  if (!isShallow) return undefined;
  if (git.env["GITHUB_ACTIONS"]) return "Fetch the history: set `fetch-depth: 0` on `actions/checkout`.";
  if (git.env["GITLAB_CI"]) return 'Fetch the history: set the variable `GIT_DEPTH: "0"` for the job.';
  return "The clone is shallow; fetch the history with `git fetch --unshallow` (`fetch-depth: 0` on GitHub).";
}
