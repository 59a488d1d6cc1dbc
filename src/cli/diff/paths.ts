/** Two files or two folders as sides: what git programs and people have before them, whoever made it. */
import { existsSync, readFileSync, statSync } from "node:fs";
import { join, resolve } from "node:path";
import { DashError } from "../../base/dash-error.ts";
import type { Problem } from "../../base/problem.ts";
import type { Side } from "../../diff/documents/side.ts";
import { readDocumentFile, readDocuments } from "../../diff/documents/documents.ts";
import type { SideRef } from "../../diff/model.ts";
import { readDocumentFiles } from "../../project/document-files.ts";
import type { PathSubject } from "./options.ts";

/** Two sides, and what is wrong with their files. */
export interface PathSides {
  readonly base: Side;
  readonly head: Side;
  readonly problems: readonly Problem[];
}

/** Reads both. */
export async function readPaths({ before, after, names }: PathSubject, cwd: string): Promise<PathSides> {
  const base = await readPath({ path: before, name: names?.before ?? before }, cwd);
  const head = await readPath({ path: after, name: names?.after ?? after }, cwd);
  return { base: base.side, head: head.side, problems: [...base.problems, ...head.problems] };
}

/** A path, and what people call it. */
interface NamedPath {
  readonly path: string;
  readonly name: string;
}

interface ReadPath {
  readonly side: Side;
  readonly problems: readonly Problem[];
}

async function readPath({ path, name }: NamedPath, cwd: string): Promise<ReadPath> {
  const ref: SideRef = { label: name, from: "files" };
  const full = resolve(cwd, path);
  // What git gives in the place of a file that is not there.
  if (path === "/dev/null" || path === "NUL") {
    return { side: { ref, dashboards: [], objects: [], notes: [] }, problems: [] };
  }
  if (!existsSync(full)) throw missing(path);
  if (statSync(full).isDirectory()) {
    const { files, problems } = readDocumentFiles(full);
    const read = await readDocuments(files, ref);
    return { side: read.side, problems: [...problems, ...read.problems].map((each) => inFolder(each, path)) };
  }
  const text = readFileSync(full, "utf8").replace(/^\uFEFF/, "");
  return readDocumentFile({ path: name, text }, ref);
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
