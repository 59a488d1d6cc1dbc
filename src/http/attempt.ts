import { request as requestPlain, type Agent, type ClientRequest, type IncomingMessage } from "node:http";
import { request as requestSecure, type RequestOptions } from "node:https";
import type { Socket } from "node:net";
import type { Route } from "./agents.ts";
import { acceptedEncodings, BodyCollector, decodeBody } from "./body.ts";
import { errorOfFailure, type HttpError } from "./errors.ts";
import type { Answer, Exchange } from "./exchange.ts";
import { serverName } from "./tunnel.ts";
import { hostOf, portOf } from "./url.ts";

/** What an attempt may use. */
export interface AttemptLimits {
  readonly agent: Agent;
  /** The largest body that is read, in bytes after decompression. */
  readonly maxBytes: number;
  /** The time limit that messages name, in milliseconds. */
  readonly timeout: number;
}

/** What came of an attempt; it is stale when it failed because the connection had been closed while it was idle. */
export type Outcome = { readonly answer: Answer } | { readonly error: HttpError; readonly isStale: boolean };

/** One try to get an answer over one connection. */
export class Attempt {
  readonly outcome: Promise<Outcome>;
  readonly #exchange: Exchange;
  readonly #route: Route;
  readonly #limits: AttemptLimits;
  readonly #stop = (): void => this.#fail(this.#exchange.signal.reason);
  #settle: ((outcome: Outcome) => void) | undefined;
  #request: ClientRequest | undefined;
  #isSent = false;
  #isAnswered = false;

  constructor(exchange: Exchange, route: Route, limits: AttemptLimits) {
    this.#exchange = exchange;
    this.#route = route;
    this.#limits = limits;
    this.outcome = new Promise((resolve) => (this.#settle = resolve));
    this.#begin();
  }

  #begin(): void {
    const { signal, body } = this.#exchange;
    if (signal.aborted) return this.#stop();
    signal.addEventListener("abort", this.#stop);
    try {
      const options = requestOptions(this.#exchange, this.#route, this.#limits.agent);
      const isSecure = this.#route.isSecure || this.#route.proxy?.url.protocol === "https:";
      this.#request = (isSecure ? requestSecure : requestPlain)(options);
    } catch (error) {
      return this.#fail(error);
    }
    this.#request
      .once("socket", (socket) => this.#watch(socket))
      .once("response", (response) => this.#receive(response))
      .on("error", (error) => this.#fail(error))
      .once("close", () => {
        if (!this.#isAnswered) this.#fail("ECONNRESET");
      })
      .end(body);
  }

  // What is written before the connection stands waits in this process.
  #watch(socket: Socket): void {
    const isReady = this.#request?.reusedSocket ?? true;
    if (isReady) this.#isSent = true;
    else socket.once("encrypted" in socket ? "secureConnect" : "connect", () => (this.#isSent = true));
  }

  #receive(response: IncomingMessage): void {
    this.#isAnswered = true;
    const { maxBytes } = this.#limits;
    const contentLength = Number(response.headers["content-length"] ?? 0);
    if (contentLength > maxBytes) return this.#fail("TOO_LARGE");
    const body = new BodyCollector(maxBytes, contentLength);
    response
      .on("data", (piece: Buffer) => {
        if (!body.add(piece)) this.#fail("TOO_LARGE");
      })
      .on("error", (error) => this.#fail(error))
      .once("end", () => this.#finish(response, body.take()))
      .once("close", () => this.#fail("ECONNRESET"));
  }

  #finish(response: IncomingMessage, body: Buffer): void {
    if (!response.complete) return this.#fail("ECONNRESET");
    try {
      const decoded = decodeBody(body, response.headers["content-encoding"] ?? "", this.#limits.maxBytes);
      this.#end({
        answer: { status: response.statusCode ?? 0, headers: headersOf(response), body: decoded },
      });
    } catch (error) {
      this.#fail(error);
    }
  }

  #fail(reason: unknown): void {
    if (!this.#settle) return;
    const { url } = this.#exchange;
    const proxy = this.#route.proxy?.url;
    const error = errorOfFailure(reason, { url, proxy, timeout: this.#limits.timeout, isSent: this.#isSent });
    const isReused = this.#request?.reusedSocket === true;
    const isStale = isReused && !this.#isAnswered && /^(?:ECONNRESET|EPIPE)$/.test(error.reason);
    this.#end({ error, isStale });
    this.#request?.destroy();
  }

  #end(outcome: Outcome): void {
    this.#exchange.signal.removeEventListener("abort", this.#stop);
    this.#settle?.(outcome);
    this.#settle = undefined;
  }
}

function requestOptions(exchange: Exchange, { isSecure, proxy }: Route, agent: Agent): RequestOptions {
  const { url, method, body } = exchange;
  const headers: Record<string, string | number> = {
    "accept-encoding": acceptedEncodings,
    "user-agent": "grafana-dash",
    ...exchange.headers,
  };
  if (body !== undefined) headers["content-length"] = Buffer.byteLength(body);
  if (isSecure || !proxy) {
    const path = url.pathname + url.search;
    return { method, headers, agent, path, host: hostOf(url), port: portOf(url) };
  }
  headers["host"] ??= url.host;
  if (proxy.authorization !== undefined) headers["proxy-authorization"] = proxy.authorization;
  const servername = serverName(proxy.url);
  return {
    method,
    headers,
    agent,
    path: url.href,
    host: hostOf(proxy.url),
    port: portOf(proxy.url),
    servername,
  };
}

function headersOf({ headers }: IncomingMessage): Record<string, string> {
  const joined: Record<string, string> = {};
  for (const name in headers) {
    const value = headers[name];
    if (value !== undefined) joined[name] = typeof value === "string" ? value : value.join(", ");
  }
  return joined;
}
