import { expect, test } from "vitest";
import { HttpError } from "../../src/http/errors.ts";
import { parseJson } from "../../src/http/json.ts";

const url = "http://grafana.test/api/x";

function outcome(text: string | Uint8Array): unknown {
  try {
    return parseJson(Buffer.from(text), url);
  } catch (error) {
    return error;
  }
}

test.each(['{"größe":[1,"😀",null]}', "[]", "1", "null", '"[[[["', '{"__proto__":{"a":[]}}'])(
  "reads %s",
  (text) => {
    expect(outcome(text)).toEqual(JSON.parse(text));
  },
);

test("reads a body that begins with a byte order mark", () => {
  expect(outcome("\ufeff{}")).toEqual({});
});

test.each([
  ["nothing", ""],
  ["a web page", "<!doctype html>"],
  ["half of an answer", '{"a":'],
  ["invalid UTF-8", Uint8Array.from([0x22, 0xff, 0x22])],
  ["a bare surrogate", Uint8Array.from([0x22, 0xed, 0xa0, 0x80, 0x22])],
])("%s is no JSON", (_what, text) => {
  const error = outcome(text);
  expect(error).toBeInstanceOf(HttpError);
  expect(error).toMatchObject({
    failure: "unreadable",
    message: "`http://grafana.test/api/x` did not answer in JSON.",
  });
});

function nested(depth: number, [open, inner, close]: readonly [string, string, string]): string {
  return open.repeat(depth - 1) + inner + close.repeat(depth - 1);
}

// Large bodies are looked at as bytes, before they are parsed.
const padding = " ".repeat(1024 * 1024);

test.each(["", padding])("reads 200 levels and no more (%#)", (pad) => {
  for (const kind of [
    ["[", "[]", "]"],
    ['{"a":', "{}", "}"],
    ['{"]}\\"]}":', "{}", "}"],
    ['["]}\\\\","\\"]",', "[]", "]"],
  ] as const) {
    expect(outcome(pad + nested(200, kind))).not.toBeInstanceOf(Error);
    const error = outcome(pad + nested(201, kind));
    expect(error).toMatchObject({ failure: "unreadable", message: expect.stringContaining("200 levels") });
  }
});

test.each([
  ["closed brackets in texts", `${'["]",'.repeat(300_000)}1${"]".repeat(300_000)}`],
  ["brackets that are never closed", "[".repeat(20_000_000)],
  ["quotes behind a backslash", `${'["\\"]",'.repeat(200_000)}1${"]".repeat(200_000)}`],
])("is not deceived or exhausted by %s", (_what, text) => {
  const begun = performance.now();
  expect(outcome(text)).toMatchObject({ message: expect.stringContaining("200 levels") });
  expect(performance.now() - begun).toBeLessThan(500);
});
