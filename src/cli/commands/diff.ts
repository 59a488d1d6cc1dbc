import { DashError } from "../../base/dash-error.ts";
import { readDiffOptions } from "../diff/options.ts";
import { textsOption } from "../grafana/option-values.ts";
import type { CommandIo } from "../io.ts";
import type { CommandValues } from "../table.ts";

/** Runs `dash diff`. Answers with the exit code. */
export async function runDiff(io: CommandIo, values: CommandValues): Promise<number> {
  if (values["textconv"] === true) return printText(io, textsOption(values, "sides"));
  const options = readDiffOptions(values);
  const { subject, live } = options;
  if (subject.kind === "files")
    return (await import("../diff/review-paths.ts")).reviewPaths(subject, options, io);
  if (live && subject.range === undefined && !subject.staged) {
    return (await import("../diff/review-live.ts")).reviewLive(options, io);
  }
  return (await import("../diff/review-commits.ts")).reviewCommits(subject, options, io);
}

async function printText(io: CommandIo, files: readonly string[]): Promise<number> {
  const [file] = files;
  if (file === undefined || files.length > 1) {
    throw new DashError("usage", {
      message: "`--textconv` prints one file.",
      hint: "Git names it: `git config diff.dash.textconv 'npx dash diff --textconv'`.",
    });
  }
  const { textOfFile } = await import("../diff/textconv.ts");
  io.stdout.write(await textOfFile(file, io.cwd));
  return 0;
}
