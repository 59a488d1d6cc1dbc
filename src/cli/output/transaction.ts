/**
 * Changes an output folder so that an interruption at any moment leaves every file as it was or as it should be, and
 * the next run can tell its own files: the manifest first lists what is about to be written, then everything is written
 * to temporary files, then these take their places one by one, and the final manifest comes last.
 */
import { dirname, join } from "node:path";
import { setImmediate } from "node:timers/promises";
import { plural } from "../../base/text.ts";
import { explainFailure } from "./errors.ts";
import { isTemporaryName, type OutputFolder, parentOf, temporaryPath } from "./folder.ts";

/** What is to be done to an output folder. */
export interface Changes {
  readonly writes: readonly { readonly path: string; readonly content: string | Uint8Array }[];
  readonly removals: readonly string[];
  readonly manifestPath: string;
  /** The manifest on disk; `undefined` when there is none. */
  readonly manifestBefore: string | undefined;
  /** The manifest that names the old files and the new. */
  readonly manifestDuring: string;
  readonly manifestAfter: string;
}

/** How many files are written before waiting signals are heard. */
const breath = 64;

/** What has been done so far, so that it can be undone and told. */
interface Progress {
  /** The path that is being worked on. */
  path: string;
  /** The directories that were made, outermost first, as locations on disk. */
  readonly made: string[];
  /** The files whose temporary files were begun. */
  readonly prepared: string[];
  /** Whether the manifest names the new files. */
  isAnnounced: boolean;
}

/** Makes the changes; on failure nothing is changed, or the message says what is. */
export async function applyChanges(
  folder: OutputFolder,
  changes: Changes,
  signal?: AbortSignal,
): Promise<void> {
  const progress: Progress = { path: "", made: [], prepared: [], isAnnounced: false };
  try {
    await prepare(folder, changes, progress, signal);
  } catch (error) {
    undo(folder, changes, progress);
    throw explainFailure(error, folder.nameOf(progress.path), "Nothing was changed.");
  }
  finish(folder, changes, progress);
}

/** Removes what killed runs left in the directories. */
export function removeTemporaries(folder: OutputFolder, directories: Iterable<string>): void {
  for (const directory of directories) {
    if (folder.inspectDirectory(directory) !== "exists") continue;
    try {
      for (const name of folder.disk.list(folder.locate(directory))) {
        const location = join(folder.locate(directory), name);
        const isOurs = isTemporaryName(name) && folder.disk.inspect(location)?.kind !== "directory";
        if (isOurs) folder.disk.remove(location);
      }
    } catch (error) {
      throw explainFailure(error, folder.nameOf(directory), "Nothing was changed.");
    }
  }
}

async function prepare(
  folder: OutputFolder,
  changes: Changes,
  progress: Progress,
  signal: AbortSignal | undefined,
): Promise<void> {
  makeDirectories(folder, changes, progress);
  if (changes.writes.length > 0) {
    replaceManifest(folder, changes, changes.manifestDuring, progress);
    progress.isAnnounced = true;
  }
  for (const [index, write] of changes.writes.entries()) {
    if (index % breath === 0) await listen(signal);
    progress.path = write.path;
    progress.prepared.push(write.path);
    folder.disk.create(folder.locate(temporaryPath(write.path)), write.content);
  }
  await listen(signal);
}

function finish(folder: OutputFolder, changes: Changes, progress: Progress): void {
  let done = 0;
  try {
    for (const { path } of changes.writes) {
      progress.path = path;
      folder.disk.replace(folder.locate(temporaryPath(path)), folder.locate(path));
      done++;
    }
    for (const path of changes.removals) {
      progress.path = path;
      folder.disk.remove(folder.locate(path));
    }
    for (const path of changes.removals) removeEmptyParents(folder, path);
    replaceManifest(folder, changes, changes.manifestAfter, progress);
  } catch (error) {
    forget(folder, [...changes.writes.slice(done).map((write) => write.path), changes.manifestPath]);
    const state = `${done} of ${plural(changes.writes.length, "file")} were replaced; run the command again to finish.`;
    throw explainFailure(error, folder.nameOf(progress.path), state);
  }
}

function makeDirectories(folder: OutputFolder, changes: Changes, progress: Progress): void {
  const { disk } = folder;
  const make = (location: string): void => {
    if (progress.made.includes(location) || disk.inspect(location) !== undefined) return;
    make(dirname(location));
    disk.makeDirectory(location);
    progress.made.push(location);
  };
  for (const path of new Set(["", ...changes.writes.map((write) => parentOf(write.path))])) {
    progress.path = path;
    make(folder.locate(path));
  }
}

function replaceManifest(
  folder: OutputFolder,
  { manifestPath }: Changes,
  content: string,
  progress: { path: string },
): void {
  progress.path = manifestPath;
  const temporary = folder.locate(temporaryPath(manifestPath));
  folder.disk.create(temporary, content);
  folder.disk.replace(temporary, folder.locate(manifestPath));
}

/** Puts everything back; what cannot be put back is harmless, because the next run repairs it. */
function undo(folder: OutputFolder, changes: Changes, progress: Progress): void {
  const { manifestPath, manifestBefore } = changes;
  forget(folder, [...progress.prepared, manifestPath]);
  if (progress.isAnnounced) {
    attempt(() => {
      if (manifestBefore === undefined) folder.disk.remove(folder.locate(manifestPath));
      else replaceManifest(folder, changes, manifestBefore, { path: "" });
    });
    forget(folder, [manifestPath]);
  }
  for (const location of [...progress.made].reverse())
    attempt(() => folder.disk.removeEmptyDirectory(location));
}

function forget(folder: OutputFolder, paths: readonly string[]): void {
  for (const path of paths) {
    const temporary = folder.locate(temporaryPath(path));
    attempt(() => {
      if (folder.disk.inspect(temporary) !== undefined) folder.disk.remove(temporary);
    });
  }
}

function removeEmptyParents(folder: OutputFolder, path: string): void {
  let directory = parentOf(path);
  while (directory !== "" && folder.disk.removeEmptyDirectory(folder.locate(directory))) {
    directory = parentOf(directory);
  }
}

function attempt(action: () => unknown): void {
  try {
    action();
  } catch {
    // The failure that led here is the one to report.
  }
}

async function listen(signal: AbortSignal | undefined): Promise<void> {
  if (signal === undefined) return;
  await setImmediate();
  signal.throwIfAborted();
}
