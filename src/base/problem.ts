import type { Place } from "./place.ts";

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
