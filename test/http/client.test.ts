import { inspect } from "node:util";
import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from "node:zlib";
import { expect, onTestFinished, test } from "vitest";
import { clientOf, failure, refusal } from "./client-of.ts";
import { answerText, serve, serveSockets } from "./server.ts";

test("answers with status, headers and body", async () => {
  const { address } = await serve(answerText("up 1\n"));
  const response = await clientOf().request({ url: `${address}/metrics` });
  expect(response).toMatchObject({ status: 200, url: `${address}/metrics` });
  expect(response.headers["content-type"]).toBe("text/plain; version=0.0.4");
  expect(Buffer.from(response.body).toString()).toBe("up 1\n");
});

test("keeps its connection", async () => {
  const server = await serve(answerText("up 1\n"));
  const client = clientOf();
  for (let count = 0; count < 3; count++) await client.request({ url: server.address });
  expect(server.connections()).toBe(1);
});

test("sends a body and its headers as they are", async () => {
  const received: Buffer[] = [];
  const server = await serve((request, response) => {
    request
      .on("data", (chunk: Buffer) => received.push(chunk))
      .on("end", () => response.writeHead(201).end("{}"));
  });
  const body = new TextEncoder().encode('{"größe": 1}');
  const headers = { "Content-Type": "application/json" };
  const response = await clientOf().request({ method: "POST", url: server.address, headers, body });
  expect(response.status).toBe(201);
  expect(Buffer.concat(received).toString()).toBe('{"größe": 1}');
  expect(server.requests[0]?.headers["content-type"]).toBe("application/json");
});

test("makes basic authentication of the name and password in the address", async () => {
  const server = await serve(answerText("up 1\n"));
  const url = server.address.replace("://", "://us%40er:p%C3%A4ss@");
  const response = await clientOf().request({ url });
  const pair = Buffer.from("us@er:päss").toString("base64");
  expect(server.requests[0]?.headers.authorization).toBe(`Basic ${pair}`);
  expect(response.url).toBe(`${server.address}/`);
});

test("a given Authorization header goes before the address's", async () => {
  const server = await serve(answerText("up 1\n"));
  const client = clientOf({ headers: { Authorization: "Bearer abc" } });
  await client.request({ url: server.address.replace("://", "://user:secret@") });
  expect(server.requests[0]?.headers.authorization).toBe("Bearer abc");
});

const secretHeaders = {
  Authorization: "Bearer abc",
  "X-Scope-OrgID": "team-a",
  Cookie: "a=b",
  Accept: "text/plain",
};

test("a redirect on the same server keeps all headers", async () => {
  const server = await serve((request, response) => {
    if (request.url === "/old") response.writeHead(302, { location: "/new" }).end();
    else response.end("up 1\n");
  });
  const response = await clientOf({ headers: secretHeaders }).request({ url: `${server.address}/old` });
  expect(response.url).toBe(`${server.address}/new`);
  expect(server.requests[1]?.headers).toMatchObject({
    authorization: "Bearer abc",
    "x-scope-orgid": "team-a",
  });
});

test("a redirect to another server drops everything that may be a credential", async () => {
  const other = await serve(answerText("up 1\n"), "127.0.0.2");
  const server = await serve((_request, response) => {
    response.writeHead(307, { location: `${other.address}/x` }).end();
  });
  const url = server.address.replace("://", "://user:secret@");
  await clientOf({ headers: { ...secretHeaders, Authorization: "Bearer abc" } }).request({ url });
  const { headers } = other.requests[0] ?? {};
  expect(headers).toMatchObject({ accept: "text/plain" });
  expect(Object.keys(headers ?? {})).not.toEqual(expect.arrayContaining(["authorization"]));
  expect(JSON.stringify(headers)).not.toMatch(/abc|team-a|a=b|Basic/);
});

