import { inspect } from "node:util";
import { gzipSync } from "node:zlib";
import { expect, test } from "vitest";
import type { HttpClientOptions, HttpRequest } from "../../src/http/client.ts";
import { BodyCollector } from "../../src/http/body.ts";
import { clientOf, failure, refusal } from "./client-of.ts";
import { answerText, pem, serve, serveProxy, serveSecurely, serveSockets } from "./server.ts";

const mebibyte = 1024 * 1024;

/** By how much the process has grown at most, in bytes. */
async function growth(work: () => Promise<unknown>): Promise<number> {
  const before = process.resourceUsage().maxRSS;
  await work();
  return (process.resourceUsage().maxRSS - before) * 1024;
}

test("an endless body is left at the limit", async () => {
  let written = 0;
  const piece = Buffer.alloc(64 * 1024, "a");
  const port = await serveSockets((socket) => {
    socket.write("HTTP/1.1 200 OK\r\n\r\n");
    const write = (): void => {
      while (!socket.destroyed && socket.write(piece)) written += piece.length;
    };
    socket.on("drain", write);
    write();
  });
  const grown = await growth(async () => {
    const error = await failure({ url: `http://127.0.0.1:${port}` }, { maxBytes: 2 * mebibyte });
    expect(error).toMatchObject({ failure: "unreadable", reason: "TOO_LARGE" });
  });
  expect(grown).toBeLessThan(40 * mebibyte);
  expect(written).toBeLessThan(32 * mebibyte);
});

test("an answer that announces 10 GB is left before its body", async () => {
  const port = await serveSockets((socket) => {
    socket.write("HTTP/1.1 200 OK\r\ncontent-length: 10000000000\r\n\r\n");
  });
  const error = await failure({ url: `http://127.0.0.1:${port}` }, { timeout: 5000 });
  expect(error).toMatchObject({ failure: "unreadable", reason: "TOO_LARGE" });
  expect(error.message).toBe(`The answer of \`http://127.0.0.1:${port}/\` is larger than what is read.`);
});

test("a compressed body is left at the limit of what it means", async () => {
  // A gzip file may consist of several; together they mean 256 MiB.
  const bomb = Buffer.concat(Array<Buffer>(256).fill(gzipSync(Buffer.alloc(mebibyte))));
  const { address } = await serve((_request, response) => {
    response.setHeader("content-encoding", "gzip").end(bomb);
  });
  const grown = await growth(async () => {
    expect(await failure({ url: address }, { maxBytes: 2 * mebibyte })).toMatchObject({
      failure: "unreadable",
    });
  });
  expect(grown).toBeLessThan(40 * mebibyte);
});

test("a body in tiny pieces takes no more memory than one in one piece", () => {
  const body = new BodyCollector(mebibyte, 0);
  const piece = Buffer.from("a");
  for (let count = 0; count < 100_000; count++) body.add(piece);
  const bytes = body.take();
  expect(bytes.toString()).toBe("a".repeat(100_000));
  expect(bytes.buffer.byteLength).toBeLessThan(200_001);
});

test.each([
  [10, 0, 10],
  [10, 10, 10],
  [10, 1_000_000, 10],
  [5_000_000, 4_000_000_000, 2_500_000],
])("a limit of %i and an announced length of %i reserve no more than %i bytes", (limit, announced, most) => {
  const body = new BodyCollector(limit, announced);
  expect(body.add(Buffer.from("0123456789"))).toBe(true);
  expect(body.take().buffer.byteLength).toBeLessThanOrEqual(most);
  expect(body.take().toString()).toBe("0123456789");
});

test("a body is taken up to its limit and no further", () => {
  const body = new BodyCollector(3, 0);
  expect([body.add(Buffer.from("ab")), body.add(Buffer.from("c")), body.add(Buffer.from("d"))]).toEqual([
    true,
    true,
    false,
  ]);
  expect(body.take().toString()).toBe("abc");
});

test("headers that trickle are waited for only so long", async () => {
  const port = await serveSockets((socket) => {
    socket.write("HTTP/1.1 200 OK\r\n");
    const timer = setInterval(() => socket.write("x: y\r\n"), 5);
    socket.on("close", () => clearInterval(timer));
  });
  const error = await failure({ url: `http://127.0.0.1:${port}` }, { timeout: 60 });
  expect(error).toMatchObject({ failure: "unanswered", reason: "TIME_LIMIT" });
});

test("redirects share one time limit", async () => {
  const { address } = await serve((_request, response) => {
    setTimeout(() => response.writeHead(302, { location: "/" }).end(), 25);
  });
  const error = await failure({ url: address }, { timeout: 60, maxRedirects: 100 });
  expect(error).toMatchObject({ reason: "TIME_LIMIT" });
});

