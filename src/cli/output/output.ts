/**
 * Writes generated files into a folder that may hold other people's files: only what changed is rewritten, what dash
 * wrote for removed dashboards is removed, and nothing else is touched. See `manifest.ts` for how it is known
 * whose a file is, and `transaction.ts` for the order of steps.
 */
import { DashError } from "../../base/dash-error.ts";
import type { Problem } from "../../base/problem.ts";
import type { EncodedText } from "../../schema/bundle.ts";
import { compareText } from "../../base/text.ts";
import { compareFile, type Comparison, contentDigest } from "./compare.ts";
import { nodeDisk, type OutputDisk } from "./disk.ts";
import { explainFailure, refusal } from "./errors.ts";
import { openFolder, type OutputFolder, parentOf } from "./folder.ts";
import { editedProblem, findLeftovers, type Leftover } from "./leftovers.ts";
import {
  defaultManifestName,
  emptyManifest,
  findPathFault,
  formatManifest,
  type Manifest,
  parseManifest,
} from "./manifest.ts";
import { applyChanges, removeTemporaries } from "./transaction.ts";

/** Where files are written. */
export interface OutputOptions {
  /** The output folder, absolute; it is made when it is missing. */
  readonly root: string;
  /** How messages call the folder. @default the root */
  readonly label?: string;
  /** The name of the manifest in the folder. @default ".dash-manifest.json" */
  readonly manifestName?: string;
  /** @default the file system of this machine */
  readonly disk?: OutputDisk;
  /** The digests of files that this process has written already, for {@link Output.keep}. @default none */
  readonly known?: ReadonlyMap<string, string>;
}

/** A file that is not as it should be. */
export interface OutputDifference {
  /** Relative to the output folder. */
  readonly path: string;
  readonly state: "missing" | "changed" | "left over";
}

/** What {@link Output.commit} did; the paths are relative to the output folder and sorted. */
export interface OutputResult {
  readonly written: readonly string[];
  readonly removed: readonly string[];
  /** How many files were as they should be. */
  readonly unchanged: number;
  /** Warnings, for example about changes by hand that were overwritten. */
  readonly problems: readonly Problem[];
}

/** The files of an output folder while they are collected. */
export interface Output {
  /** Adds a file and compares it with the disk; the content is kept only when it differs. Nothing is written. */
  add(path: string, content: FileContent): void;
  /** Adds a file that this process wrote earlier and that is taken to be as it was written; its disk is not read. */
  keep(path: string): void;
  /** The digests of all added files by path: the `known` of the next output. */
  digests(): ReadonlyMap<string, string>;
  /** What {@link Output.commit} would change, sorted by path, the manifest included. Nothing is written. */
  check(): readonly OutputDifference[];
  /** Makes the folder hold exactly the added files, besides those of other people. */
  commit(signal?: AbortSignal): Promise<OutputResult>;
}

/** What a file holds: a text, or its bytes when they and their digest are at hand. */
export type FileContent = string | EncodedText;

/** An added file: its content only when it must be written. */
interface Entry {
  readonly digest: string;
  readonly comparison: Comparison;
  readonly content?: string | Uint8Array;
}

/** Starts collecting the files of an output folder. */
export function createOutput(options: OutputOptions): Output {
  const { root, label = root, manifestName = defaultManifestName, disk = nodeDisk } = options;
  const folder = openFolder(root, label, disk);
  const manifestBefore = readManifest(folder, manifestName);
  const manifest =
    manifestBefore === undefined ? emptyManifest : parseManifest(manifestBefore, folder.nameOf(manifestName));
  const state: State = { folder, manifest, manifestBefore, manifestName, entries: new Map() };
  return {
    add: (path, content) => addFile(state, path, content),
    keep(path) {
      const digest = options.known?.get(path);
      if (digest !== undefined) state.entries.set(path, { digest, comparison: { state: "same" } });
    },
    digests: () => new Map([...state.entries].map(([path, { digest }]) => [path, digest])),
    check: () => findDifferences(state),
    commit: (signal) => commit(state, signal),
  };
}

/** Makes a folder hold exactly these files, besides those of other people. */
export async function writeOutput(
  options: OutputOptions & {
    readonly files: Iterable<{ readonly path: string; readonly content: FileContent }>;
    readonly signal?: AbortSignal;
  },
): Promise<OutputResult> {
  const output = createOutput(options);
  for (const { path, content } of options.files) output.add(path, content);
  return output.commit(options.signal);
}

/** What writing these files would change; nothing is written. */
export function checkOutput(
  options: OutputOptions & {
    readonly files: Iterable<{ readonly path: string; readonly content: FileContent }>;
  },
): readonly OutputDifference[] {
  const output = createOutput(options);
  for (const { path, content } of options.files) output.add(path, content);
  return output.check();
}

interface State {
  readonly folder: OutputFolder;
  readonly manifest: Manifest;
  readonly manifestBefore: string | undefined;
  readonly manifestName: string;
  readonly entries: Map<string, Entry>;
}

