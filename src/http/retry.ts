import { setTimeout as wait } from "node:timers/promises";
import { HttpError } from "./errors.ts";
import type { HttpClient } from "./client.ts";
import { isRepeatable, type HttpRequest, type HttpResponse } from "./message.ts";

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
  /** How long after its beginning a request may still be repeated, in milliseconds. @default 120000 */
  readonly deadline?: number;
  /** Tells of answers to repeatable requests that may be others a little later, besides 429, 502, 503 and 504. */
  readonly isTransient?: (response: HttpResponse, request: HttpRequest) => boolean;
  /** Waits so many milliseconds; rejects when the signal aborts. @default a timer */
  readonly sleep?: (ms: number, signal?: AbortSignal) => Promise<void>;
  /** From 0 to below 1. @default Math.random */
  readonly random?: () => number;
  /** Milliseconds since 1970. @default Date.now */
  readonly now?: () => number;
}

/**
 * A client that repeats what may pass. Reads and requests marked `idempotent`: after 429, 502, 503, 504, transient
 * answers, and when the connection broke. Others: only after 429, and when nothing was sent. The last outcome counts,
 * and it counts at once when the server asks for a longer wait than the policy allows.
 */
export function retrying(client: HttpClient, policy: RetryPolicy = {}): HttpClient {
  const rules: Rules = { ...defaults, ...policy };
  return {
    signal: client.signal,
    request: (request) => repeat(client, request, rules),
    close: () => client.close(),
  };
}

type Rules = Required<RetryPolicy>;

const defaults: Rules = {
  attempts: 4,
  baseDelay: 200,
  maxDelay: 5000,
  maxRetryAfter: 60_000,
  deadline: 120_000,
  isTransient: () => false,
  sleep: async (ms, signal) => wait(ms, undefined, signal && { signal }),
  random: () => Math.random(),
  now: () => Date.now(),
};

type Outcome = { readonly response: HttpResponse } | { readonly error: unknown };

async function repeat(client: HttpClient, request: HttpRequest, rules: Rules): Promise<HttpResponse> {
  const begun = rules.now();
  for (let attempt = 1; ; attempt++) {
    const outcome = await outcomeOf(client, request);
    const delay = attempt < rules.attempts ? delayAfter(outcome, request, { rules, attempt }) : undefined;
    const isLate = delay !== undefined && rules.now() - begun + delay > rules.deadline;
    if (delay === undefined || isLate || !(await pause(delay, rules, client.signal))) return settle(outcome);
  }
}

async function outcomeOf(client: HttpClient, request: HttpRequest): Promise<Outcome> {
  try {
    return { response: await client.request(request) };
  } catch (error) {
    return { error };
  }
}

function settle(outcome: Outcome): HttpResponse {
  if ("error" in outcome) throw outcome.error;
  return outcome.response;
}

// Whether the wait came to its end.
async function pause(delay: number, { sleep }: Rules, signal: AbortSignal | undefined): Promise<boolean> {
  if (signal?.aborted) return false;
  try {
    await sleep(delay, signal);
  } catch (error) {
    if (!signal?.aborted) throw error;
  }
  return !signal?.aborted;
}

interface Turn {
  readonly rules: Rules;
  readonly attempt: number;
}

/** The wait before the next attempt in milliseconds; undefined when there shall be none. */
function delayAfter(outcome: Outcome, request: HttpRequest, { rules, attempt }: Turn): number | undefined {
  const response = "response" in outcome ? outcome.response : responseOf(outcome.error);
  const mayPass = response ? isPassing(response, request, rules) : isPassingFailure(outcome, request);
  if (!mayPass) return undefined;
  const asked = response ? retryAfter(response, rules.now) : 0;
  if (asked > rules.maxRetryAfter) return undefined;
  // Full jitter, so that requests that failed together do not come again together; also after a wait that is asked for.
  return asked + rules.random() * Math.min(rules.maxDelay, rules.baseDelay * 2 ** (attempt - 1));
}

function responseOf(error: unknown): HttpResponse | undefined {
  return error instanceof HttpError ? error.response : undefined;
}

function isPassing(response: HttpResponse, request: HttpRequest, rules: Rules): boolean {
  const { status } = response;
  const { expected } = request;
  // What the caller counts among the answers is none that passes.
  if (Array.isArray(expected) && expected.includes(status)) return false;
  if (status === 429) return true;
  if (!isRepeatable(request)) return false;
  return [502, 503, 504].includes(status) || rules.isTransient(response, request);
}

// Failures before anything was sent that a little later may not happen: no wrong name and no wrong certificate.
const passing = new Set([
  "ECONNREFUSED",
  "ECONNRESET",
  "EPIPE",
  "ETIMEDOUT",
  "TIME_LIMIT",
  "EAI_AGAIN",
  "PROXY_429",
  "PROXY_502",
  "PROXY_503",
  "PROXY_504",
]);

function isPassingFailure(outcome: Outcome, request: HttpRequest): boolean {
  const error = "error" in outcome ? outcome.error : undefined;
  if (!(error instanceof HttpError) || error.reason === "INTERRUPTED") return false;
  if (error.failure === "unsent") return passing.has(error.reason);
  return error.failure === "unanswered" && isRepeatable(request);
}

/** How long the server asks to wait, in milliseconds; 0 when it does not. */
function retryAfter({ headers }: HttpResponse, now: () => number): number {
  const text = headers["retry-after"]?.trim() ?? "";
  if (/^\d+$/.test(text)) return Number(text) * 1000;
  const date = Date.parse(text);
  if (Number.isNaN(date)) return 0;
  // By the server's own clock, where it tells it.
  const sent = Date.parse(headers["date"] ?? "");
  return Math.max(0, date - (Number.isNaN(sent) ? now() : sent));
}