test("follows three redirects and no fourth", async () => {
  const server = await serve((request, response) => {
    const count = Number(request.url?.slice(1));
    if (count === 0) response.end("up 1\n");
    else response.writeHead(301, { location: `/${count - 1}` }).end();
  });
  expect((await clientOf().request({ url: `${server.address}/3` })).status).toBe(200);
  const error = await refusal({ url: `${server.address}/4` });
  expect(error.message).toBe(`\`${server.address}/1\` redirects again and again.`);
});

test("a change is never redirected", async () => {
  const server = await serve((_request, response) => void response.writeHead(302, { location: "/x" }).end());
  const error = await refusal({ method: "POST", url: server.address, body: "{}" });
  expect(error.message).toBe(`\`${server.address}/\` answered with status 302.`);
  expect(server.requests).toHaveLength(1);
});

const statuses: readonly (readonly [status: number, message: RegExp, hint: RegExp])[] = [
  [401, /answered with status 401 \(credentials are missing or wrong\)\.$/, /credentials that it accepts/],
  [403, /status 403 \(the credentials do not allow it\)/, /more rights/],
  [404, /status 404 \(there is nothing at this address\)/, /Check the path `\/x`/],
  [500, /status 500 \(the server failed\)/, /log/],
  [503, /status 503 \(not ready or overloaded\)/, /Try again/],
];

test.each(statuses)("explains status %i", async (status, message, hint) => {
  const { address } = await serve((_request, response) => void response.writeHead(status).end("no"));
  const error = await refusal({ url: `${address}/x` });
  expect(error).toMatchObject({ code: "unreachable", exitCode: 3 });
  expect(error.message).toMatch(message);
  expect(error.hint).toMatch(hint);
});

test("an expected status is an answer", async () => {
  const { address } = await serve((_request, response) => void response.writeHead(412).end("no"));
  expect((await clientOf().request({ url: address, expected: [404, 412] })).status).toBe(412);
});

test.each([300, 404, 412, 500])("with every status expected, %i is an answer", async (status) => {
  const { address } = await serve((_request, response) => void response.writeHead(status).end("no"));
  const response = await clientOf().request({ url: address, expected: "any" });
  expect(response).toMatchObject({ status, body: Buffer.from("no") });
});

test("a failure carries the answer, but does not print it", async () => {
  const { address } = await serve((_request, response) => void response.writeHead(500).end("t0psecret"));
  const error = await failure({ url: address });
  expect(Buffer.from(error.response?.body ?? []).toString()).toBe("t0psecret");
  expect(inspect(error, { depth: 9, showHidden: true }) + JSON.stringify(error)).not.toContain("t0psecret");
});

test("says what the caller wants to be said about credentials", async () => {
  const { address } = await serve((_request, response) => void response.writeHead(401).end());
  const error = await refusal({ url: address }, { credentialsHint: "Set GRAFANA_TOKEN." });
  expect(error.hint).toBe("Set GRAFANA_TOKEN.");
});

test("opens no more connections than it may", async () => {
  const server = await serve((_request, response) => void setTimeout(() => response.end("up 1"), 5));
  const client = clientOf({ maxConnections: 2 });
  await Promise.all(Array.from({ length: 7 }, () => client.request({ url: server.address })));
  expect(server.requests).toHaveLength(7);
  expect(server.connections()).toBe(2);
});

test("many requests at a time leave no warning", async () => {
  const { address } = await serve(answerText("up 1"));
  const warnings: Error[] = [];
  const warn = (warning: Error) => void warnings.push(warning);
  process.on("warning", warn);
  onTestFinished(() => void process.off("warning", warn));
  const client = clientOf({ signal: new AbortController().signal });
  await Promise.all(Array.from({ length: 40 }, () => client.request({ url: address })));
  expect(warnings).toEqual([]);
});

const compressions: readonly (readonly [encoding: string, compress: (text: string) => Buffer])[] = [
  ["gzip", gzipSync],
  ["x-gzip", gzipSync],
  ["GZIP", gzipSync],
  ["deflate", deflateSync],
  ["deflate", deflateRawSync],
  ["br", brotliCompressSync],
  ["identity", (text) => Buffer.from(text)],
];

