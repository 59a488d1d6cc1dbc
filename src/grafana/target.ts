import type { TlsOptions } from "../http/client.ts";

/** How the caller shows who it is. */
export type Credentials =
  /** A service account token; it acts in its own organisation. */
  | { readonly kind: "token"; readonly token: string }
  | { readonly kind: "basic"; readonly user: string; readonly password: string }
  /** Anonymous access, or a proxy that adds the credentials. */
  | { readonly kind: "none" };

/** Where a Grafana is, and as whom it is talked to. */
export interface GrafanaTarget {
  /** An http or https address, with the sub-path that Grafana is served under, if any. */
  readonly url: string;
  readonly credentials: Credentials;
  /** The organisation to act in, for users; a token has its own. @default the caller's current one */
  readonly orgId?: number;
  /** Headers of every request besides, for example for a proxy in front of Grafana. */
  readonly headers: Readonly<Record<string, string>>;
  /** Certificates beside the system's. */
  readonly tls: TlsOptions;
  /** The longest time for an answer, in milliseconds. @default 10000 */
  readonly timeoutMs?: number;
}

/** How a Grafana is talked to. */
export interface ConnectOptions {
  /** The most requests at once. */
  readonly concurrency: number;
  /** Aborts all requests. */
  readonly signal?: AbortSignal;
  /** Where `HTTPS_PROXY`, `NO_PROXY` and the like are looked up. @default no proxy */
  readonly environment?: Readonly<Record<string, string | undefined>>;
  /** Waits before a repetition, in milliseconds; rejects when the signal aborts. @default a timer */
  readonly sleep?: (milliseconds: number, signal?: AbortSignal) => Promise<void>;
  /** A number from 0 up to 1, that spreads repetitions. @default Math.random */
  readonly random?: () => number;
}
