import {
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmdirSync,
  type Stats,
  unlinkSync,
  writeFileSync,
} from "node:fs";

/** What lies at a path. */
export interface DiskEntry {
  readonly kind: "file" | "directory" | "link" | "other";
  /** Bytes. */
  readonly size: number;
  /** Whether nobody may write the file: what lies there was protected on purpose. */
  readonly isReadOnly: boolean;
  /** Equal for two paths that name the same file, as on disks that ignore case. */
  readonly identity: string;
}

/**
 * The calls of the file system that writing an output needs; tests put a failing one in its place. They block,
 * because a thousand small files are written faster so than through Node's thread pool (measured: by a fifth).
 */
export interface OutputDisk {
  /** What lies at the path itself, links not followed; `undefined` when there is nothing. */
  inspect(path: string): DiskEntry | undefined;
  read(path: string): Buffer;
  list(path: string): readonly string[];
  /** The path with all links followed. */
  resolve(path: string): string;
  /** Creates a file and fails when anything is there already, also a link. */
  create(path: string, content: string | Uint8Array): void;
  /** Puts the file in the place of the other one, in one step. */
  replace(from: string, to: string): void;
  remove(path: string): void;
  makeDirectory(path: string): void;
  /** Removes the directory when it is empty; whether it did. */
  removeEmptyDirectory(path: string): boolean;
}

/** The file system of this machine. */
export const nodeDisk: OutputDisk = {
  inspect(path) {
    try {
      return describe(lstatSync(path));
    } catch (error) {
      if (hasCode(error, "ENOENT") || hasCode(error, "ENOTDIR")) return undefined;
      throw error;
    }
  },
  read: (path) => readFileSync(path),
  list: (path) => readdirSync(path),
  resolve: (path) => realpathSync(path),
  create: (path, content) => writeFileSync(path, content, { flag: "wx" }),
  replace: (from, to) => renameSync(from, to),
  remove: (path) => unlinkSync(path),
  makeDirectory(path) {
    mkdirSync(path);
  },
  removeEmptyDirectory(path) {
    try {
      rmdirSync(path);
      return true;
    } catch (error) {
      if (["ENOTEMPTY", "EEXIST", "ENOENT", "EBUSY"].some((code) => hasCode(error, code))) return false;
      throw error;
    }
  },
};

/** Whether the error is the operating system's error of that code. */
export function hasCode(error: unknown, code: string): boolean {
  return error instanceof Error && "code" in error && error.code === code;
}

function describe(stats: Stats): DiskEntry {
  return {
    kind: stats.isFile()
      ? "file"
      : stats.isDirectory()
        ? "directory"
        : stats.isSymbolicLink()
          ? "link"
          : "other",
    size: stats.size,
    isReadOnly: (stats.mode & 0o222) === 0,
    identity: `${stats.dev}:${stats.ino}`,
  };
}
