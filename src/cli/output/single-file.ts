import { randomUUID } from "node:crypto";
import { mkdir, open, readFile, realpath, rename, rm, stat } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import { DashError } from "../../base/dash-error.ts";

/** The text of the file, `undefined` when there is none; throws `unreadable-input` for everything else. */
export async function readExisting(cwd: string, path: string): Promise<string | undefined> {
  try {
    return await readFile(resolve(cwd, path), "utf8");
  } catch (error) {
    // A file in the way of the folder is found when the folder is made.
    if (["ENOENT", "ENOTDIR"].includes(codeOf(error))) return undefined;
    throw new DashError("unreadable-input", {
      message: `\`${path}\` exists but cannot be read (${codeOf(error)}).`,
      hint: "Check its rights, or choose another file with --out.",
      at: { file: path },
      cause: error,
    });
  }
}

/**
 * Writes the whole file or nothing: beside it, then renamed, so that neither a reader nor an interruption ever sees
 * half of it. A missing folder is made, a link keeps pointing where it does, and an existing file keeps its mode.
 */
export async function writeAtomically(cwd: string, path: string, text: string): Promise<void> {
  try {
    await mkdir(dirname(resolve(cwd, path)), { recursive: true });
    const target = await resolveLink(resolve(cwd, path));
    await replace(target, text);
  } catch (error) {
    throw new DashError("unwritable-output", {
      message: `\`${path}\` cannot be written (${codeOf(error)}).`,
      hint: hintFor(codeOf(error)),
      at: { file: path },
      cause: error,
    });
  }
}

function hintFor(code: string): string {
  if (code === "EISDIR") return "It is a folder: name a file in it with --out.";
  return ["EEXIST", "ENOTDIR"].includes(code)
    ? "A file is in the way of its folder: move it, or choose another path with --out."
    : "Check its rights and the free space.";
}

async function replace(target: string, text: string): Promise<void> {
  const mode = await modeOf(target);
  const temporary = `${target}.${randomUUID().slice(0, 8)}.tmp`;
  try {
    const file = await open(temporary, "wx", mode);
    try {
      await file.writeFile(text);
      if (mode !== undefined) await file.chmod(mode);
    } finally {
      await file.close();
    }
    await rename(temporary, target);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
}

async function resolveLink(path: string): Promise<string> {
  try {
    return await realpath(path);
  } catch {
    return path;
  }
}

async function modeOf(path: string): Promise<number | undefined> {
  try {
    return (await stat(path)).mode & 0o777;
  } catch {
    return undefined;
  }
}

function codeOf(error: unknown): string {
  return error instanceof Error && "code" in error ? String(error.code) : "unknown";
}
