import { printProblems } from "../build/report.ts";
import type { CommandIo } from "../io.ts";
import { withBuiltProject } from "./built-project.ts";
import { diffExitCode } from "./exit-code.ts";
import { compareLive } from "./live.ts";
import type { DiffOptions } from "./options.ts";
import { printReview } from "./outputs.ts";

/** Reviews what a running Grafana has that the code has not. Answers with the exit code. */
export function reviewLive(options: DiffOptions, io: CommandIo): Promise<number> {
  const { connection } = options;
  const json = options.format === "json";
  return withBuiltProject({ connection, json }, io, async (head, built) => {
    if (!json) printProblems(io, head.problems, built.project.root);
    const report = await compareLive({ head: head.side, built }, options, io);
    await printReview(report, options, io, built.config.project);
    return diffExitCode(report, options);
  });
}
