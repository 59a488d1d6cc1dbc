import { once } from "node:events";
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { replay } from "./replay.ts";

/** A server that replays a recorded scrape. */
export interface ReplayServer {
  /** Its `host:port`. */
  readonly target: string;
  stop(): Promise<void>;
}

/** Serves a recorded scrape (a file) at every path, its counters growing with time. */
export async function startReplayServer(file: URL): Promise<ReplayServer> {
  const recorded = await readFile(file, "utf8");
  const start = Math.floor(Date.now() / 1_000);
  const begun = performance.now();
  const server = createServer((_request, response) => {
    const elapsed = (performance.now() - begun) / 1_000;
    response.writeHead(200, { "content-type": "text/plain; version=0.0.4; charset=utf-8" });
    response.end(replay(recorded, { start, elapsed }));
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("The replay server has no port.");
  const stop = async (): Promise<void> => {
    server.closeAllConnections();
    server.close();
    await once(server, "close");
  };
  return { target: `127.0.0.1:${address.port}`, stop };
}
