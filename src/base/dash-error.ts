import type { Place } from "./place.ts";

/** What is known of an expected failure by its code. */
export interface ErrorInfo {
  /** What the command ends with. */
  readonly exitCode: number;
  /** What went wrong, in general. */
  readonly title: string;
}

const codes = {
  usage: { exitCode: 2, title: "The command line is wrong." },
  "config-not-found": { exitCode: 2, title: "There is no configuration file." },
  "config-invalid": { exitCode: 2, title: "The configuration is wrong." },
  "no-dashboards": { exitCode: 2, title: "No dashboard files were found." },
  "invalid-dashboards": { exitCode: 2, title: "Dashboards cannot be built." },
  "invalid-definition": { exitCode: 2, title: "An authoring function was called with an impossible value." },
  "unreadable-input": { exitCode: 2, title: "An input cannot be read." },
  "exposition-invalid": { exitCode: 2, title: "A metrics exposition cannot be understood." },
  unreachable: { exitCode: 3, title: "A server refused the request or cannot be reached." },
  unauthorized: { exitCode: 3, title: "Grafana does not accept the credentials." },
  forbidden: { exitCode: 3, title: "The credentials do not allow what is to be done." },
  "not-found": { exitCode: 3, title: "Grafana has no such object." },
  "not-grafana": { exitCode: 3, title: "The address answers, but not as Grafana's API." },
  "plan-invalid": { exitCode: 2, title: "A saved plan cannot be used." },
  "plan-outdated": { exitCode: 3, title: "Grafana has changed since a plan was made." },
  "too-many-deletions": { exitCode: 2, title: "A push would delete more than it may." },
  git: { exitCode: 2, title: "git cannot tell what is to be compared." },
  "unwritable-output": { exitCode: 2, title: "An output file cannot be written." },
} as const;

/** The permanent name of an expected failure: people search for it and scripts compare it. */
export type ErrorCode = keyof typeof codes;

/** All expected failures by their code. */
export const errorCodes: Readonly<Record<ErrorCode, ErrorInfo>> = codes;

/** What a {@link DashError} is made of. */
export interface DashErrorDetails {
  /** What is wrong and why, with the offending value in backticks. */
  readonly message: string;
  /** What to do about it. */
  readonly hint?: string;
  /** Where it is. */
  readonly at?: Place;
  /** The error that led to this one. */
  readonly cause?: unknown;
}

/** An expected failure that ends the command with the exit code of its {@link ErrorCode}. */
export class DashError extends Error {
  override readonly name = "DashError";
  readonly code: ErrorCode;
  readonly hint: string | undefined;
  readonly at: Place | undefined;

  constructor(code: ErrorCode, details: DashErrorDetails) {
    super(details.message, { cause: details.cause });
    this.code = code;
    this.hint = details.hint;
    this.at = details.at;
  }

  /** The exit code that the command ends with. */
  get exitCode(): number {
    return errorCodes[this.code].exitCode;
  }
}
