import { DashError, type ErrorCode } from "../base/dash-error.ts";
import { formatPlace } from "../base/place.ts";
import type { Palette } from "./palette.ts";

/** An expected failure as a person reads it. */
export function formatFailure(error: DashError, palette: Palette): string {
  const place = error.at === undefined ? "" : formatPlace(error.at);
  return [
    `${palette.red("error:")} ${error.message} ${palette.dim(`(${error.code})`)}`,
    ...(place === "" ? [] : [`  ${palette.bold(place)}`]),
    ...(error.hint === undefined ? [] : [`  ${palette.cyan("hint:")} ${error.hint}`]),
    "",
  ].join("\n");
}

/** A failure as `--json` prints it. */
export interface FailureJson {
  readonly error: { readonly code: ErrorCode | "bug"; readonly message: string; readonly hint?: string };
}

/** A failure as data; everything that is no {@link DashError} is a bug. */
export function failureJson(error: unknown): FailureJson {
  if (!(error instanceof DashError)) return { error: { code: "bug", message: String(error) } };
  const { code, message, hint } = error;
  return { error: { code, message, ...(hint === undefined ? {} : { hint }) } };
}

/** What is said about a failure that nobody expected. */
export function formatBug(
  error: unknown,
  versions: { readonly dash: string; readonly node: string },
): string {
  const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return `${stack}\n\nThis is a bug in dash; please report it with the lines above. dash ${versions.dash}, Node ${versions.node}\n`;
}
