import { reaches } from "../../diff/impact.ts";
import type { DiffReport } from "../../diff/model.ts";
import type { DiffOptions } from "./options.ts";

/** What `dash diff` ends with: 1 when there are differences and that was asked for, else 0. */
export function diffExitCode(
  { summary, objects, drift }: DiffReport,
  { exitCode, failOn }: Pick<DiffOptions, "exitCode" | "failOn">,
): number {
  const all = [summary, ...(drift === undefined ? [] : [drift.summary])];
  const differs =
    objects.length > 0 ||
    (drift?.objects.length ?? 0) > 0 ||
    all.some(({ added, removed, changed }) => added + removed + changed > 0);
  if (exitCode && differs) return 1;
  return failOn !== undefined && all.some(({ worst }) => reaches(worst, failOn)) ? 1 : 0;
}
