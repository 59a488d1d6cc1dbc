import type { RequestListener, ServerResponse } from "node:http";
import { describe, expect, test } from "vitest";
import { DashError } from "../../../src/base/dash-error.ts";
import { apiPath } from "../../../src/grafana/api-path.ts";
import type { GrafanaTarget } from "../../../src/grafana/target.ts";
import { serve } from "../../http/server.ts";
import { connectTo } from "./target.ts";

const path = apiPath`/api/org`;

function answerJson(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
}

function always(status: number, body: unknown): RequestListener {
  return (_request, response) => answerJson(response, status, body);
}

function page(status: number): RequestListener {
  return (_request, response) =>
    response.writeHead(status, { "content-type": "text/html" }).end("<!DOCTYPE html><title>x</title>");
}

async function errorOf(promise: Promise<unknown>): Promise<DashError> {
  const error: unknown = await promise.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof DashError)) throw new Error("no DashError was thrown", { cause: error });
  return error;
}

describe("requests", () => {
  test.each<{ name: string; target: Partial<GrafanaTarget>; headers: Record<string, string | undefined> }>([
    { name: "a token", target: {}, headers: { authorization: "Bearer glsa_secret" } },
    {
      name: "a user",
      target: { credentials: { kind: "basic", user: "jörg", password: "a:b" }, orgId: 2 },
      headers: { authorization: "Basic asO2cmc6YTpi", "x-grafana-org-id": "2" },
    },
    {
      name: "headers of a proxy",
      target: { credentials: { kind: "none" }, headers: { "X-Key": "abc", Authorization: "Custom x" } },
      headers: { authorization: "Custom x", "x-key": "abc" },
    },
    { name: "nothing", target: { credentials: { kind: "none" } }, headers: { authorization: undefined } },
  ])("carry $name", async ({ target, headers }) => {
    const server = await serve(always(200, { id: 1 }));
    await connectTo(server.address, target).get(path);
    expect(server.requests[0]?.headers).toMatchObject(
      Object.fromEntries(Object.entries(headers).filter(([, value]) => value !== undefined)),
    );
    if (headers["authorization"] === undefined) {
      expect(server.requests[0]?.headers).not.toHaveProperty("authorization");
    }
  });

  test("go below the sub-path, whatever else the address holds", async () => {
    const server = await serve(always(200, { id: 1 }));
    const connection = connectTo(`${server.address.replace("//", "//me:pw@")}/grafana//?orgId=1#x`, {
      credentials: { kind: "none" },
    });
    await connection.get(path);
    expect(connection.url).toBe(`${server.address}/grafana`);
    expect(server.requests[0]?.url).toBe("/grafana/api/org");
    expect(server.requests[0]?.headers["authorization"]).toBe(`Basic ${btoa("me:pw")}`);
  });

  test("say that their body is JSON", async () => {
    const server = await serve(always(200, {}));
    await connectTo(server.address).write({ method: "POST", path, body: { title: "📈" } });
    expect(server.requests[0]?.headers).toMatchObject({
      "content-type": "application/json",
      accept: "application/json",
    });
  });
});

