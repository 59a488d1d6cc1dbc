import type { DashError } from "../base/dash-error.ts";
import { createHttpClient, type HttpClient, type HttpRequest, type HttpResponse } from "../http/client.ts";
import { HttpError } from "../http/errors.ts";
import { retrying } from "../http/retry.ts";
import { splitCredentials } from "../http/url.ts";
import type { Json, JsonObject } from "../schema/json.ts";
import { type Answer, isSuccess, readAnswer } from "./answers.ts";
import type { ApiPath } from "./api-path.ts";
import { errorOfAnswer, notGrafana, redirectedTo } from "./refusals.ts";
import type { ConnectOptions, GrafanaTarget } from "./target.ts";

/** One call of Grafana's API. */
export interface Call {
  /** @default "GET" */
  readonly method?: NonNullable<HttpRequest["method"]>;
  readonly path: ApiPath;
  readonly body?: JsonObject;
  /** @default "application/json" */
  readonly accept?: string;
  /** Texts of the body that must not be repeated in messages. */
  readonly secrets?: readonly string[];
}

/** What became of a call that writes: an answer, or none that can be used. */
export type WriteAnswer = Answer | { readonly lost: string };

/** The way to one Grafana: its address and credentials in every call, and JSON both ways. */
export interface Connection {
  /** The address without credentials and without a final slash. */
  readonly url: string;
  /** Throws only when there is no answer, or when it came from another address. */
  call(call: Call): Promise<Answer>;
  /** The content of what must be there; every other answer is thrown. */
  get(path: ApiPath, accept?: string): Promise<Json>;
  /** The content; `undefined` when Grafana says that it is not there (404). Every other answer is thrown. */
  maybeGet(path: ApiPath): Promise<Json | undefined>;
  /** Throws when nothing was sent, or when no call can succeed. */
  write(call: Call): Promise<WriteAnswer>;
  /** The error for an answer of {@link Connection.call} with which nothing can be done. */
  refuse(answer: Answer): DashError;
  close(): void;
}

/** Prepares the way to a Grafana; nothing is sent yet. */
export function createConnection(target: GrafanaTarget, options: ConnectOptions): Connection {
  const { url: address, authorization } = splitCredentials(target.url);
  const url = `${address.origin}${address.pathname}`.replace(/\/+$/, "");
  const headers = requestHeaders(target, authorization);
  const secrets = secretsOf(target, headers);
  const client = createClient(target, headers, options);

  const call = async (request: Call): Promise<Answer> => {
    const response = await client.request(toHttpRequest(url, request));
    checkIsDirect(`${url}${request.path}`, response.url);
    return readAnswer(response, {
      needsBody: request.method !== "DELETE",
      secrets: [...secrets, ...(request.secrets ?? [])],
    });
  };
  const refuse = (answer: Answer): DashError => errorOfAnswer(answer, headers["authorization"] !== undefined);
  const content = (answer: Answer): Json => {
    if (!isSuccess(answer)) throw refuse(answer);
    if (answer.body === undefined) throw notGrafana(answer);
    return answer.body;
  };

  return {
    url,
    call,
    refuse,
    get: async (path, accept) => content(await call({ path, ...(accept !== undefined && { accept }) })),
    maybeGet: async (path) => {
      const answer = await call({ path });
      // The 404 of a proxy does not say that Grafana lacks the object.
      return answer.status === 404 && answer.body !== undefined ? undefined : content(answer);
    },
    write: async (request) => {
      const answer = await call(request).catch(lostAnswer);
      if ("status" in answer && answer.status === 401) throw refuse(answer);
      if ("status" in answer && answer.status >= 300 && answer.status < 400) throw refuse(answer);
      return answer;
    },
    close: () => client.close(),
  };
}

function toHttpRequest(url: string, { method, path, body, accept }: Call): HttpRequest {
  return {
    method: method ?? "GET",
    url: `${url}${path}`,
    headers: {
      accept: accept ?? "application/json",
      ...(body && { "content-type": "application/json" }),
    },
    ...(body && { body: JSON.stringify(body) }),
    expected: "any",
  };
}

// Redirected reads would be followed and redirected writes not: better to say at once which address is right.
function checkIsDirect(asked: string, answering: string): void {
  const [from, to] = [new URL(asked), new URL(answering)];
  if (from.origin !== to.origin || from.pathname !== to.pathname) throw redirectedTo(from.href, to.href);
}

// An answer that cannot be read was an answer: the write may have happened.
function lostAnswer(error: unknown): { readonly lost: string } {
  if (error instanceof HttpError && error.failure !== "unsent") return { lost: error.message };
  throw error;
}

// Far more than any dashboard, and few enough for several to be read at once.
const maxBytes = 32 * 1024 * 1024;

function createClient(
  target: GrafanaTarget,
  headers: Readonly<Record<string, string>>,
  options: ConnectOptions,
): HttpClient {
  const { concurrency, signal, environment, sleep, random } = options;
  const client = createHttpClient({
    headers,
    tls: target.tls,
    maxBytes,
    maxConnections: concurrency,
    ...(target.timeoutMs !== undefined && { timeout: target.timeoutMs }),
    ...(signal && { signal }),
    ...(environment && { environment }),
  });
  return retrying(client, { isTransient, ...(sleep && { sleep }), ...(random && { random }) });
}

// SQLite that is locked by another writer makes Grafana fail with a general message. What is told with status 500
// although it will not pass: an old version, a plugin or a data source that is not there.
function isTransient({ status, body }: HttpResponse): boolean {
  if (status !== 500) return false;
  const text = new TextDecoder().decode(body.subarray(0, 1000));
  return !/not found|plugin|datasource metadata/i.test(text);
}

function requestHeaders(
  { credentials, headers, orgId }: GrafanaTarget,
  fromUrl: string | undefined,
): Readonly<Record<string, string>> {
  const lowerCase = Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value] as const);
  const authorization =
    credentials.kind === "token"
      ? `Bearer ${credentials.token}`
      : credentials.kind === "basic"
        ? `Basic ${Buffer.from(`${credentials.user}:${credentials.password}`, "utf8").toString("base64")}`
        : fromUrl;
  return {
    ...Object.fromEntries(lowerCase),
    ...(authorization !== undefined && { authorization }),
    // A header, not `orgId=` in the address: that would change the user's current organisation for good.
    ...(orgId !== undefined && { "x-grafana-org-id": String(orgId) }),
  };
}

// Any longer header may be a key for a proxy; a server that repeats what it was sent must not bring it into a log.
function secretsOf(
  { credentials }: GrafanaTarget,
  headers: Readonly<Record<string, string>>,
): readonly string[] {
  const password = credentials.kind === "basic" ? [credentials.password] : [];
  const [, key = ""] = headers["authorization"]?.split(" ") ?? [];
  return [...password, key, ...Object.values(headers).filter((value) => value.length >= 8)];
}
