import { DashError, type ErrorCode } from "../base/dash-error.ts";
import type { Place } from "../base/place.ts";
import type { Palette } from "./palette.ts";
import { hintLines, placeLines } from "./problems.ts";
import { toVisible, toVisibleLines } from "./visible.ts";

/** An expected failure as a person reads it. */
export function formatFailure(error: DashError, palette: Palette): string {
  return [
    `${palette.red("error:")} ${toVisible(error.message)} ${palette.dim(`(${error.code})`)}`,
    ...placeLines(error.at, palette),
    ...hintLines(error.hint, palette),
    "",
  ].join("\n");
}

/** A failure as `--json` prints it. */
export interface FailureJson {
  readonly formatVersion: 1;
  readonly error: {
    readonly code: ErrorCode | "bug" | "interrupted";
    readonly message: string;
    readonly hint?: string;
    readonly at?: Place;
  };
}

/** A failure as data; everything that is no {@link DashError} is a bug. */
export function failureJson(error: unknown): FailureJson {
  if (!(error instanceof DashError)) {
    return { formatVersion: 1, error: { code: "bug", message: String(error) } };
  }
  const { code, message, hint, at } = error;
  return {
    formatVersion: 1,
    error: { code, message, ...(hint === undefined ? {} : { hint }), ...(at === undefined ? {} : { at }) },
  };
}

/** An interruption as `--json` prints it. */
export const interruptionJson: FailureJson = {
  formatVersion: 1,
  error: { code: "interrupted", message: "The command was interrupted." },
};

/** What is said about a failure that nobody expected. */
export function formatBug(
  error: unknown,
  versions: { readonly dash: string; readonly node: string },
): string {
  const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return `${toVisibleLines(stack)}\n\nThis is a bug in dash; please report it with the lines above. dash ${versions.dash}, Node ${versions.node}\n`;
}
