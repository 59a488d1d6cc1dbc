import type { AxiosInstance, AxiosResponse } from "axios";
import { DashError } from "../base/dash-error.ts";
import { errorOfFailure, errorOfStatus } from "./errors.ts";
import { redactUrl, splitCredentials } from "./url.ts";

/** How an {@link HttpClient} talks. */
export interface HttpClientOptions {
  /** The longest time for an answer, redirects and body included, in milliseconds. @default 10000 */
  readonly timeout?: number;
  /** The largest body that is read, in bytes after decompression. @default 67108864 (64 MiB) */
  readonly maxBytes?: number;
  /** The most redirects that are followed. @default 3 */
  readonly maxRedirects?: number;
  /** Headers of every request, such as `Authorization`; other hosts that a redirect leads to do not get them. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Aborts all requests. */
  readonly signal?: AbortSignal;
  /** What https connections trust besides the system's authorities, and what they show of themselves. */
  readonly tls?: TlsOptions;
  /** The most connections to one server at a time; further requests wait for one. @default unlimited */
  readonly maxConnections?: number;
  /** What the hint says when credentials are missing or wrong. @default "Give credentials that it accepts." */
  readonly credentialsHint?: string;
  /** Where `HTTP_PROXY`, `HTTPS_PROXY`, `ALL_PROXY` and `NO_PROXY` are looked up. @default no proxy */
  readonly environment?: Readonly<Record<string, string | undefined>>;
}

/** Certificates in PEM. */
export interface TlsOptions {
  /** Authorities that are trusted besides the system's. */
  readonly ca?: string | Uint8Array;
  /** The client's own certificate, with its chain. */
  readonly certificate?: string | Uint8Array;
  /** The private key of {@link TlsOptions.certificate}. */
  readonly key?: string | Uint8Array;
}

/** One request. */
export interface HttpRequest {
  /** @default "GET" */
  readonly method?: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  /** An http or https address; a user name and password in it become basic authentication. */
  readonly url: string;
  /** Headers besides the client's. */
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
  /**
   * Statuses outside 200 to 299 that are answers here rather than failures, for example `[404, 412]`; with `"any"`
   * every status is an answer.
   */
  readonly expected?: readonly number[] | "any";
  /** Whether a second time does what the first did, so that it may be repeated. @default true for "GET", else false */
  readonly idempotent?: boolean;
}

