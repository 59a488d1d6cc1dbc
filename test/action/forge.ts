/**
 * The few calls of GitHub and GitLab that comments take, on a list of comments in memory. Whatever else is asked, and
 * a fault that did not occur, fails the test.
 */
import type { IncomingMessage, ServerResponse } from "node:http";
import { expect, onTestFinished } from "vitest";
import { serve } from "../http/server.ts";

/** A comment or note. */
export interface StoredComment {
  readonly id: number;
  readonly author: string;
  body: string;
}

/** Something that goes wrong with the next request of a method. */
export interface Fault {
  readonly method: string;
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly message?: string;
  /** Whether the request is done and only its answer is lost. */
  readonly isDone?: boolean;
}

/** A fake server. */
export interface Forge {
  readonly address: string;
  readonly comments: readonly StoredComment[];
  /** What was asked, for example `PATCH /repos/acme/shop/issues/comments/3`. */
  readonly asked: readonly string[];
}

/** What is there before. */
export interface ForgeState {
  readonly comments?: readonly StoredComment[];
  readonly faults?: readonly Fault[];
}

/** Whose token the tests use, and the token. */
export const bot = "github-actions[bot]";
export const token = "ghs_0123456789abcdef";

/** Does a request; `undefined` where there is no such address. */
type Handler = (request: { readonly method: string; readonly url: URL; readonly body: string }) => unknown;

/** Serves pull request 7 of `acme/shop`. */
export async function serveGitHub(state: ForgeState = {}): Promise<Forge> {
  const store = createStore(state.comments, ({ id, author, body }) => ({
    id,
    body,
    user: { login: author, type: author.endsWith("[bot]") ? "Bot" : "User" },
  }));
  const issues = "/repos/acme/shop/issues";
  return serveForge(state, store.comments, (request) => {
    if (request.headers.authorization !== `Bearer ${token}`) return undefined;
    return ({ method, url, body }) => {
      if (`${method} ${url.pathname}` === "POST /graphql") return { data: { viewer: { login: bot } } };
      return store.handle(`${issues}/7/comments`, `${issues}/comments`, "PATCH")({ method, url, body });
    };
  });
}

/** Serves merge request 7 of project 42. */
export async function serveGitLab(state: ForgeState = {}): Promise<Forge> {
  const store = createStore(state.comments, ({ id, author, body }) => ({
    id,
    body,
    author: { id: author === bot ? 1 : 2 },
  }));
  const notes = "/projects/42/merge_requests/7/notes";
  return serveForge(state, store.comments, (request) => {
    if (request.headers["private-token"] !== token) return undefined;
    return ({ method, url, body }) => {
      if (`${method} ${url.pathname}` === "GET /user") return { id: 1 };
      return store.handle(notes, notes, "PUT")({ method, url, body });
    };
  });
}

interface Store {
  readonly comments: readonly StoredComment[];
  readonly handle: (list: string, one: string, updating: string) => Handler;
}

function createStore(given: readonly StoredComment[] = [], show: (comment: StoredComment) => object): Store {
  const comments = given.map((comment) => ({ ...comment }));
  const handle: Store["handle"] =
    (list, one, updating) =>
    ({ method, url, body }) => {
      const text = (): string => (JSON.parse(body) as { readonly body: string }).body;
      if (url.pathname === list && method === "GET") {
        const [size, page] = ["per_page", "page"].map((name) => Number(url.searchParams.get(name)));
        return comments.slice((page! - 1) * size!, page! * size!).map(show);
      }
      if (url.pathname === list && method === "POST") {
        comments.push({ id: 1000 + comments.length, author: bot, body: text() });
        return show(comments.at(-1)!);
      }
      const index = comments.findIndex(({ id }) => url.pathname === `${one}/${id}`);
      if (index < 0) return undefined;
      if (method === "DELETE") {
        comments.splice(index, 1);
        return "";
      }
      if (method !== updating) return undefined;
      comments[index]!.body = text();
      return show(comments[index]!);
    };
  return { comments, handle };
}

async function serveForge(
  state: ForgeState,
  comments: readonly StoredComment[],
  authorize: (request: IncomingMessage) => Handler | undefined,
): Promise<Forge> {
  const faults = [...(state.faults ?? [])];
  const asked: string[] = [];
  const unknown: string[] = [];
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { method = "", url: path = "" } = request;
    asked.push(`${method} ${path}`);
    const body = await textOf(request);
    const send = (status: number, value: unknown, headers = {}): void =>
      void response
        .writeHead(status, { "content-type": "application/json", ...headers })
        .end(value === "" ? "" : JSON.stringify(value));
    const handle = authorize(request);
    if (handle === undefined) return send(401, { message: `Bad credentials ${token}` });
    const url = new URL(path, "http://forge.test");
    const isLookup = url.pathname === "/graphql" || url.pathname === "/user";
    const fault = isLookup ? -1 : faults.findIndex((each) => each.method === method);
    const [broken] = fault < 0 ? [] : faults.splice(fault, 1);
    if (broken !== undefined) {
      if (broken.isDone) handle({ method, url, body });
      return send(broken.status, { message: broken.message ?? "It is broken" }, broken.headers);
    }
    const value = handle({ method, url, body });
    if (value === undefined) unknown.push(`${method} ${path}`);
    send(value === undefined ? 404 : 200, value ?? { message: "Not Found" });
  };
  const { address } = await serve((request, response) => void answer(request, response));
  onTestFinished(() => expect({ faults, unknown }).toEqual({ faults: [], unknown: [] }));
  return { address, comments, asked };
}

async function textOf(request: IncomingMessage): Promise<string> {
  let text = "";
  for await (const chunk of request.setEncoding("utf8")) text += chunk;
  return text;
}
