import { mkdtempSync, readdirSync, readFileSync, readlinkSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { checkOut } from "../../../src/project/git/check-out.ts";
import type { Snapshot } from "../../../src/project/git/range.ts";
import { openRepository } from "../../../src/project/git/repository.ts";
import { cloneOf, createRepository, gitEnv, type TestRepository } from "./git-repository.ts";

const staged: Snapshot = { kind: "index", label: "staged changes" };

/** The files of a snapshot by path; `cwd` is below the top. */
async function filesOf(
  repository: TestRepository,
  snapshot: Exclude<Snapshot, { kind: "working-tree" }>,
  cwd = "",
): Promise<Readonly<Record<string, string>>> {
  const folder = mkdtempSync(path.join(tmpdir(), "dash-test-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const { signal } = new AbortController();
  const opened = await openRepository({ cwd: path.join(repository.root, cwd), env: gitEnv, signal });
  const tree = await checkOut(opened, snapshot, folder);
  const entries = readdirSync(tree, { recursive: true, withFileTypes: true }).filter(
    (entry) => !entry.isDirectory(),
  );
  return Object.fromEntries(
    entries.map((entry) => {
      const file = path.join(entry.parentPath, entry.name);
      const text = entry.isSymbolicLink() ? `-> ${readlinkSync(file)}` : readFileSync(file, "utf8");
      return [path.relative(tree, file).replaceAll("\\", "/"), text];
    }),
  );
}

test("has all files of a commit, also from a folder below the top, and none of the working tree", async () => {
  const repository = createRepository();
  const commit = repository.commit("first", { "a.txt": "a\n", "sub/b.txt": "b\n", "sub/ü ñ.txt": "c\n" });
  repository.write({ "a.txt": "changed\n", "untracked.txt": "" });
  expect(await filesOf(repository, { kind: "commit", label: "HEAD", commit }, "sub")).toEqual({
    "a.txt": "a\n",
    "sub/b.txt": "b\n",
    "sub/ü ñ.txt": "c\n",
  });
});

test("has what is staged", async () => {
  const repository = createRepository();
  repository.commit("first", { "a.txt": "a\n", "b.txt": "b\n" });
  repository.write({ "a.txt": "staged\n", "c.txt": "new\n" });
  repository.git("add", "--all");
  repository.git("rm", "--quiet", "b.txt");
  repository.write({ "a.txt": "not staged\n" });
  expect(await filesOf(repository, staged)).toEqual({ "a.txt": "staged\n", "c.txt": "new\n" });
});

test("has what is staged before the first commit, and nothing where nothing was ever staged", async () => {
  const repository = createRepository();
  expect(await filesOf(repository, staged)).toEqual({});
  repository.write({ "a.txt": "a\n" });
  repository.git("add", "--all");
  expect(await filesOf(repository, staged)).toEqual({ "a.txt": "a\n" });
});

test("has what the work tree of `git worktree` has staged, not the other one", async () => {
  const repository = createRepository();
  repository.commit("first", { "a.txt": "a\n" });
  repository.git("worktree", "add", "--quiet", "other");
  repository.write({ "other/a.txt": "other\n" });
  repository.git("-C", "other", "add", "--all");
  expect(await filesOf(repository, staged, "other")).toEqual({ "a.txt": "other\n" });
});

test("needs no split index, and writes none", async () => {
  const repository = createRepository();
  repository.git("config", "core.splitIndex", "true");
  const commit = repository.commit("first", { "a.txt": "a\n" });
  const before = repository.state();
  expect(await filesOf(repository, staged)).toEqual({ "a.txt": "a\n" });
  expect(await filesOf(repository, { kind: "commit", label: "HEAD", commit })).toEqual({ "a.txt": "a\n" });
  expect(repository.state()).toEqual(before);
});

test("has all files of a commit when the work tree is sparse", async () => {
  const repository = createRepository();
  const commit = repository.commit("first", { "a/a.txt": "a\n", "b/b.txt": "b\n" });
  repository.git("sparse-checkout", "set", "a");
  expect(Object.keys(await filesOf(repository, { kind: "commit", label: "HEAD", commit })).sort()).toEqual([
    "a/a.txt",
    "b/b.txt",
  ]);
});

test("refuses an index with conflicts", async () => {
  const repository = createRepository();
  repository.commit("first", { "a.txt": "a\n" });
  repository.git("switch", "--quiet", "--create", "other");
  repository.commit("other", { "a.txt": "other\n" });
  repository.git("switch", "--quiet", "main");
  repository.commit("second", { "a.txt": "second\n" });
  expect(() => repository.git("merge", "other")).toThrow("git merge");
  await expect(filesOf(repository, staged)).rejects.toMatchObject({
    code: "git",
    message: "The staged changes have conflicts, so that there is no state to compare.",
  });
});

test("asks no server for the files that a partial clone lacks", async () => {
  const source = createRepository();
  source.git("config", "uploadpack.allowFilter", "true");
  source.git("config", "uploadpack.allowAnySHA1InWant", "true");
  const commit = source.commit("first", { "a.txt": "old\n" });
  source.commit("second", { "a.txt": "new\n" });
  const clone = cloneOf(source, "--filter=blob:none");
  const before = clone.state();
  await expect(filesOf(clone, { kind: "commit", label: "HEAD~1", commit })).rejects.toMatchObject({
    code: "git",
    message: "This clone lacks files of the commit: it was made with `--filter`.",
  });
  expect(clone.state()).toEqual(before);
});
