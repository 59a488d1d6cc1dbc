import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { buildSync } from "esbuild";
import { describe, expect, test } from "vitest";
import { writeOutput } from "../../../src/cli/output/output.ts";
import { readTree, temporaryFolder, toFiles, type Tree, watchedDisk } from "./output-fixture.ts";

const before: Tree = { "a.json": "old a", "d/b.json": "old b", "gone/c.json": "old c", "same.json": "same" };
const after: Tree = { "a.json": "new a", "d/b.json": "new b", "fresh/e.json": "new e", "same.json": "same" };
const foreign: Tree = { "d/own.txt": "mine", "gone.txt": "mine" };
const manifestName = ".dash-manifest.json";

async function prepared(): Promise<string> {
  const root = temporaryFolder(foreign);
  await writeOutput({ root, files: toFiles(before) });
  return root;
}

/** Writes the files, but dies before the step; whether it came that far is not of interest. */
async function writeUntil(root: string, tree: Tree, step: number): Promise<void> {
  let count = 0;
  const disk = watchedDisk(() => {
    if (count++ >= step) throw new Error("gone");
  });
  await writeOutput({ root, files: toFiles(tree), disk }).catch(() => undefined);
}

/** Every file is as it was or as it should be, and no file of other people is touched. */
function expectOldOrNew(root: string): void {
  const { [manifestName]: manifest = "", ...tree } = readTree(root);
  expect(() => JSON.parse(manifest) as unknown).not.toThrow();
  for (const [path, content] of Object.entries(tree)) {
    if (path.endsWith(".dash-tmp")) continue;
    expect([before[path], after[path], foreign[path]], path).toContain(content);
  }
  for (const path of Object.keys({ ...before, ...foreign })) {
    if (path === "gone/c.json") continue;
    expect(tree, path).toHaveProperty([path]);
  }
}

async function expectRepair(root: string): Promise<void> {
  const { problems } = await writeOutput({ root, files: toFiles(after) });
  expect(problems).toEqual([]);
  const reference = temporaryFolder();
  await writeOutput({ root: reference, files: toFiles(after) });
  expect(readTree(root)).toEqual({ ...readTree(reference), ...foreign });
}

describe("a run that ends in the middle", () => {
  test("leaves every file old or new, and the next run repairs it, at whichever step it ends", async () => {
    let isComplete = false;
    let steps = 0;
    for (let last = 0; !isComplete; last++) {
      const root = await prepared();
      let count = 0;
      // From its last step on, nothing changes any more: cleaning up fails too, as in a process that is gone.
      const disk = watchedDisk((call, path, content) => {
        if (count++ < last) return;
        if (count === last + 1 && call === "create") writeFileSync(path, content?.slice(0, 3) ?? "");
        throw new Error("gone");
      });
      isComplete = await writeOutput({ root, files: toFiles(after), disk }).then(
        () => true,
        () => false,
      );
      expectOldOrNew(root);
      await expectRepair(root);
      steps = last;
    }
    expect(steps).toBeGreaterThan(12);
  });

  test("is repaired also when the dashboards have changed again in between", async () => {
    const again = { "a.json": "newest a", "same.json": "same" };
    for (let first = 0; first < 14; first++) {
      for (const second of [2, 4, 7]) {
        const root = await prepared();
        await writeUntil(root, after, first);
        await writeUntil(root, { ...after, "fresh/e.json": "newer e" }, second);
        const { problems } = await writeOutput({ root, files: toFiles(again) });
        expect(problems, `steps ${first} and ${second}`).toEqual([]);
        const { [manifestName]: _manifest, ...tree } = readTree(root);
        expect(tree).toEqual({ ...again, ...foreign });
      }
    }
  });

  test("does not lose a file that somebody puts where an interrupted run was about to write", async () => {
    const root = await prepared();
    let isGone = false;
    const disk = watchedDisk((call, path) => {
      isGone ||= call === "create" && path.endsWith("e.json.dash-tmp");
      if (isGone) throw new Error("gone");
    });
    await expect(writeOutput({ root, files: toFiles(after), disk })).rejects.toThrow("gone");
    expect(readTree(root)[manifestName]).toContain("fresh/e.json");
    writeFileSync(join(root, "fresh/e.json"), "mine");
    await writeOutput({ root, files: toFiles(before) });
    expect(readTree(root)["fresh/e.json"]).toBe("mine");
  });
});

describe("a process that is killed", () => {
  test("leaves a folder that the next run repairs", async () => {
    const script = buildWriter();
    for (const step of [1, 3, 4, 6, 8, 9]) {
      const root = await prepared();
      const { signal } = spawnSync(process.execPath, [script, root, String(step), JSON.stringify(after)]);
      expect(signal).toBe("SIGKILL");
      expectOldOrNew(root);
      await expectRepair(root);
    }
  });
});

/** A program that writes the output and kills itself before the given step. */
function buildWriter(): string {
  const folder = temporaryFolder();
  const source = (path: string) => JSON.stringify(resolve(import.meta.dirname, path));
  const entry = `
    import { writeOutput } from ${source("../../../src/cli/output/output.ts")};
    import { nodeDisk } from ${source("../../../src/cli/output/disk.ts")};
    const [root, step, tree] = process.argv.slice(2);
    let count = 0;
    const disk = { ...nodeDisk };
    for (const call of ["create", "replace", "remove", "makeDirectory", "removeEmptyDirectory"]) {
      disk[call] = (...args) => {
        if (++count > Number(step)) process.kill(process.pid, "SIGKILL");
        return nodeDisk[call](...args);
      };
    }
    const files = Object.entries(JSON.parse(tree)).map(([path, content]) => ({ path, content }));
    await writeOutput({ root, files, disk });
  `;
  const script = join(folder, "writer.mjs");
  buildSync({
    stdin: { contents: entry, resolveDir: folder, loader: "js" },
    bundle: true,
    platform: "node",
    format: "esm",
    outfile: script,
  });
  return script;
}
