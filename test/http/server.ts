import { readFileSync } from "node:fs";
import { createServer, type IncomingMessage, type RequestListener, type Server } from "node:http";
import { createServer as createSecureServer } from "node:https";
import { connect, createServer as createSocketServer, type AddressInfo, type Socket } from "node:net";
import type { Duplex } from "node:stream";
import type { TlsOptions } from "node:tls";
import { onTestFinished } from "vitest";

/** A server on the loopback address for one test. */
export interface TestServer {
  /** Its address without a path, for example `http://127.0.0.1:40000`. */
  readonly address: string;
  readonly port: number;
  /** What it was asked, in order. */
  readonly requests: readonly IncomingMessage[];
  /** How many connections were opened to it. */
  readonly connections: () => number;
}

/** Starts a server that is closed when the test ends. */
export async function serve(answer: RequestListener, host = "127.0.0.1"): Promise<TestServer> {
  return start(createServer(), answer, { protocol: "http", host });
}

/** Starts a server that speaks TLS with a certificate for `grafana.test`, `localhost` and 127.0.0.1. */
export async function serveSecurely(answer: RequestListener, options: TlsOptions = {}): Promise<TestServer> {
  const identity = { cert: pem("server.pem"), key: pem("server.key.pem") };
  return start(createSecureServer({ ...identity, ...options }), answer, {
    protocol: "https",
    host: "127.0.0.1",
  });
}

/** A file of `test/http/tls`. */
export function pem(name: string): string {
  return readFileSync(new URL(`tls/${name}`, import.meta.url), "utf8");
}

interface Place {
  readonly protocol: string;
  readonly host: string;
}

async function start(
  server: Server,
  answer: RequestListener,
  { protocol, host }: Place,
): Promise<TestServer> {
  const requests: IncomingMessage[] = [];
  let connections = 0;
  server.on("request", (request, response) => {
    requests.push(request);
    answer(request, response);
  });
  server.on("connection", () => (connections += 1));
  await new Promise<void>((resolve) => server.listen(0, host, resolve));
  onTestFinished(
    () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  );
  const { port } = server.address() as AddressInfo;
  return { address: `${protocol}://${host}:${port}`, port, requests, connections: () => connections };
}

/** Answers every request with the text. */
export function answerText(text: string, contentType = "text/plain; version=0.0.4"): RequestListener {
  return (_request, response) => {
    response.setHeader("content-type", contentType).end(text);
  };
}

/** Starts a server of bare connections that is closed when the test ends; gives its port. */
export async function serveSockets(accept: (socket: Socket) => void): Promise<number> {
  const sockets = new Set<Socket>();
  const server = createSocketServer((socket) => {
    sockets.add(socket);
    socket.on("error", () => {});
    accept(socket);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  return (server.address() as AddressInfo).port;
}

/** A proxy whose tunnels all lead to one port, and what it was asked for. */
export interface TestProxy {
  readonly server: TestServer;
  /** The targets of `CONNECT`, in order. */
  readonly tunnels: readonly string[];
  /** The value of `Proxy-Authorization` that came last. */
  readonly authorization: () => string | undefined;
}

/** Starts a proxy; plain requests are answered with their own address. */
export async function serveProxy(
  port: number,
  options: { status?: number; isSecure?: boolean } = {},
): Promise<TestProxy> {
  const identity = { cert: pem("server.pem"), key: pem("server.key.pem") };
  const server = options.isSecure ? createSecureServer(identity) : createServer();
  const facts = tunnelTo(server, port, options.status);
  const place = { protocol: options.isSecure ? "https" : "http", host: "127.0.0.1" };
  return {
    server: await start(server, (request, response) => void response.end(request.url), place),
    ...facts,
  };
}

// A status other than 200 refuses tunnels.
function tunnelTo(server: Server, port: number, status = 200): Omit<TestProxy, "server"> {
  const tunnels: string[] = [];
  let authorization: string | undefined;
  server.on("connect", (request: IncomingMessage, client: Duplex) => {
    tunnels.push(request.url ?? "");
    authorization = request.headers["proxy-authorization"];
    client.on("error", () => {});
    if (status !== 200) return void client.end(`HTTP/1.1 ${status} No\r\ncontent-length: 2\r\n\r\nno`);
    const upstream = connect(port, "127.0.0.1", () => {
      client.write("HTTP/1.1 200 Connection established\r\n\r\n");
      upstream.pipe(client).pipe(upstream);
    });
    upstream.on("error", () => client.destroy());
  });
  return { tunnels, authorization: () => authorization };
}
