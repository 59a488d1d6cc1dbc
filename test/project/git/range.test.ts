import { mkdirSync, rmSync } from "node:fs";
import path from "node:path";
import { afterAll, describe, expect, onTestFinished, test } from "vitest";
import { DashError } from "../../../src/base/dash-error.ts";
import { findRange, type GitRange, type RangeRequest } from "../../../src/project/git/range.ts";
import { openRepository } from "../../../src/project/git/repository.ts";
import { cloneOf, createRepository, gitEnv, type TestRepository, temporaryFolder } from "./git-repository.ts";

type Env = Readonly<Record<string, string>>;

async function rangeIn(root: string, request: RangeRequest = {}, env: Env = {}): Promise<GitRange> {
  const { signal } = new AbortController();
  return findRange(await openRepository({ cwd: root, env: { ...gitEnv, ...env }, signal }), request);
}

/** How a request fails: code, message and hint. */
async function failureOf(failing: Promise<unknown>): Promise<readonly (string | undefined)[]> {
  const error = await failing.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(DashError);
  const { code, message, hint } = error as DashError;
  return [code, message, hint];
}

const closers: (() => void)[] = [];
afterAll(() => closers.forEach((close) => close()));

/** main: first, second, third; feature, from second: work, more. */
const shared: TestRepository = createRepository((close) => closers.push(close));
shared.commit("first");
const second = shared.commit("second");
shared.git("switch", "--quiet", "--create", "feature");
const work = shared.commit("work");
const more = shared.commit("more");
shared.git("switch", "--quiet", "main");
const third = shared.commit("third");
shared.git("tag", "v1", second);
shared.git("update-ref", "refs/heads/-x", work);
shared.git("switch", "--quiet", "feature");

const tree = { kind: "working-tree", label: "working tree" };
const staged = { kind: "index", label: "staged changes" };
const commit = (label: string, hash: string) => ({ kind: "commit", label, commit: hash });

describe("on a branch", () => {
  test.each<{ name: string; request: RangeRequest; base: object; head: object }>([
    {
      name: "no argument starts where the branch parted from the default one",
      request: {},
      base: commit("main", second),
      head: tree,
    },
    {
      name: "REF is that commit itself",
      request: { range: "main" },
      base: commit("main", third),
      head: tree,
    },
    { name: "HEAD~1", request: { range: "HEAD~1" }, base: commit("HEAD~1", work), head: tree },
    { name: "a tag", request: { range: "v1" }, base: commit("v1", second), head: tree },
    {
      name: "A..B takes both as they are",
      request: { range: "main..feature" },
      base: commit("main", third),
      head: commit("feature", more),
    },
    {
      name: "A...B starts where they parted",
      request: { range: "main...feature" },
      base: commit("main", second),
      head: commit("feature", more),
    },
    {
      name: "A.. ends at HEAD",
      request: { range: "main.." },
      base: commit("main", third),
      head: commit("HEAD", more),
    },
    {
      name: "..B starts at HEAD",
      request: { range: "..main" },
      base: commit("HEAD", more),
      head: commit("main", third),
    },
    {
      name: "A... ends at HEAD",
      request: { range: "main..." },
      base: commit("main", second),
      head: commit("HEAD", more),
    },
    { name: "--staged starts at HEAD", request: { staged: true }, base: commit("HEAD", more), head: staged },
    {
      name: "REF --staged",
      request: { range: "main", staged: true },
      base: commit("main", third),
      head: staged,
    },
    {
      name: "a name that starts with a dash",
      request: { range: "-x" },
      base: commit("-x", work),
      head: tree,
    },
    {
      name: "names with a dash in a range",
      request: { range: "-x...main" },
      base: commit("-x", second),
      head: commit("main", third),
    },
  ])("$name", async ({ request, base, head }) => {
    expect(await rangeIn(shared.root, request)).toEqual({ base, head });
  });

  test("an option of git is a name like any other", async () => {
    const [code, message] = await failureOf(rangeIn(shared.root, { range: "--exec-path=/tmp" }));
    expect([code, message]).toEqual(["git", "The repository has no commit `--exec-path=/tmp`."]);
  });

  test.each([
    [
      "nearest names for a mistyped one",
      { range: "featur" },
      "The repository has no commit `featur`.",
      "Did you mean `feature`?",
    ],
    [
      "all names when none is near and they are few",
      { range: "release/2026" },
      "The repository has no commit `release/2026`.",
      "There are `-x`, `feature`, `main`, `v1`.",
    ],
    [
      "the missing one of two",
      { range: "main..nope" },
      "The repository has no commit `nope`.",
      "There are `-x`, `feature`, `main`, `v1`.",
    ],
    [
      "nothing for a file or a tree",
      { range: "HEAD^{tree}" },
      "The repository has no commit `HEAD^{tree}`.",
      "There are `-x`, `feature`, `main`, `v1`.",
    ],
  ])("tells %s", async (_, request, message, hint) => {
    expect(await failureOf(rangeIn(shared.root, request))).toEqual(["git", message, hint]);
  });

  test("tells that a path is no commit", async () => {
    expect(await failureOf(rangeIn(shared.root, { range: ".git" }))).toEqual([
      "git",
      "The repository has no commit `.git`.",
      "It is a path; name two to compare them, as in `npx dash diff OLD .git`.",
    ]);
  });

  test("refuses --staged with two commits", async () => {
    const [code, message] = await failureOf(rangeIn(shared.root, { range: "main..feature", staged: true }));
    expect(code).toBe("usage");
    expect(message).toContain("main..feature");
  });
});

