import { describe, expect, test } from "vitest";
import type { HttpClient, HttpRequest, HttpResponse } from "../../src/http/client.ts";
import { errorOfStatus, HttpError, type HttpFailure } from "../../src/http/errors.ts";
import { isExpected } from "../../src/http/message.ts";
import { retrying, type RetryPolicy } from "../../src/http/retry.ts";

const url = "http://grafana.test/api";

type Step = number | HttpResponse | HttpError;

function answer(status: number, headers: Record<string, string> = {}, body = ""): HttpResponse {
  return { status, url, headers, body: Buffer.from(body) };
}

function failed(failure: HttpFailure, reason: string): HttpError {
  return new HttpError({ failure, reason, message: `${failure} ${reason}` });
}

/** A client that does what is scripted, step by step, and what was waited for between the steps. */
function scripted(steps: readonly Step[], policy: RetryPolicy = {}, signal?: AbortSignal) {
  const waits: number[] = [];
  let requests = 0;
  const client: HttpClient = {
    signal,
    close: () => {},
    async request(request) {
      const step = steps[requests++] ?? 200;
      if (step instanceof HttpError) throw step;
      const response = typeof step === "number" ? answer(step) : step;
      if (isExpected(response.status, request)) return response;
      throw errorOfStatus(response.status, new URL(url), { response });
    },
  };
  const sleep = async (ms: number) => void waits.push(ms);
  const retried = retrying(client, { sleep, random: () => 1, now: () => 0, ...policy });
  return { client: retried, waits, requests: () => requests };
}

async function outcome(client: HttpClient, request: HttpRequest): Promise<number | string> {
  return client.request(request).then(
    ({ status }) => status,
    (error: unknown) => (error instanceof HttpError ? error.message : String(error)),
  );
}

const read: HttpRequest = { url };
const write: HttpRequest = { url, method: "POST", body: "{}" };
const idempotentWrite: HttpRequest = { ...write, idempotent: true };
const oneTimeRead: HttpRequest = { url, idempotent: false };

const repeated: readonly (readonly [what: string, step: Step, read: boolean, write: boolean])[] = [
  ["429", 429, true, true],
  ["502", 502, true, false],
  ["503", 503, true, false],
  ["504", 504, true, false],
  ["500", 500, false, false],
  ["404", 404, false, false],
  ["412", 412, false, false],
  ["a refused connection", failed("unsent", "ECONNREFUSED"), true, true],
  ["a name server that does not answer", failed("unsent", "EAI_AGAIN"), true, true],
  ["a proxy that cannot reach the server", failed("unsent", "PROXY_503"), true, true],
  ["an unknown host", failed("unsent", "ENOTFOUND"), false, false],
  ["a certificate that is not trusted", failed("unsent", "DEPTH_ZERO_SELF_SIGNED_CERT"), false, false],
  ["a proxy that wants credentials", failed("unsent", "PROXY_407"), false, false],
  ["a reset", failed("unanswered", "ECONNRESET"), true, false],
  ["a time-out", failed("unanswered", "TIME_LIMIT"), true, false],
  ["an interruption", failed("unanswered", "INTERRUPTED"), false, false],
  ["an interruption before anything was sent", failed("unsent", "INTERRUPTED"), false, false],
  ["too large an answer", failed("unreadable", "TOO_LARGE"), false, false],
];

describe.each(repeated)("%s", (_what, step, reads, writes) => {
  test.each([
    ["GET", read, reads],
    ["GET with every status expected", { ...read, expected: "any" }, reads],
    ["POST", write, writes],
    ["POST marked idempotent", idempotentWrite, reads],
    ["GET marked not idempotent", oneTimeRead, writes],
  ] as const)("after %s", async (_method, request, isRepeated) => {
    const { client, requests } = scripted([step]);
    await outcome(client, request);
    expect(requests()).toBe(isRepeated ? 2 : 1);
  });
});

test("what the caller counts among the answers is not repeated", async () => {
  const { client, requests } = scripted([503]);
  expect(await outcome(client, { url, expected: [503] })).toBe(503);
  expect(requests()).toBe(1);
});

