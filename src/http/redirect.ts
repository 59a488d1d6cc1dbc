import { HttpError } from "./errors.ts";
import type { Answer, Exchange } from "./exchange.ts";
import { redactUrl, splitCredentials } from "./url.ts";

// Headers that say nothing about the caller; any other may be a key, whatever its name.
const publicHeaders: ReadonlySet<string> = new Set(["accept", "user-agent"]);

const redirects: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);

/** The exchange that an answer redirects to, with credentials only when it stays with its server. */
export function redirectOf(exchange: Exchange, { status, headers }: Answer): Exchange | undefined {
  const { location } = headers;
  // A redirected change would become a read or be sent to somebody else: only reads follow.
  if (exchange.method !== "GET" || !redirects.has(status)) return undefined;
  if (location === undefined || !URL.canParse(location, exchange.url.href)) return undefined;
  const target = new URL(location, exchange.url);
  // An answer with such a status and no page that can be followed is left to the caller, as without a location.
  if (target.protocol !== "http:" && target.protocol !== "https:") return undefined;
  const { url, authorization } = splitCredentials(target.href);
  if (isSameServer(exchange.url, url)) return { ...exchange, url };
  const kept = Object.entries(exchange.headers).filter(([name]) => publicHeaders.has(name));
  return {
    ...exchange,
    url,
    headers: { ...Object.fromEntries(kept), ...(authorization !== undefined && { authorization }) },
    isForeign: true,
  };
}

// The usual step from http to https is no change of the server; the way back would send credentials in the clear.
function isSameServer(from: URL, to: URL): boolean {
  const isUpgrade =
    from.protocol === "http:" && to.protocol === "https:" && from.port === "" && to.port === "";
  return from.origin === to.origin || (isUpgrade && from.hostname === to.hostname);
}

/** The failure of a read that is redirected once more than is allowed. */
export function tooManyRedirects(url: URL): HttpError {
  return new HttpError({
    failure: "unreadable",
    message: `\`${redactUrl(url)}\` redirects again and again.`,
    hint: "Use the address that the redirects lead to.",
  });
}
