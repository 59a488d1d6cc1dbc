import { BlockList, isIP } from "node:net";
import { DashError } from "../base/dash-error.ts";
import { hostOf, portOf, splitCredentials, type SplitUrl } from "./url.ts";

/** The variables of an environment. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** A proxy: its address, without credentials, and the value of its `Proxy-Authorization` header. */
export type Proxy = SplitUrl;

/**
 * The proxy that the environment names for an address, as curl reads it: `http_proxy`, `https_proxy`, `all_proxy` and
 * `no_proxy`, in small letters before capitals. A loopback address is never asked for through a proxy (as in Go), for
 * there it would mean another machine.
 */
export function proxyFor(url: URL, environment: Environment): Proxy | undefined {
  const names = [`${url.protocol.slice(0, -1)}_proxy`, "all_proxy"];
  const name = names.find((candidate) => variable(environment, candidate) !== "");
  if (name === undefined || isLoopback(url) || isExempt(url, variable(environment, "no_proxy")))
    return undefined;
  return parseProxy(name, variable(environment, name));
}

function variable(environment: Environment, name: string): string {
  return (environment[name] ?? environment[name.toUpperCase()] ?? "").trim();
}

function parseProxy(name: string, address: string): Proxy {
  try {
    return splitCredentials(address.includes("://") ? address : `http://${address}`);
  } catch {
    // The address is not repeated: it may hold a password.
    throw new DashError("usage", {
      message: `The environment variable ${name.toUpperCase()} is not the address of an http or https proxy.`,
      hint: "Write it as `http://host:port`.",
    });
  }
}

function isLoopback(url: URL): boolean {
  const host = bareHost(url);
  return (
    host === "localhost" || host.endsWith(".localhost") || isInRange(host, "127.0.0.0/8") || host === "::1"
  );
}

function bareHost(url: URL): string {
  return hostOf(url).replace(/\.$/, "");
}

function isExempt(url: URL, list: string): boolean {
  return list
    .toLowerCase()
    .split(/[\s,]+/)
    .some((entry) => entry !== "" && covers(entry, bareHost(url), portOf(url)));
}

function covers(entry: string, host: string, port: string): boolean {
  if (entry === "*") return true;
  const match = /^(?:\[([^\]]*)\]|([^:]*))(?::(\d+))?$/.exec(entry);
  const name = match?.[1] ?? match?.[2] ?? entry;
  if (match?.[3] !== undefined && match[3] !== port) return false;
  if (isIP(host) !== 0) return isInRange(host, name);
  const domain = name.replace(/^\*?\./, "").replace(/\.$/, "");
  return domain !== "" && (host === domain || host.endsWith(`.${domain}`));
}

function isInRange(address: string, range: string): boolean {
  const [network = "", prefix] = range.split("/");
  const bits = isIP(network) === 6 ? 128 : 32;
  const length = Number(prefix ?? bits);
  if (isIP(network) === 0 || isIP(address) === 0 || !(length >= 0 && length <= bits)) return false;
  const list = new BlockList();
  list.addSubnet(network, length, family(network));
  return list.check(address, family(address));
}

function family(address: string): "ipv4" | "ipv6" {
  return isIP(address) === 6 ? "ipv6" : "ipv4";
}
