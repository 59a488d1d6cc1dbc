import { HttpError } from "../http/errors.ts";
import type { HttpResponse } from "../http/client.ts";
import { parseJson } from "../http/json.ts";
import type { Json } from "../schema/json.ts";
import { toObject, toText } from "./json-view.ts";

/** What Grafana, or something in its place, answered to a call. */
export interface Answer {
  readonly status: number;
  /** Where it came from, after redirects, without credentials. */
  readonly url: string;
  /** Absent when the answer is empty, not JSON, or of no interest. */
  readonly body: Json | undefined;
  /** Whether it is a page for people, as proxies and login forms answer. */
  readonly isPage: boolean;
  /** What it says went wrong, in one short line without secrets; may be empty. */
  readonly message: string;
  /** Where it redirects to; empty when it does not. */
  readonly location: string;
}

/** How an answer is read. */
export interface ReadingOptions {
  /** Whether the content of a success matters. */
  readonly needsBody: boolean;
  /** What must not be repeated, should the server do so. */
  readonly secrets: readonly string[];
}

/** Reads an answer; throws an `unreadable` {@link HttpError} for a success that is neither JSON nor a page. */
export function readAnswer(response: HttpResponse, { needsBody, secrets }: ReadingOptions): Answer {
  const { status, url, headers } = response;
  const isPage = looksLikePage(response);
  const isSuccess = status >= 200 && status <= 299;
  const body = isSuccess ? readSuccess(response, needsBody && !isPage) : maybeJson(response, isPage);
  const message = isSuccess ? "" : shorten(maskSecrets(messageOf(response, body, isPage), secrets));
  return { status, url, body, isPage, message, location: headers["location"] ?? "" };
}

/** Whether the server did what it was asked. */
export function isSuccess({ status }: Answer): boolean {
  return status >= 200 && status <= 299;
}

/** The longest text of a server that is repeated, in characters. */
const longestMessage = 300;

/** Characters that move the cursor, end lines or turn the reading direction around. */
const unsafe = /[\s\p{Cc}\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\p{Surrogate}]+/gu;

/** A text of somebody else in one short line that is safe to show. */
export function shorten(text: string): string {
  const line = text
    .slice(0, 4 * longestMessage)
    .replace(unsafe, " ")
    .trim();
  return line.length > longestMessage ? `${line.slice(0, longestMessage - 1)}…` : line;
}

/** The text with every secret in it replaced; what is shorter than four characters hides nothing. */
export function maskSecrets(text: string, secrets: readonly string[]): string {
  return secrets.reduce(
    (masked, secret) => (secret.length < 4 ? masked : masked.replaceAll(secret, "REDACTED")),
    text,
  );
}

function readSuccess(response: HttpResponse, isWanted: boolean): Json | undefined {
  if (!isWanted || response.body.length === 0) return undefined;
  return parseJson(response.body, response.url) as Json;
}

function maybeJson(response: HttpResponse, isPage: boolean): Json | undefined {
  if (isPage || response.body.length === 0) return undefined;
  try {
    return parseJson(response.body, response.url) as Json;
  } catch (error) {
    if (error instanceof HttpError) return undefined;
    throw error;
  }
}

const lessThan = "<".charCodeAt(0);
const space = " ".charCodeAt(0);

function looksLikePage({ headers, body }: HttpResponse): boolean {
  if ((headers["content-type"] ?? "").includes("text/html")) return true;
  const first = body.find((byte) => byte > space);
  return first === lessThan;
}

// Grafana says `message`, Prometheus behind it `error`.
function messageOf({ body: bytes }: HttpResponse, body: Json | undefined, isPage: boolean): string {
  if (isPage) return "";
  if (body === undefined) return new TextDecoder().decode(bytes.subarray(0, 4 * longestMessage));
  const { message, error } = toObject(body);
  return toText(message) || toText(error);
}
