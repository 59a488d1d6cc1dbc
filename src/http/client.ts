import { errorOfStatus } from "./errors.ts";
import type { Answer, Exchange } from "./exchange.ts";
import { mergeHeaders } from "./headers.ts";
import { isExpected, type HttpRequest, type HttpResponse } from "./message.ts";
import { redirectOf, tooManyRedirects } from "./redirect.ts";
import type { Transport } from "./transport.ts";
import type { TlsOptions } from "./trust.ts";
import { redactUrl, splitCredentials } from "./url.ts";

export type { HttpRequest, HttpResponse } from "./message.ts";
export type { TlsOptions } from "./trust.ts";

/** How an {@link HttpClient} talks. */
export interface HttpClientOptions {
  /** The longest time for an answer, redirects and body included, in milliseconds. @default 10000 */
  readonly timeout?: number;
  /** The largest body that is read, in bytes after decompression. @default 67108864 (64 MiB) */
  readonly maxBytes?: number;
  /** The most redirects that are followed. @default 3 */
  readonly maxRedirects?: number;
  /** Headers of every request, such as `Authorization`; other servers that a redirect leads to do not get them. */
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

/** A client whose failures are `HttpError`s in plain words, free of credentials. */
export interface HttpClient {
  request(request: HttpRequest): Promise<HttpResponse>;
  /** What aborts all its requests. */
  readonly signal?: AbortSignal | undefined;
  /** Closes all connections; the client is not used afterwards. */
  close(): void;
}

const defaultTimeout = 10_000;
const defaultMaxBytes = 64 * 1024 * 1024;
const defaultMaxRedirects = 3;

/**
 * The one way to other servers: connections are kept, time and size are limited, and credentials stay with the server
 * that they were given for. Node's HTTP modules are loaded by the first request, so that commands without one start
 * fast.
 */
export function createHttpClient(options: HttpClientOptions = {}): HttpClient {
  return new NodeClient(options);
}

class NodeClient implements HttpClient {
  readonly signal: AbortSignal | undefined;
  readonly #options: HttpClientOptions;
  readonly #running = new Set<AbortController>();
  #loading: Promise<Transport> | undefined;

  constructor(options: HttpClientOptions) {
    this.#options = options;
    this.signal = options.signal;
    this.signal?.addEventListener("abort", this.#interrupt);
  }

  async request(request: HttpRequest): Promise<HttpResponse> {
    const controller = new AbortController();
    const timeout = this.#options.timeout ?? defaultTimeout;
    const timer = setTimeout(() => controller.abort("TIME_LIMIT"), timeout);
    this.#running.add(controller);
    if (this.signal?.aborted) this.#interrupt();
    try {
      return await this.#follow(request, controller.signal);
    } finally {
      clearTimeout(timer);
      this.#running.delete(controller);
    }
  }

  close(): void {
    this.signal?.removeEventListener("abort", this.#interrupt);
    void this.#loading?.then((transport) => transport.close()).catch(() => {});
  }

  readonly #interrupt = (): void => {
    for (const controller of this.#running) controller.abort("INTERRUPTED");
  };

  async #follow(request: HttpRequest, signal: AbortSignal): Promise<HttpResponse> {
    let exchange = firstExchange(request, this.#options.headers, signal);
    const transport = await (this.#loading ??= this.#load());
    const { maxRedirects = defaultMaxRedirects } = this.#options;
    for (let redirects = 0; ; redirects++) {
      const answer = await transport.send(exchange);
      const next = redirectOf(exchange, answer);
      if (next === undefined) return this.#judge(request, exchange.url, answer);
      if (redirects >= maxRedirects) throw tooManyRedirects(exchange.url);
      exchange = next;
    }
  }

  async #load(): Promise<Transport> {
    const { createTransport } = await import("./transport.ts");
    const { tls, maxConnections, environment = {} } = this.#options;
    const { timeout = defaultTimeout, maxBytes = defaultMaxBytes } = this.#options;
    return createTransport({ tls, maxConnections, environment, timeout, maxBytes });
  }

  #judge(request: HttpRequest, url: URL, answer: Answer): HttpResponse {
    const response = { ...answer, url: redactUrl(url) };
    if (isExpected(answer.status, request)) return response;
    throw errorOfStatus(answer.status, url, { response, credentialsHint: this.#options.credentialsHint });
  }
}

function firstExchange(
  request: HttpRequest,
  clientHeaders: Readonly<Record<string, string>> | undefined,
  signal: AbortSignal,
): Exchange {
  const { method = "GET", body } = request;
  const { url, authorization } = splitCredentials(request.url);
  const headers = mergeHeaders(
    authorization === undefined ? {} : { authorization },
    clientHeaders,
    request.headers,
  );
  return { method, url, headers, body, signal, isForeign: false };
}
