import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { DashError } from "../../base/dash-error.ts";
import { readDocumentFile } from "../../diff/documents/documents.ts";
import { normalizeSide } from "../../diff/normal/normal-side.ts";
import { outlineOf } from "../../diff/outline.ts";
import { redactPart } from "../../diff/redact/redact.ts";

/**
 * A file as text that tools compare line by line: its dashboards in outline. What holds no dashboard stays as it is, so that
 * git can be told to use it for whole folders.
 */
export async function textOfFile(file: string, cwd: string): Promise<string> {
  const text = readText(file, cwd);
  const { side } = await readDocumentFile({ path: file, text }, { label: file, from: "files" });
  if (side.dashboards.length === 0) return text;
  const outlines = side.dashboards.map((dashboard) => {
    const { dashboard: normal } = normalizeSide(dashboard, new Map());
    return outlineOf(dashboard.uid, redactPart(normal));
  });
  return outlines.join("\n");
}

function readText(file: string, cwd: string): string {
  try {
    return readFileSync(resolve(cwd, file), "utf8").replace(/^\uFEFF/, "");
  } catch (error) {
    throw new DashError("unreadable-input", {
      message: `\`${file}\` cannot be read.`,
      hint: "Check the path.",
      at: { file },
      cause: error,
    });
  }
}