describe("the default branch", () => {
  test("is HEAD itself when that is checked out, so that what is not committed shows", async () => {
    const repository = createRepository();
    const first = repository.commit("first");
    expect((await rangeIn(repository.root)).base).toEqual(commit("HEAD", first));
  });

  test("is origin's, whatever its name is, also for a detached HEAD", async () => {
    const source = createRepository();
    source.git("symbolic-ref", "HEAD", "refs/heads/trunk");
    const first = source.commit("first");
    const clone = cloneOf(source);
    clone.git("checkout", "--quiet", "--detach");
    clone.commit("work");
    clone.git("branch", "--delete", "--force", "trunk");
    expect((await rangeIn(clone.root)).base).toEqual(commit("trunk", first));
  });

  test("is that of `init.defaultBranch` before `main`", async () => {
    const repository = createRepository();
    const first = repository.commit("first");
    repository.git("branch", "develop");
    repository.commit("second");
    repository.git("switch", "--quiet", "--create", "work");
    repository.commit("third");
    repository.git("config", "init.defaultBranch", "develop");
    expect((await rangeIn(repository.root)).base).toEqual(commit("develop", first));
  });

  test("is what CI says of the request, on GitHub and on GitLab", async () => {
    const source = createRepository();
    const first = source.commit("first");
    source.git("branch", "release");
    const next = source.commit("second");
    const clone = cloneOf(source);
    clone.commit("work");
    const github = await rangeIn(clone.root, {}, { GITHUB_BASE_REF: "release" });
    const gitlab = await rangeIn(clone.root, {}, { CI_MERGE_REQUEST_DIFF_BASE_SHA: first });
    const usual = await rangeIn(clone.root, {}, { GITHUB_BASE_REF: "", CI_MERGE_REQUEST_DIFF_BASE_SHA: "" });
    expect([github.base, gitlab.base, usual.base]).toEqual([
      commit("release", first),
      commit(first.slice(0, 8), first),
      commit("main", next),
    ]);
  });

  test("is asked for when nothing tells it", async () => {
    const repository = createRepository();
    repository.git("symbolic-ref", "HEAD", "refs/heads/trunk");
    repository.commit("first");
    const [code, message, hint] = await failureOf(rangeIn(repository.root));
    expect([code, message]).toEqual([
      "git",
      "The default branch is not known: there is no `origin/HEAD`, no `main` and no `master`.",
    ]);
    expect(hint).toContain("`dash diff HEAD`");
  });
});

