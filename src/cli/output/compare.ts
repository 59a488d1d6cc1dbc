import { digest } from "../../base/hash.ts";
import type { DiskEntry } from "./disk.ts";
import { type OutputFolder, parentOf } from "./folder.ts";
import type { Manifest } from "./manifest.ts";

/** What is on disk at the path of a file that should be there. */
export type Comparison =
  | { readonly state: "same" | "missing" }
  /** `isEdited`: it is neither what dash wrote last nor what it should be now. */
  | { readonly state: "changed"; readonly isEdited: boolean }
  | { readonly state: "blocked"; readonly obstacle: string; readonly hint: string };

/** The digest that manifests hold. */
export function contentDigest(content: string | Uint8Array): string {
  return digest(content, 64);
}

/** Compares a file with what is on disk, and decides whether dash may replace it. */
export function compareFile(
  folder: OutputFolder,
  manifest: Manifest,
  path: string,
  content: Uint8Array,
): Comparison {
  const directory = folder.inspectDirectory(parentOf(path));
  if (directory === "missing") return { state: "missing" };
  if (directory !== "exists")
    return blocked(directory.obstacle, "Move it away, or choose another output folder.");
  const entry = folder.disk.inspect(folder.locate(path));
  if (entry === undefined) return { state: "missing" };
  const name = folder.nameOf(path);
  if (entry.kind === "directory") {
    return blocked(`A folder is in the way of the file \`${name}\`.`, "Move the folder away.");
  }
  return compareContent({ folder, manifest, path, content, entry });
}

function compareContent(subject: {
  readonly folder: OutputFolder;
  readonly manifest: Manifest;
  readonly path: string;
  readonly content: Uint8Array;
  readonly entry: DiskEntry;
}): Comparison {
  const { folder, manifest, path, content, entry } = subject;
  const name = folder.nameOf(path);
  // What lies behind a link or a device is never read: it is not what dash wrote.
  const found = entry.kind === "file" ? folder.disk.read(folder.locate(path)) : undefined;
  if (found?.equals(content) === true) return { state: "same" };
  const ownership = ownershipOf(manifest, path, found);
  if (ownership === "foreign") {
    return blocked(
      `\`${name}\` exists and was not written by dash.`,
      "Move it away, or choose another output folder.",
    );
  }
  if (entry.isReadOnly) {
    return blocked(`\`${name}\` is read-only.`, "Make it writable, or delete it.");
  }
  return { state: "changed", isEdited: ownership === "edited" };
}

/**
 * Whose a file is: `ours` as dash wrote it, `edited` since, or `foreign`. A file that dash was only about to write when
 * it was interrupted is ours when it has the content that was to be written.
 */
export function ownershipOf(
  manifest: Manifest,
  path: string,
  found: Uint8Array | undefined,
): "ours" | "edited" | "foreign" {
  const written = manifest.files.get(path);
  const known = [...(written ?? []), ...(manifest.pending.get(path) ?? [])];
  if (found !== undefined && known.length > 0 && known.includes(contentDigest(found))) return "ours";
  return written === undefined ? "foreign" : "edited";
}

function blocked(obstacle: string, hint: string): Comparison {
  return { state: "blocked", obstacle, hint };
}
