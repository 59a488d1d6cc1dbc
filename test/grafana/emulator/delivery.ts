/** How an answer reaches the caller, or does not. */
import type { ServerResponse } from "node:http";
import { html, message, type Answer } from "./answer.ts";
import type { Fault } from "./fault-rules.ts";
import { status } from "./status.ts";

/** Whether the server does what is asked before the fault shows. */
export function isHandled(fault: Fault): boolean {
  switch (fault.kind) {
    case "none":
    case "latency":
    case "reset-after":
    case "reset-mid-body":
    case "stored-but-500":
    case "hang":
    case "slow-drip":
      return true;
    case "status":
      return fault.handled === true;
    default:
      return false;
  }
}

/** The answer that the caller gets in place of the server's. */
export function replacedAnswer(fault: Fault, answer: Answer, path: string): Answer {
  switch (fault.kind) {
    case "status": {
      const page = html(fault.status, `${fault.status} from the proxy`, "<h1>nginx</h1>");
      if (fault.retryAfter === undefined) return page;
      return { ...page, headers: { ...page.headers, "Retry-After": String(fault.retryAfter) } };
    }
    case "html":
      return html(200, "Sign in", '<form action="/login"><input name="password"></form>');
    case "redirect":
      return { status: fault.status ?? 302, headers: { Location: fault.location }, body: "" };
    case "answer":
      return {
        status: fault.status,
        headers: { "Content-Type": "application/json", ...fault.headers },
        body: fault.body,
      };
    case "locked-database":
      return path.startsWith("/apis/")
        ? status(500, "InternalError", "database is locked")
        : message(500, "Failed to save dashboard");
    case "stored-but-500":
      return answer.status < 300 ? message(500, "Error while connecting library panels") : answer;
    case "deep-json": {
      const depth = fault.depth ?? 1_000_000;
      return { ...answer, status: 200, body: "[".repeat(depth) + "]".repeat(depth) };
    }
    default:
      return answer;
  }
}

/** Sends an answer the way a fault wants it; true when the caller got all of it. */
export async function deliver(response: ServerResponse, answer: Answer, fault: Fault): Promise<boolean> {
  switch (fault.kind) {
    case "reset-before":
    case "reset-after":
      response.socket?.resetAndDestroy();
      return false;
    case "hang":
      return false;
    case "reset-mid-body":
      await sendHalf(response, answer);
      return false;
    case "endless-body":
      await sendEndless(response, answer);
      return false;
    case "huge-content-length":
      response.writeHead(200, { ...answer.headers, "Content-Length": String(10 * 1024 ** 3) });
      response.write('{"dashboard":');
      return false;
    case "slow-drip":
      return drip(response, answer, fault.ms ?? 50);
    default:
      send(response, answer);
      return true;
  }
}

function send(response: ServerResponse, { status, headers, body }: Answer): void {
  const bytes = Buffer.from(body);
  response.writeHead(status, { ...headers, "Content-Length": bytes.length });
  response.end(bytes);
}

/** The first half of the body, then a reset once it is on its way. */
async function sendHalf(response: ServerResponse, { status, headers, body }: Answer): Promise<void> {
  const bytes = Buffer.from(body);
  response.writeHead(status, { ...headers, "Content-Length": Math.max(bytes.length, 2) });
  const half = bytes.subarray(0, Math.max(1, Math.floor(bytes.length / 2)));
  await new Promise((resolve) => response.write(half.length === 0 ? "{" : half, resolve));
  response.socket?.resetAndDestroy();
}

/** Blanks for as long as the caller reads. */
async function sendEndless(response: ServerResponse, { headers }: Answer): Promise<void> {
  response.writeHead(200, headers);
  const chunk = Buffer.alloc(64 * 1024, " ");
  while (!response.destroyed && !response.writableEnded) {
    if (response.write(chunk)) await new Promise((resolve) => setImmediate(resolve));
    else await until(response, "drain");
  }
}

async function drip(response: ServerResponse, answer: Answer, ms: number): Promise<boolean> {
  const bytes = Buffer.from(answer.body);
  response.writeHead(answer.status, { ...answer.headers, "Content-Length": bytes.length });
  for (const byte of bytes) {
    if (response.destroyed) return false;
    response.write(Buffer.from([byte]));
    await new Promise((resolve) => setTimeout(resolve, ms).unref());
  }
  response.end();
  return true;
}

/** Until an event, or the end of the connection. */
async function until(response: ServerResponse, event: string): Promise<void> {
  await new Promise<void>((resolve) => {
    const done = (): void => {
      response.off(event, done);
      response.off("close", done);
      resolve();
    };
    response.once(event, done);
    response.once("close", done);
  });
}
