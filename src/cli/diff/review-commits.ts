import { DashError } from "../../base/dash-error.ts";
import type { DiffReport } from "../../diff/model.ts";
import { printProblems } from "../build/report.ts";
import type { CommandIo } from "../io.ts";
import { compareSides, withLines } from "./compare.ts";
import { diffExitCode } from "./exit-code.ts";
import { compareLive } from "./live.ts";
import type { CommitSubject, DiffOptions } from "./options.ts";
import { printReview } from "./outputs.ts";
import { type GitSides, withGitSides } from "./sides.ts";

/** Reviews what changes between two states of the repository. Answers with the exit code. */
export function reviewCommits(
  { range, staged }: CommitSubject,
  options: DiffOptions,
  io: CommandIo,
): Promise<number> {
  const { committed, connection } = options;
  const { configFile, environment, timeoutSeconds } = connection;
  const json = options.format === "json";
  const request = { range, staged, configFile, environment, timeoutSeconds, committed, json };
  return withGitSides(request, io, async (sides) => {
    const { head, base, project } = sides;
    if (!json) printProblems(io, head.problems, project.root);
    const report = await compare(sides, options, io);
    await printReview(report, options, io, (head.built ?? base.built)?.config.project);
    return diffExitCode(report, options);
  });
}

async function compare({ base, head }: GitSides, options: DiffOptions, io: CommandIo): Promise<DiffReport> {
  const lined = await withLines(head, base.side, options);
  if (!options.live) return compareSides(base.side, lined, options);
  const built = head.built ?? base.built;
  if (built === undefined) {
    throw new DashError("usage", {
      message: "`--live` needs what the code says, and neither side was built.",
      hint: "Leave `--committed` out, or mend the build: `npx dash build --check`.",
    });
  }
  return compareLive({ head: lined, base: base.side, built }, options, io);
}
