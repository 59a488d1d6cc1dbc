import { DashError } from "../../base/dash-error.ts";
import { hasCode } from "./disk.ts";

/** The refusal to write because something is in the way. */
export function refusal(obstacle: string, name: string): DashError {
  return new DashError("unwritable-output", {
    message: `${obstacle} Nothing was written.`,
    hint: "Move it away, or choose another output folder.",
    at: { file: name },
  });
}

/** An error of the operating system as the expected failure that it is; any other error as it was. */
export function explainFailure(error: unknown, name: string, state: string): unknown {
  if (!(error instanceof Error) || error instanceof DashError || !("syscall" in error)) return error;
  const [reason, hint] = failures.find(([code]) => hasCode(error, code))?.slice(1) ?? [error.message];
  return new DashError("unwritable-output", {
    message: `\`${name}\` cannot be written: ${reason}. ${state}`,
    ...(hint === undefined ? {} : { hint }),
    at: { file: name },
    cause: error,
  });
}

const failures: readonly (readonly [code: string, reason: string, hint: string])[] = [
  ["EACCES", "permission is denied", "Check who owns the output folder and who may write to it."],
  ["EPERM", "the operation is not permitted", "Check who owns the output folder and who may write to it."],
  ["EROFS", "the disk is read-only", "Choose another output folder."],
  ["ENOSPC", "the disk is full", "Free some space, and run the command again."],
  ["EDQUOT", "the disk quota is used up", "Free some space, and run the command again."],
  ["ENAMETOOLONG", "the name is too long for this disk", "Choose an output folder with a shorter path."],
  ["EISDIR", "a folder is in the way", "Move the folder away."],
  ["ENOTDIR", "a file is in the way of a folder", "Move the file away."],
  ["EBUSY", "another program uses it", "Close the other program, and run the command again."],
  [
    "ENOENT",
    "it vanished while it was written",
    "Make sure that no other `dash build` runs, and run the command again.",
  ],
  [
    "EEXIST",
    "another program wrote it at the same time",
    "Make sure that no other `dash build` runs, and run the command again.",
  ],
];