test("a redirect from https to http carries no credentials", async () => {
  const plain = await serve(answerText("{}"));
  const secure = await serveSecurely((_request, response) => {
    response.writeHead(302, { location: plain.address }).end();
  });
  const headers = { authorization: "Bearer abc", cookie: "a=b", "x-api-key": "c", accept: "text/plain" };
  await clientOf({ headers, tls: { ca: pem("authority.pem") } }).request({ url: secure.address });
  expect(secure.requests[0]?.headers).toMatchObject(headers);
  const sent = Object.keys(plain.requests[0]?.headers ?? {});
  expect(sent.toSorted()).toEqual(["accept", "accept-encoding", "connection", "host", "user-agent"]);
});

test("a redirect back to the first server carries no credentials either", async () => {
  const other = await serve((request, response) => {
    response.writeHead(302, { location: String(request.headers["accept"]) }).end();
  }, "127.0.0.2");
  const first = await serve((request, response) => {
    if (request.url === "/end") response.end("{}");
    else response.writeHead(302, { location: other.address }).end();
  });
  const headers = { authorization: "Bearer abc", accept: `${first.address}/end` };
  expect((await clientOf({ headers }).request({ url: first.address })).url).toBe(`${first.address}/end`);
  expect(first.requests[1]?.headers).not.toHaveProperty("authorization");
});

const secret = "t0psecret";
const encoded = Buffer.from(`user:${secret}`).toString("base64");

interface Failing {
  readonly request: HttpRequest;
  readonly options?: HttpClientOptions;
}

/** Requests that fail, each in its own way. */
async function failing(): Promise<readonly Failing[]> {
  const refusing = await serve((_request, response) => void response.writeHead(500).end(secret));
  const redirecting = await serve(
    (_request, response) => void response.writeHead(302, { location: "/" }).end(),
  );
  const large = await serve(answerText("a".repeat(1000)));
  const untrusted = await serveSecurely(answerText("{}"));
  const breaking = await serveSockets((socket) => socket.once("data", () => socket.destroy()));
  const garbled = await serveSockets((socket) =>
    socket.once("data", () => socket.write(`${secret}\r\n\r\n`)),
  );
  const silent = await serveSockets(() => {});
  const proxy = await serveProxy(1, { status: 407 });
  const secretly = (address: string): string => address.replace("://", `://user:${secret}@`);
  const proxied = (address: string): HttpClientOptions => ({ environment: { ALL_PROXY: secretly(address) } });
  return [
    { request: { url: refusing.address } },
    { request: { url: redirecting.address } },
    { request: { url: large.address }, options: { maxBytes: 10 } },
    { request: { url: untrusted.address } },
    { request: { url: refusing.address.replace("http", "https") } },
    { request: { url: `http://127.0.0.1:${breaking}` } },
    { request: { url: `http://127.0.0.1:${garbled}` } },
    { request: { url: `http://127.0.0.1:${silent}` }, options: { timeout: 20 } },
    { request: { url: `http://127.0.0.1:${silent}` }, options: { signal: AbortSignal.abort(secret) } },
    { request: { url: "http://127.0.0.1:1" } },
    { request: { url: "http://no-such-host.invalid" } },
    { request: { url: "https://grafana.test" }, options: proxied(proxy.server.address) },
    { request: { url: "https://grafana.test" }, options: proxied("http://127.0.0.1:1") },
    { request: { url: "http://grafana.test" }, options: proxied("http://127.0.0.1:1") },
    { request: { url: "https://grafana.test" }, options: proxied("socks5://127.0.0.1:1") },
    { request: { url: refusing.address, headers: { "x-key": `${secret}\n` } } },
    { request: { url: "https://127.0.0.1:1" }, options: { tls: { key: secret, certificate: secret } } },
  ].map(({ request, options }) => ({
    request: {
      ...request,
      url: `${secretly(request.url)}/x?token=${secret}&access_key=${secret}&job=a#${secret}`,
    },
    ...(options && { options }),
  }));
}

test("no error shows a credential, however it is looked at", async () => {
  for (const method of ["GET", "POST"] as const) {
    for (const { request, options } of await failing()) {
      const headers = { authorization: `Bearer ${secret}`, cookie: secret, ...request.headers };
      const sent = { ...request, method, headers, ...(method === "POST" && { body: secret }) };
      const error = await refusal(sent, options);
      const shown = [
        inspect(error, { depth: 20, showHidden: true, getters: false }),
        JSON.stringify(error),
        JSON.stringify(Object.getOwnPropertyNames(error).map((name) => Reflect.get(error, name))),
        String(error.stack),
        String(error.cause),
      ].join("\n");
      expect(shown, request.url).not.toContain(secret);
      expect(shown, request.url).not.toContain(encoded);
    }
  }
});
