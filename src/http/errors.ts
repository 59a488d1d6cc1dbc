import { DashError, type DashErrorDetails } from "../base/dash-error.ts";
import type { HttpResponse } from "./client.ts";
import { redactUrl } from "./url.ts";

/**
 * How far a request came: `unsent`, the server cannot have begun with it; `unanswered`, the server may have done what
 * it asks; `status`, the server said no; `unreadable`, the server answered with what cannot be used.
 */
export type HttpFailure = "unsent" | "unanswered" | "status" | "unreadable";

/** What an {@link HttpError} is made of. */
export interface HttpErrorDetails extends DashErrorDetails {
  readonly failure: HttpFailure;
  /** Node's name of the failure, or the proxy's status. */
  readonly reason?: string;
  readonly response?: HttpResponse;
}

/** A request that failed; free of credentials and, when printed, of what the server sent. */
export class HttpError extends DashError {
  readonly failure: HttpFailure;
  /** What happened, for machines: Node's name of it, such as `ECONNREFUSED`, else empty. */
  readonly reason: string;
  readonly #response: HttpResponse | undefined;

  constructor(details: HttpErrorDetails) {
    super("unreachable", details);
    this.failure = details.failure;
    this.reason = details.reason ?? "";
    this.#response = details.response;
  }

  /** The answer whose status says no. */
  get response(): HttpResponse | undefined {
    return this.#response;
  }
}

/** What was going on when a request failed. */
export interface FailedRequest {
  readonly url: URL;
  /** The time limit, in milliseconds. */
  readonly timeout: number;
  readonly timedOut: boolean;
  /** Whether the server can have seen any of it. */
  readonly sent: boolean;
}

interface Explanation {
  readonly message: string;
  readonly hint: string;
  /** Where it is not told by how much was sent. */
  readonly failure?: HttpFailure;
}

/**
 * The {@link HttpError} for a request without an answer. The cause is left out on purpose: it may carry the whole
 * request, with its `Authorization` header.
 */
export function errorOfFailure(error: unknown, request: FailedRequest): HttpError {
  const reason = request.timedOut ? "ETIMEDOUT" : codeOf(error);
  const { message, hint, failure } = explainFailure(reason, request);
  return new HttpError({
    failure: failure ?? (request.sent ? "unanswered" : "unsent"),
    reason,
    message,
    hint,
  });
}

/** What else is known of an answer whose status says no. */
export interface StatusDetails {
  readonly response?: HttpResponse;
  /** What to do when credentials are missing or wrong. */
  readonly credentialsHint?: string | undefined;
}

/** The {@link HttpError} for an answer whose status says no. */
export function errorOfStatus(status: number, url: URL, details: StatusDetails = {}): HttpError {
  return new HttpError({
    failure: "status",
    message: `\`${redactUrl(url)}\` answered with status ${status}${meaning(status)}.`,
    hint: statusHint(status, url, details.credentialsHint),
    ...(details.response && { response: details.response }),
  });
}

function codeOf(error: unknown): string {
  return error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : "";
}

function explainFailure(code: string, request: FailedRequest): Explanation {
  const { url } = request;
  const explanation = failures(request)[code];
  if (explanation) return explanation;
  if (/CERT|SELF_SIGNED|ISSUER|VERIFY|ALTNAME/.test(code)) {
    return {
      message: `The certificate of \`${url.host}\` is not trusted (${code}).`,
      hint: "Name the authority that issued it: `NODE_EXTRA_CA_CERTS=ca.pem dash …`.",
    };
  }
  if (code === "EPROTO" || code.startsWith("ERR_SSL")) {
    return {
      message: `\`${url.host}\` does not speak TLS as expected (${code}).`,
      hint: `Try \`http://${url.host}\` when the server has no certificate.`,
    };
  }
  return {
    message: `\`${redactUrl(url)}\` cannot be reached${code === "" ? "" : ` (${code})`}.`,
    hint: "Check the address, and that the server runs.",
  };
}

function failures({ url, timeout }: FailedRequest): Readonly<Record<string, Explanation>> {
  const resolve: Explanation = {
    message: `There is no host \`${url.hostname}\`.`,
    hint: "Check the spelling. Names of containers are known inside their network only.",
  };
  const time: Explanation = {
    message: `\`${redactUrl(url)}\` did not answer within ${timeout / 1000} s.`,
    hint: "Check the address, firewalls and the load of the server.",
  };
  const closed: Explanation = {
    message: `\`${url.host}\` closed the connection before its answer was complete.`,
    hint: url.protocol === "http:" ? `Try \`https://${url.host}\`.` : "Look at the server's log.",
  };
  return {
    ECONNREFUSED: {
      message: `Nothing listens at \`${url.host}\`: the connection was refused.`,
      hint: "Check the port, and that the server runs and publishes it.",
    },
    ENOTFOUND: resolve,
    EAI_AGAIN: resolve,
    ETIMEDOUT: time,
    ECONNABORTED: time,
    ECONNRESET: closed,
    EPIPE: closed,
    ERR_CANCELED: { message: `The request to \`${url.host}\` was interrupted.`, hint: "Run it again." },
    TOO_LARGE: {
      message: `The answer of \`${redactUrl(url)}\` is larger than what is read.`,
      hint: "Ask for less.",
      failure: "unreadable",
    },
  };
}

function meaning(status: number): string {
  const meanings: Readonly<Record<number, string>> = {
    401: " (credentials are missing or wrong)",
    403: " (the credentials do not allow it)",
    404: " (there is nothing at this address)",
    407: " (the proxy wants credentials)",
    429: " (too many requests)",
    503: " (not ready or overloaded)",
  };
  return meanings[status] ?? (status >= 500 ? " (the server failed)" : "");
}

function statusHint(status: number, url: URL, credentialsHint = "Give credentials that it accepts."): string {
  if (status === 401) return credentialsHint;
  if (status === 403) return "Use credentials with more rights.";
  if (status === 404) return `Check the path \`${url.pathname}\`.`;
  if (status >= 300 && status < 400) return "Use the address that it redirects to.";
  if (status === 429 || status >= 500) return "Try again, and look at the server's log.";
  return "Check the address.";
}
