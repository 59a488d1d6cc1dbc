import { hasErrors, type Problem } from "../../base/problem.ts";
import { printProblems } from "../build/report.ts";
import { endWithProblems } from "../grafana/with-project.ts";
import type { CommandIo } from "../io.ts";
import { compareSides } from "./compare.ts";
import { diffExitCode } from "./exit-code.ts";
import type { DiffOptions, PathSubject } from "./options.ts";
import { printReview } from "./outputs.ts";
import { readPaths } from "./paths.ts";

/** Reviews two files or two folders. Answers with the exit code. */
export async function reviewPaths(
  subject: PathSubject,
  options: DiffOptions,
  io: CommandIo,
): Promise<number> {
  const { base, head, problems } = await readPaths(subject, io.cwd);
  if (hasErrors(problems)) {
    if (subject.names !== undefined) return tellGit(problems, io);
    return endWithProblems(problems, { root: io.cwd, json: options.format === "json" }, io);
  }
  const report = compareSides(base, head, options);
  await printReview(report, options, io, undefined);
  return diffExitCode(report, options);
}

/** Git stops at the first of its programs that fails: what cannot be compared is told, and its next file follows. */
function tellGit(problems: readonly Problem[], io: CommandIo): number {
  // The second state has most likely the same to tell.
  printProblems(io, problems.slice(0, 1), io.cwd);
  return 0;
}
