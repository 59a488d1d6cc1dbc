import { DashError } from "../base/dash-error.ts";
import { HttpError } from "../http/errors.ts";
import type { Answer } from "./answers.ts";
import { toObject, toText } from "./json-view.ts";

/** The error for an answer with which nothing can be done. */
export function errorOfAnswer(answer: Answer, hasCredentials: boolean): DashError {
  const { status, isPage, location } = answer;
  if (status === 401) return unauthorized(answer, hasCredentials);
  if (status === 403 && !isPage) return forbidden(answer);
  if (location !== "" && status < 400) return redirected(answer);
  if (status < 300 || (isPage && status < 500)) return notGrafana(answer);
  const said = answer.message === "" ? "" : `: ${answer.message}`;
  return new HttpError({
    failure: "status",
    message: `\`${shortUrl(answer.url)}\` answered with status ${status}${said}${said.endsWith(".") ? "" : "."}`,
    hint: status >= 500 ? "Try again, and look at Grafana's log." : "Check the address and the credentials.",
  });
}

/** The `not-grafana` error for an address where something else answers. */
export function notGrafana({ url, isPage, status }: Pick<Answer, "url" | "isPage" | "status">): DashError {
  const what = isPage ? "with a page for people" : `with status ${status}`;
  return new DashError("not-grafana", {
    message: `\`${shortUrl(url)}\` does not answer as Grafana's API, but ${what}.`,
    hint: "Check the address: the path that Grafana is served under belongs to it, and a proxy or a login page in front of Grafana must let its API through.",
  });
}

/** The `not-grafana` error for an address that is not the final one: a redirected write would get lost. */
export function redirectedTo(from: string, to: string): DashError {
  const isLogin = /\/login\b|\/oauth2?\b|\/sign_?in\b/.test(to);
  return new DashError("not-grafana", {
    message: `\`${shortUrl(from)}\` redirects to \`${shortUrl(to)}\`.`,
    hint: isLogin
      ? "A login page stands in front of Grafana's API: let the API through, or give the header that the proxy wants."
      : "Use the address that it redirects to, without the part that begins with `/api`.",
  });
}

/** The permission that a refusal names, for example `dashboards:write`; empty when it names none. */
function neededPermission({ message }: Pick<Answer, "message">): string {
  return /Permissions needed: (.+?)\.?$/.exec(message)?.[1] ?? "";
}

/** What helps against a missing permission. */
export function permissionHint(answer: Pick<Answer, "message">): string {
  const permission = neededPermission(answer);
  return permission === ""
    ? "Use credentials with more rights."
    : `Give the service account a role with \`${permission}\`.`;
}

function forbidden(answer: Answer): DashError {
  const said = answer.message === "" ? "" : `: ${answer.message}`;
  return new DashError("forbidden", {
    message: `The credentials do not allow \`${shortUrl(answer.url)}\`${said}${said.endsWith(".") ? "" : "."}`,
    hint: permissionHint(answer),
  });
}

function redirected({ url, location }: Answer): DashError {
  return redirectedTo(url, URL.canParse(location, url) ? new URL(location, url).href : url);
}

interface Reason {
  readonly id: RegExp;
  readonly text: RegExp;
  readonly message: string;
  readonly hint: string;
}

const newToken =
  "Make a token under Administration > Users and access > Service accounts, and set `GRAFANA_TOKEN` to it.";

// Grafana 9.5 answers with a text only, later ones also with a message id.
const reasons: readonly Reason[] = [
  {
    id: /expired/,
    text: /expired/i,
    message: "The token has expired.",
    hint: newToken,
  },
  { id: /revoked/, text: /revoked/i, message: "The token was revoked.", hint: newToken },
  {
    id: /disabled/,
    text: /service account is disabled/i,
    message: "The service account of the token is disabled.",
    hint: "Enable it under Administration > Users and access > Service accounts.",
  },
  {
    id: /^password-auth/,
    text: /invalid username or password/i,
    message: "Grafana does not accept the user name and password.",
    hint: "Check `GRAFANA_USER` and `GRAFANA_PASSWORD`.",
  },
  {
    id: /^api-key/,
    text: /invalid api key/i,
    message: "Grafana does not know the token.",
    hint: `Check that it belongs to this Grafana and is whole. ${newToken}`,
  },
];

function unauthorized(answer: Answer, hasCredentials: boolean): DashError {
  const server = shortUrl(answer.url);
  if (answer.body === undefined) {
    return new DashError("unauthorized", {
      message: `\`${server}\` answered with status 401, but not as Grafana does: a proxy in front of it wants credentials.`,
      hint: "Give the header that the proxy wants, for example `--header 'Proxy-Key: …'`.",
    });
  }
  if (!hasCredentials) {
    return new DashError("unauthorized", {
      message: `\`${server}\` wants credentials, and none were given.`,
      hint: `Set \`GRAFANA_TOKEN\`, or \`GRAFANA_USER\` and \`GRAFANA_PASSWORD\`. ${newToken}`,
    });
  }
  const id = toText(toObject(answer.body)["messageId"]);
  const reason = reasons.find((each) => (id !== "" && each.id.test(id)) || each.text.test(answer.message));
  return new DashError("unauthorized", {
    message: reason?.message ?? `\`${server}\` does not accept the credentials: ${answer.message || "401"}.`,
    hint: reason?.hint ?? "Check the token, or the user name and password.",
  });
}

// Queries can be long, and say nothing that helps.
function shortUrl(url: string): string {
  return url.replace(/[?#].*$/s, "");
}
