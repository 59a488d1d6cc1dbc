import { request as requestPlain, type ClientRequest } from "node:http";
import { Agent, request as requestSecure, type AgentOptions, type RequestOptions } from "node:https";
import { isIP } from "node:net";
import type { Duplex } from "node:stream";
import { connect, type SecureContext } from "node:tls";
import { errorOfProxy } from "./errors.ts";
import type { Proxy } from "./proxy.ts";
import { hostOf, portOf } from "./url.ts";

/** How tunnels are made. */
export interface TunnelOptions {
  readonly proxy: Proxy;
  /** What connections to an https proxy trust. */
  readonly proxyContext: SecureContext | undefined;
  /** How long the proxy may take, in milliseconds. */
  readonly timeout: number;
}

interface TargetOptions extends RequestOptions {
  readonly secureContext?: SecureContext;
}

type Opened = (error: Error | null, socket: Duplex) => void;

/**
 * Keeps TLS connections through `CONNECT` tunnels of a proxy, which sees nothing but the server's name. Node counts a
 * connection only when its tunnel stands: of many requests that begin at once, each gets its own, whatever `maxSockets`.
 */
export class TunnelAgent extends Agent {
  readonly #tunnel: TunnelOptions;
  readonly #opening = new Set<ClientRequest>();

  constructor(options: AgentOptions, tunnel: TunnelOptions) {
    super(options);
    this.#tunnel = tunnel;
  }

  override createConnection(options: TargetOptions, opened: Opened): undefined {
    const { proxy, timeout } = this.#tunnel;
    const host = options.host ?? "";
    const target = `${host.includes(":") ? `[${host}]` : host}:${options.port ?? 443}`;
    const request = this.#requestTunnel(target);
    const fail = (reason: unknown): void => {
      // Node takes an error for the whole answer, whatever its types say.
      (opened as (error: Error) => void)(errorOfProxy(reason, proxy.url, target));
      request.destroy();
    };
    const timer = setTimeout(() => fail("TIME_LIMIT"), timeout);
    this.#opening.add(request);
    request.once("connect", ({ statusCode = 0 }, socket: Duplex) => {
      if (statusCode >= 200 && statusCode <= 299) return opened(null, secure(socket, options));
      socket.destroy();
      fail(`PROXY_${statusCode}`);
    });
    request.on("error", fail);
    request.once("close", () => {
      clearTimeout(timer);
      this.#opening.delete(request);
    });
    request.end();
  }

  override destroy(): void {
    super.destroy();
    for (const request of this.#opening) request.destroy();
  }

  #requestTunnel(target: string): ClientRequest {
    const { url, authorization } = this.#tunnel.proxy;
    const options = {
      method: "CONNECT",
      host: hostOf(url),
      port: portOf(url),
      path: target,
      headers: { host: target, ...(authorization !== undefined && { "proxy-authorization": authorization }) },
      agent: false,
    } as const;
    if (url.protocol === "http:") return requestPlain(options);
    const { proxyContext } = this.#tunnel;
    return requestSecure({
      ...options,
      servername: serverName(url),
      ...(proxyContext && { secureContext: proxyContext }),
    });
  }
}

/** The name that TLS asks a proxy for; without it Node would take that of the `Host` header, which is the server's. */
export function serverName(proxy: URL): string {
  const host = hostOf(proxy);
  return isIP(host) === 0 ? host : "";
}

function secure(socket: Duplex, { host, servername, secureContext }: TargetOptions): Duplex {
  const secured = connect({
    socket,
    ...(typeof host === "string" && { host }),
    ...(servername !== undefined && { servername }),
    ...(secureContext && { secureContext }),
  });
  socket.once("error", (error) => secured.destroy(error));
  return secured;
}
