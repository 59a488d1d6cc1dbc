import type { HttpRequest } from "./message.ts";

/** One request without its redirects. */
export interface Exchange {
  readonly method: NonNullable<HttpRequest["method"]>;
  readonly url: URL;
  /** By lower-case name. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Uint8Array | undefined;
  /** Ends the exchange; its reason is the name of the failure, such as `INTERRUPTED`. */
  readonly signal: AbortSignal;
  /** Whether a redirect led here from another server. */
  readonly isForeign: boolean;
}

/** An answer to an {@link Exchange}, its body decompressed. */
export interface Answer {
  readonly status: number;
  /** By lower-case name; several values are joined by commas. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
}
