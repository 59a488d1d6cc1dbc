import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, relative } from "node:path";
import { onTestFinished } from "vitest";
import { nodeDisk, type OutputDisk } from "../../../src/cli/output/disk.ts";

/** Files by path. */
export type Tree = Readonly<Record<string, string>>;

/** A folder that is gone after the test, with these files in it. */
export function temporaryFolder(tree: Tree = {}): string {
  const root = mkdtempSync(join(tmpdir(), "dash-output-"));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  writeTree(root, tree);
  return root;
}

export function writeTree(root: string, tree: Tree): void {
  for (const [path, content] of Object.entries(tree)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), content);
  }
}

/** All files below the folder, those of a hidden name too. */
export function readTree(root: string): Tree {
  const entries = readdirSync(root, { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  );
  const files = entries.map((entry) => join(entry.parentPath, entry.name)).sort();
  return Object.fromEntries(files.map((file) => [relative(root, file), readFileSync(file, "utf8")]));
}

export function toFiles(tree: Tree): readonly { path: string; content: string }[] {
  return Object.entries(tree).map(([path, content]) => ({ path, content }));
}

/** This machine's disk, with something said before each change; what it throws, the call throws. */
export function watchedDisk(before: (call: string, path: string, content?: string) => void): OutputDisk {
  return {
    ...nodeDisk,
    create(path, content) {
      before("create", path, typeof content === "string" ? content : Buffer.from(content).toString("utf8"));
      nodeDisk.create(path, content);
    },
    replace(from, to) {
      before("replace", to);
      nodeDisk.replace(from, to);
    },
    remove(path) {
      before("remove", path);
      nodeDisk.remove(path);
    },
    makeDirectory(path) {
      before("makeDirectory", path);
      nodeDisk.makeDirectory(path);
    },
    removeEmptyDirectory(path) {
      before("removeEmptyDirectory", path);
      return nodeDisk.removeEmptyDirectory(path);
    },
  };
}

/** An error as the operating system gives it. */
export function systemError(code: string): Error {
  return Object.assign(new Error(`${code}: made by the test`), { code, syscall: "write" });
}