describe("an answer that does not accept the credentials", () => {
  const basic = { credentials: { kind: "basic", user: "ann", password: "secret-pw" } } as const;
  test.each<{ body: unknown; target?: Partial<GrafanaTarget>; message: string }>([
    { body: { message: "invalid API key" }, message: "Grafana does not know the token." },
    {
      body: { message: "Invalid API key", messageId: "api-key.invalid", statusCode: 401 },
      message: "Grafana does not know the token.",
    },
    { body: { message: "Expired API key" }, message: "The token has expired." },
    { body: { message: "x", messageId: "api-key.expired" }, message: "The token has expired." },
    { body: { message: "Revoked token" }, message: "The token was revoked." },
    { body: { message: "x", messageId: "api-key.revoked" }, message: "The token was revoked." },
    {
      body: { message: "Service account is disabled" },
      message: "The service account of the token is disabled.",
    },
    {
      body: { message: "invalid username or password" },
      target: basic,
      message: "Grafana does not accept the user name and password.",
    },
    {
      body: { message: "Invalid username or password", messageId: "password-auth.failed" },
      target: basic,
      message: "Grafana does not accept the user name and password.",
    },
    {
      body: { message: "Unauthorized" },
      target: { credentials: { kind: "none" } },
      message: "wants credentials, and none were given.",
    },
  ])("is told as `$message` for $body", async ({ body, target, message }) => {
    const server = await serve(always(401, body));
    const connection = connectTo(server.address, target);
    const read = await errorOf(connection.get(path));
    expect(read).toMatchObject({ code: "unauthorized", message: expect.stringContaining(message) });
    const written = await errorOf(connection.write({ method: "POST", path, body: {} }));
    expect(written.message).toBe(read.message);
  });

  test("names the proxy when it is not Grafana's", async () => {
    const server = await serve(page(401));
    const error = await errorOf(connectTo(server.address).get(path));
    expect(error).toMatchObject({
      code: "unauthorized",
      message: expect.stringContaining("a proxy in front"),
    });
  });
});

describe("a refusal", () => {
  test("names the permission that is missing", async () => {
    const message =
      "You'll need additional permissions to perform this action. Permissions needed: dashboards:read";
    const server = await serve(always(403, { title: "Access denied", message, accessErrorId: "ACE1" }));
    const error = await errorOf(connectTo(server.address).get(path));
    expect(error.code).toBe("forbidden");
    expect(error.message).toContain(message);
    expect(error.hint).toBe("Give the service account a role with `dashboards:read`.");
  });

  test("never repeats credentials, control characters or long texts of the server", async () => {
    const echo = `token glsa_secret, header secret-header\u001b[31m\n${"x".repeat(1_000_000)}`;
    const server = await serve(always(400, { message: echo }));
    const connection = connectTo(server.address, { headers: { "X-Proxy": "secret-header" } });
    const { message } = await errorOf(connection.get(path));
    expect(message).toContain("token REDACTED, header REDACTED [31m xxx");
    expect(message.length).toBeLessThan(400);
  });
});

describe("something else than Grafana", () => {
  test.each([200, 404, 403])("is told by its page with status %i", async (status) => {
    const server = await serve(page(status));
    const error = await errorOf(connectTo(`${server.address}/wrong`).maybeGet(path));
    expect(error.code).toBe("not-grafana");
    expect(error.hint).toContain("the path that Grafana is served under");
  });

  test("does not make an object absent by a 404 of its own", async () => {
    const server = await serve((_request, response) => response.writeHead(404).end("404 page not found"));
    await expect(connectTo(server.address).maybeGet(path)).rejects.toThrow(DashError);
  });

  test("is told by the login page that it redirects to", async () => {
    const server = await serve((request, response) => {
      if (request.url === "/login") page(200)(request, response);
      else response.writeHead(302, { location: "/login" }).end();
    });
    const connection = connectTo(server.address);
    for (const call of [
      () => connection.get(path),
      () => connection.write({ method: "POST", path, body: {} }),
    ]) {
      const error = await errorOf(call());
      expect(error.code).toBe("not-grafana");
      expect(error.message).toBe(`\`${server.address}/api/org\` redirects to \`${server.address}/login\`.`);
      expect(error.hint).toContain("login page");
    }
  });
});

describe("a write", () => {
  test("without an answer is lost, not failed", async () => {
    const server = await serve((request) => request.socket.destroy());
    const answer = await connectTo(server.address).write({ method: "POST", path, body: {} });
    expect(answer).toEqual({ lost: expect.stringContaining("closed the connection") });
  });

  test("that cannot have been sent fails", async () => {
    const error = await errorOf(connectTo("http://127.0.0.1:9").write({ method: "POST", path, body: {} }));
    expect(error).toMatchObject({ code: "unreachable", failure: "unsent" });
  });

  test("does not need the content of the answer to a deletion", async () => {
    const server = await serve((_request, response) => response.end('""'));
    await expect(connectTo(server.address).write({ method: "DELETE", path })).resolves.toMatchObject({
      status: 200,
    });
  });
});