/** An answer. */
export interface HttpResponse {
  readonly status: number;
  /** Where the answer came from, after redirects and without credentials. */
  readonly url: string;
  /** By lower-case name; several values are joined by commas. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
}

/** A client whose failures are {@link HttpError}s in plain words, free of credentials. */
export interface HttpClient {
  request(request: HttpRequest): Promise<HttpResponse>;
  /** What aborts all its requests. */
  readonly signal?: AbortSignal;
  /** Closes the idle connections. */
  close(): void;
}

/**
 * The one way to other servers: connections are kept, time and size are limited, and credentials stay with the host
 * that they were given for. `HTTP_PROXY`, `HTTPS_PROXY` and `NO_PROXY` are heeded. The HTTP library is loaded by the
 * first request, so that commands without one start fast.
 */
export function createHttpClient(options: HttpClientOptions = {}): HttpClient {
  const transport = lazyTransport(options);
  return {
    request: (request) => follow(transport, request, options),
    close: () => transport.close(),
  };
}

interface Transport {
  send(exchange: Exchange): Promise<AxiosResponse<Buffer>>;
  close(): void;
}

/** One request without its redirects. */
interface Exchange {
  readonly method: NonNullable<HttpRequest["method"]>;
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Uint8Array | undefined;
  readonly signal: AbortSignal;
}

function lazyTransport(options: HttpClientOptions): Transport {
  let loading: Promise<{ readonly axios: AxiosInstance; readonly close: () => void }> | undefined;
  const load = () => (loading ??= loadAxios(options.maxBytes ?? defaultMaxBytes));
  return {
    async send({ method, url, headers, body, signal }) {
      const { axios } = await load();
      const data = body instanceof Uint8Array ? Buffer.from(body) : body;
      return axios.request<Buffer>({ method, url: url.href, headers: { ...headers }, data, signal });
    },
    close: () => void loading?.then(({ close }) => close()),
  };
}

const defaultTimeout = 10_000;
const defaultMaxBytes = 64 * 1024 * 1024;
const defaultMaxRedirects = 3;

async function loadAxios(maxBytes: number): Promise<{ axios: AxiosInstance; close: () => void }> {
  const [{ default: axios }, http, https] = await Promise.all([
    import("axios"),
    import("node:http"),
    import("node:https"),
  ]);
  const httpAgent = new http.Agent({ keepAlive: true });
  const httpsAgent = new https.Agent({ keepAlive: true });
  const instance = axios.create({
    adapter: "http",
    httpAgent,
    httpsAgent,
    responseType: "arraybuffer",
    maxContentLength: maxBytes,
    // Redirects are followed here: only so can every header that the caller gave be kept from other hosts.
    maxRedirects: 0,
    validateStatus: () => true,
    transformRequest: (body: unknown) => body,
  });
  return {
    axios: instance,
    close: () => {
      httpAgent.destroy();
      httpsAgent.destroy();
    },
  };
}

async function follow(
  transport: Transport,
  request: HttpRequest,
  options: HttpClientOptions,
): Promise<HttpResponse> {
  const timeout = options.timeout ?? defaultTimeout;
  const deadline = AbortSignal.timeout(timeout);
  const signal = options.signal ? AbortSignal.any([options.signal, deadline]) : deadline;
  let exchange = firstExchange(request, options, signal);
  for (let redirects = 0; ; redirects++) {
    const response = await transport.send(exchange).catch((error: unknown) => {
      throw errorOfFailure(error, { url: exchange.url, timeout, timedOut: deadline.aborted, sent: true });
    });
    const next = redirectOf(exchange, response);
    if (next === undefined) return answer(exchange, response, request);
    if (redirects >= (options.maxRedirects ?? defaultMaxRedirects)) throw tooManyRedirects(exchange.url);
    exchange = next;
  }
}

function firstExchange(request: HttpRequest, options: HttpClientOptions, signal: AbortSignal): Exchange {
  const { url, authorization } = splitCredentials(request.url);
  const headers = { ...(authorization && { authorization }), ...lowerCase(options.headers, request.headers) };
  checkHeaders(headers);
  return { method: request.method ?? "GET", url, headers, body: request.body, signal };
}

// Node would refuse some of these, and axios drops others without a word; neither names the header.
function checkHeaders(headers: Readonly<Record<string, string>>): void {
  for (const [name, value] of Object.entries(headers)) {
    if (/^[!#$%&'*+.^_`|~\w-]+$/.test(name) && /^[\t\u0020-\u007e\u0080-\u00ff]*$/.test(value)) continue;
    throw new DashError("usage", {
      message: `The header ${JSON.stringify(name)} holds a character that HTTP does not allow.`,
      hint: "Check its value for line breaks and for characters outside Latin-1.",
    });
  }
}

function lowerCase(
  ...all: readonly (Readonly<Record<string, string>> | undefined)[]
): Record<string, string> {
  const pairs = all.flatMap((headers) => Object.entries(headers ?? {}));
  return Object.fromEntries(pairs.map(([name, value]) => [name.toLowerCase(), value]));
}

// Headers that say nothing about the caller; any other may be a key, whatever its name.
const publicHeaders: ReadonlySet<string> = new Set(["accept", "user-agent"]);

function redirectOf(exchange: Exchange, response: AxiosResponse): Exchange | undefined {
  const location: unknown = response.headers["location"];
  // A redirected change would become a read or be sent to somebody else: only reads follow.
  if (exchange.method !== "GET" || ![301, 302, 303, 307, 308].includes(response.status)) return undefined;
  if (typeof location !== "string" || !URL.canParse(location, exchange.url.href)) return undefined;
  const { url, authorization } = splitCredentials(new URL(location, exchange.url).href);
  if (isSameServer(exchange.url, url)) return { ...exchange, url };
  const kept = Object.entries(exchange.headers).filter(([name]) => publicHeaders.has(name));
  return {
    ...exchange,
    url,
    headers: { ...Object.fromEntries(kept), ...(authorization && { authorization }) },
  };
}

// The usual step from http to https is no change of the server; the way back would send credentials in the clear.
function isSameServer(from: URL, to: URL): boolean {
  const isUpgrade =
    from.protocol === "http:" && to.protocol === "https:" && from.port === "" && to.port === "";
  return from.origin === to.origin || (isUpgrade && from.hostname === to.hostname);
}

function answer(exchange: Exchange, response: AxiosResponse<Buffer>, request: HttpRequest): HttpResponse {
  const { status } = response;
  if ((status < 200 || status > 299) && !isExpected(status, request.expected)) {
    throw errorOfStatus(status, exchange.url);
  }
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(response.headers)) {
    if (value !== undefined && value !== null) headers[name.toLowerCase()] = String(value);
  }
  return { status, url: redactUrl(exchange.url), headers, body: response.data };
}

function isExpected(status: number, expected: HttpRequest["expected"] = []): boolean {
  return expected === "any" || expected.includes(status);
}

function tooManyRedirects(url: URL): DashError {
  return new DashError("unreachable", {
    message: `\`${redactUrl(url)}\` redirects again and again.`,
    hint: "Use the address that the redirects lead to.",
  });
}
