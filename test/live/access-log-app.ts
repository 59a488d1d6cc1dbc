/**
 * The program of one access-log replica: a real prom-client application. It is bundled and started by
 * access-log.ts. What it answers and which duration it records follow `access-log-script.ts`, not the clock,
 * so that error rate and percentiles are known.
 */
import { type IncomingMessage, type ServerResponse, createServer } from "node:http";
import process from "node:process";
import { Counter, Gauge, Histogram, Summary, collectDefaultMetrics, register } from "prom-client";
import { failsEvery, latencyOf } from "./access-log-script.ts";

const [hostname = "accesslog", port = "0"] = process.argv.slice(2);
register.setDefaultLabels({ hostname });
collectDefaultMetrics();

// Names, labels and buckets as in the recorded scrape of such an application.
const logs = new Counter({ name: "access_log_total", help: "Access Log - total log requests" });
const clients = new Gauge({
  name: "access_client_ip_current",
  help: "Access Log - current unique IP addresses",
});
const inFlight = new Gauge({ name: "http_requests_in_flight", help: "Requests being served" });
const durations = new Histogram({
  name: "http_request_duration_seconds",
  help: "HTTP request duration",
  labelNames: ["method", "route", "status_code"],
});
const queries = new Summary({
  name: "db_query_duration_seconds",
  help: "Database query duration",
  percentiles: [0.5, 0.9, 0.95, 0.99],
  labelNames: ["op"],
});
const cache = new Counter({ name: "cache_requests_total", help: "Cache look-ups", labelNames: ["result"] });
const pool = new Gauge({
  name: "db_pool_connections",
  help: "Pool connections by state",
  labelNames: ["state"],
});
new Counter({
  name: "access_log_rejected_total",
  help: "Labelled counter never incremented",
  labelNames: ["reason"],
});

clients.set(1);
for (const [state, connections] of [
  ["active", 3],
  ["idle", 5],
  ["max", 10],
] as const) {
  pool.set({ state }, connections);
}

let served = 0;

function serve(request: IncomingMessage, response: ServerResponse): void {
  const index = served++;
  const { route, status } = outcomeOf(request, index);
  const seconds = latencyOf(index);
  inFlight.inc();
  // A turn of the event loop, so that requests are in flight for a while.
  setImmediate(() => {
    if (route === "/access-log") logs.inc();
    durations.observe({ method: request.method ?? "GET", route, status_code: String(status) }, seconds);
    queries.observe({ op: route === "/access-log" ? "insert" : "select" }, seconds / 2);
    cache.inc({ result: index % 5 === 0 ? "miss" : "hit" });
    inFlight.dec();
    response.writeHead(status).end();
  });
}

function outcomeOf(request: IncomingMessage, index: number): { route: string; status: number } {
  const isPost = request.method === "POST";
  const isItem = request.url?.startsWith("/items/") === true;
  const route = isPost ? "/access-log" : isItem ? "/items/:id" : "/missing";
  if (index % failsEvery === failsEvery - 1) return { route, status: 503 };
  return { route, status: isPost ? 201 : isItem ? 200 : 404 };
}

async function serveMetrics(response: ServerResponse): Promise<void> {
  const text = await register.metrics();
  response.writeHead(200, { "content-type": register.contentType }).end(text);
}

const server = createServer((request, response) => {
  if (request.url === "/metrics") void serveMetrics(response);
  else serve(request, response);
});
server.listen(Number(port), "127.0.0.1", () => process.send?.(server.address()));

// The parent is gone: nobody would stop this process.
process.once("disconnect", () => process.exit(0));
