/**
 * The manifest of an output folder: which files dash wrote, with the digest of what it wrote, so that files of removed
 * dashboards can be removed and files of other people are left alone. It is input from a repository that others write
 * to as well: an entry that leads out of the folder is refused.
 */
import { DashError } from "../../base/dash-error.ts";
import { compareText } from "../../base/text.ts";

/** The manifest's name in an output folder, unless the caller chooses another. */
export const defaultManifestName = ".dash-manifest.json";

/** The digests of a file's possible contents, by the file's path. */
export type DigestsByPath = ReadonlyMap<string, readonly string[]>;

/** What a manifest says. */
export interface Manifest {
  /** What dash wrote; more than one digest after an interruption or a merge. */
  readonly files: DigestsByPath;
  /** What a run was about to write when it was interrupted. */
  readonly pending: DigestsByPath;
}

/** The manifest of a folder that dash has not written to. */
export const emptyManifest: Manifest = { files: new Map(), pending: new Map() };

/** Reads a manifest; `name` is how messages call it. */
export function parseManifest(text: string, name: string): Manifest {
  if (/^(<{7}|>{7})/m.test(text))
    return checkPaths({ files: entriesOfBothSides(text), pending: new Map() }, name);
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw damaged(name, "is not JSON", cause);
  }
  if (!isRecord(value)) throw damaged(name, "is not an object");
  if (value["version"] !== 1) throw damaged(name, "is not of version 1");
  const files = parseEntries(value["files"], name);
  const pending = value["pending"] === undefined ? new Map() : parseEntries(value["pending"], name);
  return checkPaths({ files, pending }, name);
}

/** The manifest's text: one line for each file, sorted, so that merges are easy to read. */
export function formatManifest({ files, pending }: Manifest): string {
  const manifest = {
    about: "Written by dash: the files of this folder that dash owns. Other files are left alone.",
    version: 1,
    files: sortedRecord(files),
    ...(pending.size === 0 ? {} : { pending: sortedRecord(pending) }),
  };
  return `${JSON.stringify(manifest, undefined, 2)}\n`;
}

/** Why a path must not be written or removed below an output folder; `undefined` when it may. */
export function findPathFault(path: string): string | undefined {
  if (path === "" || path.startsWith("/") || /^[A-Za-z]:/.test(path)) return "is not relative";
  if (path.includes("\\") || path.includes("\0")) return "has a character that no output has";
  const segments = path.split("/");
  if (segments.some((segment) => segment === "" || segment === "." || segment === "..")) {
    return "leads out of the folder";
  }
  return segments.some((segment) => segment.toLowerCase() === ".git")
    ? "leads into Git's own folder"
    : undefined;
}

/** Git leaves its marks in a file that it could not merge; dash then owns the files of both sides. */
function entriesOfBothSides(text: string): DigestsByPath {
  const entries = new Map<string, readonly string[]>();
  for (const [, path = "", digests = ""] of text.matchAll(/^\s*"([^"\\]+)": "([0-9a-f ]{64,})",?\r?$/gm)) {
    entries.set(path, [...(entries.get(path) ?? []), ...digests.split(" ")]);
  }
  return entries;
}

function parseEntries(value: unknown, name: string): DigestsByPath {
  if (!isRecord(value)) throw damaged(name, "does not list files");
  const entries = Object.entries(value).map(([path, digest]): [string, readonly string[]] => {
    if (typeof digest !== "string" || !/^[0-9a-f]{64}( [0-9a-f]{64})*$/.test(digest)) {
      throw damaged(name, `has no digest for \`${path}\``);
    }
    return [path, digest.split(" ")];
  });
  return new Map(entries);
}

function checkPaths(manifest: Manifest, name: string): Manifest {
  for (const path of [...manifest.files.keys(), ...manifest.pending.keys()]) {
    const fault = findPathFault(path);
    if (fault === undefined) continue;
    throw new DashError("unwritable-output", {
      message: `The manifest \`${name}\` lists \`${path}\`, which ${fault}.`,
      hint: `Nothing was written or removed. Find out who changed \`${name}\`, and restore or delete it.`,
      at: { file: name },
    });
  }
  return manifest;
}

function damaged(name: string, fault: string, cause?: unknown): DashError {
  return new DashError("unwritable-output", {
    message: `The manifest \`${name}\` ${fault}, so that dash cannot tell its own files from others.`,
    hint: `Restore it, or delete it together with the generated files beside it, and run \`npx dash build\` again.`,
    at: { file: name },
    cause,
  });
}

function sortedRecord(entries: DigestsByPath): Readonly<Record<string, string>> {
  const sorted = [...entries].sort(([left], [right]) => compareText(left, right));
  return Object.fromEntries(
    sorted.map(([path, digests]) => [path, [...new Set(digests)].sort(compareText).join(" ")]),
  );
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
