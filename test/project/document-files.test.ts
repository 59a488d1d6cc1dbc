import { symlinkSync, truncateSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { readDocumentFiles } from "../../src/project/document-files.ts";
import { writeProject } from "./project-folder.ts";

test("reads JSON and YAML below a folder, sorted, without what is hidden or installed", () => {
  const root = writeProject({
    "dashboards/b.json": "\uFEFF{}",
    "dashboards/a.JSON": "{}",
    "datasources/x.yaml": "a: 1\n",
    "datasources/x.yml": "b: 1\n",
    "readme.md": "",
    ".dash-manifest.json": "{}",
    ".git/x.json": "{}",
    "node_modules/x/package.json": "{}",
  });
  const { files, problems } = readDocumentFiles(root);
  expect({ files: files.map(({ path: file, text }) => ({ path: file, text })), problems }).toEqual({
    files: [
      { path: "dashboards/a.JSON", text: "{}" },
      { path: "dashboards/b.json", text: "{}" },
      { path: "datasources/x.yaml", text: "a: 1\n" },
      { path: "datasources/x.yml", text: "b: 1\n" },
    ],
    problems: [],
  });
});

test("hands on the same object for a file that is the same in another folder", () => {
  const before = readDocumentFiles(writeProject({ "a.json": "{}", "b.json": "[1]" })).files;
  const after = readDocumentFiles(writeProject({ "a.json": "{}", "b.json": "[2]" }), {
    others: before,
  }).files;
  expect(after.map((file, index) => file === before[index])).toEqual([true, false]);
  expect(after[1]?.text).toBe("[2]");
});

test("follows links as a mounted ConfigMap has them, and each folder once", () => {
  const root = writeProject({ "..data/a.json": "{}", "b/c.json": "{}" });
  symlinkSync("..data/a.json", path.join(root, "a.json"));
  symlinkSync("..", path.join(root, "b", "loop"));
  symlinkSync("b", path.join(root, "z"));
  expect(readDocumentFiles(root).files.map(({ path: file }) => file)).toEqual(["a.json", "b/c.json"]);
});

test("follows no link that leads out of the files of a commit", () => {
  const root = writeProject({ "tree/good/a.json": "{}", "elsewhere/b.json": "{}", "treetop/c.json": "{}" });
  const tree = path.join(root, "tree");
  for (const [name, target] of [
    ["folder", "../elsewhere"],
    ["file.json", "../elsewhere/b.json"],
    ["sibling", "../treetop"],
    ["gone.json", "nowhere.json"],
    ["inner", "good"],
  ] as const) {
    symlinkSync(target, path.join(tree, name));
  }
  const { files, problems } = readDocumentFiles(tree, { within: tree });
  expect(files.map(({ path: file }) => file)).toEqual(["good/a.json"]);
  expect(problems.map(({ severity, message }) => `${severity}: ${message}`)).toEqual(
    ["file.json", "folder", "gone.json", "sibling"].map(
      (name) => `warning: \`${name}\` is left out: it is a link that leads elsewhere.`,
    ),
  );
});

test("tells what it cannot read, and reads the others", () => {
  const root = writeProject({ "good.json": "{}", "large.json": "" });
  truncateSync(path.join(root, "large.json"), 32 * 1024 * 1024 + 1);
  symlinkSync("nowhere.json", path.join(root, "broken.json"));
  const { files, problems } = readDocumentFiles(root);
  expect(files.map(({ path: file }) => file)).toEqual(["good.json"]);
  expect(problems.map(({ severity, message }) => `${severity}: ${message}`)).toEqual([
    "error: `broken.json` cannot be read.",
    "warning: `large.json` is left out: it is larger than 32 MiB.",
  ]);
  expect(readDocumentFiles(path.join(root, "missing")).problems).toHaveLength(1);
});
