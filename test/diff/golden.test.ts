/** Golden cases: a folder with the dashboards before and after, and what a person reads of the difference. */
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { diffSides } from "../../src/diff/diff.ts";
import { readDocuments } from "../../src/diff/documents/documents.ts";
import type { Side } from "../../src/diff/documents/side.ts";
import { readDocumentFiles } from "../../src/project/document-files.ts";
import { formatDiffText } from "../../src/report/diff/text.ts";
import { plainPalette } from "../../src/report/palette.ts";

const folder = fileURLToPath(new URL("../fixtures/diff/", import.meta.url));

async function sideOf(name: string, label: string): Promise<Side> {
  const { files } = readDocumentFiles(join(folder, name, label));
  const { side } = await readDocuments(files, { label, from: "files" });
  return side;
}

test.each(readdirSync(folder))("tells the case %s", async (name) => {
  const report = diffSides(await sideOf(name, "before"), await sideOf(name, "after"));
  const text = formatDiffText(report, { palette: plainPalette, columns: 160 });
  await expect(text).toMatchFileSnapshot(join(folder, name, "expected.txt"));
});
