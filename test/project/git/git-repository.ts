import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { devNull, tmpdir } from "node:os";
import path from "node:path";
import { onTestFinished } from "vitest";

/** The environment of git in tests: nothing of the machine's or the user's settings. */
export const gitEnv: Readonly<Record<string, string>> = {
  PATH: process.env["PATH"] ?? "",
  HOME: devNull,
  GIT_CONFIG_GLOBAL: devNull,
  GIT_CONFIG_SYSTEM: devNull,
  GIT_AUTHOR_NAME: "Test",
  GIT_AUTHOR_EMAIL: "test@example.org",
  GIT_COMMITTER_NAME: "Test",
  GIT_COMMITTER_EMAIL: "test@example.org",
  GIT_AUTHOR_DATE: "2026-11-22T22:03:11Z",
  GIT_COMMITTER_DATE: "2026-11-22T22:03:11Z",
};

/** A repository in a temporary folder. */
export interface TestRepository {
  readonly root: string;
  /** Runs git in the folder; what it printed. */
  git(...args: readonly string[]): string;
  write(files: Readonly<Record<string, string>>): void;
  /** Writes files and commits all that is there; the new commit. */
  commit(message: string, files?: Readonly<Record<string, string>>): string;
  remove(): void;
  /** All that a user could notice: status, work trees and every file below `.git` except for the objects' packs. */
  state(): unknown;
}

/** Names a folder that exists a repository. */
export function repositoryIn(root: string): TestRepository {
  const git = (...args: readonly string[]): string =>
    execFileSync("git", [...args], { cwd: root, env: gitEnv, encoding: "utf8", stdio: "pipe" }).trim();
  const write = (files: Readonly<Record<string, string>>): void => {
    for (const [file, text] of Object.entries(files)) {
      const target = path.join(root, file);
      mkdirSync(path.dirname(target), { recursive: true });
      writeFileSync(target, text);
    }
  };
  return {
    root,
    git,
    write,
    commit(message, files = {}) {
      write(files);
      git("add", "--all", "--force");
      git("commit", "--quiet", "--allow-empty", "--message", message);
      return git("rev-parse", "HEAD");
    },
    remove: () => rmSync(root, { recursive: true, force: true }),
    state: () => ({
      status: git("--no-optional-locks", "status", "--porcelain", "--ignored"),
      worktrees: git("worktree", "list"),
      files: readdirSync(path.join(root, ".git"), { recursive: true, encoding: "utf8" }).sort(),
    }),
  };
}

/** A new, empty folder without symbolic links in its path. */
export function temporaryFolder(): string {
  return realpathSync(mkdtempSync(path.join(tmpdir(), "dash-test-")));
}

/** A new repository on the branch `main`. It is removed after the test unless `remove` does something else. */
export function createRepository(remove: (action: () => void) => void = onTestFinished): TestRepository {
  const repository = repositoryIn(temporaryFolder());
  remove(() => repository.remove());
  repository.git("init", "--quiet", "--initial-branch", "main");
  return repository;
}

/** A clone by a protocol that really transfers, so that it can be shallow or partial. */
export function cloneOf(source: TestRepository, ...options: readonly string[]): TestRepository {
  const clone = repositoryIn(temporaryFolder());
  onTestFinished(() => clone.remove());
  clone.git("clone", "--quiet", ...options, `file://${source.root}`, ".");
  return clone;
}
