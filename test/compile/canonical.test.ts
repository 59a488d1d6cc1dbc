import fc from "fast-check";
import { expect, test } from "vitest";
import { canonicalJson } from "../../src/compile/canonical.ts";

test("writes members sorted by name, with two spaces and a final newline", () => {
  expect(canonicalJson({ b: [1, { d: null, c: true }], a: {}, e: [] })).toBe(
    '{\n  "a": {},\n  "b": [\n    1,\n    {\n      "c": true,\n      "d": null\n    }\n  ],\n  "e": []\n}\n',
  );
});

test("leaves out members that JSON leaves out", () => {
  expect(canonicalJson({ a: undefined, b: () => 1, c: 1 })).toBe('{\n  "c": 1\n}\n');
});

test("reads back as the same value, for any JSON value", () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      // JSON has no negative zero.
      expect(JSON.parse(canonicalJson(value))).toEqual(JSON.parse(JSON.stringify(value)));
    }),
  );
});

test("escapes every text as JSON.stringify does", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), (text) => {
      expect(canonicalJson([text])).toBe(`[\n  ${JSON.stringify(text)}\n]\n`);
    }),
  );
});

test("is the same text for the same members in another order", () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.integer()), (object) => {
      const turned = Object.fromEntries(Object.entries(object).reverse());
      expect(canonicalJson(turned)).toBe(canonicalJson(object));
    }),
  );
});
