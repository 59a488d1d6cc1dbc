import { DashError } from "../base/dash-error.ts";
import { redactUrl } from "./url.ts";

/** What was going on when a request failed. */
export interface FailedRequest {
  readonly url: URL;
  /** The time limit, in milliseconds. */
  readonly timeout: number;
  readonly timedOut: boolean;
}

interface Explanation {
  readonly message: string;
  readonly hint: string;
}

/**
 * The `unreachable` error for a request without an answer. The cause is left out on purpose: the HTTP library's
 * errors carry the whole request, with its `Authorization` header.
 */
export function errorOfFailure(error: unknown, request: FailedRequest): DashError {
  const code = request.timedOut ? "ETIMEDOUT" : codeOf(error);
  return new DashError("unreachable", explainFailure(code, request));
}

/** The `unreachable` error for an answer whose status says no. */
export function errorOfStatus(status: number, url: URL): DashError {
  const message = `\`${redactUrl(url)}\` answered with status ${status}${meaning(status)}.`;
  return new DashError("unreachable", { message, hint: statusHint(status, url) });
}

function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return "";
  // axios reports a body over the limit with a general code.
  if (/maxContentLength/.test(error.message)) return "TOO_LARGE";
  return "code" in error && typeof error.code === "string" ? error.code : "";
}

function explainFailure(code: string, { url, timeout }: FailedRequest): Explanation {
  const address = redactUrl(url);
  const explanation = failures(url, timeout)[code];
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
    message: `\`${address}\` cannot be reached${code === "" ? "" : ` (${code})`}.`,
    hint: "Check the address, and that the server runs.",
  };
}

function failures(url: URL, timeout: number): Readonly<Record<string, Explanation>> {
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

function statusHint(status: number, url: URL): string {
  if (status === 401) return "Give credentials, for example `--header 'Authorization: Bearer …'`.";
  if (status === 403) return "Use credentials with more rights.";
  if (status === 404) return `Check the path \`${url.pathname}\`.`;
  if (status >= 300 && status < 400) return "Use the address that it redirects to.";
  if (status >= 500) return "Try again, and look at the server's log.";
  return "Check the address.";
}
