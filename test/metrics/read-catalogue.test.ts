import { readFileSync } from "node:fs";
import { format } from "oxfmt";
import { expect, test } from "vitest";
import { formatCatalogue } from "../../src/metrics/catalogue.ts";
import { readExposition } from "../../src/metrics/exposition.ts";
import { isCatalogue, readCatalogue } from "../../src/metrics/read-catalogue.ts";
import { failure } from "./failure.ts";

const families = readExposition(readFileSync("test/fixtures/metrics/node-exporter.prom"));
const text = formatCatalogue(families, { name: "node", maxHelp: 10_000 });

test("reads back what was written, except which metrics had series", () => {
  const catalogue = readCatalogue(text, "node.ts");
  expect(catalogue.name).toBe("node");
  expect(catalogue.families).toEqual(families.map((family) => ({ ...family, observed: false })));
  expect(
    formatCatalogue(catalogue.families, { ...catalogue, previous: catalogue.keys, maxHelp: 10_000 }),
  ).toBe(text);
});

test("reads it after a formatter with other settings has been over it", async () => {
  const options = { printWidth: 40, singleQuote: true, trailingComma: "none", useTabs: true } as const;
  const { code } = await format("node.ts", text, options);
  expect(code).not.toBe(text);
  expect(readCatalogue(code.replaceAll("\n", "\r\n"), "node.ts")).toEqual(readCatalogue(text, "node.ts"));
});

test("tells generated modules from others", () => {
  expect([text, `\uFEFF${text}`, "export const node = 1;\n", ""].map(isCatalogue)).toEqual([
    true,
    true,
    false,
    false,
  ]);
});

test.each([
  ["no specs", "const spec", "const specs", "const other"],
  ["no export", "export", "export const node", "const node"],
  ["a computed value", "a call", 'kind: "gauge"', "kind: gauge()"],
  ["a kind that does not exist", "a kind", 'kind: "gauge"', 'kind: "meter"'],
  ["a spread", "a spread", "const specs = {", "const specs = {\n  ...others,"],
  ["a label that is no text", "a label", 'labels: ["', 'labels: [1, "'],
  ["an end before its time", "the end", "} as const;", "as const;"],
])("refuses a module with %s", (_name, _what, from, to) => {
  const error = failure(() => readCatalogue(text.replace(from, to), "src/node.ts"));
  expect(error).toMatchObject({ code: "unreadable-input", at: { file: "src/node.ts" } });
  expect(error.message).toContain("`src/node.ts`");
});

test("a file that nests without end is refused, not a crash", () => {
  const nested = text.replace("const specs = {", `const specs = { a: ${"[".repeat(100_000)}`);
  expect(failure(() => readCatalogue(nested, "node.ts")).code).toBe("unreadable-input");
});
