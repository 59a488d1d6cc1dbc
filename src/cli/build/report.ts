import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type Problem, sortProblems } from "../../base/problem.ts";
import { plural } from "../../base/text.ts";
import type { BundledDashboard } from "../../schema/bundle.ts";
import { choosePalette } from "../../report/palette.ts";
import { formatProblems } from "../../report/problems.ts";
import type { OutputDifference, OutputResult } from "../output/output.ts";
import type { CommandIo } from "../io.ts";

/** What a build found and did; `--json` prints it as it is. */
export interface BuildReport {
  readonly formatVersion: 1;
  readonly dashboards: readonly (Pick<BundledDashboard, "uid" | "title" | "folder"> & {
    readonly file: string;
  })[];
  /** The output folder, as the user named it. */
  readonly output: string;
  readonly format: string;
  /** Files that were written, removed or left; absent when nothing was to be written. */
  readonly files?: Pick<OutputResult, "written" | "removed" | "unchanged">;
  /** With `--check`: the files that are not as they should be. */
  readonly stale?: readonly OutputDifference[];
  readonly problems: readonly Problem[];
}

/** How many stale files are listed. */
const longestList = 20;

/** Prints a report: the result on stdout, the problems on stderr; as one JSON document when asked. */
export function printReport(io: CommandIo, report: BuildReport, root: string, json: boolean): void {
  if (json) {
    const problems = sortProblems(report.problems);
    io.stdout.write(`${JSON.stringify({ ...report, problems }, null, 2)}\n`);
    return;
  }
  printProblems(io, report.problems, root);
  io.stdout.write(resultText(report));
}

/** Prints problems with the lines of the project that they are about, on stderr. */
export function printProblems(io: CommandIo, problems: readonly Problem[], root: string): void {
  io.stderr.write(formatProblems(problems, choosePalette(io.isTTY, io.env), sourceReader(root)));
}

function sourceReader(root: string): (file: string) => string | undefined {
  const sources = new Map<string, string | undefined>();
  return (file) => {
    if (!sources.has(file)) sources.set(file, readSource(join(root, file)));
    return sources.get(file);
  };
}

function readSource(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return undefined;
  }
}

function resultText(report: BuildReport): string {
  const { files, stale, output } = report;
  if (stale !== undefined) return staleText(stale, output);
  if (files === undefined) return "";
  const { written, removed, unchanged } = files;
  const changes = [
    written.length > 0 ? `${plural(written.length, "file")} written` : "",
    removed.length > 0 ? `${removed.length} removed` : "",
    unchanged > 0 ? `${unchanged} unchanged` : "",
  ];
  return `${plural(report.dashboards.length, "dashboard")} -> ${output} (${changes.filter(Boolean).join(", ")})\n`;
}

function staleText(stale: readonly OutputDifference[], output: string): string {
  if (stale.length === 0) return `${output} is up to date.\n`;
  const listed = stale
    .slice(0, longestList)
    .map(({ path, state }) => `  ${state.padEnd(9)} ${output}/${path}`);
  const rest = stale.length > longestList ? [`  … and ${stale.length - longestList} more`] : [];
  return [
    `${output} is stale: ${plural(stale.length, "file")}. Run \`npx dash build\`, and commit the result.`,
    ...listed,
    ...rest,
    "",
  ].join("\n");
}
