import { createServer, type IncomingMessage, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { onTestFinished } from "vitest";

/** A server on the loopback address for one test. */
export interface TestServer {
  /** Its address without a path, for example `http://127.0.0.1:40000`. */
  readonly address: string;
  /** What it was asked, in order. */
  readonly requests: readonly IncomingMessage[];
  /** How many connections were opened to it. */
  readonly connections: () => number;
}

/** Starts a server that is closed when the test ends. */
export async function serve(answer: RequestListener, host = "127.0.0.1"): Promise<TestServer> {
  const requests: IncomingMessage[] = [];
  let connections = 0;
  const server = createServer((request, response) => {
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
  return { address: `http://${host}:${port}`, requests, connections: () => connections };
}

/** Answers every request with the text. */
export function answerText(text: string, contentType = "text/plain; version=0.0.4"): RequestListener {
  return (_request, response) => {
    response.setHeader("content-type", contentType).end(text);
  };
}
