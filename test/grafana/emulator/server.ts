/** The HTTP side: bodies, the request log, faults, latency. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { html } from "./answer.ts";
import type { RequestRecord } from "./contract.ts";
import { deliver, isHandled, replacedAnswer } from "./delivery.ts";
import type { ActiveFaults } from "./faults.ts";
import { handle, stripSubpath } from "./handle.ts";
import type { OpenRecord, WritableRequestLog } from "./request-log.ts";
import type { Router } from "./route.ts";
import type { World } from "./world.ts";

export type Hook = (request: RequestRecord) => void | Promise<void>;

export interface ServerParts {
  readonly world: World;
  readonly router: Router;
  readonly faults: ActiveFaults;
  readonly log: WritableRequestLog;
  readonly hooks: ReadonlySet<Hook>;
}

/** The server, not yet listening. */
export function createHttpServer(parts: ServerParts): Server {
  const server = createServer({ noDelay: true, keepAliveTimeout: 60_000 }, (request, response) => {
    serve(parts, request, response).catch((error: unknown) => {
      parts.world.unknown.push({ method: request.method ?? "", path: request.url ?? "", why: String(error) });
      response.destroy();
    });
  });
  return server;
}

async function serve(parts: ServerParts, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { world, router, faults, log, hooks } = parts;
  const body = await readBody(request);
  // The caller went away while it was sending.
  if (body === undefined) return;
  const record = recordOf(world, request, body);
  log.add(record);
  for (const hook of hooks) await hook(record);
  const search = record.query.toString();
  const fault = faults.next(record.method, search === "" ? record.path : `${record.path}?${search}`);
  if (fault.kind !== "none") record.fault = fault.kind;
  const inside = stripSubpath(world, pathOf(request)) !== undefined;
  const own =
    inside && isHandled(fault) ? await handle(world, router, record) : html(404, "404 page not found");
  if (!inside)
    world.unknown.push({ method: record.method, path: record.path, why: "outside of the subpath" });
  if (world.options.logBodies === false) record.body = "";
  const delay = (world.options.latency ?? 0) + (fault.kind === "latency" ? fault.ms : 0);
  if (delay > 0) await new Promise((resolve) => setTimeout(resolve, delay));
  const answer = replacedAnswer(fault, own, record.path);
  if (await deliver(response, answer, fault)) record.status = answer.status;
}

function recordOf(world: World, request: IncomingMessage, body: string): OpenRecord {
  const url = request.url ?? "/";
  const mark = url.indexOf("?");
  const path = pathOf(request);
  return {
    method: request.method ?? "GET",
    path: stripSubpath(world, path) ?? path,
    query: new URLSearchParams(mark === -1 ? "" : url.slice(mark + 1)),
    headers: request.headers,
    body,
    status: 0,
    by: "",
  };
}

/** As it was sent: an address parser would resolve `..` in it. */
function pathOf({ url = "/" }: IncomingMessage): string {
  const mark = url.indexOf("?");
  return mark === -1 ? url : url.slice(0, mark);
}

async function readBody(request: IncomingMessage): Promise<string | undefined> {
  const chunks: Buffer[] = [];
  try {
    for await (const chunk of request) chunks.push(chunk as Buffer);
  } catch {
    return undefined;
  }
  return Buffer.concat(chunks).toString();
}
