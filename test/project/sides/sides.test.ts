import { existsSync, mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import path from "node:path";
import { afterAll, describe, expect, test, vi } from "vitest";
import { DashError } from "../../../src/base/dash-error.ts";
import { hashNumber } from "../../../src/base/hash.ts";
import { createRepository } from "../git/git-repository.ts";
import {
  config,
  configWith,
  dashboardWith,
  openSidesIn,
  panelsOf,
  sidesIn,
  watchTemporaryFolder,
} from "./git-project.ts";

const closers: (() => void)[] = [];
afterAll(() => closers.forEach((close) => close()));

const keep = (close: () => void): void => void closers.push(close);

/** A project whose working tree, index and last commit all differ. */
const shared = createRepository(keep);
shared.commit("empty", { "README.md": "Nothing yet.\n" });
shared.commit("project", {
  "dash.config.ts": config,
  "dashboards/a.ts": dashboardWith("a", "One"),
  "dashboards/b.ts": dashboardWith("b", "Same"),
  ".gitignore": "node_modules/\n",
});
shared.write({ "dashboards/a.ts": dashboardWith("a", "One", "Two") });
shared.git("add", "--all");
shared.write({ "dashboards/a.ts": dashboardWith("a", "One", "Two", "Three") });

describe("both sides of a project", () => {
  test("are built from the commit and from the working tree", async () => {
    const { base, head } = await sidesIn(shared.root, { range: "HEAD" });
    expect([panelsOf(base, "a"), panelsOf(head, "a")]).toEqual([["One"], ["One", "Two", "Three"]]);
    expect(base.side.ref).toEqual({
      label: "HEAD",
      commit: shared.git("rev-parse", "HEAD"),
      from: "definitions",
    });
    expect(head.side.ref).toEqual({ label: "working tree", from: "definitions" });
    expect([...base.side.notes, ...head.side.notes]).toEqual([]);
    const texts = [base, head].map(({ side }) => side.dashboards.find(({ uid }) => uid === "b")?.text);
    expect(texts[0]).toBe(texts[1]);
  });

  test("hold folders and data sources as Grafana names them, and where dashboards come from", async () => {
    const { head } = await sidesIn(shared.root, { range: "HEAD" });
    expect(head.side.objects).toEqual([
      { ref: { kind: "folder", uid: "shop", title: "Shop" }, value: { title: "Shop", path: ["Shop"] } },
      {
        ref: { kind: "folder", uid: "shop-inner", title: "Inner" },
        value: { title: "Inner", path: ["Shop", "Inner"] },
      },
      {
        ref: { kind: "data-source", uid: "prometheus", title: "Prometheus" },
        value: {
          name: "Prometheus",
          uid: "prometheus",
          type: "prometheus",
          url: "http://prometheus:9090",
          isDefault: true,
          jsonData: { timeInterval: "15s" },
        },
      },
    ]);
    expect(head.side.dashboards.map(({ uid, folder, file }) => ({ uid, folder, file }))).toEqual([
      { uid: "a", folder: ["Shop", "Inner"], file: "dashboards/a.ts" },
      { uid: "b", folder: ["Shop", "Inner"], file: "dashboards/b.ts" },
    ]);
  });

  test("are the commit and what is staged, with --staged", async () => {
    const { base, head } = await sidesIn(shared.root, { staged: true });
    expect([panelsOf(base, "a"), panelsOf(head, "a")]).toEqual([["One"], ["One", "Two"]]);
    expect(head.side.ref).toEqual({ label: "staged changes", from: "definitions" });
  });

  test("may be the index that git hands to the hooks of `git commit FILE`", async () => {
    const other = path.join(".git", "index.other");
    shared.git("read-tree", `--index-output=${other}`, "HEAD");
    const { head } = await sidesIn(shared.root, { staged: true, env: { GIT_INDEX_FILE: other } });
    expect(panelsOf(head, "a")).toEqual(["One"]);
  });

  test("know the keys of panels at once, and the lines when they are asked", async () => {
    const printed: string[] = [];
    const { head } = await sidesIn(shared.root, { range: "HEAD", printed });
    const id = hashNumber("two");
    expect(head.side.dashboards[0]?.sources?.panels.get(id)).toEqual({ key: "two" });
    const located = await head.locate(["a"]);
    expect([...located.keys()]).toEqual(["a"]);
    expect(located.get("a")?.at).toEqual({ file: "dashboards/a.ts", line: 4, column: 16 });
    expect(located.get("a")?.panels.get(id)).toEqual({
      key: "two",
      at: { file: "dashboards/a.ts", line: 10, column: 5 },
    });
  });

  test("are empty where there was no project yet", async () => {
    const { base, head } = await sidesIn(shared.root, { range: "HEAD~1" });
    expect(base.side).toMatchObject({
      dashboards: [],
      objects: [],
      notes: ["`HEAD~1` has no dash project yet."],
    });
    expect(head.side.dashboards).toHaveLength(2);
  });

  test("leave the repository and the temporary folder as they were", async () => {
    const temporary = watchTemporaryFolder();
    const before = shared.state();
    const { base, head } = await sidesIn(shared.root, { range: "HEAD~1..HEAD" });
    expect(temporary()).not.toEqual([]);
    base.close();
    head.close();
    expect(temporary()).toEqual([]);
    expect(shared.state()).toEqual(before);
  });

  test.each([1, 3, 5])("leave nothing behind when they are interrupted after %i folders", async (count) => {
    const temporary = watchTemporaryFolder();
    const before = shared.state();
    const interruption = new AbortController();
    const opening = openSidesIn(shared.root, { range: "HEAD", signal: interruption.signal });
    while (temporary().length < count) await new Promise((resolve) => setImmediate(resolve));
    interruption.abort();
    await expect(opening).rejects.toThrow("aborted");
    // A build of esbuild cannot be stopped; its output is removed when it ends.
    await vi.waitFor(() => expect(temporary()).toEqual([]));
    expect(shared.state()).toEqual(before);
  });

  test("tell what is wrong in the working tree, and leave nothing behind", async () => {
    const temporary = watchTemporaryFolder();
    const repository = createRepository();
    repository.commit("project", { "dash.config.ts": config, "dashboards/a.ts": dashboardWith("a", "One") });
    repository.write({ "dashboards/a.ts": dashboardWith("a", "One", "One") });
    const opened = await openSidesIn(repository.root, { range: "HEAD" });
    expect(opened).toMatchObject({ kind: "failed", problems: [{ rule: "panel-key" }] });
    repository.remove();
    expect(temporary()).toEqual([]);
  });
});

const committed = (panel: string): string =>
  JSON.stringify({ uid: "a", title: "a", panels: [{ id: 1, type: "stat", title: panel }] });

describe("a commit that cannot be built", () => {
  test.each([
    {
      name: "an error in a dashboard",
      files: { "dash.config.ts": config, "dashboards/a.ts": dashboardWith("a", "One", "One") },
      output: "provisioning",
      reason: "Two panels of this dashboard have the key `one`: `One` and `One`, dashboards/a.ts:10:5",
    },
    {
      name: "an invalid configuration",
      files: { "dash.config.ts": configWith('colour: "red"'), "dashboards/a.ts": dashboardWith("a", "One") },
      output: "provisioning",
      reason: "The configuration has no member `colour`, dash.config.ts:1:99",
    },
    {
      name: "another output folder",
      files: {
        "dash.config.ts": configWith('output: "out/grafana"'),
        "dashboards/a.ts": "export default 1 +;\n",
      },
      output: "out/grafana",
      reason: 'Unexpected ";", dashboards/a.ts:1:19',
    },
    {
      name: "a package that is not installed",
      files: {
        "dash.config.ts": config,
        "dashboards/a.ts": 'import "missing";\n' + dashboardWith("a", "One"),
      },
      output: "provisioning",
      reason: "The package `missing` cannot be found, dashboards/a.ts:1:8",
    },
  ])("is compared by its committed files: $name", async ({ files, output, reason }) => {
    const repository = createRepository();
    repository.commit("broken", { ...files, [`${output}/dashboards/a.json`]: committed("Committed") });
    repository.commit("mended", { "dash.config.ts": config, "dashboards/a.ts": dashboardWith("a", "One") });
    const { base, head } = await sidesIn(repository.root, { range: "HEAD~1" });
    expect(base.side.ref.from).toBe("committed-files");
    expect(base.side.notes).toEqual([
      expect.stringMatching(
        /^`HEAD~1` cannot be built \(.*\), so its committed files in `.*\/` are compared\.$/,
      ),
    ]);
    expect(base.side.notes[0]).toContain(reason);
    expect(base.side.notes[0]).toContain(`in \`${output}/\``);
    expect(base.side.dashboards[0]?.file).toBe(`${output}/dashboards/a.json`);
    expect(panelsOf(base, "a")).toEqual(["Committed"]);
    expect(head.side.ref.from).toBe("definitions");
    expect(head.side.dashboards[0]?.file).toBe("dashboards/a.ts");
    expect(head.side.dashboards[0]?.sources?.panels.get(hashNumber("one"))).toEqual({ key: "one" });
    expect(await base.locate(["a"])).toEqual(new Map());
  });

  test("fails where there are no committed files, and leaves nothing behind", async () => {
    const temporary = watchTemporaryFolder();
    const repository = createRepository();
    repository.commit("broken", { "dash.config.ts": config, "dashboards/a.ts": "export default 1 +;\n" });
    repository.commit("mended", { "dashboards/a.ts": dashboardWith("a", "One") });
    const failure = await openSidesIn(repository.root, { range: "HEAD~1" }).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(DashError);
    expect(failure).toMatchObject({
      code: "invalid-dashboards",
      message:
        '`HEAD~1` cannot be built (Unexpected ";", dashboards/a.ts:1:19), and it has no committed files in `provisioning/`.',
    });
    repository.remove();
    expect(temporary()).toEqual([]);
  });
});

describe("packages of a commit", () => {
  const usesPackage = `import { title } from "titles";\n${dashboardWith("a", "One")}export const used = title;\n`;

  function projectWithPackage(lockBefore: string) {
    const repository = createRepository();
    repository.commit("before", {
      "dash.config.ts": config,
      "package-lock.json": lockBefore,
      "dashboards/a.ts": usesPackage,
      ".gitignore": "node_modules/\n",
    });
    repository.commit("after", { "package-lock.json": "{}\n" });
    repository.write({
      "node_modules/titles/package.json": '{ "name": "titles", "type": "module", "exports": "./index.js" }\n',
      "node_modules/titles/index.js": 'export const title = "Title";\n',
    });
    return repository;
  }

  test("are the installed ones when the lock file is the same", async () => {
    const { base } = await sidesIn(projectWithPackage("{}\n").root, { range: "HEAD~1" });
    expect(base.side.ref.from).toBe("definitions");
    expect(base.side.notes).toEqual([]);
  });

  test("are not guessed when the lock file differs and files were committed", async () => {
    const repository = projectWithPackage('{ "other": true }\n');
    repository.commit("later", {});
    repository.git("switch", "--quiet", "--detach", "HEAD~2");
    repository.commit("with files", { "provisioning/dashboards/a.json": committed("Committed") });
    const old = repository.git("rev-parse", "HEAD");
    repository.git("switch", "--quiet", "main");
    const { base } = await sidesIn(repository.root, { range: old });
    expect(base.side.notes).toEqual([
      `\`${old}\` cannot be built (its \`package-lock.json\` differs), so its committed files in \`provisioning/\` are compared.`,
    ]);
  });

  test("are the installed ones as well when nothing else is there, which is told", async () => {
    const { base } = await sidesIn(projectWithPackage('{ "other": true }\n').root, { range: "HEAD~1" });
    expect(base.side.ref.from).toBe("definitions");
    expect(base.side.notes).toEqual([
      "`HEAD~1` is built with the packages that are installed now, although its `package-lock.json` differs.",
    ]);
  });

  test("do not matter to a project that uses none, whatever its lock file says", async () => {
    const repository = createRepository();
    repository.commit("before", {
      "dash.config.ts": config,
      "dashboards/a.ts": dashboardWith("a", "One"),
      "yarn.lock": "a\n",
    });
    repository.commit("after", { "yarn.lock": "b\n" });
    const { base } = await sidesIn(repository.root, { range: "HEAD~1" });
    expect([base.side.ref.from, base.side.notes]).toEqual(["definitions", []]);
  });
});

test("builds a project in a folder of a monorepo with the files that it shares, as they were", async () => {
  const repository = createRepository();
  const shares = (file: string) =>
    `import { titles } from "${file}";\nimport { suffix } from "@shop/words";\n` +
    dashboardWith("a", "One").replace(
      "panels: [",
      "panels: [...titles.map((title) => stat({ title: title + suffix, queries: [promql`up`] })),",
    );
  repository.commit("before", {
    "shared/titles.ts": 'export const titles = ["Old"];\n',
    "packages/words/package.json": '{ "name": "@shop/words", "exports": "./index.ts" }\n',
    "packages/words/index.ts": 'export { end as suffix } from "endings";\n',
    "packages/grafana/dash.config.ts": config,
    "packages/grafana/dashboards/a.ts": shares("../../../shared/titles.ts"),
    "package-lock.json": "{}\n",
    ".gitignore": "node_modules/\n",
  });
  repository.write({
    "packages/words/node_modules/endings/package.json": '{ "name": "endings", "exports": "./index.js" }\n',
    "packages/words/node_modules/endings/index.js": 'exports.end = "!";\n',
  });
  // As npm links the packages of a workspace.
  mkdirSync(path.join(repository.root, "node_modules", "@shop"), { recursive: true });
  symlinkSync("../../packages/words", path.join(repository.root, "node_modules", "@shop", "words"), "dir");
  repository.write({
    "shared/titles.ts": 'export const titles = ["New"];\n',
    "packages/words/index.ts": 'export const suffix = "?";\n',
  });
  const { base, head } = await sidesIn(path.join(repository.root, "packages", "grafana", "dashboards"));
  expect([panelsOf(base, "a"), panelsOf(head, "a")]).toEqual([
    ["Old!", "One"],
    ["New?", "One"],
  ]);
  expect(base.side.dashboards[0]?.file).toBe("dashboards/a.ts");
});

test("finds a configuration that had another name, and one that is named by --config", async () => {
  const repository = createRepository();
  repository.commit("before", { "dash.config.js": config, "dashboards/a.ts": dashboardWith("a", "One") });
  repository.git("mv", "dash.config.js", "dash.config.ts");
  repository.commit("after", { "other.config.ts": config });
  const renamed = await sidesIn(repository.root, { range: "HEAD~1" });
  const named = await sidesIn(repository.root, { range: "HEAD", configFile: "other.config.ts" });
  expect([renamed, named].map(({ base }) => base.side.dashboards.length)).toEqual([1, 1]);
});

test("writes nothing through links of a commit that lead out of its files", async () => {
  const repository = createRepository();
  const outside = createRepository();
  symlinkSync(outside.root, path.join(repository.root, "project"));
  repository.commit("linked");
  repository.git("rm", "--quiet", "project");
  repository.write({
    "project/dash.config.ts": config,
    "project/dashboards/a.ts": dashboardWith("a", "One"),
    "project/node_modules/x/package.json": "{}\n",
  });
  const { base } = await sidesIn(path.join(repository.root, "project"), { range: "HEAD" });
  expect(base.side.notes).toEqual(["`HEAD` has no dash project yet."]);
  expect(outside.git("status", "--porcelain")).toBe("");
});

test("runs no hook and no filter", async () => {
  const repository = createRepository();
  const mark = path.join(repository.root, "ran");
  repository.commit("project", {
    "dash.config.ts": config,
    "dashboards/a.ts": dashboardWith("a", "One"),
    ".gitattributes": "* filter=marked\n",
  });
  repository.git("config", "filter.marked.smudge", `touch ${mark}; cat`);
  repository.git("config", "filter.marked.required", "true");
  repository.git("config", "core.fsmonitor", `touch ${mark}; false`);
  for (const hook of ["post-index-change", "post-checkout"]) {
    const file = path.join(repository.root, ".git", "hooks", hook);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, `#!/bin/sh\ntouch ${mark}\n`, { mode: 0o755 });
  }
  const { base } = await sidesIn(repository.root, { range: "HEAD" });
  expect(panelsOf(base, "a")).toEqual(["One"]);
  expect(existsSync(mark)).toBe(false);
});
