import { Agent as PlainAgent, type Agent, type AgentOptions } from "node:http";
import { Agent as SecureAgent } from "node:https";
import type { SecureContext } from "node:tls";
import type { Proxy } from "./proxy.ts";
import { secureContextOf, type TlsOptions } from "./trust.ts";
import { TunnelAgent } from "./tunnel.ts";

/** The way to a server. */
export interface Route {
  /** Whether the server itself is spoken to by TLS. */
  readonly isSecure: boolean;
  readonly proxy: Proxy | undefined;
  /** Whether a redirect led there from another server: then the client's certificate is not shown. */
  readonly isForeign: boolean;
}

/** What the connections of one client have in common. */
export interface AgentSettings {
  readonly tls?: TlsOptions | undefined;
  readonly maxConnections?: number | undefined;
  /** How long a proxy may take to reach the server, in milliseconds. */
  readonly timeout: number;
}

/** The kept connections of one client, by the way that they go. */
export class Agents {
  readonly #settings: AgentSettings;
  readonly #agents = new Map<string, Agent>();
  readonly #trust: SecureContext | undefined;
  readonly #identity: SecureContext | undefined;

  constructor(settings: AgentSettings) {
    const { ca, certificate, key } = settings.tls ?? {};
    this.#settings = settings;
    this.#trust = secureContextOf({ ca });
    const hasIdentity = certificate !== undefined || key !== undefined;
    this.#identity = hasIdentity ? secureContextOf({ ca, certificate, key }) : this.#trust;
  }

  /** The connections that go this way. */
  of(route: Route): Agent {
    const key = [route.isSecure, route.isForeign, route.proxy?.url.href].join(" ");
    const kept = this.#agents.get(key);
    if (kept) return kept;
    const agent = this.#create(route);
    this.#agents.set(key, agent);
    return agent;
  }

  /** Closes all connections. */
  close(): void {
    for (const agent of this.#agents.values()) agent.destroy();
    this.#agents.clear();
  }

  #create({ isSecure, proxy, isForeign }: Route): Agent {
    const { maxConnections, timeout } = this.#settings;
    const options: AgentOptions = { keepAlive: true, ...limits(maxConnections) };
    const context = secured(isForeign ? this.#trust : this.#identity);
    if (isSecure && proxy) {
      const tunnel = { proxy, timeout, proxyContext: this.#trust };
      return new TunnelAgent({ ...options, ...context }, tunnel);
    }
    if (isSecure) return new SecureAgent({ ...options, ...context });
    const isProxySecure = proxy?.url.protocol === "https:";
    return isProxySecure ? new SecureAgent({ ...options, ...secured(this.#trust) }) : new PlainAgent(options);
  }
}

// The connection that was used last (lifo, the default) is the one that the server closes last.
function limits(maxConnections: number | undefined): AgentOptions {
  return maxConnections === undefined ? {} : { maxSockets: maxConnections, maxFreeSockets: maxConnections };
}

function secured(context: SecureContext | undefined): { secureContext?: SecureContext } {
  return context ? { secureContext: context } : {};
}
