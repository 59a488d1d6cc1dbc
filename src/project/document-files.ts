import { type Dirent, readdirSync, readFileSync, realpathSync, statSync } from "node:fs";
import { join } from "node:path";
import type { Problem } from "../base/problem.ts";
import { compareText } from "../base/text.ts";

/** A file that may hold documents of Grafana. */
export interface DocumentFile {
  /** Relative to the folder that was read, with forward slashes. */
  readonly path: string;
  readonly text: string;
}

/** The files of a folder, sorted by path, and what could not be read. */
export interface DocumentFiles {
  readonly files: readonly DocumentFile[];
  readonly problems: readonly Problem[];
}

/** More is no dashboard; Grafana's own limit for a request is far below. In bytes. */
const largestFile = 32 * 1024 * 1024;

/**
 * Reads the JSON and YAML files of a folder and of those below it, without `node_modules` and folders whose name starts
 * with a dot. Symbolic links are followed, each folder once.
 */
export function readDocumentFiles(folder: string): DocumentFiles {
  const files: DocumentFile[] = [];
  const problems: Problem[] = [];
  for (const path of listFiles(folder).sort(compareText)) {
    const read = readDocumentFile(folder, path);
    if ("text" in read) files.push(read);
    else problems.push(read);
  }
  return { files, problems };
}

function listFiles(root: string): string[] {
  const found: string[] = [];
  const seen = new Set<string>();
  const visit = (folder: string): void => {
    const real = realpathSync(join(root, folder));
    if (seen.has(real)) return;
    seen.add(real);
    for (const entry of readdirSync(real, { withFileTypes: true })) {
      const path = folder === "" ? entry.name : `${folder}/${entry.name}`;
      if (!isFolder(entry, join(real, entry.name))) {
        if (/\.(?:json|ya?ml)$/i.test(entry.name)) found.push(path);
      } else if (entry.name !== "node_modules" && !entry.name.startsWith(".")) visit(path);
    }
  };
  visit("");
  return found;
}

function isFolder(entry: Dirent, path: string): boolean {
  if (!entry.isSymbolicLink()) return entry.isDirectory();
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}

function readDocumentFile(folder: string, path: string): DocumentFile | Problem {
  try {
    const stats = statSync(join(folder, path));
    if (stats.size > largestFile) {
      return unreadable(path, `is larger than ${largestFile / 1024 / 1024} MiB, so it is not read`);
    }
    if (!stats.isFile()) return unreadable(path, "is no file");
    return { path, text: readFileSync(join(folder, path), "utf8").replace(/^\uFEFF/, "") };
  } catch {
    return unreadable(path, "cannot be read");
  }
}

function unreadable(file: string, why: string): Problem {
  return {
    rule: "load-missing-file",
    severity: "warning",
    message: `\`${file}\` ${why}.`,
    at: { file },
  };
}
