import { DashError } from "../base/dash-error.ts";

/** An address apart from the credentials that it held. */
export interface SplitUrl {
  readonly url: URL;
  /** The value of an `Authorization` header. */
  readonly authorization?: string;
}

/** Takes user name and password out of an http or https address; throws `usage` for other addresses. */
export function splitCredentials(address: string): SplitUrl {
  const url = parse(address);
  const { username, password } = url;
  url.username = "";
  url.password = "";
  url.hash = "";
  if (username === "" && password === "") return { url };
  const pair = `${decode(username)}:${decode(password)}`;
  return { url, authorization: `Basic ${Buffer.from(pair, "utf8").toString("base64")}` };
}

/** The host as sockets take it: an IPv6 address without brackets. */
export function hostOf(url: URL): string {
  return url.hostname.startsWith("[") ? url.hostname.slice(1, -1) : url.hostname;
}

/** The port, also when it is the usual one. */
export function portOf(url: URL): string {
  if (url.port !== "") return url.port;
  return url.protocol === "https:" ? "443" : "80";
}

/** An address that may be shown: without user name and password, and with keys in its query masked. */
export function redactUrl(url: URL): string {
  const shown = new URL(url.href);
  shown.username = "";
  shown.password = "";
  shown.hash = "";
  if (shown.search === "") return shown.href;
  for (const name of url.searchParams.keys()) {
    if (/token|key|secret|pass|auth|sig|credential/i.test(name)) shown.searchParams.set(name, "REDACTED");
  }
  return shown.href;
}

function parse(address: string): URL {
  const url = URL.canParse(address) ? new URL(address) : undefined;
  if (url?.protocol === "http:" || url?.protocol === "https:") return url;
  // The address is not repeated: what cannot be parsed cannot be redacted.
  throw new DashError("usage", {
    message: url
      ? `Addresses begin with http or https, not \`${url.protocol}\`.`
      : "The address is not a URL.",
    hint: "Write it as `http://host:port/path`.",
  });
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
