import { type BigIntStats, lstatSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** The files of a folder: what is in them, and whether they were written since. */
export type FolderSnapshot = ReadonlyMap<string, FileState>;

interface FileState {
  readonly content: string;
  /** Changes when the file is written or replaced, also with what it held before. */
  readonly identity: string;
}

/** Remembers all files of a folder, except packages and what is cached there. */
export function takeSnapshot(folder: string): FolderSnapshot {
  const names = readdirSync(folder, { recursive: true, encoding: "utf8" }).sort();
  const states = names
    .filter((name) => !/(?:^|\/)node_modules(?:\/|$)/.test(name))
    .map((name) => [name, stateOf(join(folder, name))] as const);
  return new Map(states.filter((entry): entry is readonly [string, FileState] => entry[1] !== undefined));
}

function stateOf(path: string): FileState | undefined {
  const stats = lstatSync(path, { bigint: true });
  if (stats.isDirectory()) return undefined;
  return { content: readFileSync(path, "latin1"), identity: identityOf(stats) };
}

function identityOf({ ino, mtimeNs }: BigIntStats): string {
  return `${ino} ${mtimeNs}`;
}

/** The files that came, changed, went or were written again with the same content, a line each. */
export function describeChanges(before: FolderSnapshot, after: FolderSnapshot): string {
  const names = [...new Set([...before.keys(), ...after.keys()])].sort();
  return names.map((name) => describeChange(name, before.get(name), after.get(name))).join("");
}

function describeChange(name: string, before: FileState | undefined, after: FileState | undefined): string {
  if (before === undefined) return `created    ${name}\n`;
  if (after === undefined) return `removed    ${name}\n`;
  if (before.content !== after.content) return `changed    ${name}\n`;
  return before.identity === after.identity ? "" : `rewritten  ${name}\n`;
}
