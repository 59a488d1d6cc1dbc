import { DashError, type DashErrorDetails } from "../base/dash-error.ts";
import type { HttpResponse } from "./message.ts";
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
  readonly proxy: URL | undefined;
  /** The time limit, in milliseconds. */
  readonly timeout: number;
  /** Whether the server can have seen any of it. */
  readonly isSent: boolean;
}

interface Explanation {
  readonly message: string;
  readonly hint: string;
  /** Where it is not told by whether anything was sent. */
  readonly failure?: HttpFailure;
}

/**
 * The {@link HttpError} for a request without an answer. The cause is left out on purpose: it may carry the whole
 * request, with its `Authorization` header.
 */
export function errorOfFailure(cause: unknown, request: FailedRequest): HttpError {
  if (cause instanceof HttpError) return cause;
  const reason = reasonOf(cause);
  const failure = request.isSent ? "unanswered" : "unsent";
  if (failure === "unsent" && request.proxy && !isOwn(reason)) {
    return errorOfProxy(reason, request.proxy, request.url.host);
  }
  return new HttpError({ failure, reason, ...explainFailure(reason, request) });
}

/** The {@link HttpError} for a proxy through which a server could not be reached. */
export function errorOfProxy(cause: unknown, proxy: URL, target: string): HttpError {
  const reason = reasonOf(cause);
  return new HttpError({ failure: "unsent", reason, ...explainProxy(reason, proxy.host, target) });
}

function reasonOf(cause: unknown): string {
  if (typeof cause === "string") return cause;
  return cause instanceof Error && "code" in cause && typeof cause.code === "string" ? cause.code : "";
}

// What this client itself ends requests with.
function isOwn(reason: string): boolean {
  return reason === "TIME_LIMIT" || reason === "INTERRUPTED";
}

function explainProxy(reason: string, proxy: string, target: string): Explanation {
  if (reason === "PROXY_407") {
    return {
      message: `The proxy \`${proxy}\` wants credentials.`,
      hint: "Put them into the proxy's address, as in `HTTPS_PROXY=http://user:password@host:port`.",
    };
  }
  const hint = `Check \`HTTP_PROXY\` and \`HTTPS_PROXY\`, or name the server's host in \`NO_PROXY\`.`;
  const status = /^PROXY_(\d+)$/.exec(reason)?.[1];
  if (status !== undefined) {
    return { message: `The proxy \`${proxy}\` does not connect to \`${target}\` (status ${status}).`, hint };
  }
  const code = reason === "" ? "" : ` (${reason})`;
  return { message: `\`${target}\` cannot be reached through the proxy \`${proxy}\`${code}.`, hint };
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

function explainFailure(code: string, request: FailedRequest): Explanation {
  const { url } = request;
  const explanation = failures(request)[code];
  if (explanation) return explanation;
  if (/_ALERT_(?:BAD_CERT|CERT|UNKNOWN_CA|HANDSHAKE)/.test(code)) {
    return {
      message: `\`${url.host}\` does not accept the client's certificate, or wants one (${code}).`,
      hint: "Give a certificate and key that an authority of the server has issued.",
      // With TLS 1.3 the server says so after the client has begun to send; it has read nothing of that.
      failure: "unsent",
    };
  }
  if (/CERT|SELF_SIGNED|ISSUER|VERIFY|ALTNAME/.test(code)) {
    return {
      message: `The certificate of \`${url.host}\` is not trusted (${code}).`,
      hint: "Name the file of the authority that issued it, for example in `NODE_EXTRA_CA_CERTS`.",
    };
  }
  if (code === "EPROTO" || code.startsWith("ERR_SSL")) {
    return {
      message: `\`${url.host}\` does not speak TLS as expected (${code}).`,
      hint: `Try \`http://${url.host}\` when the server has no certificate.`,
    };
  }
  if (code.startsWith("HPE_")) {
    return {
      message: `\`${url.host}\` does not answer in HTTP as expected (${code}).`,
      hint: url.protocol === "http:" ? `Try \`https://${url.host}\`.` : "Check the port.",
      failure: "unreadable",
    };
  }
  if (/^Z_|^ERR_BROTLI|_ERROR_FORMAT_/.test(code)) {
    return {
      message: `The answer of \`${redactUrl(url)}\` is not compressed as it says (${code}).`,
      hint: "Look for a proxy that changes answers.",
      failure: "unreadable",
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
  const large: Explanation = {
    message: `The answer of \`${redactUrl(url)}\` is larger than what is read.`,
    hint: "Ask for less.",
    failure: "unreadable",
  };
  return {
    ECONNREFUSED: {
      message: `Nothing listens at \`${url.host}\`: the connection was refused.`,
      hint: "Check the port, and that the server runs and publishes it.",
    },
    ENOTFOUND: resolve,
    EAI_AGAIN: resolve,
    TIME_LIMIT: time,
    ECONNRESET: closed,
    EPIPE: closed,
    INTERRUPTED: { message: `The request to \`${url.host}\` was interrupted.`, hint: "Run it again." },
    TOO_LARGE: large,
    ERR_BUFFER_TOO_LARGE: large,
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
