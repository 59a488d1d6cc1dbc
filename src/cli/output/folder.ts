import { join, sep } from "node:path";
import type { OutputDisk } from "./disk.ts";

/** The suffix of files that are being written; a killed run leaves them, the next one removes them. */
const temporarySuffix = ".dash-tmp";

/** An output folder, seen through its relative paths. */
export interface OutputFolder {
  readonly root: string;
  readonly disk: OutputDisk;
  /** How messages call the path. */
  nameOf(path: string): string;
  /** The path on disk. */
  locate(path: string): string;
  /**
   * Whether the directory is there (`exists`) or can be made (`missing`), else why not. A link that leads out of
   * the folder counts as an obstacle: what lies behind it is not ours to write or to remove.
   */
  inspectDirectory(path: string): DirectoryState;
}

/** The state of a directory of an output folder. */
export type DirectoryState = "exists" | "missing" | Obstacle;

/** What is in the way of a directory. */
export interface Obstacle {
  readonly kind: "file" | "link";
  readonly obstacle: string;
}

/** Looks at an output folder; directories are inspected once. */
export function openFolder(root: string, label: string, disk: OutputDisk): OutputFolder {
  const states = new Map<string, DirectoryState>();
  const locate = (path: string): string => (path === "" ? root : join(root, path));
  const inspectDirectory = (path: string): DirectoryState => {
    const known = states.get(path);
    if (known !== undefined) return known;
    const parent = path === "" ? "exists" : inspectDirectory(parentOf(path));
    const state = parent === "exists" ? inspectOne(path) : parent;
    states.set(path, state);
    return state;
  };
  const inspectOne = (path: string): DirectoryState => {
    const location = locate(path);
    const entry = disk.inspect(location);
    if (entry === undefined) return "missing";
    if (entry.kind === "directory") return "exists";
    const name = nameOf(path);
    if (entry.kind !== "link")
      return { kind: "file", obstacle: `A file is in the way of the folder \`${name}\`.` };
    return inspectLink(disk, location, path === "" ? undefined : root, name);
  };
  const nameOf = (path: string): string => [label, path].filter(Boolean).join("/");
  return { root, disk, nameOf, locate, inspectDirectory };
}

/** The directory of a relative path; empty for the output folder itself. */
export function parentOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf("/")));
}

/** The file beside it that content is written to before it takes the file's place. */
export function temporaryPath(path: string): string {
  const parent = parentOf(path);
  const name = path.slice(parent === "" ? 0 : parent.length + 1);
  return `${parent === "" ? "" : `${parent}/`}.${name}${temporarySuffix}`;
}

/** Whether a killed run may have left the file. */
export function isTemporaryName(name: string): boolean {
  return name.startsWith(".") && name.endsWith(temporarySuffix);
}

function inspectLink(
  disk: OutputDisk,
  location: string,
  root: string | undefined,
  name: string,
): DirectoryState {
  let target: string;
  try {
    target = disk.resolve(location);
  } catch {
    return { kind: "link", obstacle: `\`${name}\` is a link that leads nowhere.` };
  }
  if (disk.inspect(target)?.kind !== "directory") {
    return { kind: "file", obstacle: `A file is in the way of the folder \`${name}\`.` };
  }
  const isInside = root === undefined || `${target}${sep}`.startsWith(`${disk.resolve(root)}${sep}`);
  return isInside
    ? "exists"
    : { kind: "link", obstacle: `\`${name}\` is a link that leads out of the output folder.` };
}
