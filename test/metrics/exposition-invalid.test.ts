import { gzipSync } from "node:zlib";
import { expect, test } from "vitest";
import type { DashError } from "../../src/base/dash-error.ts";
import { readExposition } from "../../src/metrics/exposition.ts";
import { failure } from "./failure.ts";

function refusal(body: string | Uint8Array, contentType?: string): DashError {
  return failure(() => readExposition(body, { name: "scrape.prom", contentType }));
}

const lines: {
  readonly name: string;
  readonly text: string;
  readonly column: number;
  readonly message: string;
}[] = [
  {
    name: "a name with a wrong character",
    text: "http.requests 1",
    column: 5,
    message: "Where a value is expected, `.requests` is no number.",
  },
  {
    name: "a name that begins with a digit",
    text: "2xx_total 1",
    column: 1,
    message: "Where a metric name is expected, there is `2xx_total 1`.",
  },
  {
    name: "prose",
    text: "Not found",
    column: 5,
    message: "Where a value is expected, `found` is no number.",
  },
  {
    name: "a missing value",
    text: 'a{b="c"}',
    column: 9,
    message: "Where a value is expected, the line ends.",
  },
  {
    name: "a wrong timestamp",
    text: "a 1 noon",
    column: 5,
    message: "Where a timestamp is expected, `noon` is no number.",
  },
  {
    name: "an open label value",
    text: 'a{b="c} 1',
    column: 5,
    message: "A quoted text is not closed on its line.",
  },
  {
    name: "an unquoted label value",
    text: "a{b=c} 1",
    column: 5,
    message: "The value of a label is not in double quotes.",
  },
  { name: "a label without value", text: "a{b} 1", column: 4, message: "`=` is missing after a label name." },
  { name: "open braces", text: 'a{b="c" 1', column: 9, message: "`,` or `}` is missing after a label." },
  {
    name: "braces that end with the line",
    text: 'a{b="c",',
    column: 9,
    message: "Where a label name is expected, the line ends.",
  },
  {
    name: "a wrong label name",
    text: 'a{b-c="d"} 1',
    column: 4,
    message: "`=` is missing after a label name.",
  },
  { name: "no name at all", text: '{b="c"} 1', column: 8, message: "The sample has no metric name." },
  { name: "an unknown type", text: "# TYPE a guage", column: 10, message: "`guage` is not a metric type." },
  { name: "more than a sample", text: "a 1 2 3", column: 7, message: "Something follows the sample." },
  {
    name: "an exemplar without labels",
    text: "a 1 # 2",
    column: 7,
    message: "An exemplar begins with its labels in braces.",
  },
];

test.each(lines)("shows where $name is", ({ text, column, message }) => {
  const error = refusal(`ok 1\n\n${text}\nok 2\n`);
  expect(error).toMatchObject({
    code: "exposition-invalid",
    message,
    at: { file: "scrape.prom", line: 3, column },
  });
  expect(error.hint).not.toBe("");
});

const bodies: {
  readonly name: string;
  readonly body: string | Uint8Array;
  readonly contentType?: string;
  readonly message: string;
}[] = [
  {
    name: "a web page",
    body: "\n<!doctype html><title>Up</title>",
    message: "This is a web page, not metrics.",
  },
  {
    name: "a web page by its content type",
    body: "up",
    contentType: "text/html; charset=utf-8",
    message: "This is a web page, not metrics.",
  },
  { name: "a JSON object", body: '{"status": "ok"}', message: "This is JSON, not metrics." },
  { name: "a formatted JSON object", body: '{\n  "status": "ok"\n}', message: "This is JSON, not metrics." },
  { name: "an empty JSON object", body: "{}", message: "This is JSON, not metrics." },
  { name: "a JSON list", body: "[1]", message: "This is JSON, not metrics." },
  { name: "nothing", body: "", message: "The answer is empty." },
  { name: "blank lines", body: " \n\n", message: "The answer is empty." },
  { name: "comments only", body: "# nothing here\n", message: "The answer holds no metric." },
  {
    name: "a protobuf answer",
    body: "\u0008a",
    contentType: "application/vnd.google.protobuf; encoding=delimited",
    message: "The answer is binary, not the text that metrics are exposed in.",
  },
  {
    name: "compressed bytes",
    body: gzipSync("up 1\n"),
    message: "The answer is binary, not the text that metrics are exposed in.",
  },
  {
    name: "a null character",
    body: "up\0 1",
    message: "The answer is binary, not the text that metrics are exposed in.",
  },
  {
    name: "OpenMetrics without its end",
    body: "up 1\n",
    contentType: "application/openmetrics-text",
    message: "The exposition is cut off: OpenMetrics ends with `# EOF`.",
  },
  {
    name: "more than 64 MiB",
    body: new Uint8Array(64 * 1024 * 1024 + 1),
    message: "The answer is larger than 64 MiB.",
  },
];

test.each(bodies)("says what $name is", ({ body, contentType, message }) => {
  const error = refusal(body, contentType);
  expect(error).toMatchObject({ code: "exposition-invalid", message, at: { file: "scrape.prom" } });
  expect(error.hint).not.toBe("");
});

test("refuses what follows the end of OpenMetrics", () => {
  expect(refusal("a 1\n# EOF\nb 1\n# EOF")).toMatchObject({
    message: "Nothing may follow `# EOF`.",
    at: { line: 3, column: 1 },
  });
});

test("refuses names without end", () => {
  const text = Array.from({ length: 200_001 }, (_, index) => `a${index} 1`).join("\n");
  expect(refusal(text).message).toBe("The answer names more than 200,000 metrics.");
});
