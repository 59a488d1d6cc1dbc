import { Agents, type AgentSettings } from "./agents.ts";
import { Attempt } from "./attempt.ts";
import type { Answer, Exchange } from "./exchange.ts";
import { proxyFor, type Environment } from "./proxy.ts";

/** How exchanges are made. */
export interface TransportOptions extends AgentSettings {
  /** The largest body that is read, in bytes after decompression. */
  readonly maxBytes: number;
  readonly environment: Environment;
}

/** What makes exchanges. */
export interface Transport {
  /** The answer; failures are `HttpError`s. */
  send(exchange: Exchange): Promise<Answer>;
  close(): void;
}

/** Makes exchanges over kept connections. */
export function createTransport(options: TransportOptions): Transport {
  const agents = new Agents(options);
  return {
    async send(exchange) {
      const { url, isForeign } = exchange;
      const proxy = proxyFor(url, options.environment);
      const route = { isSecure: url.protocol === "https:", proxy, isForeign };
      const limits = { ...options, agent: agents.of(route) };
      let outcome = await new Attempt(exchange, route, limits).outcome;
      // The server may close a kept connection just when it is used again; that says nothing of the server.
      if ("error" in outcome && outcome.isStale && exchange.method === "GET") {
        outcome = await new Attempt(exchange, route, limits).outcome;
      }
      if ("error" in outcome) throw outcome.error;
      return outcome.answer;
    },
    close: () => agents.close(),
  };
}
