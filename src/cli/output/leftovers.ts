import type { Problem } from "../../base/problem.ts";
import { compareText } from "../../base/text.ts";
import { ownershipOf } from "./compare.ts";
import { explainFailure, refusal } from "./errors.ts";
import { type OutputFolder, parentOf } from "./folder.ts";
import type { Manifest } from "./manifest.ts";

/** A file that dash wrote and that is not wanted any more. */
export interface Leftover {
  readonly path: string;
  /** Whether somebody changed it since. */
  readonly isEdited: boolean;
}

/** The files that dash wrote and that are not wanted any more, sorted; nothing outside the folder is looked at. */
export function findLeftovers(
  folder: OutputFolder,
  manifest: Manifest,
  wanted: ReadonlySet<string>,
): readonly Leftover[] {
  const spellings = new Map([...wanted].map((path) => [path.toLowerCase(), path]));
  const owned = [...new Set([...manifest.files.keys(), ...manifest.pending.keys()])].sort(compareText);
  return owned.flatMap((path): readonly Leftover[] => {
    if (wanted.has(path)) return [];
    const directory = folder.inspectDirectory(parentOf(path));
    if (directory === "missing") return [];
    if (directory !== "exists") {
      if (directory.kind === "file") return [];
      throw refusal(directory.obstacle, folder.nameOf(path));
    }
    try {
      return inspectLeftover({ folder, manifest, path, otherSpelling: spellings.get(path.toLowerCase()) });
    } catch (error) {
      throw explainFailure(error, folder.nameOf(path), "Nothing was written.");
    }
  });
}

/** The warning about changes by hand that are lost. */
export function editedProblem(
  folder: OutputFolder,
  path: string,
  outcome: "overwritten" | "removed",
): Problem {
  const name = folder.nameOf(path);
  return {
    rule: "output-edited",
    severity: "warning",
    message: `\`${name}\` was changed by hand; the changes were ${outcome}.`,
    hint: "Change the dashboard's code instead: this file is generated.",
    at: { file: name },
  };
}

function inspectLeftover(subject: {
  readonly folder: OutputFolder;
  readonly manifest: Manifest;
  readonly path: string;
  readonly otherSpelling: string | undefined;
}): readonly Leftover[] {
  const { folder, manifest, path, otherSpelling } = subject;
  const entry = folder.disk.inspect(folder.locate(path));
  if (entry === undefined || entry.kind === "directory") return [];
  if (otherSpelling !== undefined) {
    // On a disk that ignores case, this is the wanted file itself.
    const other = folder.disk.inspect(folder.locate(otherSpelling));
    if (other?.identity === entry.identity) return [];
  }
  const found = entry.kind === "file" ? folder.disk.read(folder.locate(path)) : undefined;
  const ownership = ownershipOf(manifest, path, found);
  return ownership === "foreign" ? [] : [{ path, isEdited: ownership === "edited" }];
}