function addFile(state: State, path: string, content: FileContent): void {
  const { folder, manifest, manifestName, entries } = state;
  const fault = entries.has(path) ? "is written twice" : findPathFault(path);
  if (fault !== undefined || path === manifestName) {
    throw new DashError("unwritable-output", {
      message: `The output \`${path}\` ${fault ?? "has the name of the manifest"}.`,
      at: { file: folder.nameOf(path) },
    });
  }
  const bytes = typeof content === "string" ? Buffer.from(content) : content.bytes;
  try {
    const comparison = compareFile(folder, manifest, path, bytes);
    const isWritten = comparison.state === "missing" || comparison.state === "changed";
    const digest = typeof content === "string" ? contentDigest(bytes) : content.digest;
    entries.set(path, { digest, comparison, ...(isWritten ? { content: bytes } : {}) });
  } catch (error) {
    throw explainFailure(error, folder.nameOf(path), "Nothing was written.");
  }
}

function findDifferences(state: State): readonly OutputDifference[] {
  const differences: OutputDifference[] = [];
  for (const [path, { comparison }] of state.entries) {
    if (comparison.state === "same") continue;
    differences.push({ path, state: comparison.state === "missing" ? "missing" : "changed" });
  }
  for (const { path } of leftoversOf(state)) differences.push({ path, state: "left over" });
  if (state.manifestBefore !== finalManifest(state)) {
    const isMissing = state.manifestBefore === undefined;
    differences.push({ path: state.manifestName, state: isMissing ? "missing" : "changed" });
  }
  return differences.sort((left, right) => compareText(left.path, right.path));
}

async function commit(state: State, signal: AbortSignal | undefined): Promise<OutputResult> {
  refuseObstacles(state);
  const { folder, manifest, manifestBefore, manifestName, entries } = state;
  const writes = [...entries].flatMap(([path, { content }]) =>
    content === undefined ? [] : [{ path, content }],
  );
  writes.sort((left, right) => compareText(left.path, right.path));
  const leftovers = leftoversOf(state);
  const removals = leftovers.map(({ path }) => path);
  const manifestAfter = finalManifest(state);
  const known = [...entries.keys(), ...manifest.files.keys(), ...manifest.pending.keys()];
  removeTemporaries(folder, new Set(["", ...known.map(parentOf)]));
  if (writes.length > 0 || removals.length > 0 || manifestBefore !== manifestAfter) {
    const manifestDuring = interimManifest(state, writes);
    const changes = {
      writes,
      removals,
      manifestPath: manifestName,
      manifestBefore,
      manifestDuring,
      manifestAfter,
    };
    await applyChanges(folder, changes, signal);
  }
  return {
    written: writes.map(({ path }) => path),
    removed: removals,
    unchanged: entries.size - writes.length,
    problems: findLostEdits(state, leftovers),
  };
}

function leftoversOf({ folder, manifest, entries }: State): readonly Leftover[] {
  return findLeftovers(folder, manifest, new Set(entries.keys()));
}

function finalManifest({ entries }: State): string {
  const files = new Map([...entries].map(([path, { digest }]) => [path, [digest]]));
  return formatManifest({ files, pending: new Map() });
}

/** Owns the old files and the new ones, so that a killed run leaves no file that nobody owns. */
function interimManifest({ manifest, entries }: State, writes: readonly { readonly path: string }[]): string {
  const pending = new Map(manifest.pending);
  for (const { path } of writes) {
    const digest = entries.get(path)?.digest;
    if (digest !== undefined) pending.set(path, [...(pending.get(path) ?? []), digest]);
  }
  return formatManifest({ files: manifest.files, pending });
}

function findLostEdits({ folder, entries }: State, leftovers: readonly Leftover[]): readonly Problem[] {
  const overwritten = [...entries].filter(
    ([, { comparison }]) => comparison.state === "changed" && comparison.isEdited,
  );
  return [
    ...overwritten.map(([path]) => editedProblem(folder, path, "overwritten")),
    ...leftovers.filter(({ isEdited }) => isEdited).map(({ path }) => editedProblem(folder, path, "removed")),
  ];
}

/** All obstacles are found before anything is written, and told together. */
function refuseObstacles({ entries, folder }: State): void {
  const obstacles = [...entries].flatMap(([path, { comparison }]) =>
    comparison.state === "blocked" ? [{ path, ...comparison }] : [],
  );
  const [first] = obstacles;
  if (first === undefined) return;
  const messages = [...new Set(obstacles.map(({ obstacle }) => obstacle))];
  const rest = messages.length > 5 ? [`There are ${messages.length - 5} more.`] : [];
  throw new DashError("unwritable-output", {
    message: [...messages.slice(0, 5), ...rest, "Nothing was written."].join(" "),
    hint: first.hint,
    at: { file: folder.nameOf(first.path) },
  });
}

function readManifest(folder: OutputFolder, manifestName: string): string | undefined {
  const directory = folder.inspectDirectory("");
  if (directory === "missing") return undefined;
  if (directory !== "exists") throw refusal(directory.obstacle, folder.nameOf(""));
  const location = folder.locate(manifestName);
  const name = folder.nameOf(manifestName);
  const entry = folder.disk.inspect(location);
  if (entry === undefined) return undefined;
  if (entry.kind !== "file") throw refusal(`The manifest \`${name}\` is not a file.`, name);
  try {
    return folder.disk.read(location).toString("utf8");
  } catch (cause) {
    throw new DashError("unwritable-output", {
      message: `The manifest \`${name}\` cannot be read.`,
      hint: "Check who may read it.",
      at: { file: name },
      cause,
    });
  }
}
