import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { formatDataSources } from "../../src/provision/data-sources.ts";
import { literalText, textWithReferences } from "../../src/provision/interpolation.ts";
import type { JsonObject } from "../../src/schema/json.ts";
import { type Environment, expandFree, expandText, readYaml } from "./grafana-reader.ts";
import { dataSourceOf } from "./small-bundle.ts";

const pieces = [
  ..."$ $$ $1 $A ${A} ${A}b ${} ${ $__file{/etc/passwd} $__env{A} $__value.raw true 1 0x1f 1e3 12:30 012 .5 no".split(
    " ",
  ),
  ..."~ null << = y 2001-01-01 # & * ! | > % @ ` ' \" \\ \\u0041 : - , ? [ ] { } b _ 日本 😀 é".split(" "),
  ..." |\n|\r\n|\t|\0|\x07|\x7f|\x85|\u2028|\u2029|\ufeff|\ufffe|\uffff|- a|a: b|a #b|---|...".split("|"),
];

/** Texts that YAML or Grafana might take for something else. */
const hostileText = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.array(fc.constantFrom(...pieces), { maxLength: 6 }).map((parts) => parts.join("")),
  },
  { weight: 1, arbitrary: fc.string({ unit: "binary", maxLength: 30 }) },
  {
    weight: 1,
    arbitrary: fc.constantFrom("x".repeat(300), ` ${"word ".repeat(40)}`, `\n${"a\n".repeat(30)}`),
  },
);

const hostileJson = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { depthSize: "small" },
    hostileText,
    fc.boolean(),
    fc.constant(null),
    fc.integer(),
    fc.double({ noNaN: true, noDefaultInfinity: true }).map((number) => number || 0),
    fc.array(tie("value"), { maxLength: 3 }),
    fc.dictionary(hostileText, tie("value"), { maxKeys: 3 }),
  ),
})).value;

const environment: Environment = {
  A: "value",
  "1": "one",
  NAME_2: "other",
  PORT: "9090",
  SECRET: "pa$A$$${A}",
};

function readDataSource(text: string): Record<string, unknown> {
  const file = readYaml(text) as { apiVersion: unknown; datasources: Record<string, unknown>[] };
  expect(file.apiVersion).toBe(1);
  return file.datasources[0] ?? {};
}

describe("a data source in a provisioning file", () => {
  test("keeps every text that Grafana or YAML might take for something else", () => {
    fc.assert(
      fc.property(hostileText, fc.dictionary(hostileText, hostileJson, { maxKeys: 4 }), (title, jsonData) => {
        const source = dataSourceOf({ title, jsonData: jsonData as JsonObject });
        const read = readDataSource(formatDataSources([source]));
        expect(expandText(read["name"], environment)).toBe(title);
        expect(expandFree(read["jsonData"], environment)).toEqual(jsonData);
      }),
      { numRuns: 400 },
    );
  });

  test("replaces `${NAME}` in addresses and secrets by the variable, and nothing else", () => {
    fc.assert(
      fc.property(
        fc.array(fc.oneof(hostileText, fc.constantFrom("${A}", "${NAME_2}", "${UNSET}"))),
        (parts) => {
          const text = parts.join("");
          const read = readDataSource(
            formatDataSources([dataSourceOf({ url: text, secureJsonData: { key: text } })]),
          );
          const expected = text.replace(/\$\{(\w+)\}/g, (_, name: string) => environment[name] ?? "");
          expect(expandText(read["url"], environment)).toBe(expected);
          expect(expandText((read["secureJsonData"] as Environment)["key"], environment)).toBe(expected);
        },
      ),
      { numRuns: 400 },
    );
  });

  test.each(["${SECRET}", "Bearer ${SECRET}", "${SECRET}$", "$${SECRET}", "${SECRET}-${SECRET}"])(
    "keeps the dollar signs of the secret behind `%s`",
    (text) => {
      const expected = text.replaceAll("${SECRET}", () => environment["SECRET"] ?? "");
      expect(expandText(textWithReferences(text), environment)).toBe(expected);
    },
  );

  test("never writes the value of a variable", () => {
    const text = formatDataSources([dataSourceOf({ secureJsonData: { basicAuthPassword: "${SECRET}" } })]);
    expect(text).toContain('basicAuthPassword: "$SECRET"');
    expect(text).not.toContain("pa$A");
  });

  test("replaces half of a surrogate pair, which no YAML reader of Go takes", () => {
    const text = formatDataSources([dataSourceOf({ title: "a\ud800b" })]);
    expect(readDataSource(text)["name"]).toBe("a\ufffdb");
  });
});

describe("texts", () => {
  test.each([
    ["plain", "plain", "plain"],
    ["$", "$$", "$$"],
    ["$a", "$$a", "$$a"],
    ["${A}", "$${A}", "$A"],
    ["${A}b", "$${A}b", "${A}b"],
    ["${A}${B}", "$${A}$${B}", "$A$B"],
    ["${A}${B}c", "$${A}$${B}c", "${A}${B}c"],
    ["${1A}", "$${1A}", "${1A}"],
    ["$${A}", "$$$${A}", "$$$A"],
    ["${not a name}", "$${not a name}", "$${not a name}"],
  ])("%s is written as %s, with references as %s", (text, literal, withReferences) => {
    expect(literalText(text)).toBe(literal);
    expect(textWithReferences(text)).toBe(withReferences);
  });
});

describe("the reader of these tests", () => {
  test.each([
    ["$PORT", 9090],
    ["$$PORT", "$PORT"],
    ["1", "1"],
    ["true", "true"],
    ["$UNSET", ""],
    ["${A}", "value"],
    ["$1", true],
    ["a$", "a$"],
    ["${", ""],
    ["pa$$word", "pa$word"],
  ])("takes %s as Grafana does", (text, expected) => {
    expect(expandFree(text, { ...environment, "1": "true" })).toBe(expected);
  });

  test("expands twice what comes from `${NAME}`, as Grafana does", () => {
    expect(expandText("${SECRET}", environment)).not.toBe(environment["SECRET"]);
  });
});
