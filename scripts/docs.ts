/**
 * Writes the pages that are made from the program's tables; with `--check`, only says whether they are stale (exit
 * code 1).
 */
import { readFile, writeFile } from "node:fs/promises";
import process from "node:process";
import { docsPages } from "./docs-pages.ts";

const check = process.argv.includes("--check");
for (const { path, text } of docsPages()) {
  const file = new URL(`../${path}`, import.meta.url);
  if ((await readFile(file, "utf8").catch(() => "")) === text) continue;
  if (check) process.exitCode = 1;
  else await writeFile(file, text);
  process.stderr.write(`${path}: ${check ? "stale, run scripts/docs.ts" : "written"}\n`);
}
