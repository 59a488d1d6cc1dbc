import { type Dirent, readdirSync, readFileSync, realpathSync, statSync } from "node:fs";
import { join, sep } from "node:path";
import type { Problem, Severity } from "../base/problem.ts";
import { compareText } from "../base/text.ts";

/** A file that may hold documents of Grafana. */
export interface DocumentFile {
  /** Relative to the folder that was read, with forward slashes. */
  readonly path: string;
  readonly text: string;
  /** As it lies on disk. */
  readonly bytes: Buffer;
}

/** The files of a folder, sorted by path, and what could not be read. */
export interface DocumentFiles {
  readonly files: readonly DocumentFile[];
  readonly problems: readonly Problem[];
}

/** How a folder is read. */
export interface ReadingOptions {
  /** What was read on the other side. */
  readonly others?: readonly DocumentFile[];
  /**
   * A folder, without symbolic links, that no link leads out of: a commit of somebody else may link to all that is on the
   * machine.
   * @default links lead anywhere
   */
  readonly within?: string;
}

/** More is no dashboard; Grafana's own limit for a request is far below. In bytes. */
const largestFile = 32 * 1024 * 1024;

/**
 * Reads the JSON and YAML files of a folder and of those below it, without `node_modules` and folders whose name starts
 * with a dot; nor files with such a name. Symbolic links are followed, each folder once. A file that is the same in
 * another folder is handed on as the same object, so that whoever compares both looks at it once.
 */
export function readDocumentFiles(
  folder: string,
  { others = [], within }: ReadingOptions = {},
): DocumentFiles {
  const problems: Problem[] = [];
  const files: DocumentFile[] = [];
  const known = new Map(others.map((file) => [file.path, file]));
  for (const path of listFiles(folder, { within, problems }).sort(compareText)) {
    const read = readDocumentFile(folder, path, known.get(path));
    if ("text" in read) files.push(read);
    else problems.push(read);
  }
  return { files, problems };
}

function listFiles(
  root: string,
  { within, problems }: { readonly within: string | undefined; readonly problems: Problem[] },
): string[] {
  const found: string[] = [];
  const seen = new Set<string>();
  const visit = (folder: string): void => {
    const entries = openFolder(join(root, folder), seen);
    if (entries === undefined)
      problems.push(unreadable(folder === "" ? "." : folder, "error", "cannot be read"));
    for (const entry of entries ?? []) {
      const path = folder === "" ? entry.name : `${folder}/${entry.name}`;
      if (within !== undefined && entry.isSymbolicLink() && !leadsInto(join(root, path), within)) {
        problems.push(unreadable(path, "warning", "is left out: it is a link that leads elsewhere"));
      } else if (!isFolder(entry, join(root, path))) {
        if (!entry.name.startsWith(".") && /\.(?:json|ya?ml)$/i.test(entry.name)) found.push(path);
      } else if (entry.name !== "node_modules" && !entry.name.startsWith(".")) visit(path);
    }
  };
  visit("");
  return found;
}

/** What is in a folder; nothing when it was opened before, by another path. */
function openFolder(path: string, seen: Set<string>): readonly Dirent[] | undefined {
  try {
    const real = realpathSync(path);
    if (seen.has(real)) return [];
    seen.add(real);
    const entries = readdirSync(real, { withFileTypes: true });
    // Which of two paths to the same folder is taken must not depend on the file system.
    return entries.sort((left, right) => compareText(left.name, right.name));
  } catch {
    return undefined;
  }
}

/** Whether a path lies in a folder; both without symbolic links. */
export function isInside(path: string, folder: string): boolean {
  return path === folder || path.startsWith(folder + sep);
}

function leadsInto(link: string, folder: string): boolean {
  try {
    return isInside(realpathSync(link), folder);
  } catch {
    return false;
  }
}

function isFolder(entry: Dirent, path: string): boolean {
  if (!entry.isSymbolicLink()) return entry.isDirectory();
  try {
    return statSync(path).isDirectory();
  } catch {
    // A link to nothing, or in a circle: reading it tells.
    return false;
  }
}

function readDocumentFile(
  folder: string,
  path: string,
  other: DocumentFile | undefined,
): DocumentFile | Problem {
  try {
    const stats = statSync(join(folder, path));
    if (stats.size > largestFile) {
      return unreadable(path, "warning", `is left out: it is larger than ${largestFile / 1024 / 1024} MiB`);
    }
    if (!stats.isFile()) return unreadable(path, "error", "is no file");
    const bytes = readFileSync(join(folder, path));
    if (other?.bytes.equals(bytes) === true) return other;
    return { path, bytes, text: bytes.toString("utf8").replace(/^\uFEFF/, "") };
  } catch {
    return unreadable(path, "error", "cannot be read");
  }
}

function unreadable(file: string, severity: Severity, why: string): Problem {
  return { rule: "load-missing-file", severity, message: `\`${file}\` ${why}.`, at: { file } };
}