test("the last outcome counts: an answer where every status is one, else its failure", async () => {
  const steps = [503, failed("unanswered", "ECONNRESET"), 503, 502];
  expect(await outcome(scripted(steps).client, { url, expected: "any" })).toBe(502);
  expect(await outcome(scripted(steps).client, { url })).toContain("answered with status 502");
  expect(await outcome(scripted(steps, { attempts: 2 }).client, read)).toBe("unanswered ECONNRESET");
});

test.each([
  [0, [0, 0, 0]],
  [0.5, [100, 200, 400]],
  [1, [200, 400, 800]],
])("with the dice at %d it waits %j ms", async (dice, expected) => {
  const { client, waits } = scripted([503, 503, 503, 503], { random: () => dice });
  await outcome(client, read);
  expect(waits).toEqual(expected);
});

test("waits never longer than the longest wait", async () => {
  const { client, waits } = scripted(Array<Step>(9).fill(503), { attempts: 9 });
  await outcome(client, read);
  expect(waits).toEqual([200, 400, 800, 1600, 3200, 5000, 5000, 5000]);
});

const wednesday = Date.parse("Wed, 21 Oct 2026 07:28:00 GMT");

test.each([
  ["3", undefined, 3000],
  ["0", undefined, 0],
  ["60", undefined, 60_000],
  ["Wed, 21 Oct 2026 07:28:30 GMT", undefined, 30_000],
  ["Wed, 21 Oct 2026 07:27:00 GMT", undefined, 0],
  // The server's clock goes an hour ahead.
  ["Wed, 21 Oct 2026 08:28:05 GMT", "Wed, 21 Oct 2026 08:28:00 GMT", 5000],
  ["soon", undefined, 0],
  ["", undefined, 0],
])("Retry-After %j (Date %j) is waited for", async (retryAfter, date, expected) => {
  const headers = { "retry-after": retryAfter, ...(date !== undefined && { date }) };
  const { client, waits } = scripted([answer(429, headers)], { random: () => 0, now: () => wednesday });
  expect(await outcome(client, write)).toBe(200);
  expect(waits).toEqual([expected]);
});

test.each(["61", "Wed, 21 Oct 2026 07:30:00 GMT", "99999999999999999999"])(
  "gives up with the answer when Retry-After is %j",
  async (retryAfter) => {
    const step = answer(429, { "retry-after": retryAfter });
    const { client, waits } = scripted([step], { now: () => wednesday });
    expect(await outcome(client, { ...write, expected: "any" })).toBe(429);
    expect(waits).toEqual([]);
  },
);

test("does not begin again what would end after the deadline", async () => {
  let clock = 0;
  const sleep = async (ms: number) => void (clock += ms);
  const { client, requests } = scripted(Array<Step>(9).fill(503), {
    attempts: 9,
    deadline: 1000,
    sleep,
    now: () => clock,
  });
  await outcome(client, read);
  // 200 + 400 ms, and 800 would be too many.
  expect(requests()).toBe(3);
});

test("a transient answer to a read is repeated, one to a write is not", async () => {
  const locked = answer(500, {}, "database is locked");
  const isTransient = ({ body }: HttpResponse) => Buffer.from(body).toString().includes("locked");
  const reading = scripted([locked, locked], { isTransient });
  expect(await outcome(reading.client, read)).toBe(200);
  const writing = scripted([locked], { isTransient });
  expect(await outcome(writing.client, write)).toContain("status 500");
});

test("an interruption ends the wait with the last outcome", async () => {
  const controller = new AbortController();
  const sleep = async (_ms: number, signal?: AbortSignal) => {
    controller.abort();
    signal?.throwIfAborted();
  };
  const { client, requests } = scripted([503], { sleep }, controller.signal);
  expect(await outcome(client, { url, expected: "any" })).toBe(503);
  expect(requests()).toBe(1);
});

test("its own clock is interrupted as well", async () => {
  const controller = new AbortController();
  const inner = scripted(Array<Step>(4).fill(503), { attempts: 1 }, controller.signal);
  const client = retrying(inner.client, { baseDelay: 60_000, maxDelay: 60_000, random: () => 1 });
  setTimeout(() => controller.abort(), 5);
  expect(await outcome(client, { url, expected: "any" })).toBe(503);
  expect(inner.requests()).toBe(1);
});
