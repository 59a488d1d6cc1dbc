import { describe, expect, test } from "vitest";
import { nearest, plural, quoteList, slug, suggest } from "../../src/base/text.ts";

describe("a word outside a closed set", () => {
  test.each([
    { word: "urll", allowed: ["uid", "url", "name"], expected: "Did you mean `url`?" },
    { word: "colour", allowed: ["red", "blue"], expected: "Use one of `blue`, `red`." },
    { word: "anything", allowed: [], expected: "" },
    { word: "req/s", allowed: Array.from({ length: 20 }, (_, index) => `unit-${index}`), expected: "" },
  ])("$word gets the hint $expected", ({ word, allowed, expected }) => {
    expect(suggest(word, allowed)).toBe(expected);
  });
});

test("the nearest words come best first, three at most", () => {
  expect(nearest("bytess", ["bytes", "bits", "bytex", "byte", "bytesss"])).toEqual([
    "bytes",
    "bytesss",
    "byte",
  ]);
});

test.each([
  { title: "Error rate", expected: "error-rate" },
  { title: "  Größe (Übersicht) ", expected: "große-ubersicht".replace("ß", "-") },
  { title: "CPU / memory", expected: "cpu-memory" },
  { title: "🚀", expected: "" },
])("the slug of `$title` is `$expected`", ({ title, expected }) => {
  expect(slug(title)).toBe(expected);
});

test("lists are quoted and sorted", () => {
  expect(quoteList(["b", "a"])).toBe("`a`, `b`");
});

test("nouns follow their count", () => {
  expect([plural(0, "file"), plural(1, "file"), plural(2, "file")]).toEqual(["0 files", "1 file", "2 files"]);
});
