import { createReadStream } from "node:fs";
import { resolve } from "node:path";
import { DashError } from "../../base/dash-error.ts";
import { createHttpClient } from "../../http/client.ts";
import { errorOfStatus } from "../../http/errors.ts";
import { redactUrl, splitCredentials } from "../../http/url.ts";
import { maxExpositionBytes } from "../../metrics/exposition-body.ts";
import { parseHeaderLines } from "../header-lines.ts";
import type { CommandIo } from "../io.ts";

/** Where `dash metrics` reads from. */
export interface MetricsSourceArguments {
  readonly source: string;
  readonly header?: readonly string[];
}

/** What an exporter answered. */
export interface MetricsSource {
  readonly body: Uint8Array;
  /** The address or file, without secrets. */
  readonly name: string;
  readonly contentType?: string;
}

// Prometheus's own header (2.49): an exporter may name its metrics differently in OpenMetrics, and the catalogue
// needs the names that Prometheus stores.
const accept = [
  "application/openmetrics-text;version=1.0.0,application/openmetrics-text;version=0.0.1;q=0.75",
  "text/plain;version=0.0.4;q=0.5,*/*;q=0.1",
].join(",");

/** The exposition from the address, the file or, for `-`, standard input. */
export async function readSource(io: CommandIo, args: MetricsSourceArguments): Promise<MetricsSource> {
  if (/^[a-z][a-z0-9+.-]*:\/\//i.test(args.source)) return fetchSource(io, args);
  if ((args.header ?? []).length > 0) {
    throw new DashError("usage", {
      message: "--header is for addresses, but the source is a file.",
      hint: "Leave it out, or begin the address with `http://`.",
    });
  }
  if (args.source === "-")
    return { body: await readStream(io.stdin, "standard input"), name: "standard input" };
  return { body: await readFile(io.cwd, args.source), name: args.source };
}

async function fetchSource(io: CommandIo, args: MetricsSourceArguments): Promise<MetricsSource> {
  const { url } = splitCredentials(args.source);
  const client = createHttpClient({
    headers: { accept, ...parseHeaderLines(args.header ?? [], "Authorization: Bearer …") },
    maxBytes: maxExpositionBytes,
    signal: io.signal,
    environment: io.env,
    credentialsHint: "Give credentials, for example `--header 'Authorization: Bearer …'`.",
  });
  try {
    const { status, body, headers } = await client.request({ url: args.source, expected: [404] });
    if (status === 404) throw missing(url);
    const contentType = headers["content-type"];
    rejectWebPage(body, contentType, url);
    return { body, name: redactUrl(url), ...(contentType !== undefined && { contentType }) };
  } finally {
    client.close();
  }
}

function rejectWebPage(body: Uint8Array, contentType: string | undefined, url: URL): void {
  const start = Buffer.from(body.subarray(0, 200)).toString();
  if (!/^text\/html\b/i.test(contentType ?? "") && !/^\s*</.test(start)) return;
  const address = redactUrl(url);
  throw new DashError("exposition-invalid", {
    message: `\`${address}\` is a web page, not metrics.`,
    hint:
      url.pathname === "/metrics" ? "It may be a login page: give credentials with --header." : pathHint(url),
    at: { file: address },
  });
}

function missing(url: URL): DashError {
  const error = errorOfStatus(404, url);
  if (url.pathname !== "/") return error;
  return new DashError("unreachable", { message: error.message, hint: pathHint(url) });
}

function pathHint(url: URL): string {
  return `Try \`${new URL("/metrics", url.href).href}\`.`;
}

async function readFile(cwd: string, path: string): Promise<Uint8Array> {
  try {
    return await readStream(createReadStream(resolve(cwd, path)), path);
  } catch (error) {
    if (error instanceof DashError) throw error;
    const code = error instanceof Error && "code" in error ? String(error.code) : "unknown";
    throw new DashError("unreadable-input", {
      message: `\`${path}\` cannot be read (${code}).`,
      hint: /^[\w.-]+:\d+(?:\/|$)/.test(path) ? `Did you mean \`http://${path}\`?` : "Check the path.",
      at: { file: path },
      cause: error,
    });
  }
}

async function readStream(stream: NodeJS.ReadableStream, name: string): Promise<Uint8Array> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of stream) {
    const bytes = Buffer.from(chunk);
    size += bytes.length;
    if (size > maxExpositionBytes) {
      throw new DashError("exposition-invalid", {
        message: `\`${name}\` is larger than 64 MiB.`,
        hint: "Expose fewer series, or give a part of it.",
        at: { file: name },
      });
    }
    chunks.push(bytes);
  }
  return Buffer.concat(chunks);
}
