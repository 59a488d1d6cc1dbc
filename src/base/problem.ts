import type { Place } from "./place.ts";
import { compareText } from "./text.ts";

/** How bad a finding is: an `error` stops the command, a `warning` and an `info` do not. */
export type Severity = "error" | "warning" | "info";

/**
 * A finding about what the user wrote: a value that is collected and returned, never thrown.
 * Expected failures of the program itself are {@link DashError}s instead.
 */
export interface Problem {
  /** The rule that found it, for example `panel-unit`; permanent, so that people can search for it. */
  readonly rule: string;
  readonly severity: Severity;
  /** What is wrong and why, in full sentences, with the offending value in backticks. */
  readonly message: string;
  /** What to do about it, preferably something that can be typed. */
  readonly hint?: string;
  /** Where it is. */
  readonly at: Place;
}

/** Whether any of the problems stops the command. */
export function hasErrors(problems: readonly Problem[]): boolean {
  return problems.some((problem) => problem.severity === "error");
}

/** Problems by file, line and column; the order in which files were loaded does not matter. */
export function sortProblems(problems: readonly Problem[]): readonly Problem[] {
  return [...problems].sort(
    (left, right) =>
      compareText(left.at.file ?? "", right.at.file ?? "") ||
      (left.at.line ?? 0) - (right.at.line ?? 0) ||
      (left.at.column ?? 0) - (right.at.column ?? 0) ||
      compareText(left.at.part ?? "", right.at.part ?? "") ||
      compareText(left.message, right.message) ||
      compareText(left.rule, right.rule),
  );
}

/** Problems without repetitions: what is looked at twice is told once. */
export function uniqueProblems(problems: readonly Problem[]): readonly Problem[] {
  return [...new Map(problems.map((problem) => [JSON.stringify(problem), problem])).values()];
}
