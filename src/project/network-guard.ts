import dgram from "node:dgram";
import dns from "node:dns";
import { syncBuiltinESMExports } from "node:module";
import net from "node:net";

/**
 * Makes every ordinary way to the network fail in this process. It keeps accidents away from a build that
 * must give the same result everywhere; it is no sandbox: code that wants to can start another process.
 * `refuse` reports the attempt and returns the error to throw.
 */
export function guardNetwork(refuse: (attempt: string) => Error): void {
  const block = (owner: object, names: readonly string[], attempt: string): void => {
    for (const name of names) {
      if (typeof (owner as Record<string, unknown>)[name] !== "function") continue;
      (owner as Record<string, unknown>)[name] = (): never => {
        throw refuse(attempt);
      };
    }
  };
  block(net.Socket.prototype, ["connect"], "tried to open a network connection");
  block(net.Server.prototype, ["listen"], "tried to open a server");
  block(dgram.Socket.prototype, ["bind", "connect", "send"], "tried to open a network connection");
  const lookups = "tried to look up a host name";
  const names = [...Object.keys(dns), ...Object.keys(dns.promises)].filter((name) =>
    /^(lookup|resolve|reverse)/.test(name),
  );
  block(dns, names, lookups);
  block(dns.promises, names, lookups);
  block(dns.Resolver.prototype, names, lookups);
  block(dns.promises.Resolver.prototype, names, lookups);
  guardGlobals(refuse);
  syncBuiltinESMExports();
}

function guardGlobals(refuse: (attempt: string) => Error): void {
  const attempt = "tried to open a network connection";
  const define = (name: string, value: unknown): void => {
    if (name in globalThis) {
      Object.defineProperty(globalThis, name, { value, configurable: true, writable: true });
    }
  };
  // An asynchronous function rejects; a caller that handles rejections must see one.
  define("fetch", () => Promise.reject(refuse(attempt)));
  for (const name of ["WebSocket", "EventSource"]) {
    define(
      name,
      class {
        constructor() {
          throw refuse(attempt);
        }
      },
    );
  }
}