test.each(compressions)("reads a body with Content-Encoding %s", async (encoding, compress) => {
  const server = await serve((_request, response) => {
    response.setHeader("content-encoding", encoding).end(compress("up 1\n"));
  });
  const { body } = await clientOf().request({ url: server.address });
  expect(Buffer.from(body).toString()).toBe("up 1\n");
  expect(server.requests[0]?.headers["accept-encoding"]).toBe("gzip, deflate, br");
});

test("reads a body that ends with its connection", async () => {
  const port = await serveSockets((socket) => socket.end("HTTP/1.1 200 OK\r\n\r\nup 1\n"));
  const { body } = await clientOf().request({ url: `http://127.0.0.1:${port}` });
  expect(Buffer.from(body).toString()).toBe("up 1\n");
});

test.each(["POST", "PUT", "PATCH", "DELETE"] as const)("sends the length of a %s's body", async (method) => {
  const server = await serve((request, response) => void request.pipe(response));
  const { body } = await clientOf().request({ method, url: server.address, body: "größe" });
  expect(Buffer.from(body).toString()).toBe("größe");
  expect(server.requests[0]?.headers).toMatchObject({ "content-length": "7" });
});

test("says that nothing listens", async () => {
  const error = await refusal({ url: "http://127.0.0.1:1/metrics" });
  expect(error.message).toBe("Nothing listens at `127.0.0.1:1`: the connection was refused.");
});

test("says that a host does not exist", async () => {
  const error = await refusal({ url: "http://no-such-host.invalid/metrics" });
  expect(error.message).toBe("There is no host `no-such-host.invalid`.");
});

test("waits for an answer only so long", async () => {
  const { address } = await serve(() => {});
  const error = await refusal({ url: address }, { timeout: 50 });
  expect(error.message).toBe(`\`${address}/\` did not answer within 0.05 s.`);
});

test("waits for a body that trickles only so long", async () => {
  const { address } = await serve((_request, response) => {
    const timer = setInterval(() => response.write("a"), 10);
    response.on("close", () => clearInterval(timer));
  });
  const error = await refusal({ url: address }, { timeout: 80 });
  expect(error.message).toContain("did not answer within");
});

test("stops when it is interrupted", async () => {
  const { address } = await serve(() => {});
  const controller = new AbortController();
  setTimeout(() => controller.abort(), 20);
  const error = await refusal({ url: address }, { signal: controller.signal });
  expect(error.message).toContain("was interrupted");
});

test("says that a server speaks no TLS", async () => {
  const { address } = await serve(answerText("up 1\n"));
  const error = await refusal({ url: address.replace("http:", "https:") });
  expect(error.message).toContain("does not speak TLS as expected");
  expect(error.hint).toBe(`Try \`${address}\` when the server has no certificate.`);
});

test("reads only so much, also when it comes compressed", async () => {
  const { address } = await serve((request, response) => {
    const bomb = Buffer.alloc(1_000_000, "a");
    if (request.url === "/gzip") response.setHeader("content-encoding", "gzip").end(gzipSync(bomb));
    else response.end(bomb);
  });
  for (const path of ["/plain", "/gzip"]) {
    const error = await refusal({ url: address + path }, { maxBytes: 100_000 });
    expect(error.message).toBe(`The answer of \`${address}${path}\` is larger than what is read.`);
  }
});

test.each(["Bearer a\r\nx: y", "Bearer a\u0000", "Bearer a\u2028"])(
  "refuses the header value %j",
  async (authorization) => {
    const server = await serve(answerText("up 1\n"));
    const error = await refusal({ url: server.address }, { headers: { authorization } });
    expect(error).toMatchObject({ code: "usage" });
    expect(error.message).toBe('The header "authorization" holds a character that HTTP does not allow.');
    expect(server.requests).toEqual([]);
  },
);

test.each(["ftp://host/x", "host:9090", "not an address", "file:///etc/passwd"])(
  "refuses %s",
  async (url) => {
    expect(await refusal({ url })).toMatchObject({ code: "usage" });
  },
);
