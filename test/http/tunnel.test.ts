import { expect, test } from "vitest";
import type { HttpClientOptions } from "../../src/http/client.ts";
import { clientOf, failure } from "./client-of.ts";
import { answerText, pem, serveProxy, serveSecurely, serveSockets } from "./server.ts";

const url = "https://grafana.test/api/health";
const basic = `Basic ${Buffer.from("user:t0psecret").toString("base64")}`;

function through(address: string, more: HttpClientOptions = {}): HttpClientOptions {
  const environment = { HTTPS_PROXY: address.replace("://", "://user:t0psecret@"), HTTP_PROXY: address };
  return {
    environment,
    tls: { ca: pem("authority.pem") },
    headers: { authorization: "Bearer abc" },
    ...more,
  };
}

test.each([false, true])(
  "an https server is asked through one kept tunnel (https proxy: %s)",
  async (isSecure) => {
    const grafana = await serveSecurely(answerText("{}"));
    const proxy = await serveProxy(grafana.port, { isSecure });
    const client = clientOf(through(proxy.server.address));
    for (let count = 0; count < 4; count++) {
      expect((await client.request({ url })).status).toBe(200);
    }
    expect((await client.request({ url, method: "POST", body: "{}" })).status).toBe(200);
    expect(proxy.tunnels).toEqual(["grafana.test:443"]);
    expect(proxy.server.requests).toEqual([]);
    expect(proxy.authorization()).toBe(basic);
    expect(grafana.connections()).toBe(1);
    expect(grafana.requests[0]?.headers).toMatchObject({ host: "grafana.test", authorization: "Bearer abc" });
    expect(grafana.requests[0]?.headers).not.toHaveProperty("proxy-authorization");
  },
);

test("an http server's address is given to the proxy whole", async () => {
  const proxy = await serveProxy(1);
  const client = clientOf({
    environment: { HTTP_PROXY: proxy.server.address.replace("://", "://user:t0psecret@") },
  });
  const { body } = await client.request({ url: "http://grafana.test:3000/a?b=c" });
  expect(Buffer.from(body).toString()).toBe("http://grafana.test:3000/a?b=c");
  expect(proxy.server.requests[0]?.headers).toMatchObject({
    host: "grafana.test:3000",
    "proxy-authorization": basic,
  });
});

test("an https proxy is asked for an http server under its own name", async () => {
  const proxy = await serveProxy(1, { isSecure: true });
  const client = clientOf(through(proxy.server.address.replace("127.0.0.1", "localhost")));
  expect((await client.request({ url: "http://grafana.test/a" })).status).toBe(200);
});

const refusals: readonly (readonly [status: number, message: RegExp])[] = [
  [407, /^The proxy `127\.0\.0\.1:\d+` wants credentials\.$/],
  [403, /^The proxy `127\.0\.0\.1:\d+` does not connect to `grafana\.test:443` \(status 403\)\.$/],
  [503, /does not connect to `grafana\.test:443` \(status 503\)/],
];

test.each(refusals)("a proxy's %i is no answer of the server", async (status, message) => {
  const proxy = await serveProxy(1, { status });
  const error = await failure({ url, method: "POST", body: "{}" }, through(proxy.server.address));
  expect(error).toMatchObject({ failure: "unsent", reason: `PROXY_${status}` });
  expect(error.message).toMatch(message);
});

test("a proxy that nobody runs is told from a server that nobody runs", async () => {
  for (const address of ["https://grafana.test/", "http://grafana.test:3000/"]) {
    const error = await failure({ url: address }, through("http://127.0.0.1:1"));
    expect(error).toMatchObject({ failure: "unsent", reason: "ECONNREFUSED" });
    expect(error.message).toMatch(
      /^`grafana\.test:\d+` cannot be reached through the proxy `127\.0\.0\.1:1` \(ECONNREFUSED\)\.$|^`grafana\.test:443`/,
    );
    expect(error.hint).toContain("NO_PROXY");
  }
});

test("a proxy that breaks off and one that does not answer are unsent", async () => {
  const breaking = await serveSockets((socket) => socket.once("data", () => socket.destroy()));
  const error = await failure({ url }, through(`http://127.0.0.1:${breaking}`));
  expect(error).toMatchObject({ failure: "unsent", reason: "ECONNRESET" });
  const silent = await serveSockets(() => {});
  const late = await failure({ url }, through(`http://127.0.0.1:${silent}`, { timeout: 40 }));
  expect(late).toMatchObject({ failure: "unsent", reason: "TIME_LIMIT" });
});

test("what comes through a tunnel must have the server's certificate", async () => {
  const grafana = await serveSecurely(answerText("{}"));
  const proxy = await serveProxy(grafana.port);
  const error = await failure({ url: "https://other.test/" }, through(proxy.server.address));
  expect(error).toMatchObject({ failure: "unsent", reason: "ERR_TLS_CERT_ALTNAME_INVALID" });
  expect(grafana.requests).toEqual([]);
});

test("without an environment there is no proxy", async () => {
  const error = await failure({ url: "https://grafana.invalid/" });
  expect(error).toMatchObject({ reason: "ENOTFOUND" });
});
