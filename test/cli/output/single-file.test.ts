import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { writeAtomically } from "../../../src/cli/output/single-file.ts";

test("a folder where the file should be is named, and nothing is left behind", async () => {
  const cwd = await mkdtemp(join(tmpdir(), "dash-single-"));
  onTestFinished(() => rm(cwd, { recursive: true, force: true }));
  await expect(writeAtomically(cwd, ".", "text")).rejects.toMatchObject({
    code: "unwritable-output",
    message: "`.` cannot be written (EISDIR).",
    hint: "It is a folder: name a file in it with --out.",
  });
  expect(await readdir(cwd)).toEqual([]);
});
