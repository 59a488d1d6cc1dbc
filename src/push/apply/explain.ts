/**
 * What an outcome says about a write that did not end well: the server's own words first, then what to do.
 */
import type { DashError } from "../../base/dash-error.ts";
import type { WriteResult } from "../../grafana/model.ts";
import type { Verdict } from "./write-verified.ts";

/** What went wrong, and what to do. */
export interface Explanation {
  readonly message: string;
  readonly hint: string;
}

/** The verdicts that are failures. */
export type Failure = Exclude<Verdict, { kind: "done" } | { kind: "already" }>;

const again = "Run the same push again: it does what is left to be done.";

/** Explains a failed write. */
export function explainFailure(failure: Failure): Explanation {
  switch (failure.kind) {
    case "refused":
      return explainRefusal(failure.result);
    case "conflict":
      return { message: failure.message, hint: failure.hint };
    case "unanswered":
      return {
        message: sentences(failure.message, "Grafana gave no usable answer, and the object is as it was."),
        hint: again,
      };
    case "unverified":
      return {
        message: sentences(
          failure.message,
          "The write may have happened or not: Grafana gave no usable answer, and could not be asked afterwards.",
        ),
        hint: "Run the same push again: that is safe, because it looks at what is there before it writes.",
      };
  }
}

/** Explains an error of the connection. */
export function explainError(error: DashError): Explanation {
  return { message: error.message, hint: error.hint ?? again };
}

type Refusal = Extract<WriteResult, { kind: "refused" }>;

function explainRefusal({ status, message, hint }: Refusal): Explanation {
  return {
    message: message.trim() === "" ? `Grafana answered with status ${status}.` : message,
    hint: hint ?? hintFor(status, message),
  };
}

function hintFor(status: number, message: string): string {
  if (/provisioned|read-only/i.test(message)) {
    return "Change the provisioning file that it comes from, or remove it there first.";
  }
  if (/quota/i.test(message))
    return "Delete what is no longer needed, or ask the administrator for a larger quota.";
  return (
    statusHints[status] ?? (status >= 500 ? serverHint : "Change what the message names, then push again.")
  );
}

const serverHint = "Look at Grafana's log, then push again.";

const statusHints: Readonly<Record<number, string>> = {
  401: "Use a token that is still valid, then push again.",
  403: "Give the service account the right to write this object, then push again.",
  404: "Something that it needs was deleted meanwhile, such as its folder: push again.",
  409: again,
  412: again,
  413: "A proxy before Grafana limits the size of requests: raise its limit (nginx: `client_max_body_size`), or split the dashboard.",
  429: "Grafana, or a proxy before it, wants fewer requests: push again later, or with a smaller `--concurrency`.",
};

function sentences(said: string, ours: string): string {
  const trimmed = said.trim();
  return trimmed === "" ? ours : `${/[.!?]$/.test(trimmed) ? trimmed : `${trimmed}.`} ${ours}`;
}
