import type { Socket } from "node:net";
import { expect, test } from "vitest";
import type { HttpClientOptions, HttpRequest } from "../../src/http/client.ts";
import type { HttpFailure } from "../../src/http/errors.ts";
import { clientOf, failure, refusalBy } from "./client-of.ts";
import { answerText, serve, serveSecurely, serveSockets } from "./server.ts";

const head = "HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\n";

interface Case {
  readonly what: string;
  /** What the server does with a connection. */
  readonly accept: (socket: Socket) => void;
  readonly options?: HttpClientOptions;
  /** In milliseconds. */
  readonly interruptedAfter?: number;
  readonly expected: HttpFailure;
  readonly reason: string;
  readonly message: RegExp;
}

const onceAsked = (act: (socket: Socket) => void) => (socket: Socket) =>
  void socket.once("data", () => act(socket));

const cases: readonly Case[] = [
  {
    what: "a connection that is closed at once",
    accept: (socket) => socket.destroy(),
    expected: "unanswered",
    reason: "ECONNRESET",
    message: /closed the connection before its answer was complete/,
  },
  {
    what: "a connection that is reset when it is asked",
    accept: onceAsked((socket) => socket.resetAndDestroy()),
    expected: "unanswered",
    reason: "ECONNRESET",
    message: /closed the connection/,
  },
  {
    what: "a body that breaks off",
    accept: onceAsked((socket) => socket.end(`${head}half of it`)),
    expected: "unanswered",
    reason: "ECONNRESET",
    message: /closed the connection before its answer was complete/,
  },
  {
    what: "a chunked body that breaks off",
    accept: onceAsked((socket) =>
      socket.end("HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n5\r\nabcde\r\n"),
    ),
    expected: "unanswered",
    reason: "ECONNRESET",
    message: /closed the connection before its answer was complete/,
  },
  {
    what: "no answer in time",
    accept: () => {},
    options: { timeout: 30 },
    expected: "unanswered",
    reason: "TIME_LIMIT",
    message: /did not answer within 0\.03 s/,
  },
  {
    what: "a body that is not complete in time",
    accept: onceAsked((socket) => socket.write(`${head}half of it`)),
    options: { timeout: 30 },
    expected: "unanswered",
    reason: "TIME_LIMIT",
    message: /did not answer within 0\.03 s/,
  },
  {
    what: "an interruption",
    accept: () => {},
    interruptedAfter: 20,
    expected: "unanswered",
    reason: "INTERRUPTED",
    message: /was interrupted/,
  },
  {
    what: "an interruption before the request",
    accept: () => {},
    options: { signal: AbortSignal.abort() },
    expected: "unsent",
    reason: "INTERRUPTED",
    message: /was interrupted/,
  },
  {
    what: "another protocol",
    accept: (socket) => void socket.write("SSH-2.0-OpenSSH_9.6\r\n"),
    expected: "unreadable",
    reason: "HPE_INVALID_CONSTANT",
    message: /does not answer in HTTP as expected/,
  },
  {
    what: "endless headers",
    accept: onceAsked((socket) => socket.write(`HTTP/1.1 200 OK\r\n${"x: y\r\n".repeat(10_000)}`)),
    expected: "unreadable",
    reason: "HPE_HEADER_OVERFLOW",
    message: /does not answer in HTTP as expected/,
  },
  {
    what: "a body that is not compressed as it says",
    accept: onceAsked((socket) =>
      socket.write("HTTP/1.1 200 OK\r\ncontent-encoding: gzip\r\ncontent-length: 4\r\n\r\nnope"),
    ),
    expected: "unreadable",
    reason: "Z_DATA_ERROR",
    message: /is not compressed as it says/,
  },
  {
    what: "a switch of protocols",
    accept: onceAsked((socket) =>
      socket.write("HTTP/1.1 101 Switching Protocols\r\nconnection: upgrade\r\nupgrade: x\r\n\r\n"),
    ),
    expected: "unanswered",
    reason: "ECONNRESET",
    message: /closed the connection/,
  },
];

test.each(cases)("$what is $expected", async ({ accept, options, interruptedAfter, ...expected }) => {
  const port = await serveSockets(accept);
  const request: HttpRequest = { method: "POST", url: `http://127.0.0.1:${port}/x`, body: "{}" };
  const signal = interruptedAfter === undefined ? undefined : AbortSignal.timeout(interruptedAfter);
  const error = await failure(request, { ...options, ...(signal && { signal }) });
  const { expected: kind, reason } = expected;
  expect(error).toMatchObject({ code: "unreachable", exitCode: 3, failure: kind, reason });
  expect(error.message).toMatch(expected.message);
});

test.each([
  ["http://127.0.0.1:1/", "ECONNREFUSED"],
  ["http://no-such-host.invalid/", "ENOTFOUND"],
])("nothing is sent to %s", async (url, reason) => {
  expect(await failure({ method: "POST", url, body: "{}" })).toMatchObject({ failure: "unsent", reason });
});

test("nothing is sent to a server whose certificate is not trusted", async () => {
  const server = await serveSecurely(answerText("{}"));
  const error = await failure({ method: "POST", url: server.address, body: "{}" });
  expect(error.failure).toBe("unsent");
  expect(error.message).toMatch(/^The certificate of `127\.0\.0\.1:\d+` is not trusted/);
  expect(server.requests).toEqual([]);
});

test("nothing is sent to a server that speaks no TLS", async () => {
  const { address } = await serve(answerText("{}"));
  expect(await failure({ url: address.replace("http", "https") })).toMatchObject({ failure: "unsent" });
});

test("a request that waits for a connection is unsent", async () => {
  const { address, requests } = await serve(() => {});
  const client = clientOf({ maxConnections: 1, timeout: 50 });
  const first = refusalBy(client, { method: "POST", url: address });
  const second = refusalBy(client, { method: "POST", url: address });
  expect(await first).toMatchObject({ failure: "unanswered", reason: "TIME_LIMIT" });
  expect(await second).toMatchObject({ failure: "unsent", reason: "TIME_LIMIT" });
  expect(requests).toHaveLength(1);
});

/** A server that closes every connection when it is used for the second time. */
async function serveOnce(): Promise<{ readonly url: string; readonly connections: () => number }> {
  let connections = 0;
  const port = await serveSockets((socket) => {
    connections += 1;
    socket.once("data", () => {
      socket.write("HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\n{}");
      socket.once("data", () => socket.resetAndDestroy());
    });
  });
  return { url: `http://127.0.0.1:${port}/`, connections: () => connections };
}

test("a read over a connection that the server has just closed is made again at once", async () => {
  const { url, connections } = await serveOnce();
  const client = clientOf();
  for (let count = 0; count < 4; count++) {
    expect((await client.request({ url })).status).toBe(200);
  }
  expect(connections()).toBe(4);
});

test("a change over a connection that the server has just closed may have happened", async () => {
  const { url, connections } = await serveOnce();
  const client = clientOf();
  await client.request({ url });
  const error = await refusalBy(client, { method: "POST", url, body: "{}" });
  expect(error).toMatchObject({ failure: "unanswered", reason: "ECONNRESET" });
  expect(connections()).toBe(1);
});

test("closing ends what runs", async () => {
  const { address } = await serve(() => {});
  const client = clientOf();
  setTimeout(() => client.close(), 20);
  expect(await refusalBy(client, { url: address })).toMatchObject({ failure: "unanswered" });
});
