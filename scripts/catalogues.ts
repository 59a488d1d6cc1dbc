/**
 * Writes the catalogues of the product from the recorded expositions; with `--check`, only says whether they are
 * stale (exit code 1).
 */
import { readFile, writeFile } from "node:fs/promises";
import process from "node:process";
import { cataloguePath, catalogueSources, renderCatalogue } from "./catalogue-sources.ts";

const check = process.argv.includes("--check");
for (const source of catalogueSources) {
  const path = cataloguePath(source);
  const text = await renderCatalogue(source);
  if ((await readFile(path, "utf8").catch(() => "")) === text) continue;
  if (check) process.exitCode = 1;
  else await writeFile(path, text);
  process.stderr.write(`${source.file}: ${check ? "stale, run scripts/catalogues.ts" : "written"}\n`);
}
