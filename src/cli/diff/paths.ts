/** Two files or two folders as sides: what git programs and people have before them, whoever made it. */
import { closeSync, existsSync, openSync, readSync, statSync } from "node:fs";
import { join, resolve } from "node:path";
import { DashError } from "../../base/dash-error.ts";
import { type Problem, uniqueProblems } from "../../base/problem.ts";
import type { Side } from "../../diff/documents/side.ts";
import { readDocumentFile, readDocuments } from "../../diff/documents/documents.ts";
import type { SideRef } from "../../diff/model.ts";
import { type DocumentFile, readDocumentFiles } from "../../project/document-files.ts";
import type { PathSubject } from "./options.ts";

/** Two sides, and what is wrong with their files. */
export interface PathSides {
  readonly base: Side;
  readonly head: Side;
  readonly problems: readonly Problem[];
}

/** Reads both. */
export async function readPaths({ before, after, names }: PathSubject, cwd: string): Promise<PathSides> {
  const base = await readPath({ path: before, name: names?.before ?? before }, { cwd, others: [] });
  const head = await readPath({ path: after, name: names?.after ?? after }, { cwd, others: base.files });
  return { base: base.side, head: head.side, problems: uniqueProblems([...base.problems, ...head.problems]) };
}

/** A path, and what people call it. */
interface NamedPath {
  readonly path: string;
  readonly name: string;
}

interface ReadPath {
  readonly side: Side;
  readonly problems: readonly Problem[];
  /** The files of a folder. */
  readonly files: readonly DocumentFile[];
}

interface Surroundings {
  readonly cwd: string;
  /** What was read on the other side. */
  readonly others: readonly DocumentFile[];
}

async function readPath({ path, name }: NamedPath, { cwd, others }: Surroundings): Promise<ReadPath> {
  const ref: SideRef = { label: name, from: "files" };
  const full = resolve(cwd, path);
  // What git gives in the place of a file that is not there.
  if (path === "/dev/null" || path === "NUL") {
    return { side: { ref, dashboards: [], objects: [], notes: [] }, problems: [], files: [] };
  }
  if (!existsSync(full)) throw missing(path);
  if (statSync(full).isDirectory()) {
    const { files, problems } = readDocumentFiles(full, { others });
    const read = await readDocuments(files, ref);
    const all = [...problems, ...read.problems].map((each) => inFolder(each, path));
    return { side: read.side, problems: all, files };
  }
  const text = readText(full, path).replace(/^\uFEFF/, "");
  const read = await readDocumentFile({ path: name, text }, ref);
  return { ...read, files: [] };
}

/** People look for a file from where they are, not from the folder that they named. */
function inFolder(problem: Problem, folder: string): Problem {
  const { file } = problem.at;
  return file === undefined ? problem : { ...problem, at: { ...problem.at, file: join(folder, file) } };
}

function missing(path: string): DashError {
  return new DashError("unreadable-input", {
    message: `There is no file or folder \`${path}\`.`,
    hint: "Two words are paths; name commits as in `npx dash diff main..feature`.",
    at: { file: path },
  });
}

/** More is no dashboard, and a device may go on without end. In bytes. */
const largestFile = 256 * 1024 * 1024;
const pieceSize = 1024 * 1024;

/** The text of a file or of a pipe. */
function readText(full: string, path: string): string {
  const pieces: Buffer[] = [];
  let file: number | undefined;
  try {
    file = openSync(full, "r");
    for (let read = 0, size = 0; size <= largestFile; size += read) {
      const piece = Buffer.alloc(pieceSize);
      read = readSync(file, piece);
      if (read === 0) return Buffer.concat(pieces).toString("utf8");
      pieces.push(piece.subarray(0, read));
    }
  } catch (error) {
    throw unreadable(path, "cannot be read", { hint: "Check the path and its rights.", cause: error });
  } finally {
    if (file !== undefined) closeSync(file);
  }
  throw unreadable(path, `is larger than ${largestFile / 1024 / 1024} MiB`, {
    hint: "Name a file of dashboards.",
  });
}

function unreadable(
  path: string,
  why: string,
  more: { readonly hint: string; readonly cause?: unknown },
): DashError {
  return new DashError("unreadable-input", { message: `\`${path}\` ${why}.`, at: { file: path }, ...more });
}
