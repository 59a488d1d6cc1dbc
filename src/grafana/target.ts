/** How the caller shows who it is. */
export type Credentials =
  /** A service account token; it acts in its own organisation. */
  | { readonly kind: "token"; readonly token: string }
  | { readonly kind: "basic"; readonly user: string; readonly password: string }
  /** Anonymous access, or a proxy that adds the credentials. */
  | { readonly kind: "none" };

/** What to trust, and who to be, on the level of TLS; each is PEM text. */
export interface TargetTls {
  /** The authorities to trust instead of the system's. */
  readonly ca?: string;
  /** The client certificate. */
  readonly cert?: string;
  /** The key of the client certificate. */
  readonly key?: string;
}

/** Where a Grafana is, and as whom it is talked to. */
export interface GrafanaTarget {
  /** An http or https address, with the sub-path that Grafana is served under, if any. */
  readonly url: string;
  readonly credentials: Credentials;
  /** The organisation to act in, for users; a token has its own. @default the caller's current one */
  readonly orgId?: number;
  /** Headers of every request besides, for example for a proxy in front of Grafana. */
  readonly headers: Readonly<Record<string, string>>;
  readonly tls: TargetTls;
  /** The longest time for an answer, in milliseconds. @default 10000 */
  readonly timeoutMs?: number;
}

/** How a Grafana is talked to. */
export interface ConnectOptions {
  /** The most requests at once. */
  readonly concurrency: number;
  /** Aborts all requests. */
  readonly signal?: AbortSignal;
  /** Waits before a repetition, in milliseconds. @default a timer */
  readonly sleep?: (milliseconds: number) => Promise<void>;
  /** A number from 0 up to 1, that spreads repetitions. @default Math.random */
  readonly random?: () => number;
}