describe("a shallow clone", () => {
  test("needs no history for its own branch", async () => {
    const clone = cloneOf(shared, "--depth", "1", "--branch", "main");
    expect((await rangeIn(clone.root)).base).toEqual(commit("HEAD", third));
  });

  test.each<{ name: string; env: Env; hint: string }>([
    { name: "on a machine", env: {}, hint: "git fetch --unshallow" },
    { name: "on GitHub", env: { GITHUB_ACTIONS: "true", GITHUB_BASE_REF: "main" }, hint: "fetch-depth: 0" },
    { name: "on GitLab", env: { GITLAB_CI: "true" }, hint: "GIT_DEPTH" },
  ])("says how to get the history that is missing, $name", async ({ env, hint }) => {
    const clone = cloneOf(shared, "--depth", "1", "--no-single-branch", "--branch", "feature");
    clone.git("remote", "set-head", "origin", "main");
    const noBase = await failureOf(rangeIn(clone.root, {}, env));
    const unknown = await failureOf(rangeIn(clone.root, { range: "HEAD~1" }, env));
    expect(noBase.slice(0, 2)).toEqual(["git", "`main` and `HEAD` have no commit in common in this clone."]);
    expect([noBase[2], unknown[2]]).toEqual([expect.stringContaining(hint), expect.stringContaining(hint)]);
  });

  test("says that the target of a request was not fetched", async () => {
    const clone = cloneOf(shared, "--depth", "1", "--branch", "feature");
    const env = { GITHUB_ACTIONS: "true", GITHUB_BASE_REF: "main" };
    expect(await failureOf(rangeIn(clone.root, {}, env))).toEqual([
      "git",
      "The request is to be merged into `main`, which this clone does not have.",
      "Fetch the history: set `fetch-depth: 0` on `actions/checkout`.",
    ]);
  });
});

test("branches without a common commit can be compared as they are", async () => {
  const repository = createRepository();
  repository.commit("first");
  repository.git("switch", "--quiet", "--orphan", "other");
  repository.commit("other");
  expect(await failureOf(rangeIn(repository.root))).toEqual([
    "git",
    "`main` and `HEAD` have no commit in common in this clone.",
    "Compare them as they are: `dash diff main..HEAD`.",
  ]);
});

test("a branch that only origin has is proposed by its full name", async () => {
  const clone = cloneOf(shared, "--branch", "feature");
  expect((await failureOf(rangeIn(clone.root, { range: "main" })))[2]).toBe("Did you mean `origin/main`?");
});

test.each<{ name: string; prepare: () => string; env: Env; message: RegExp }>([
  { name: "no repository", prepare: temporary, env: {}, message: /is in no work tree of git/ },
  {
    name: "no git",
    prepare: () => shared.root,
    env: { PATH: "/nowhere" },
    message: /The program `git` is not there/,
  },
  {
    name: "no commit",
    prepare: () => createRepository().root,
    env: {},
    message: /nothing was committed on this branch yet/,
  },
])("fails with a hint: $name", async ({ prepare, env, message }) => {
  const [code, text, hint] = await failureOf(rangeIn(prepare(), {}, env));
  expect([code, text]).toEqual(["git", expect.stringMatching(message)]);
  expect(hint).toBeTruthy();
});

test("finds the project below the top, and takes no repository from the environment of a hook", async () => {
  const folder = path.join(shared.root, "packages", "grafana");
  mkdirSync(folder, { recursive: true });
  const env = { ...gitEnv, GIT_DIR: "/nowhere/.git", GIT_WORK_TREE: "/nowhere", GIT_PREFIX: "elsewhere/" };
  const { topLevel, prefix, isShallow } = await openRepository({
    cwd: folder,
    env,
    signal: new AbortController().signal,
  });
  expect({ topLevel, prefix, isShallow }).toEqual({
    topLevel: shared.root,
    prefix: "packages/grafana",
    isShallow: false,
  });
});

function temporary(): string {
  const folder = temporaryFolder();
  onTestFinished(() => rmSync(folder, { recursive: true }));
  return folder;
}
