import { existsSync, readdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { contentDigest } from "../../../src/cli/output/compare.ts";
import { formatManifest, parseManifest } from "../../../src/cli/output/manifest.ts";
import { createOutput, writeOutput } from "../../../src/cli/output/output.ts";
import { readTree, temporaryFolder, toFiles } from "./output-fixture.ts";

const manifestName = ".dash-manifest.json";

function manifestOf(files: Readonly<Record<string, string>>): string {
  return JSON.stringify({ version: 1, files });
}

describe("a hostile manifest", () => {
  test.each([
    "../victim.json",
    "a/../../victim.json",
    "/etc/passwd",
    "..\\victim.json",
    "C:/victim.json",
    "./victim.json",
    ".git/config",
    "",
  ])("that lists `%s` stops the command before anything is removed", (path) => {
    const parent = temporaryFolder({ "victim.json": "mine" });
    const root = join(parent, "out");
    writeFileSync(join(parent, "keep"), "");
    const text = manifestOf({ [path]: contentDigest("mine") });
    expect(() => parseManifest(text, "out/m.json")).toThrow(
      expect.objectContaining({ code: "unwritable-output", message: expect.stringContaining("lists") }),
    );
    expect(readTree(parent)["victim.json"]).toBe("mine");
    expect(existsSync(root)).toBe(false);
  });

  test("cannot remove files behind a link that leads out of the folder", async () => {
    const outside = temporaryFolder({ "victim.json": "mine" });
    const root = temporaryFolder({ [manifestName]: manifestOf({ "d/victim.json": contentDigest("mine") }) });
    symlinkSync(outside, join(root, "d"));
    await expect(writeOutput({ root, label: "out", files: [] })).rejects.toThrow(
      "`out/d` is a link that leads out of the output folder. Nothing was written.",
    );
    expect(readTree(outside)).toEqual({ "victim.json": "mine" });
  });

  test("removes a link but not what it leads to", async () => {
    const outside = temporaryFolder({ "victim.json": "mine" });
    const root = temporaryFolder({ [manifestName]: manifestOf({ "x.json": contentDigest("mine") }) });
    symlinkSync(join(outside, "victim.json"), join(root, "x.json"));
    await writeOutput({ root, files: [] });
    expect(readdirSync(root)).toEqual([manifestName]);
    expect(readTree(outside)).toEqual({ "victim.json": "mine" });
  });

  test("does not make a planted temporary link lead the content elsewhere", async () => {
    const outside = temporaryFolder({ "victim.json": "mine" });
    const root = temporaryFolder();
    symlinkSync(join(outside, "victim.json"), join(root, ".x.json.dash-tmp"));
    symlinkSync(join(outside, "victim.json"), join(root, `.${manifestName}.dash-tmp`));
    await writeOutput({ root, files: toFiles({ "x.json": "generated" }) });
    expect(readTree(outside)).toEqual({ "victim.json": "mine" });
    expect(readdirSync(root)).toEqual([manifestName, "x.json"]);
  });

  test("that is a link is refused", () => {
    const root = temporaryFolder();
    symlinkSync("/etc/hostname", join(root, manifestName));
    expect(() => createOutput({ root })).toThrow("is not a file");
  });
});

describe("a damaged manifest", () => {
  test.each([
    ["not JSON", "{"],
    ["no object", "[]"],
    ["another version", JSON.stringify({ version: 2, files: {} })],
    ["no files", JSON.stringify({ version: 1 })],
    ["a wrong digest", manifestOf({ "a.json": "123" })],
    ["no text as digest", JSON.stringify({ version: 1, files: { "a.json": 1 } })],
  ])("stops the command: %s", (_name, text) => {
    const root = temporaryFolder({ [manifestName]: text, "a.json": "mine" });
    expect(() => createOutput({ root, label: "out" })).toThrow(
      expect.objectContaining({ code: "unwritable-output", at: { file: `out/${manifestName}` } }),
    );
    expect(readTree(root)["a.json"]).toBe("mine");
  });

  test("with Git's conflict marks owns the files of both sides", async () => {
    const lines = (ours: string) => `    "a.json": "${contentDigest(ours)}",\n`;
    const text = `{\n  "version": 1,\n  "files": {\n<<<<<<< HEAD\n${lines("1")}=======\n${lines("2")}    "old.json": "${contentDigest("3")}"\n>>>>>>> theirs\n  }\n}\n`;
    const root = temporaryFolder({ [manifestName]: text, "a.json": "2", "old.json": "3", "mine.json": "4" });
    const { problems } = await writeOutput({ root, files: toFiles({ "a.json": "new" }) });
    expect(problems).toEqual([]);
    expect(readTree(root)).toMatchObject({ "a.json": "new", "mine.json": "4" });
    expect(existsSync(join(root, "old.json"))).toBe(false);
  });
});

test("a manifest read back is the manifest that was written", () => {
  const digest = contentDigest("1");
  const manifest = {
    files: new Map([
      ["a.json", [digest]],
      ["__proto__", [digest]],
    ]),
    pending: new Map([["b.json", [contentDigest("2"), digest].sort()]]),
  };
  expect(parseManifest(formatManifest(manifest), "m")).toEqual(manifest);
});
