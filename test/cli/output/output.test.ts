import {
  chmodSync,
  existsSync,
  mkdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  unlinkSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { createOutput, checkOutput, writeOutput } from "../../../src/cli/output/output.ts";
import {
  readTree,
  systemError,
  temporaryFolder,
  toFiles,
  type Tree,
  watchedDisk,
  writeTree,
} from "./output-fixture.ts";

const manifestName = ".dash-manifest.json";

function write(root: string, tree: Tree) {
  return writeOutput({ root, label: "provisioning", files: toFiles(tree) });
}

function check(root: string, tree: Tree) {
  return checkOutput({ root, files: toFiles(tree) }).map(({ path, state }) => `${state}: ${path}`);
}

function withoutManifest(root: string): Tree {
  const { [manifestName]: _manifest, ...tree } = readTree(root);
  return tree;
}

describe("writing", () => {
  test("makes the folder with its parents and writes every file", async () => {
    const root = join(temporaryFolder(), "a/b");
    const result = await write(root, { "d/x.json": "1\n", "y.yaml": "é\n" });
    expect(withoutManifest(root)).toEqual({ "d/x.json": "1\n", "y.yaml": "é\n" });
    expect(result).toEqual({ written: ["d/x.json", "y.yaml"], removed: [], unchanged: 0, problems: [] });
  });

  test("rewrites only what changed", async () => {
    const root = temporaryFolder();
    await write(root, { "a.json": "1", "b.json": "2" });
    const before = statSync(join(root, "a.json"), { bigint: true });
    const result = await write(root, { "a.json": "1", "b.json": "3" });
    expect(result).toMatchObject({ written: ["b.json"], unchanged: 1 });
    const after = statSync(join(root, "a.json"), { bigint: true });
    expect([after.ino, after.mtimeNs]).toEqual([before.ino, before.mtimeNs]);
  });

  test("changes nothing on disk when nothing changed", async () => {
    const root = temporaryFolder();
    await write(root, { "a/x.json": "1" });
    const disk = watchedDisk((call, path) => {
      throw new Error(`unexpected ${call} of ${path}`);
    });
    const result = await writeOutput({ root, files: toFiles({ "a/x.json": "1" }), disk });
    expect(result).toMatchObject({ written: [], removed: [], unchanged: 1 });
  });

  test("writes the same manifest whatever the order of the files", async () => {
    const [one, two] = [temporaryFolder(), temporaryFolder()];
    await write(one, { "a.json": "1", "b/c.json": "2" });
    await write(two, { "b/c.json": "2", "a.json": "1" });
    expect(readTree(one)).toEqual(readTree(two));
    expect(readTree(one)[manifestName]).toMatchInlineSnapshot(`
      "{
        "about": "Written by dash: the files of this folder that dash owns. Other files are left alone.",
        "version": 1,
        "files": {
          "a.json": "6b86b273ff34fce19d6b804eff5a3f5747ada4eaa22f1d49c01e52ddb7875b4b",
          "b/c.json": "d4735e3a265e16eee03f59718b9b5d03019c07d8b6c51f90da3a666eec13ab35"
        }
      }
      "
    `);
  });

  test("removes what it wrote for removed dashboards, with emptied folders, and nothing else", async () => {
    const root = temporaryFolder({ "a/own.txt": "mine", "note.md": "mine" });
    await write(root, { "a/x.json": "1", "b/c/y.json": "2", "z.json": "3" });
    const result = await write(root, { "z.json": "3" });
    expect(result.removed).toEqual(["a/x.json", "b/c/y.json"]);
    expect(withoutManifest(root)).toEqual({ "a/own.txt": "mine", "note.md": "mine", "z.json": "3" });
    expect(existsSync(join(root, "b"))).toBe(false);
  });

  test("keeps the folder itself when no file is left", async () => {
    const root = temporaryFolder();
    await write(root, { "a.json": "1" });
    await write(root, {});
    expect(Object.keys(readTree(root))).toEqual([manifestName]);
  });

  test("adopts a file of the same content that it did not write", async () => {
    const root = temporaryFolder({ "a.json": "1" });
    expect(await write(root, { "a.json": "1" })).toMatchObject({ written: [], unchanged: 1, problems: [] });
    await write(root, {});
    expect(withoutManifest(root)).toEqual({});
  });

  test("overwrites changes by hand and says so", async () => {
    const root = temporaryFolder();
    await write(root, { "a.json": "1" });
    writeTree(root, { "a.json": "by hand" });
    const { problems } = await write(root, { "a.json": "2" });
    expect(problems).toMatchObject([
      {
        rule: "output-edited",
        severity: "warning",
        message: "`provisioning/a.json` was changed by hand; the changes were overwritten.",
      },
    ]);
    expect(withoutManifest(root)).toEqual({ "a.json": "2" });
  });

  test("removes a left-over file that was changed by hand and says so", async () => {
    const root = temporaryFolder();
    await write(root, { "a.json": "1" });
    writeTree(root, { "a.json": "by hand" });
    const { problems } = await write(root, {});
    expect(problems.map(({ message }) => message)).toEqual([
      "`provisioning/a.json` was changed by hand; the changes were removed.",
    ]);
    expect(withoutManifest(root)).toEqual({});
  });

  test("restores a file that was deleted", async () => {
    const root = temporaryFolder();
    await write(root, { "a.json": "1" });
    unlinkSync(join(root, "a.json"));
    expect((await write(root, { "a.json": "1" })).written).toEqual(["a.json"]);
  });

  test("puts a file where its folder was and a folder where its file was", async () => {
    const root = temporaryFolder();
    await write(root, { "a/x.json": "1" });
    await expect(write(root, { a: "now a file" })).rejects.toThrow("A folder is in the way");
    await write(root, {});
    await write(root, { a: "now a file" });
    expect(withoutManifest(root)).toEqual({ a: "now a file" });
  });

  test("keeps a name for the manifest apart, so that two outputs share a folder", async () => {
    const root = temporaryFolder();
    await write(root, { "a.json": "1" });
    await writeOutput({ root, manifestName: ".other.json", files: toFiles({ "b.json": "2" }) });
    await write(root, {});
    expect(Object.keys(readTree(root))).toEqual([manifestName, ".other.json", "b.json"]);
  });
});

describe("collecting", () => {
  test("compares while files are added and writes nothing before the commit", async () => {
    const root = temporaryFolder();
    await write(root, { "a.json": "1" });
    const before = readTree(root);
    const output = createOutput({ root });
    output.add("a.json", "2");
    output.add("b.json", "3");
    expect(readTree(root)).toEqual(before);
    await output.commit();
    expect(withoutManifest(root)).toEqual({ "a.json": "2", "b.json": "3" });
  });

  test.each(["../x", "/x", "a/../../x", "a//b", "./a", "", "a\\b", "C:/x", ".git/config", manifestName])(
    "refuses the path `%s`",
    (path) => {
      const output = createOutput({ root: temporaryFolder() });
      expect(() => output.add(path, "1")).toThrow(expect.objectContaining({ code: "unwritable-output" }));
    },
  );

  test("refuses two files of one path", () => {
    const output = createOutput({ root: temporaryFolder() });
    output.add("a.json", "1");
    expect(() => output.add("a.json", "1")).toThrow("The output `a.json` is written twice.");
  });
});

describe("checking", () => {
  test("finds nothing after a write", async () => {
    const root = temporaryFolder();
    await write(root, { "a.json": "1" });
    expect(check(root, { "a.json": "1" })).toEqual([]);
  });

  test("lists what a write would change, and changes nothing", async () => {
    const root = temporaryFolder({ "foreign.json": "x" });
    await write(root, { "a.json": "1", "old/b.json": "2", "same.json": "3" });
    const before = readTree(root);
    expect(
      check(root, { "a.json": "changed", "new/c.json": "1", "same.json": "3", "foreign.json": "y" }),
    ).toEqual([
      `changed: ${manifestName}`,
      "changed: a.json",
      "changed: foreign.json",
      "missing: new/c.json",
      "left over: old/b.json",
    ]);
    expect(readTree(root)).toEqual(before);
  });

  test("lists everything when the folder is missing, and does not make it", () => {
    const root = join(temporaryFolder(), "missing");
    expect(check(root, { "a.json": "1" })).toEqual([`missing: ${manifestName}`, "missing: a.json"]);
    expect(existsSync(root)).toBe(false);
  });
});

describe("obstacles", () => {
  test("leaves all as it was when a file of somebody else is in the way", async () => {
    const root = temporaryFolder({ "b.json": "mine" });
    const failure = write(root, { "a.json": "1", "b.json": "2" });
    await expect(failure).rejects.toMatchObject({
      code: "unwritable-output",
      message: "`provisioning/b.json` exists and was not written by dash. Nothing was written.",
      hint: "Move it away, or choose another output folder.",
      at: { file: "provisioning/b.json" },
    });
    expect(readTree(root)).toEqual({ "b.json": "mine" });
  });

  test("names the first five of many obstacles", async () => {
    const names = ["a", "b", "c", "d", "e", "f", "g"];
    const root = temporaryFolder(Object.fromEntries(names.map((name) => [name, "mine"])));
    const failure = write(root, Object.fromEntries(names.map((name) => [name, "generated"])));
    await expect(failure).rejects.toThrow(/`provisioning\/e`.* There are 2 more\. Nothing was written\.$/);
  });

  test.each([
    { name: "a folder", prepare: (root: string) => mkdirSync(join(root, "d/x.json"), { recursive: true }) },
    { name: "a file instead of the folder", prepare: (root: string) => writeFileSync(join(root, "d"), "") },
    { name: "a link to a file", prepare: (root: string) => linkTo(root, "d/x.json", "/etc/hostname") },
    { name: "a link to nowhere", prepare: (root: string) => symlinkSync("/nowhere", join(root, "d")) },
    { name: "a link out of the folder", prepare: (root: string) => symlinkSync("/tmp", join(root, "d")) },
  ])("refuses $name in the way", async ({ prepare }) => {
    const root = temporaryFolder();
    prepare(root);
    await expect(write(root, { "a.json": "1", "d/x.json": "2" })).rejects.toMatchObject({
      code: "unwritable-output",
      message: expect.stringContaining("`provisioning/d"),
    });
    expect(existsSync(join(root, "a.json"))).toBe(false);
    expect(existsSync(join(root, manifestName))).toBe(false);
  });

  test("writes through a link to a folder inside the output", async () => {
    const root = temporaryFolder({ "real/own.txt": "" });
    symlinkSync("real", join(root, "d"));
    await write(root, { "d/x.json": "1" });
    expect(readFileSync(join(root, "real/x.json"), "utf8")).toBe("1");
  });

  test("refuses to replace a read-only file", async () => {
    const root = temporaryFolder();
    await write(root, { "a.json": "1" });
    chmodSync(join(root, "a.json"), 0o444);
    await expect(write(root, { "a.json": "2", "b.json": "3" })).rejects.toThrow(
      "`provisioning/a.json` is read-only. Nothing was written.",
    );
    expect(withoutManifest(root)).toEqual({ "a.json": "1" });
  });

  test("refuses a root that is a file", () => {
    const root = temporaryFolder({ x: "" });
    expect(() => createOutput({ root: join(root, "x"), label: "x" })).toThrow(
      "A file is in the way of the folder `x`. Nothing was written.",
    );
  });
});

describe("failing disks", () => {
  const before = { "a.json": "1", "b.json": "2", "gone/c.json": "3" };
  const after = { "a.json": "11", "b.json": "22", "new/d.json": "4" };

  test.each([
    ["ENOSPC", "the disk is full"],
    ["EACCES", "permission is denied"],
    ["EROFS", "the disk is read-only"],
    ["EWEIRD", "EWEIRD: made by the test"],
  ])("puts everything back when writing fails with %s", async (code, reason) => {
    const root = temporaryFolder();
    await write(root, before);
    const tree = readTree(root);
    const disk = watchedDisk((call, path, content) => {
      if (call !== "create" || !path.includes("d.json")) return;
      writeFileSync(path, content?.slice(0, 1) ?? "");
      throw systemError(code);
    });
    const failure = writeOutput({ root, label: "out", files: toFiles(after), disk });
    await expect(failure).rejects.toMatchObject({
      code: "unwritable-output",
      message: `\`out/new/d.json\` cannot be written: ${reason}. Nothing was changed.`,
    });
    expect(readTree(root)).toEqual(tree);
    expect(existsSync(join(root, "new"))).toBe(false);
  });

  test("puts everything back when the folder cannot be made", async () => {
    const root = join(temporaryFolder(), "out");
    const disk = watchedDisk((call, path) => {
      if (call === "makeDirectory" && path.endsWith("new")) throw systemError("EACCES");
    });
    const failure = writeOutput({ root, label: "out", files: toFiles(after), disk });
    await expect(failure).rejects.toThrow(
      "`out/new` cannot be written: permission is denied. Nothing was changed.",
    );
    expect(existsSync(root)).toBe(false);
  });

  test("says what was replaced when replacing fails, and the next run finishes", async () => {
    const root = temporaryFolder();
    await write(root, before);
    const disk = watchedDisk((call, path) => {
      if (call === "replace" && path.endsWith("b.json")) throw systemError("EBUSY");
    });
    const failure = writeOutput({ root, label: "out", files: toFiles(after), disk });
    await expect(failure).rejects.toThrow(
      "`out/b.json` cannot be written: another program uses it. 1 of 3 files were replaced; run the command again to finish.",
    );
    expect(withoutManifest(root)).toEqual({ ...before, "a.json": "11" });
    expect((await write(root, after)).problems).toEqual([]);
    expect(withoutManifest(root)).toEqual(after);
  });

  test("changes nothing when it is aborted before the files are replaced", async () => {
    const root = temporaryFolder();
    await write(root, before);
    const tree = readTree(root);
    const controller = new AbortController();
    const disk = watchedDisk((call, path) => {
      if (call === "create" && path.includes("a.json")) controller.abort(new Error("interrupted"));
    });
    const failure = writeOutput({ root, files: toFiles(after), disk, signal: controller.signal });
    await expect(failure).rejects.toThrow("interrupted");
    expect(readTree(root)).toEqual(tree);
  });

  test("does not hide a bug behind the message about the disk", async () => {
    const disk = watchedDisk(() => {
      throw new TypeError("a bug");
    });
    const root = temporaryFolder();
    await expect(writeOutput({ root, files: toFiles({ a: "1" }), disk })).rejects.toThrow(TypeError);
  });
});

function linkTo(root: string, path: string, target: string): void {
  writeTree(root, { "d/own.txt": "" });
  symlinkSync(target, join(root, path));
}
