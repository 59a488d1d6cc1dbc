import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { Counter, Histogram, Registry } from "prom-client";
import { expect, test } from "vitest";
import { answerText, serve } from "../http/server.ts";
import { dashMetrics, emptyFolder } from "./metrics-io.ts";

const page = "<!doctype html><html><body><a href='/metrics'>Metrics</a></body></html>";

test("reads an address, asking as Prometheus does", async () => {
  const server = await serve(answerText("up 1\n"));
  const header = ["Authorization: Bearer abc", "X-Scope-OrgID:team-a"];
  const run = await dashMetrics(await emptyFolder(), { source: `${server.address}/metrics`, header });
  expect(run.result).toBe(0);
  expect(run.stdout).toContain('up: { name: "up", kind: "gauge" }');
  const { headers } = server.requests[0] ?? {};
  expect(headers).toMatchObject({ authorization: "Bearer abc", "x-scope-orgid": "team-a" });
  expect(headers?.accept).toMatch(
    /^application\/openmetrics-text;version=1\.0\.0,.*text\/plain;version=0\.0\.4;q=/,
  );
});

test("the module says nothing of where the metrics came from", async () => {
  const { address } = await serve(answerText("up 1\n"));
  const url = address.replace("://", "://user:secret@");
  const { stdout } = await dashMetrics(await emptyFolder(), { source: `${url}/metrics?x=1` });
  expect(stdout).not.toMatch(/127\.0\.0\.1|secret|user/);
});

test("a front page leads to the metrics", async () => {
  const { address } = await serve(answerText(page, "text/html"));
  const { result } = await dashMetrics(await emptyFolder(), { source: address });
  expect(result).toMatchObject({
    code: "exposition-invalid",
    message: `\`${address}/\` is a web page, not metrics.`,
    hint: `Try \`${address}/metrics\`.`,
  });
});

test("a page at the metrics' path is taken for a login", async () => {
  const { address } = await serve(answerText(page, "text/plain"));
  const { result } = await dashMetrics(await emptyFolder(), { source: `${address}/metrics` });
  expect(result).toMatchObject({ code: "exposition-invalid", hint: expect.stringContaining("--header") });
});

test("nothing at the root leads to the metrics", async () => {
  const { address } = await serve((_request, response) => void response.writeHead(404).end());
  const { result } = await dashMetrics(await emptyFolder(), { source: address });
  expect(result).toMatchObject({ code: "unreachable", hint: `Try \`${address}/metrics\`.` });
});

test.each([
  ["application/json", '{"status":"ok"}', "This is JSON, not metrics."],
  ["text/plain", "", "The answer is empty."],
  [
    "application/vnd.google.protobuf",
    "\u0008\u0001",
    "The answer is binary, not the text that metrics are exposed in.",
  ],
  ["text/plain", "up one\n", "Where a value is expected, `one` is no number."],
])("an answer of type %s and text %j is refused", async (contentType, text, message) => {
  const { address } = await serve(answerText(text, contentType));
  const { result } = await dashMetrics(await emptyFolder(), { source: `${address}/metrics` });
  expect(result).toMatchObject({ code: "exposition-invalid", message, at: { file: `${address}/metrics` } });
});

test.each(["Bearer abc", ": abc", "na me: abc"])(
  "refuses the header %j without repeating it",
  async (header) => {
    const { result } = await dashMetrics(await emptyFolder(), {
      source: "http://127.0.0.1:1",
      header: [header],
    });
    expect(result).toMatchObject({
      code: "usage",
      message: "A `--header` is not of the form `Name: value`.",
    });
    expect(JSON.stringify(result)).not.toContain("abc");
  },
);

test("other protocols are refused", async () => {
  const { result } = await dashMetrics(await emptyFolder(), { source: "ftp://host/metrics" });
  expect(result).toMatchObject({ code: "usage", message: "Addresses begin with http or https, not `ftp:`." });
});

test.each([Registry.PROMETHEUS_CONTENT_TYPE, Registry.OPENMETRICS_CONTENT_TYPE])(
  "a live prom-client that answers %s gives the same catalogue before and after traffic",
  async (contentType) => {
    const registry = new Registry();
    registry.setContentType(contentType as never);
    const registers = [registry];
    const requests = new Counter({
      name: "app_requests_total",
      help: "Requests.",
      labelNames: ["code"],
      registers,
    });
    const latency = new Histogram({
      name: "app_latency_seconds",
      help: "Latency.",
      labelNames: ["route"],
      registers,
    });
    const { address } = await serve((_request, response) => {
      void registry
        .metrics()
        .then((text) => response.setHeader("content-type", registry.contentType).end(text));
    });
    const args = { source: `${address}/metrics`, out: "app.ts" };
    const cwd = await emptyFolder();
    requests.inc({ code: "200" });
    latency.observe({ route: "/" }, 0.2);
    expect((await dashMetrics(cwd, args)).result).toBe(0);
    const before = await readFile(join(cwd, "app.ts"), "utf8");
    expect(before).toContain('name: "app_requests_total"');
    expect(before).toContain('labels: ["route"]');
    requests.inc({ code: "500" }, 41);
    latency.observe({ route: "/b" }, 20);
    expect((await dashMetrics(cwd, { ...args, check: true })).stderr).toMatch(
      /^app\.ts: unchanged: \d+ metrics/,
    );
  },
);
